import 'server-only'
import { INDICATORS } from '@/lib/indicators/catalogue'
import { readPartnerships } from '@/lib/indicators/queries/counted-partnerships'
import { ofResumption } from '@/lib/indicators/queries/counted-resumption'
import { readYearplans } from '@/lib/indicators/queries/counted-yearplans'
import { getWallOn, isUncounted, type Uncounted } from '@/lib/indicators/queries/past'
import { getWall, type Wall } from '@/lib/indicators/queries/wall'
import type { Read } from '@/lib/indicators/rules/figure'
import type { Counts } from '@/lib/indicators/schema'
import { countFindingsOn } from '@/lib/indicators/sql/lists'
import type { Ctx } from '@/lib/platform/db'
import { ownPrefix, rangeOf } from '@/lib/regions/rules'
import { getFigures } from '@/lib/relief/queries/figures'
import type { Measure } from '@/lib/relief/schema/figures'

type Span = { region: string; from: string; asOf: string; since?: string }
type Lacking = { isBusy: true; uncounted?: Uncounted['uncounted'] }

const FEN = 100
/** What the lines of defence count, by the input that reports the same; money is in fen there and in yuan here. */
const OF_RELIEF: readonly (readonly [number, Measure, string, boolean])[] = [
  [3, 'TIMES', 'temporary_relief_person_times', false],
  [3, 'HOUSEHOLDS', 'temporary_relief_households', false],
  [3, 'PAID', 'temporary_relief_amount', true],
  [4, 'TIMES', 'prevention_insurance_person_times', false],
  [4, 'HOUSEHOLDS', 'prevention_insurance_households', false],
  [4, 'PAID', 'prevention_insurance_payout', true],
  [5, 'CONTRIBUTED', 'filial_contribution', true],
  [5, 'BONUS', 'filial_bonus', true],
  [5, 'HOUSEHOLDS', 'filial_households', false],
  [5, 'PERSONS', 'filial_persons', false],
  [1, 'TOTAL', 'medical_total_cost', true],
  [1, 'POLICY', 'medical_policy_scope_cost', true],
  [1, 'REIMBURSED', 'medical_reimbursed_amount', true],
]

const yuan = (fen: number) =>
  `${fen < 0 ? '-' : ''}${Math.floor(Math.abs(fen) / FEN)}.${String(Math.abs(fen) % FEN).padStart(2, '0')}`

async function ofRelief(ctx: Ctx, { region, from, asOf }: Span): Promise<[string, string][]> {
  const { lines } = await getFigures(ctx, { region, from, to: asOf })
  return OF_RELIEF.flatMap(([line, measure, code, isMoney]) => {
    const counted = lines.find((each) => each.line === line)?.countedFacts[measure]
    // Nothing recorded is no statement that there was nothing.
    return counted ? [[code, isMoney ? yuan(counted) : String(counted)] as [string, string]] : []
  })
}

async function ofFindings(ctx: Ctx, { region, asOf }: Span): Promise<Record<string, number>> {
  const { lo, hi } = rangeOf(ownPrefix(region))
  const found = await countFindingsOn(ctx, lo, hi, asOf)
  if (found.total === 0) return {}
  return {
    findings_total: found.total,
    findings_closed: found.closed,
    findings_open: found.open,
    findings_overdue: found.overdue,
    findings_due_or_closed: found.dueOrClosed,
    findings_closed_in_time: found.inTime,
    findings_once_closed: found.onceClosed,
    findings_reopened: found.reopened,
  }
}

/** The wall of the day; of a past day as the records know it now. Null for a day to come. */
async function wallOf(ctx: Ctx, { region, asOf, since }: Span): Promise<{ wall: Wall | null } | Lacking> {
  if (asOf > ctx.today) return { wall: null }
  const wall = asOf < ctx.today ? await getWallOn(ctx, region, asOf, since) : await getWall(ctx, region)
  if (!wall) return { isBusy: true }
  return isUncounted(wall) ? { isBusy: true, uncounted: wall.uncounted } : { wall }
}

/** What a wall counts of the inputs that its figures name. A register without anybody says nothing. */
function ofTheWall({ figures, today }: Wall, from: string): [string, number][] {
  if (figures.remainingPoor.denominator === 0) return []
  const isWholeYear = from === `${today.slice(0, 4)}-01-01`
  return INDICATORS.filter(({ isOfYear }) => isWholeYear || !isOfYear).flatMap(({ code, inputs = {} }) =>
    Object.entries(inputs).map(([of, input]): [string, number] => [input, figures[code][of as keyof Counts]]),
  )
}

/**
 * What the records of the system say for the inputs that it can count itself, in the form of readings: payments and contributions between
 * two days, the ledger of findings and the register as of the last, and the wall that this was read from. `isBusy`: tallies are being
 * counted, of a past day those `uncounted` first.
 */
export async function countForInputs(
  ctx: Ctx,
  span: Span,
): Promise<{ reads: Read[]; wall: Wall | null; isBusy: boolean; uncounted?: Uncounted['uncounted'] }> {
  const found = await wallOf(ctx, span)
  const { wall, isBusy, uncounted } =
    'wall' in found ? { wall: found.wall, isBusy: false, uncounted: undefined } : { wall: null, ...found }
  const counts = [...(wall ? ofTheWall(wall, span.from) : []), ...Object.entries(await ofFindings(ctx, span))]
  const known = [
    ...counts.map(([code, n]) => [code, String(n)] as const),
    ...(await ofRelief(ctx, span)),
    ...Object.entries(await ofResumption(ctx, span)).map(([code, n]) => [code, String(n)] as const),
  ]
  const reads = known.map(
    ([code, value]): Read => ({
      kind: 'FACT',
      id: '',
      regionCode: span.region,
      code,
      value,
      unit: '',
      qualifiers: [],
      from: span.from,
      day: span.asOf,
      source: '',
      sourceRef: '',
    }),
  )
  reads.push(...(await readPartnerships(ctx, span)))
  reads.push(...(await readYearplans(ctx, span)))
  return { reads, wall, isBusy, uncounted }
}
