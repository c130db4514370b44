import 'server-only'
import { type ScreeningFacts, yearOf } from '@/lib/monitoring/rules/screening'
import type { VisitFacts } from '@/lib/monitoring/schema'
import { dateOf } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'

/** What the register knows beside the visit: status, incomes of this and the last year, self-paid medical cost of the year's other visits. */
export async function getScreeningFacts(ctx: Ctx, visit: VisitFacts): Promise<ScreeningFacts> {
  const { countyCode, id } = visit.household
  const year = yearOf(visit.visitedOn)
  const household = await ctx.db.household.findUnique({
    where: { countyCode_id: { countyCode, id } },
    select: {
      povertyStatus: true,
      incomes: { where: { year: { in: [year, year - 1] } }, select: { year: true, perCapitaIncomeFen: true } },
    },
  })
  if (!household) throw new NotFoundError()
  const others = await ctx.db.visitShock.aggregate({
    where: {
      countyCode,
      householdId: id,
      kind: 'MEDICAL',
      visitId: { not: visit.visitId },
      visit: { visitedOn: { gte: dateOf(`${year}-01-01`), lte: dateOf(`${year}-12-31`) } },
    },
    _sum: { selfPaidFen: true },
  })
  return {
    ...visit,
    povertyStatus: household.povertyStatus,
    incomes: household.incomes.map((income) => ({
      year: income.year,
      perCapitaFen: Number(income.perCapitaIncomeFen),
    })),
    otherSelfPaidFen: Number(others._sum.selfPaidFen ?? 0),
  }
}
