import 'server-only'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { isWithin, levelBelow, levelOf, ownPrefix, prefixOf } from '@/lib/regions/rules'
import { INDICATORS, type IndicatorCode, type TallyCode } from '../catalogue'
import { calendarEnd, momentOf } from '../rules/periods'
import { type Assessment, assess, nearestTarget, thresholdsOf } from '../rules/schedule'
import type { Counts, Place, Target, WallRow } from '../schema'
import { recount } from '../sql/tally'
import { type PastDay, selectVillages, selectWall } from '../sql/wall'

const NOTHING: Counts = { numerator: 0, numeratorPersons: 0, denominator: 0, denominatorPersons: 0 }

export type Measured = Counts & {
  overdue: number
  target: (Target & { isOwn: boolean }) | null
  assessment: Assessment
}
export type WallChild = { place: Place; figures: Record<IndicatorCode, Measured>; overdueClues: Counts }
export type Wall = {
  region: Place
  /** From the highest region the reader may open down to this one. */
  path: Place[]
  asOf: Date
  /** The day that the figures are of: today, or the past day that was asked for. */
  today: string
  figures: Record<IndicatorCode, Measured>
  overdueClues: Counts
  children: WallChild[]
}

/** So many counties are recounted in one transaction: a first reading of a large city is committed in parts. */
const COUNTIES_AT_ONCE = 3

/**
 * Tallies of a region in the reader's scope, exact: stale villages are recounted first. Null while counties are left to recount: ask
 * again in a new transaction. Outside the scope and for no region: not found.
 */
async function freshWall(ctx: Ctx, regionCode: string): Promise<WallRow | null> {
  const wall = await wallRow(ctx, regionCode)
  if (wall.staleCounties.length === 0) return wall
  const prefix = ownPrefix(regionCode)
  for (const county of wall.staleCounties.slice(0, COUNTIES_AT_ONCE)) {
    const within = prefix.length > county.length ? prefix : county
    await recount(ctx, within, momentOf(wall.parameters, county, ctx.today), calendarEnd(wall.parameters, ctx.today))
  }
  return wall.staleCounties.length > COUNTIES_AT_ONCE ? null : selectWall(ctx, regionCode)
}

/** Tallies of a region in the reader's scope as they stand, of today or of a past day. Outside the scope and for no region: not found. */
export async function wallRow(ctx: Ctx, regionCode: string, past?: PastDay): Promise<WallRow> {
  if (!/^\d{12}$/.test(regionCode) || !isWithin(regionCode, ctx.actor.scope)) throw new NotFoundError()
  const wall = await selectWall(ctx, regionCode, past)
  if (!wall) throw new NotFoundError()
  return wall
}

/**
 * The wall of one region: five figures in households and persons against their targets, and the same for every child. Sums of
 * numerators and denominators over village tallies, exact as of the read; never an average of rates (domain.md 5.1). Null: ask again.
 */
export async function getWall(ctx: Ctx, regionCode: string): Promise<Wall | null> {
  const row = await freshWall(ctx, regionCode)
  return row && wallFrom(ctx, row, ctx.today)
}

/** A wall from its row: every figure of a day against the target and the thresholds of that day. */
export function wallFrom(ctx: Ctx, row: WallRow, today: string): Wall {
  const byChild = new Map<string, Map<string, Counts>>()
  const whole = new Map<string, Counts>()
  for (const { child, indicator, ...counts } of row.sums) {
    const own = byChild.get(child) ?? new Map<string, Counts>()
    own.set(indicator, counts)
    byChild.set(child, own)
    whole.set(indicator, added(whole.get(indicator) ?? NOTHING, counts))
  }
  const measure = (place: Place, counts: ReadonlyMap<string, Counts>) => {
    const prefix = ownPrefix(place.code)
    const thresholds = thresholdsOf(row.parameters, place.code, today)
    const of = (code: TallyCode) => counts.get(code) ?? NOTHING
    const overdue = of('overdueClues').numerator
    return Object.fromEntries(
      INDICATORS.map(({ code, direction }) => {
        const target = nearestTarget(row.targets, code, prefix, today)
        const assessment = assess(direction, of(code), overdue, target, thresholds, today)
        return [code, { ...of(code), overdue: code === 'openClues' ? overdue : 0, target, assessment }]
      }),
    ) as Record<IndicatorCode, Measured>
  }
  const region = row.places.at(-1) as Place
  const below = levelBelow(levelOf(region.code))
  return {
    region,
    path: row.places.filter(({ code }) => ownPrefix(code).length >= ctx.actor.scope.length),
    asOf: ctx.now,
    today,
    figures: measure(region, whole),
    overdueClues: whole.get('overdueClues') ?? NOTHING,
    children: row.children.map((place) => {
      const own = byChild.get(prefixOf(place.code, below ?? 'VILLAGE')) ?? new Map<string, Counts>()
      return { place, figures: measure(place, own), overdueClues: own.get('overdueClues') ?? NOTHING }
    }),
  }
}

/** What a wall, or a part of it, counts of whatever is counted. */
export function countsOf(of: Pick<Wall, 'figures' | 'overdueClues'>, code: TallyCode): Counts {
  return code === 'overdueClues' ? of.overdueClues : of.figures[code]
}

function added(a: Counts, b: Counts): Counts {
  return {
    numerator: a.numerator + b.numerator,
    numeratorPersons: a.numeratorPersons + b.numeratorPersons,
    denominator: a.denominator + b.denominator,
    denominatorPersons: a.denominatorPersons + b.denominatorPersons,
  }
}

export type VillageCoverage = { place: Place; measured: Measured }

/** Villages of a region behind on visits today, furthest first, from the tallies; and how many there are. Null: ask again. */
export async function listVillagesBehind(ctx: Ctx, regionCode: string, limit: number) {
  const row = await freshWall(ctx, regionCode)
  if (!row) return null
  const villages = await selectVillages(ctx, regionCode, 'visitCoverage')
  const behind = villages.flatMap(({ place, ...counts }) => {
    const target = nearestTarget(row.targets, 'visitCoverage', place.code, ctx.today)
    const thresholds = thresholdsOf(row.parameters, place.code, ctx.today)
    const assessment = assess('RATE', counts, 0, target, thresholds, ctx.today)
    const isBehind = assessment.state === 'behind' || assessment.state === 'crossed'
    return isBehind ? [{ place, measured: { ...counts, overdue: 0, target, assessment } }] : []
  })
  const gap = ({ measured: { assessment } }: VillageCoverage) => (assessment.kind === 'rate' ? assessment.gapTenths : 0)
  return { total: behind.length, villages: behind.sort((a, b) => gap(a) - gap(b)).slice(0, limit) }
}
