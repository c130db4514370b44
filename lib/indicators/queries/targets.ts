import 'server-only'
import * as z from 'zod'
import { REPORTED_DEFINITIONS } from '@/lib/indicators/catalogue/reported'
import { listFigures } from '@/lib/indicators/queries/figures'
import { namesOf } from '@/lib/indicators/queries/page'
import type { Figure } from '@/lib/indicators/rules/figure'
import { parseFormula } from '@/lib/indicators/rules/formula'
import { add, exactText, fractionOf, rounded, subtract } from '@/lib/indicators/rules/fraction'
import { type Course, doneOf, elapsedOf, expectedOn, standingOf } from '@/lib/indicators/rules/progress'
import type { Qualifier, TargetKind } from '@/lib/indicators/schema/facts'
import { getPlace } from '@/lib/monitoring/queries/places'
import { cursorFrom, cursorText } from '@/lib/monitoring/rules/cursor'
import { addDays, dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid } from '@/lib/platform/ids'
import { may } from '@/lib/platform/permissions'
import { isWithin, levelBelow, levelOf, ownPrefix, rangeOf } from '@/lib/regions/rules'

const PAGE = 50
const PER_CENT = { n: 100n, d: 1n }
const Milestones = z.array(z.object({ on: z.string(), value: z.string() }))
const WITH_REGION = { region: { select: { name: true } } } as const

type Row = NonNullable<Awaited<ReturnType<typeof rowOf>>>
const rowOf = (ctx: Ctx, id: string) => ctx.db.regionTarget.findFirst({ where: { id }, include: WITH_REGION })
const textOf = (value: { toFixed(): string } | null) => value?.toFixed() ?? null

function courseOf(row: Row): Course {
  return {
    kind: row.kind as TargetKind,
    value: textOf(row.value) ?? '0',
    baseline: textOf(row.baseline),
    from: row.periodStart && dayFrom(row.periodStart),
    to: row.periodEnd && dayFrom(row.periodEnd),
    milestones: Milestones.parse(row.milestones),
  }
}

/** The present value of a measure in a region, from what was reported: a target is no report of itself. */
async function currentOf(ctx: Ctx, measure: string, region: string): Promise<Figure | null> {
  const known = REPORTED_DEFINITIONS.find(({ code }) => code === measure)
  const definition = known ?? { code: measure, formula: parseFormula(measure), decimals: 6 }
  const [figure] = await listFigures(ctx, { region, asOf: ctx.today }, [definition])
  if (!figure || (!known && figure.readings.some(({ kind }) => kind === 'TARGET'))) return null
  return figure
}

async function progressOf(ctx: Ctx, row: Row) {
  const course = courseOf(row)
  const figure = await currentOf(ctx, row.measure, row.regionCode)
  const current = figure?.exact ?? null
  const expected = expectedOn(course, ctx.today)
  const done = doneOf(course, current)
  return {
    id: row.id,
    region: { code: row.regionCode, name: row.region.name },
    measure: row.measure,
    kind: course.kind,
    value: textOf(row.value),
    baseline: course.baseline,
    unit: row.unit,
    qualifiers: row.qualifiers as Qualifier[],
    asOf: row.asOf && dayFrom(row.asOf),
    from: course.from,
    to: course.to,
    source: row.source,
    ref: row.sourceRef,
    responsible: row.responsible,
    note: row.note,
    version: row.version,
    reason: row.reason,
    by: row.setByName,
    current: current && (figure?.readings.length === 1 && !figure.below ? exactText(current) : (figure?.shown ?? null)),
    factId: figure?.readings.length === 1 ? (figure.readings[0]?.id ?? null) : null,
    hedges: figure?.hedges ?? [],
    expected: expected && rounded(expected, expected.d === 1n ? 0 : 1),
    standing: row.value === null ? ('value' as const) : standingOf(course, current, ctx.today),
    elapsed: elapsedOf(course, ctx.today),
    done: done && rounded({ n: done.n * PER_CENT.n, d: done.d }, 0),
  }
}
export type TargetProgress = Awaited<ReturnType<typeof progressOf>>

const standing = async (ctx: Ctx, rows: readonly { id: string }[]) => {
  const next = await ctx.db.regionTarget.findMany({
    where: { supersedes: { in: rows.map(({ id }) => id) } },
    select: { supersedes: true },
  })
  const old = new Set(next.map(({ supersedes }) => supersedes))
  return rows.filter(({ id }) => !old.has(id)).map(({ id }) => id)
}

/** The ids of the targets that a list shows over all its pages, in its order; at most `most`. Errors: NotFoundError. */
export async function listTargetIds(ctx: Ctx, { region, kind, measure }: AskedTargets, most: number) {
  const place = await getPlace(ctx, region)
  const where = { regionCode: place.range, ...(kind ? { kind } : {}), ...(measure ? { measure } : {}) }
  const rows = await ctx.db.regionTarget.findMany({
    where: { ...where, value: { not: null } },
    orderBy: [{ startsOn: 'desc' }, { id: 'desc' }],
    select: { id: true },
  })
  return (await standing(ctx, rows)).slice(0, most)
}

/** Targets by their ids with where each stands today, in the order of the ids. */
export async function readTargets(ctx: Ctx, ids: readonly string[]): Promise<TargetProgress[]> {
  const rows = await ctx.db.regionTarget.findMany({ where: { id: { in: [...ids] } }, include: WITH_REGION })
  const found: TargetProgress[] = []
  for (const row of [...rows].sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id)))
    found.push(await progressOf(ctx, row))
  return found
}

export type AskedTargets = { region?: string; kind?: TargetKind; measure?: string; after?: string }

