import 'server-only'
import * as z from 'zod'
import type { Looker } from '@/lib/findings/rules/eyes'
import type { Ctx } from '@/lib/platform/db'

const Counts = z.object({
  registered: z.number(),
  rectifying: z.number(),
  longTerm: z.number(),
  overdue: z.number(),
  checking: z.number(),
  toClose: z.number(),
  closed: z.number(),
  inTime: z.number(),
  reopened: z.number(),
  onceClosed: z.number(),
  recheck: z.number(),
})
export type FindingCounts = z.output<typeof Counts>

type Where = {
  countyCode?: string
  lo: string
  hi: string
  source?: string
  category?: string
  household?: string
  origin?: string
  found?: { first: string | null; last: string | null }
}

/**
 * How many lines of a region stand where. Registered, being put right, to be checked, to be closed, long-term and closed are every line once;
 * overdue lines are among the open, and long-term ones never among the closed (domain 4.c). Reopened: ever, closed again or not, out
 * of those once closed.
 */
export async function countFindings(ctx: Ctx, { countyCode, lo, hi, ...narrow }: Where): Promise<FindingCounts> {
  const [county, source, category] = [countyCode ?? null, narrow.source ?? null, narrow.category ?? null]
  const [household, origin] = [narrow.household ?? null, narrow.origin ?? null]
  const [first, last] = [narrow.found?.first ?? null, narrow.found?.last ?? null]
  const rows = await ctx.db.$queryRaw`
    SELECT count(*) FILTER (WHERE f.status = 'REGISTERED')::int AS registered,
      count(*) FILTER (WHERE f.status IN ('ASSIGNED', 'RECTIFYING') AND NOT f.is_long_term)::int AS rectifying,
      count(*) FILTER (WHERE f.is_long_term)::int AS "longTerm",
      count(*) FILTER (WHERE f.status <> 'CLOSED' AND NOT f.is_long_term AND f.due_on < ${ctx.today}::date)::int AS overdue,
      count(*) FILTER (WHERE f.status IN ('SUBMITTED', 'REVIEWED'))::int AS checking,
      count(*) FILTER (WHERE f.status = 'VERIFIED')::int AS "toClose",
      count(*) FILTER (WHERE f.status = 'CLOSED')::int AS closed,
      count(*) FILTER (WHERE f.status = 'CLOSED' AND f.closed_on <= f.due_on)::int AS "inTime",
      count(*) FILTER (WHERE f.reopened > 0)::int AS reopened,
      count(*) FILTER (WHERE f.status = 'CLOSED' OR f.reopened > 0)::int AS "onceClosed",
      count(*) FILTER (WHERE f.status = 'CLOSED' AND (f.county_code, f.id) IN (SELECT r.county_code, r.finding_id FROM finding_recheck r
        WHERE r.is_drawn AND r.result IS NULL AND NOT r.lapsed AND r.region_code >= ${lo} AND r.region_code < ${hi}))::int AS recheck
    FROM finding f WHERE f.region_code >= ${lo} AND f.region_code < ${hi} AND (${county}::text IS NULL OR f.county_code = ${county}::text)
      AND (${source}::text IS NULL OR f.source = ${source}::text) AND (${category}::text IS NULL OR f.category = ${category}::text)
      AND (${household}::uuid IS NULL OR f.household_id = ${household}::uuid) AND (${origin}::uuid IS NULL OR f.origin_id = ${origin}::uuid)
      AND (${first}::date IS NULL OR f.found_on >= ${first}::date) AND (${last}::date IS NULL OR f.found_on <= ${last}::date)`
  return Counts.parse((rows as unknown[])[0])
}

const Bulk = z.object({ closedBy: z.string(), name: z.string(), unit: z.string(), day: z.string(), lines: z.number() })
export type Bulk = z.output<typeof Bulk>

type Window = { countyCode?: string; lo: string; hi: string; lines: number; minutes: number; since: string }

/** Whoever closed more lines within some minutes than the policy value allows, day by day; the newest first. */
export async function bulkClosings(ctx: Ctx, { countyCode, lo, hi, lines, minutes, since }: Window): Promise<Bulk[]> {
  const rows = await ctx.db.$queryRaw`
    SELECT x.closed_by AS "closedBy", max(x.name) AS name, max(x.closed_unit) AS unit, x.closed_on::text AS day, max(x.near)::int AS lines
    FROM (SELECT f.closed_by, f.closed_unit, f.closed_on, s.actor_name AS name,
            count(*) OVER (PARTITION BY f.closed_by ORDER BY f.closed_at RANGE BETWEEN make_interval(mins => ${minutes}::int) PRECEDING AND CURRENT ROW) AS near
          FROM finding f JOIN LATERAL (SELECT t.actor_name FROM finding_step t WHERE t.county_code = f.county_code AND t.finding_id = f.id
            AND t.step = 'close' ORDER BY t.step_no DESC LIMIT 1) s ON true
          WHERE f.status = 'CLOSED' AND f.region_code >= ${lo} AND f.region_code < ${hi} AND f.closed_on >= ${since}::date
            AND (${countyCode ?? null}::text IS NULL OR f.county_code = ${countyCode ?? null}::text)) x
    WHERE x.near > ${lines}::int GROUP BY x.closed_by, x.closed_on ORDER BY x.closed_on DESC, lines DESC LIMIT 50`
  return Bulk.array().parse(rows)
}

