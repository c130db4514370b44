import 'server-only'
import { PERSON_FIELDS, type PersonField } from '@/lib/households/catalogue/record-fields'
import { textsOf } from '@/lib/households/queries/texts'
import { shownText, type Texts } from '@/lib/households/rules/edit'
import { maskName } from '@/lib/households/rules/masks'
import { HEALTH_FIELDS } from '@/lib/households/rules/person-view'
import { viewOf } from '@/lib/households/rules/views'
import { findPersonPlace, type PersonPlace } from '@/lib/households/sql/edit'
import { ageOn } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid } from '@/lib/platform/ids'

const NO_ID = '00000000-0000-0000-0000-000000000000'

type StoredPerson = { place: PersonPlace; texts: Texts<PersonField> }

async function readPerson(ctx: Ctx, householdId: string, id: string): Promise<StoredPerson> {
  const place = await findPersonPlace(ctx, isUuid(id) ? id : NO_ID, false)
  if (!place || place.householdId !== householdId) throw new NotFoundError()
  const { countyCode } = place
  const person = await ctx.db.person.findUnique({ where: { countyCode_id: { countyCode, id } } })
  if (!person) throw new NotFoundError()
  const row = { ...person, relation: place.relation }
  return { place, texts: textsOf(PERSON_FIELDS, row, { table: 'person', id, actor: ctx.actor }) }
}

export type PersonForm = {
  id: string
  householdId: string
  regionCode: string
  headName: string
  village: string
  name: string
  version: number
  texts: Texts<PersonField>
  /** Filled in for a new year's values. */
  thisYear: number
  readAt: string
}

/** What the form of a member starts from. Errors: NotFoundError. */
export async function getPersonForm(ctx: Ctx, householdId: string, id: string): Promise<PersonForm> {
  const { place, texts } = await readPerson(ctx, householdId, id)
  const { regionCode, headName, village, name, version } = place
  const thisYear = Number(ctx.today.slice(0, 4))
  const readAt = ctx.now.toISOString()
  return { id, householdId, regionCode, headName, village, name, version, texts, thisYear, readAt }
}

export type PersonYearTexts = { year: number; texts: Readonly<Record<string, string>> }

export type PersonRecord = {
  id: string
  householdId: string
  regionCode: string
  headName: string
  name: string
  age: number
  /** As shown: masked for the reader; what he may not know is not there. */
  texts: Readonly<Record<string, string>>
  /** Earlier years, newest first. */
  years: PersonYearTexts[]
  seesHealth: boolean
  hasHealthNote: boolean
}

/** One member as his page shows him, with the values of earlier years. Errors: NotFoundError. */
export async function getPerson(ctx: Ctx, householdId: string, id: string): Promise<PersonRecord> {
  const { place, texts } = await readPerson(ctx, householdId, id)
  const kept = await ctx.db.personYear.findMany({
    where: { countyCode: place.countyCode, personId: id },
    orderBy: { year: 'desc' },
    select: { year: true, values: true },
  })
  const view = viewOf(ctx.actor.role)
  const name = (text: string) => maskName(text, view.name)
  const allowed = (all: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(all)
        .filter(([field]) => view.health || !HEALTH_FIELDS.has(field))
        .map(([field, text]) => [field, shownText(text)]),
    )
  return {
    id,
    householdId,
    regionCode: place.regionCode,
    headName: name(place.headName),
    name: name(place.name),
    age: ageOn(texts.birthDate, ctx.today),
    texts: allowed({ ...texts, name: name(texts.name) }),
    years: kept.map(({ year, values }) => ({ year, texts: allowed(yearTexts(values as Record<string, unknown>)) })),
    seesHealth: view.health,
    hasHealthNote: texts.health !== '' && texts.health !== 'HEALTHY',
  }
}

function yearTexts(values: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([field, value]) => [field, Array.isArray(value) ? value.join(',') : String(value)]),
  )
}
