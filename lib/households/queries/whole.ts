import 'server-only'
import {
  HOUSEHOLD_FIELDS,
  type HouseholdField,
  LIVING_FIELDS,
  type LivingField,
} from '@/lib/households/catalogue/record-fields'
import type { IncomeFacts } from '@/lib/households/facts'
import { textsOf } from '@/lib/households/queries/texts'
import type { Texts } from '@/lib/households/rules/edit'
import { type IncomeResult, incomeOf } from '@/lib/households/rules/income'
import { viewOf } from '@/lib/households/rules/views'
import { selectIncomes } from '@/lib/households/sql/facts'
import { type HelperPast, selectHelperHistory } from '@/lib/households/sql/helpers'
import type { Ctx } from '@/lib/platform/db'

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
  const place = { table: 'household', id, actor: ctx.actor } as const
  const row = await ctx.db.household.findUnique({ where: { countyCode_id: { countyCode, id } } })
  const livings = await ctx.db.livingCondition.findMany({
    where: { countyCode, householdId: id },
    orderBy: { year: 'desc' },
  })
  const incomes = await selectIncomes(ctx, [id], LAST_YEAR)
  const helpers = await selectHelperHistory(ctx, countyCode, id)
  const file = textsOf(HOUSEHOLD_FIELDS, row, place)
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
}