const Doubtful = z.object({
  id: z.string(),
  findingNo: z.string(),
  title: z.string(),
  closedOn: z.string(),
  headName: z.string(),
  village: z.string(),
  householdId: z.string(),
  failing: z.string().array(),
  failedOn: z.string(),
})
export type Doubtful = z.output<typeof Doubtful>

/** Closed lines whose household, or the one it was merged into, a visit since found failing in the very thing, by the guarantee that the line's category is about. */
export async function doubtfulClosings(
  ctx: Ctx,
  { countyCode, lo, hi }: Pick<Window, 'countyCode' | 'lo' | 'hi'>,
): Promise<Doubtful[]> {
  const rows = await ctx.db.$queryRaw`
    SELECT f.id, f.finding_no AS "findingNo", f.title, f.closed_on::text AS "closedOn", h.head_name AS "headName", r.name AS village, h.id AS "householdId",
      array_agg(g.item::text ORDER BY g.item) AS failing, max(g.checked_on)::text AS "failedOn"
    FROM finding f JOIN household m ON m.county_code = f.county_code AND m.id = f.household_id
    JOIN household h ON h.county_code = m.county_code AND h.id = coalesce(m.merged_into, m.id)
    JOIN region r ON r.code = h.region_code
    JOIN guarantee_state g ON g.county_code = h.county_code AND g.household_id = h.id AND g.result = 'FAIL' AND g.checked_on > f.closed_on
      AND CASE f.category WHEN 'FOOD_CLOTHING' THEN g.item IN ('FOOD', 'CLOTHING') ELSE g.item::text = f.category END
    WHERE f.status = 'CLOSED' AND f.region_code >= ${lo} AND f.region_code < ${hi}
      AND (${countyCode ?? null}::text IS NULL OR f.county_code = ${countyCode ?? null}::text)
    GROUP BY f.county_code, f.id, h.county_code, h.id, r.code ORDER BY "failedOn" DESC LIMIT 50`
  return Doubtful.array().parse(rows)
}

const Unit = z.object({
  unit: z.string(),
  closed: z.number(),
  reopened: z.number(),
  open: z.number(),
  overdue: z.number(),
})
export type UnitScore = z.output<typeof Unit>

/** Responsible units, by their letters alone, with their lines: open, overdue, closed, and how many of the once closed were reopened; the most behind first. */
export async function unitScores(
  ctx: Ctx,
  { countyCode, lo, hi }: Pick<Window, 'countyCode' | 'lo' | 'hi'>,
): Promise<UnitScore[]> {
  const rows = await ctx.db.$queryRaw`
    SELECT min(f.unit) AS unit, count(*) FILTER (WHERE f.status = 'CLOSED' OR f.reopened > 0)::int AS closed, count(*) FILTER (WHERE f.reopened > 0)::int AS reopened,
      count(*) FILTER (WHERE f.status <> 'CLOSED')::int AS open,
      count(*) FILTER (WHERE f.status <> 'CLOSED' AND NOT f.is_long_term AND f.due_on < ${ctx.today}::date)::int AS overdue
    FROM finding f WHERE f.unit IS NOT NULL AND f.region_code >= ${lo} AND f.region_code < ${hi}
      AND (${countyCode ?? null}::text IS NULL OR f.county_code = ${countyCode ?? null}::text)
    GROUP BY f.unit_key ORDER BY overdue DESC, open DESC, unit LIMIT 50`
  return Unit.array().parse(rows)
}

type Held = { countyCode: string; id: string; reopened: number }

/** Kinds of proof that a line holds in the round it is in. */
export async function provenKinds(ctx: Ctx, { countyCode, id, reopened }: Held): Promise<string[]> {
  const rows = await ctx.db.$queryRaw<{ kind: string }[]>`
    SELECT DISTINCT k AS kind FROM finding_proven(${countyCode}, ${id}::uuid, ${reopened}::int) k`
  return rows.map(({ kind }) => kind)
}

const MOST_UNITS = 500

/**
 * Units that a line of a place can be given to, each once however it is written: those somebody is posted for there, below it and above it
 * within the county, and those that lines there were given to before.
 */
export async function unitsAround(
  ctx: Ctx,
  { countyCode, regionCode }: { countyCode: string; regionCode: string },
): Promise<string[]> {
  const rows = await ctx.db.$queryRaw<{ unit: string }[]>`
    SELECT DISTINCT ON (unit_key(x.unit)) x.unit FROM (
      SELECT u.unit, 0 AS rank FROM units_around(${regionCode}) u
      UNION ALL SELECT DISTINCT f.unit, 1 FROM finding f WHERE f.county_code = ${countyCode} AND f.region_code = ${regionCode} AND f.unit IS NOT NULL) x
    ORDER BY unit_key(x.unit), x.rank, x.unit LIMIT ${MOST_UNITS}`
  return rows.map(({ unit }) => unit)
}

/** Who acts, with the unit of whom he stands in for: a deputy has the eyes and the unit of both. */
export async function lookerOf({ actor, db }: Ctx): Promise<Looker> {
  if (!actor.actingFor) return actor
  const [row] = await db.$queryRaw<{ unit: string | null }[]>`SELECT unit_of(${actor.actingFor.userId}::uuid) AS unit`
  return { ...actor, actingUnit: row?.unit ?? '' }
}
