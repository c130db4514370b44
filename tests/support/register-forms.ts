import { INCOME_FIELDS, LIVING_FIELDS, PERSON_FIELDS } from '@/lib/households/catalogue/record-fields'
import { getPersonForm, type PersonForm } from '@/lib/households/queries/person'
import { getIncomeForm, getLivingForm, type YearForm } from '@/lib/households/queries/years'
import type { Actor } from '@/lib/platform/actor'
import { withScope } from '@/lib/platform/db'
import type { BuiltHousehold } from './builders'
import { recordInput } from './form'

type Over = Record<string, unknown>

/** What the forms of the register read, and what they send with `over` typed on top. */
export const readPerson = (actor: Actor, household: BuiltHousehold, personId = household.headId) =>
  withScope(actor, (ctx) => getPersonForm(ctx, household.id, personId))

export const personInput = (form: PersonForm, over: Over = {}) => ({
  personId: form.id,
  ...recordInput(PERSON_FIELDS, form, { valuesYear: String(form.thisYear), ...over }),
})

export const readLiving = (actor: Actor, { id }: BuiltHousehold, year: number) =>
  withScope(actor, (ctx) => getLivingForm(ctx, id, String(year)))

export const readIncome = (actor: Actor, { id }: BuiltHousehold, year: number) =>
  withScope(actor, (ctx) => getIncomeForm(ctx, id, String(year)))

const ofYear = (form: YearForm<string>) => ({ householdId: form.place.id, year: form.year })

export const livingInput = (form: YearForm<string>, over: Over = {}) => ({
  ...ofYear(form),
  ...recordInput(LIVING_FIELDS, form, over),
})

export const incomeInput = (form: YearForm<string>, over: Over = {}) => ({
  ...ofYear(form),
  ...recordInput(INCOME_FIELDS, form, over),
})
