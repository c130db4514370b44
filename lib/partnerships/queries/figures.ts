import 'server-only'
import { countAcross, countCoverage, countProgrammes, sumOutputsBetween, sumReferrals } from '@/lib/partnerships/sql'
import type { Ctx } from '@/lib/platform/db'
import { ownPrefix, rangeOf } from '@/lib/regions/rules'

const WHOLE = 2

/**
 * What the records say of paired assistance in a region: pairs and coverage as of a day, outputs that lie between two days, and the referral
 * parts of the year of the last. Nothing recorded is left out, not told as nothing.
 */
export async function getPairFigures(ctx: Ctx, { region, from, asOf }: { region: string; from: string; asOf: string }) {
  const { lo: gte, hi: lt } = rangeOf(ownPrefix(region))
  const range = { gte, lt }
  const coverage = await countCoverage(ctx, range, asOf, WHOLE)
  const programmes = await countProgrammes(ctx, range, asOf)
  return {
    coverage: coverage[0] ?? null,
    programmes,
    springRain: await countAcross(ctx, range, asOf, ['SPRING_RAIN']),
    beijing: await countAcross(ctx, range, asOf, ['BEIJING_HEBEI']),
    outputs: await sumOutputsBetween(ctx, range, from, asOf),
    referral: (await sumReferrals(ctx, range)).find(({ year }) => year === Number(asOf.slice(0, 4))) ?? null,
  }
}
