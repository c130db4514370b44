import 'server-only'
import { resolveParameter } from '@/lib/parameters/rules'
import type { ParameterCode, ParameterRow } from '@/lib/parameters/schema'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { countyOf, isWithin, levelBelow, levelOf, ownPrefix, pad, prefixOf } from '@/lib/regions/rules'
import { conditionBehind, INDICATORS, type IndicatorCode, indicatorOf, type Part, type TallyCode } from './catalogue'
import { type Assessment, assess, nearestTarget, periodAfter, periodStart, thresholdsOf } from './rules'
import type { BehindRow, Counts, Place, Target, WallRow } from './schema'
import { factsSql, type Intervals, inRegion, type Moment, recount, selectBehind, selectWall } from './sql'

const NOTHING: Counts = { numerator: 0, numeratorPersons: 0, denominator: 0, denominatorPersons: 0 }
const INTERVAL_CODES: Record<keyof Intervals, ParameterCode> = {
  notExited: 'visit.periodMonths.notExited',
  monitored: 'visit.periodMonths.monitored',
  exited: 'visit.periodMonths.exited',
  removed: 'visit.periodMonths.removed',
}

export type Measured = Counts & {
  overdue: number
  target: (Target & { isOwn: boolean }) | null
  assessment: Assessment
}
export type WallChild = { place: Place; figures: Record<IndicatorCode, Measured> }
export type Wall = {
  region: Place
  /** From the highest region the reader may open down to this one. */
  path: Place[]
  asOf: Date
  today: string
  figures: Record<IndicatorCode, Measured>
  children: WallChild[]
}

/** First days of the running visit intervals of a county, from the parameters `visit.periodMonths.*` in force on the day. */
function intervalsOf(parameters: readonly ParameterRow[], county: string, today: string): Intervals {
  const start = (key: keyof Intervals) => {
    const months = resolveParameter(parameters, INTERVAL_CODES[key], pad(county), today)?.value ?? null
    return months === null ? null : periodStart(today, months)
  }
  return {
    notExited: start('notExited'),
    monitored: start('monitored'),
    exited: start('exited'),
    removed: start('removed'),
  }
}

function momentOf(parameters: readonly ParameterRow[], county: string, today: string): Moment {
  return { county, today, monthStart: periodStart(today, 1), intervals: intervalsOf(parameters, county, today) }
}

/** First day after `today` on which figures may change by the calendar alone: next month, or another interval comes into force. */
function calendarEnd(parameters: readonly ParameterRow[], today: string): string {
  let end = periodAfter(today, 1)
  for (const row of parameters) {
    if (!row.code.startsWith('visit.periodMonths.')) continue
    const over = row.validTo === null ? null : dayAfter(row.validTo)
    for (const each of [row.validFrom, over]) if (each !== null && each > today && each < end) end = each
  }
  return end
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}

/** Tallies of a region in the reader's scope, exact: stale villages are recounted first. Elsewhere, and for no region, not found. */
async function freshWall(ctx: Ctx, regionCode: string): Promise<WallRow> {
  if (!/^\d{12}$/.test(regionCode) || !isWithin(regionCode, ctx.actor.scope)) throw new NotFoundError()
  const wall = await selectWall(ctx, regionCode)
  if (!wall) throw new NotFoundError()
  if (wall.staleCounties.length === 0) return wall
  for (const county of wall.staleCounties) {
    const prefix = ownPrefix(regionCode).length > county.length ? ownPrefix(regionCode) : county
    await recount(ctx, prefix, momentOf(wall.parameters, county, ctx.today), calendarEnd(wall.parameters, ctx.today))
  }
  return (await selectWall(ctx, regionCode)) as WallRow
}

/**
 * The wall of one region: five figures in households and persons against their targets, and the same for every child. Sums of
 * numerators and denominators over village tallies, exact as of the read; never an average of rates (domain.md 5.1).
 */
export async function getWall(ctx: Ctx, regionCode: string): Promise<Wall> {
  const row = await freshWall(ctx, regionCode)
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
    const thresholds = thresholdsOf(row.parameters, place.code, ctx.today)
    const of = (code: TallyCode) => counts.get(code) ?? NOTHING
    const overdue = of('overdueClues').numerator
    return Object.fromEntries(
      INDICATORS.map(({ code, direction }) => {
        const target = nearestTarget(row.targets, code, prefix, ctx.today)
        const assessment = assess(direction, of(code), overdue, target, thresholds, ctx.today)
        return [code, { ...of(code), overdue: code === 'openClues' ? overdue : 0, target, assessment }]
      }),
    ) as Record<IndicatorCode, Measured>
  }
  const below = levelBelow(levelOf(regionCode))
  const region = row.places.at(-1) as Place
  return {
    region,
    path: row.places.filter(({ code }) => ownPrefix(code).length >= ctx.actor.scope.length),
    asOf: ctx.now,
    today: ctx.today,
    figures: measure(region, whole),
    children: row.children.map((place) => ({
      place,
      figures: measure(place, byChild.get(prefixOf(place.code, below ?? 'VILLAGE')) ?? new Map()),
    })),
  }
}

function added(a: Counts, b: Counts): Counts {
  return {
    numerator: a.numerator + b.numerator,
    numeratorPersons: a.numeratorPersons + b.numeratorPersons,
    denominator: a.denominator + b.denominator,
    denominatorPersons: a.denominatorPersons + b.denominatorPersons,
  }
}

export type Behind = { part: Part; total: number; rows: BehindRow[] }

async function intervalRows(ctx: Ctx): Promise<ParameterRow[]> {
  const rows = await ctx.db.policyParameter.findMany({ where: { code: { startsWith: 'visit.periodMonths.' } } })
  const day = (date: Date) => date.toISOString().slice(0, 10)
  return rows.map((row) => ({
    ...row,
    code: row.code as ParameterCode,
    validFrom: day(row.validFrom),
    validTo: row.validTo && day(row.validTo),
    value: row.value === null ? null : Number(row.value),
    certainty: row.certainty as ParameterRow['certainty'],
  }))
}

/** The households behind a figure, by the figure's own condition: those counted, or those its base still lacks. At most `limit`. */
export async function listBehind(
  ctx: Ctx,
  regionCode: string,
  code: IndicatorCode,
  part: Part = indicatorOf(code).opens,
  limit = 300,
): Promise<Behind> {
  const moment = momentOf(await intervalRows(ctx), countyOf(regionCode), ctx.today)
  const { total, rows } = await selectBehind(ctx, moment, ownPrefix(regionCode), conditionBehind(code, part), limit)
  return { part, total, rows }
}

/** SQL that selects the ids of the households behind a figure, for a list that filters by it; a county or below. */
export async function idsBehind(
  ctx: Ctx,
  regionCode: string,
  code: IndicatorCode,
  part: Part = indicatorOf(code).opens,
): Promise<string> {
  const county = countyOf(regionCode)
  const moment = momentOf(await intervalRows(ctx), county, ctx.today)
  const facts = factsSql(moment, (alias) => inRegion(alias, county, ownPrefix(regionCode)))
  return `SELECT f.id FROM (${facts}) f WHERE ${conditionBehind(code, part)}`
}
