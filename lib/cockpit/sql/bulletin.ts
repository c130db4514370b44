import 'server-only'
import * as z from 'zod'
import type { Cover } from '@/lib/cockpit/rules/places'
import type { Week } from '@/lib/cockpit/rules/week'
import { coveredBy, REOPENS } from '@/lib/cockpit/sql/sets'
import type { Ctx } from '@/lib/platform/db'
import { Prisma } from '@/lib/platform/prisma/client'
import { LISTED_STATUSES, TARGET_TYPES } from '@/lib/supervision/schema'

const { sql } = Prisma
const day = z.iso.date()

const Work = z.object({
  code: z.string(),
  unit: z.string(),
  direction: z.enum(['DOWN', 'UP']),
  base: z.number(),
  target: z.number(),
  before: z.number().nullable(),
  value: z.number().nullable(),
  on: day.nullable(),
})

const Place = z.object({
  id: z.string(),
  countyCode: z.string(),
  regionCode: z.string(),
  /** The regions of an area by the end of the week, as recorded then; null for a place that is a division. */
  within: z.string().array().nullable(),
  name: z.string(),
  above: z.string(),
  type: z.enum(TARGET_TYPES),
  status: z.enum(LISTED_STATUSES),
  listedOn: day,
  deadlineOn: day.nullable(),
  leader: z.string(),
  isNew: z.boolean(),
  isEnded: z.boolean(),
  /** Whether who fights there and the targets had been set by then, and whether they were changed since. */
  isAssigned: z.boolean(),
  isChanged: z.boolean(),
  works: Work.array(),
})
export type PastPlace = z.output<typeof Place>

type Where = { lo: string; hi: string; counties: readonly string[]; week: Week }
const instant = (text: string) => sql`${text}::timestamptz`

/**
 * The places of a region that were listed within a week, as it was recorded by its end: status by the last step, values of key works by the
 * last report before the week and by its end.
 */
export async function selectPastPlaces(ctx: Ctx, { lo, hi, counties, week }: Where): Promise<PastPlace[]> {
  const [begins, ends] = [instant(week.begins), instant(week.ends)]
  const last = (
    until: Prisma.Sql,
    column: Prisma.Sql,
  ) => sql`(SELECT ${column} FROM work_report b WHERE b.county_code = w.county_code
    AND b.place_id = w.place_id AND b.work_code = w.work_code AND b.reported_at < ${until} ORDER BY b.reported_on DESC, b.reported_at DESC, b.id DESC LIMIT 1)`
  const rows = await ctx.db.$queryRaw(sql`
    SELECT p.id, p.county_code AS "countyCode", p.region_code AS "regionCode",
      CASE WHEN is_area(p.area_name, p.region_code) THEN ARRAY(SELECT g.code FROM listed_member m JOIN region g ON g.code >= prefix_of(m.region_code)
          AND g.code < prefix_of(m.region_code) || ':' WHERE m.county_code = p.county_code AND m.place_id = p.id AND m.recorded_at < ${ends}
          AND m.valid_from <= ${week.to}::date AND (m.valid_to IS NULL OR m.valid_to > ${week.to}::date OR m.ended_at >= ${ends})) END AS within,
      CASE p.area_name WHEN '' THEN r.name ELSE p.area_name END AS name,
      CASE WHEN p.area_name <> '' THEN r.name ELSE coalesce(u.name, '') END AS above, p.target_type AS type, s.status::text AS status,
      p.listed_on::text AS "listedOn", p.deadline_on::text AS "deadlineOn", p.leader, s.listed_at >= ${begins} AS "isNew",
      s.status = 'DELISTED' AS "isEnded", s.assigned AS "isAssigned", s.changed AS "isChanged",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('code', w.work_code, 'unit', w.unit, 'direction', w.direction, 'base', w.base, 'target', w.target,
        'before', ${last(begins, sql`b.value`)}, 'value', ${last(ends, sql`b.value`)}, 'on', ${last(ends, sql`b.reported_on`)}) ORDER BY k.sort_no, k.code), '[]')
        FROM listed_work w JOIN key_work k ON k.code = w.work_code WHERE w.county_code = p.county_code AND w.place_id = p.id) AS works
    FROM listed_place p JOIN region r ON r.code = p.region_code LEFT JOIN region u ON u.code = r.parent_code
    CROSS JOIN LATERAL (SELECT min(x.recorded_at) AS listed_at,
        (array_agg(x.to_status ORDER BY x.step_no DESC) FILTER (WHERE x.recorded_at < ${ends}))[1] AS status,
        max(x.recorded_at) FILTER (WHERE x.to_status = 'DELISTED') AS delisted_at,
        coalesce(bool_or(x.step = 'assign' AND x.recorded_at < ${ends}), false) AS assigned,
        coalesce(bool_or(x.step IN ('assign', 'edit') AND x.recorded_at >= ${ends}), false) AS changed
      FROM listed_step x WHERE x.county_code = p.county_code AND x.place_id = p.id) s
    WHERE p.county_code = ANY (${[...counties]}::text[]) AND p.region_code >= ${lo} AND p.region_code < ${hi}
      AND s.listed_at < ${ends} AND (s.delisted_at IS NULL OR s.delisted_at >= ${begins})
    ORDER BY p.region_code, p.area_name, p.id`)
  return Place.array().parse(rows)
}

const Line = z.object({
  id: z.string(),
  countyCode: z.string(),
  regionCode: z.string(),
  no: z.string(),
  title: z.string(),
  category: z.string(),
  householdId: z.string().nullable(),
  place: z.string(),
  unit: z.string().nullable(),
  foundOn: day,
  dueOn: day.nullable(),
  isLongTerm: z.boolean(),
})
export type PastLine = z.output<typeof Line>

