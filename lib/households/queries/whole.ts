import 'server-only'
import {
  HOUSEHOLD_FIELDS,
  type HouseholdField,
  LIVING_FIELDS,
  type LivingField,
} from '@/lib/households/catalogue/record-fields'
import type { IncomeFacts } from '@/lib/households/facts'
import type { YearlyParts } from '@/lib/households/queries/facts'
import { textsOf } from '@/lib/households/queries/texts'
import type { Texts } from '@/lib/households/rules/edit'
import { type IncomeResult, incomeOf } from '@/lib/households/rules/income'
import { viewOf } from '@/lib/households/rules/views'
import { incomesOf, livingsOf } from '@/lib/households/sql/facts'
import { type HelperPast, helperHistory } from '@/lib/households/sql/helpers'
import { householdFile } from '@/lib/households/sql/whereabouts'
import type { Ctx } from '@/lib/platform/db'
import { allOf, alone, mapped, type Part } from '@/lib/platform/together'

const LAST_YEAR = 2100

export type LivingYear = { year: number; texts: Texts<LivingField> }
export type IncomeYearItems = { income: Omit<IncomeFacts, 'householdId'>; result: IncomeResult | null }

export type WholeHousehold = {
  /** The file beyond what the head of the page says. */
  file: Texts<HouseholdField>
  livings: LivingYear[]
  incomes: IncomeYearItems[]
  /** Everybody who helps or helped, the present ones first. */
  helpers: HelperPast[]
}

/** What is kept of a household by year, and who helped it when. The household is one the reader has already been shown. */
export async function getWholeHousehold(ctx: Ctx, countyCode: string, id: string): Promise<WholeHousehold> {
  return alone(ctx, wholeHousehold(ctx, countyCode, id, yearlyOf(ctx, id)))
}

/** All that is kept of a household by year, to be read with other parts. */
export const yearlyOf = (ctx: Ctx, id: string): YearlyParts => ({
  incomes: incomesOf(ctx, [id], LAST_YEAR),
  livings: livingsOf(ctx, [id], LAST_YEAR),
})

/** The same, to be read with other parts. */
export function wholeHousehold(ctx: Ctx, countyCode: string, id: string, yearly: YearlyParts): Part<WholeHousehold> {
  const place = { table: 'household', id, actor: ctx.actor } as const
  const parts = allOf({
    files: householdFile(countyCode, id),
    helpers: helperHistory(ctx, countyCode, id),
    ...yearly,
  })
  return mapped(parts, ({ files, livings, incomes, helpers }) => {
    const file = textsOf(HOUSEHOLD_FIELDS, files[0] ?? null, place)
    return {
      file: viewOf(ctx.actor.role).address ? file : { ...file, naturalVillage: '' },
      livings: livings.map((living) => ({ year: living.year, texts: textsOf(LIVING_FIELDS, living, place) })),
      incomes: incomes.map(({ householdId, ...income }) => ({
        income,
        result:
          income.items && income.residentMembers
            ? incomeOf(income.items, income.residentMembers, income.claimsFen ?? 0, income.selfPaidFen ?? 0)
            : null,
      })),
      helpers,
    }
  })
}