/** Targets of a region with where each stands today, the latest first; changed ones are left out, paged by key. Errors: NotFoundError. */
export async function listTargets(ctx: Ctx, { region, kind, measure, after }: AskedTargets) {
  const place = await getPlace(ctx, region)
  const cursor = cursorFrom(after)
  const rows = await ctx.db.regionTarget.findMany({
    where: {
      regionCode: place.range,
      ...(kind ? { kind } : {}),
      ...(measure ? { measure } : {}),
      ...(cursor
        ? {
            OR: [{ startsOn: { lt: dateOf(cursor.day) } }, { startsOn: dateOf(cursor.day), id: { lt: cursor.id } }],
          }
        : {}),
    },
    orderBy: [{ startsOn: 'desc' }, { id: 'desc' }],
    take: PAGE + 1,
    include: WITH_REGION,
  })
  const shown = rows.slice(0, PAGE)
  const last = shown.at(-1)
  const kept = new Set(await standing(ctx, shown))
  const targets: TargetProgress[] = []
  for (const row of shown) if (kept.has(row.id) && row.value !== null) targets.push(await progressOf(ctx, row))
  return {
    place,
    own: { code: ctx.actor.regionCode, name: ctx.actor.regionName },
    targets,
    names: await namesOf(ctx),
    next: rows.length > PAGE && last ? cursorText({ rank: 0, day: dayFrom(last.startsOn), id: last.id }) : null,
    maySet: may(ctx.actor.role, 'target:set'),
    today: ctx.today,
  }
}

const STEPS = 6

/** Days along a course with what is expected on each: its milestones, or evenly from first to last. */
function curveOf(course: Course) {
  const { from, to, milestones } = course
  if (!from || !to) return []
  const all = elapsedOf(course, to)?.all ?? 1
  const days =
    milestones.length > 0
      ? [...milestones.map(({ on }) => on)].sort()
      : Array.from({ length: STEPS + 1 }, (_, step) => addDays(from, Math.round((step * (all - 1)) / STEPS)))
  return [...new Set(days)].map((day) => {
    const expected = expectedOn(course, day)
    return { day, expected: expected && rounded(expected, expected.d === 1n ? 0 : 1) }
  })
}

/** A target with its progress, schedule, shares below and their sum against the whole, and all its versions. Errors: NotFoundError. */
export async function getTarget(ctx: Ctx, id: string) {
  const row = isUuid(id) ? await rowOf(ctx, id) : null
  if (!row) throw new NotFoundError()
  const { countyCode, regionCode, measure, periodStart, periodEnd } = row
  const versions = await ctx.db.regionTarget.findMany({
    where: { countyCode, regionCode, measure, periodStart, periodEnd },
    orderBy: [{ version: 'asc' }, { recordedAt: 'asc' }],
    include: WITH_REGION,
  })
  const below = levelBelow(levelOf(regionCode))
  const { lo, hi } = rangeOf(ownPrefix(regionCode))
  const places = below
    ? await ctx.db.region.findMany({
        where: { parentCode: regionCode },
        orderBy: [{ sortNo: 'asc' }, { code: 'asc' }],
        select: { code: true, name: true },
      })
    : []
  const found = periodStart
    ? await ctx.db.regionTarget.findMany({
        where: { regionCode: { gte: lo, lt: hi }, NOT: { regionCode }, measure, periodStart, periodEnd },
        orderBy: [{ regionCode: 'asc' }],
        include: WITH_REGION,
      })
    : []
  const kept = new Set(await standing(ctx, found))
  const children = new Set(places.map(({ code }) => code))
  const shares: TargetProgress[] = []
  for (const share of found) {
    const isPart = children.has(share.regionCode) || levelOf(share.regionCode) === 'VILLAGE'
    if (isPart && kept.has(share.id) && share.value !== null) shares.push(await progressOf(ctx, share))
  }
  const summed = sharesToSum(shares, children)
  const sum = summed.reduce((all, { value }) => add(all, fractionOf(value ?? '0') ?? { n: 0n, d: 1n }), {
    n: 0n,
    d: 1n,
  })
  const whole = fractionOf(textOf(row.value) ?? '0')
  const isLast = !versions.some(({ supersedes }) => supersedes === id)
  const mayChange =
    isLast && row.value !== null && may(ctx.actor.role, 'target:set') && isWithin(regionCode, ctx.actor.scope)
  return {
    target: await progressOf(ctx, row),
    curve: curveOf(courseOf(row)),
    versions: versions.map((each) => ({
      id: each.id,
      version: each.version,
      value: textOf(each.value),
      source: each.source,
      responsible: each.responsible,
      reason: each.reason,
      by: each.setByName,
      at: each.recordedAt,
    })),
    shares,
    sum: exactText(sum),
    gap: whole && exactText(subtract(sum, whole)),
    open: places.filter(({ code }) => !shares.some(({ region }) => region.code === code)),
    mayChange,
    mayCascade: mayChange && row.kind !== 'VALUE' && row.schedule === 'LINEAR' && periodStart !== null,
    names: await namesOf(ctx),
    today: ctx.today,
  }
}

/** Shares of the next level; villages count where their own township has none. */
function sharesToSum(shares: readonly TargetProgress[], children: ReadonlySet<string>): readonly TargetProgress[] {
  const direct = shares.filter(({ region }) => children.has(region.code))
  const covered = direct.map(({ region }) => ownPrefix(region.code))
  return [
    ...direct,
    ...shares.filter(
      ({ region }) => !children.has(region.code) && !covered.some((prefix) => isWithin(region.code, prefix)),
    ),
  ]
}