// What was found by an unannounced visit is known once it is published, and not before.
const known = (
  until: Prisma.Sql,
) => sql`f.hidden_digits IS NULL AND NOT EXISTS (SELECT FROM finding_step p WHERE p.county_code = f.county_code
  AND p.finding_id = f.id AND p.step = 'publish' AND p.recorded_at >= ${until})`

/**
 * Lines of the ledger that were open by the end of a week as it was recorded then, with their last day then; the longest open first. Lines that
 * were closed before and never touched since are left aside by the day of their closing.
 */
export async function selectOpenThen(ctx: Ctx, cover: Cover, week: Week): Promise<PastLine[]> {
  const ends = instant(week.ends)
  const rows = await ctx.db.$queryRaw(sql`
    SELECT f.id, f.county_code AS "countyCode", f.region_code AS "regionCode", f.finding_no AS no, f.title, f.category, f.household_id AS "householdId",
      r.name AS place, s.unit, f.found_on::text AS "foundOn", s.due_on::date::text AS "dueOn", coalesce(s.long_term, false) AS "isLongTerm"
    FROM finding f JOIN region r ON r.code = f.region_code
    CROSS JOIN LATERAL (SELECT (array_agg(x.to_status ORDER BY x.step_no DESC))[1] AS status,
        (array_agg(x.record ->> 'unit' ORDER BY x.step_no DESC) FILTER (WHERE x.step = 'assign'))[1] AS unit,
        (array_agg(x.record ->> 'dueOn' ORDER BY x.step_no DESC) FILTER (WHERE x.record ->> 'dueOn' IS NOT NULL))[1] AS due_on,
        (array_agg(x.step = 'longTerm' ORDER BY x.step_no DESC) FILTER (WHERE x.step IN ('longTerm', 'submit')))[1] AS long_term
      FROM finding_step x WHERE x.county_code = f.county_code AND x.finding_id = f.id AND x.recorded_at < ${ends}) s
    WHERE ${coveredBy(cover)} AND (f.status <> 'CLOSED' OR f.closed_at >= ${ends}) AND ${known(ends)} AND s.status <> 'CLOSED'
    ORDER BY f.found_on, f.id`)
  return Line.array().parse(rows)
}

const Moves = z.object({ found: z.number(), closed: z.number(), reopened: z.number() })

/** Lines found, closed and reopened in a week, by when it was recorded or, of unannounced visits, published. */
export async function countMoves(ctx: Ctx, cover: Cover, counties: readonly string[], week: Week) {
  const [begins, ends] = [instant(week.begins), instant(week.ends)]
  const of = (step: Prisma.Sql) =>
    sql`(SELECT count(DISTINCT (s.county_code, s.finding_id))::int FROM moves s WHERE ${step})`
  const [row] = await ctx.db.$queryRaw<unknown[]>(sql`
    WITH touched AS (SELECT DISTINCT y.county_code, y.finding_id FROM finding_step y WHERE y.county_code = ANY (${[...counties]}::text[])
        AND y.step IN ('register', 'close', 'reopen', 'recheck', 'publish') AND y.recorded_at >= ${begins} AND y.recorded_at < ${ends}),
    moves AS (SELECT s.county_code, s.finding_id, s.step, s.to_status FROM touched t
      JOIN finding f ON f.county_code = t.county_code AND f.id = t.finding_id AND f.hidden_digits IS NULL AND ${coveredBy(cover)}
      JOIN finding_step s ON s.county_code = t.county_code AND s.finding_id = t.finding_id AND s.step IN ('register', 'close', 'reopen', 'recheck')
      CROSS JOIN LATERAL (SELECT greatest(s.recorded_at, max(p.recorded_at)) AS known_at FROM finding_step p
        WHERE p.county_code = s.county_code AND p.finding_id = s.finding_id AND p.step = 'publish') k
      WHERE k.known_at >= ${begins} AND k.known_at < ${ends})
    SELECT ${of(sql`s.step = 'register'`)} AS found, ${of(sql`s.step = 'close'`)} AS closed, ${of(REOPENS)} AS reopened`)
  return Moves.parse(row)
}

const Session = z.object({
  id: z.string(),
  placeId: z.string(),
  visited: z.number(),
  help: z.array(z.object({ kind: z.enum(['SOLVED', 'SUPPORT']), content: z.string(), amountFen: z.number() })),
})

/** Sessions of a week with whom they visited and what they solved and brought: announced ones by when they were recorded, others by the day of publishing. */
export async function selectSessions(ctx: Ctx, { lo, hi, counties, week }: Where) {
  const rows = await ctx.db.$queryRaw(sql`
    SELECT s.id, s.place_id AS "placeId",
      (SELECT count(*)::int FROM session_household h WHERE h.county_code = s.county_code AND h.session_id = s.id) AS visited,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', h.kind, 'content', h.content, 'amountFen', h.amount_fen) ORDER BY h.line_no), '[]')
        FROM session_help h WHERE h.county_code = s.county_code AND h.session_id = s.id) AS help
    FROM supervision_session s
    WHERE s.county_code = ANY (${[...counties]}::text[]) AND s.region_code >= ${lo} AND s.region_code < ${hi} AND s.hidden_digits IS NULL
      AND CASE s.method WHEN 'ANNOUNCED' THEN s.recorded_at >= ${instant(week.begins)} AND s.recorded_at < ${instant(week.ends)}
        ELSE s.published_on >= ${week.from}::date AND s.published_on <= ${week.to}::date END
    ORDER BY s.held_on, s.id`)
  return Session.array().parse(rows)
}
