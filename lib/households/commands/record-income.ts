import 'server-only'
import { INCOME_ITEM_VALUES } from '@/lib/households/catalogue/income-items'
import { INCOME_FIELDS, type IncomeField, itemField } from '@/lib/households/catalogue/record-fields'
import type { RecordedYear } from '@/lib/households/commands/record-living'
import { refuseContradictions } from '@/lib/households/commands/refuse'
import { outcomeOf, settle } from '@/lib/households/commands/settle'
import { getHouseholdFacts } from '@/lib/households/queries/facts'
import { incomeRow } from '@/lib/households/queries/income-row'
import type { Texts } from '@/lib/households/rules/edit'
import { incomeOf, povertyYear } from '@/lib/households/rules/income'
import { RecordIncomeInput } from '@/lib/households/schema/register'
import { findHouseholdPlace } from '@/lib/households/sql/edit'
import { refreshHouseholds } from '@/lib/households/sql/refresh'
import { defineCommand } from '@/lib/platform/command'
import { InputError, NotFoundError } from '@/lib/platform/errors'

/**
 * Records a household's income of a poverty year by item; all sums are reckoned here, and the database refuses sums that do not agree.
 * Errors: NotFoundError, ConflictError, InputError.
 */
export const recordIncome = defineCommand({
  name: 'income.record',
  permission: 'household:edit',
  input: RecordIncomeInput,
  async run(ctx, input): Promise<RecordedYear<IncomeField>> {
    const held = await findHouseholdPlace(ctx, input.householdId, true)
    if (!held) throw new NotFoundError()
    const { countyCode, id: householdId, regionCode } = held
    const { year } = input
    if (year > povertyYear(ctx.today)) throw new InputError({ year: { code: 'register.yearAhead' } })
    const key = { countyCode, householdId, year }
    const stored = await ctx.db.householdIncome.findUnique({ where: { countyCode_householdId_year: key } })
    const version = stored?.version ?? 0
    const rowId = `${countyCode}/${householdId}/${year}`
    const settled = await settle(
      ctx,
      INCOME_FIELDS,
      input,
      {
        row: stored && incomeRow(stored),
        version,
        table: 'household_income',
        rowId,
        columns: ['items', 'resident_members', 'claims_fen', 'self_paid_fen'],
      },
      { table: 'household', id: householdId, actor: ctx.actor },
    )
    const { mine, theirs } = settled
    if (mine.length === 0) return { householdId, year, version, saved: [], merged: theirs }
    const after = outcomeOf(settled)
    const figures = figuresOf(after)
    const [facts] = await getHouseholdFacts(ctx, { ids: [householdId] })
    if (facts) {
      const incomes = [{ year, ...figures }, ...facts.incomes.filter((each) => each.year !== year)]
      incomes.sort((a, b) => b.year - a.year)
      await refuseContradictions(ctx, facts, { ...facts, incomes }, { fields: ['residentMembers'], changed: mine })
    }
    const { perCapitaFen, items, residentMembers, ...sums } = figures
    const data = {
      items,
      residentMembers,
      perCapitaIncomeFen: BigInt(perCapitaFen),
      ...Object.fromEntries(Object.entries(sums).map(([name, fen]) => [name, fen === null ? null : BigInt(fen)])),
      source: 'FORM',
      version: version + 1,
    }
    if (stored) {
      await ctx.db.householdIncome.update({
        where: { countyCode_householdId_year: key, version: stored.version },
        data,
        select: { year: true },
      })
    } else {
      await ctx.db.householdIncome.create({ data: { ...key, regionCode, ...data }, select: { year: true } })
    }
    await refreshHouseholds(ctx, countyCode, [householdId])
    return { householdId, year, version: version + 1, saved: mine, merged: theirs }
  },
})

const fenOfText = (text: string) => (text === '' ? null : Math.round(Number(text) * 100))

function figuresOf(after: Texts<IncomeField>) {
  const items: Record<string, number> = {}
  for (const item of INCOME_ITEM_VALUES) {
    const fen = fenOfText(after[itemField(item)])
    if (fen !== null) items[item] = fen
  }
  const [claimsFen, selfPaidFen, residentMembers] = [
    fenOfText(after.claims),
    fenOfText(after.selfPaid),
    Number(after.residentMembers),
  ]
  const result = incomeOf(items, residentMembers, claimsFen ?? 0, selfPaidFen ?? 0)
  if (!result) throw new InputError({ residentMembers: { code: 'input.required' } })
  const { WAGE, BUSINESS, PROPERTY, TRANSFER, COST } = result.groups
  return {
    items,
    wageFen: WAGE,
    businessFen: BUSINESS,
    propertyFen: PROPERTY,
    transferFen: TRANSFER,
    costFen: COST,
    netFen: result.netFen,
    residentMembers,
    perCapitaFen: result.perCapitaFen,
    claimsFen,
    selfPaidFen,
  }
}
