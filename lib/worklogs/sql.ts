import 'server-only'
import * as z from 'zod'
import type { Ctx } from '@/lib/platform/db'

const Person = z.object({
  userId: z.string(),
  name: z.string(),
  role: z.enum(['FIRST_SECRETARY', 'VILLAGE_CADRE']),
  regionCode: z.string(),
  village: z.string(),
  township: z.string(),
  present: z.number(),
  elsewhere: z.number(),
  leave: z.number(),
  gap: z.number(),
  late: z.number(),
  lastOn: z.string().nullable(),
})
export type PersonMonth = z.output<typeof Person>
type Asked = {
  range: { gte: string; lt: string }
  from: string
  until: string
  lateDays: number
  after: { present: number; regionCode: string; userId: string } | null
  most: number
}

/**
 * Who is posted in the villages of a region in a month, with the days on which each was in the village, elsewhere and on leave, by days in the
 * village, fewest first; a gap is a day until today that nothing tells of. The same rule as `rules/month.ts`.
 */
export async function rankPeople(
  ctx: Ctx,
  { range, from, until, lateDays, after, most }: Asked,
): Promise<PersonMonth[]> {
  const { gte, lt } = range
  const rows = await ctx.db.$queryRaw<unknown[]>`
    WITH s AS (
      SELECT DISTINCT ON (p.region_code, p.user_id) p.county_code, p.region_code, p.user_id, p.role::text AS role FROM posting p
      WHERE p.role IN ('FIRST_SECRETARY', 'VILLAGE_CADRE') AND p.county_code >= left(${gte}, 6) AND p.county_code <= left(${lt}, 6)
        AND p.region_code >= ${gte} AND p.region_code < ${lt} AND p.acting_for IS NULL AND (p.proposed_by IS NULL OR p.decision = 'CONFIRMED')
        AND p.valid_from < ${until}::date AND (p.valid_to IS NULL OR p.valid_to >= ${from}::date)
      ORDER BY p.region_code, p.user_id, p.valid_from DESC),
    w AS (
      SELECT l.* FROM work_log l WHERE l.county_code >= left(${gte}, 6) AND l.county_code <= left(${lt}, 6) AND l.region_code >= ${gte} AND l.region_code < ${lt}
        AND l.day >= ${from}::date AND l.day < ${until}::date
        AND NOT EXISTS (SELECT FROM work_log o WHERE o.county_code = l.county_code AND o.supersedes = l.id)),
    n AS (
      SELECT w.region_code, w.user_id, (count(*) FILTER (WHERE w.presence = 'VILLAGE'))::int AS present,
        (count(*) FILTER (WHERE w.presence = 'ELSEWHERE'))::int AS elsewhere, max(w.day)::text AS last_on,
        (count(*) FILTER (WHERE (w.written_at AT TIME ZONE 'Asia/Shanghai')::date - w.day > ${lateDays}::int AND w.supersedes IS NULL))::int AS late
      FROM w GROUP BY w.region_code, w.user_id),
    v AS (
      SELECT l.region_code, l.user_id, count(DISTINCT d)::int AS leave,
        (count(DISTINCT d) FILTER (WHERE d::date <= ${ctx.today}::date))::int AS past FROM work_leave l
        CROSS JOIN LATERAL generate_series(greatest(l.from_on, ${from}::date), least(l.to_on, ${until}::date - 1), interval '1 day') d
      WHERE l.county_code >= left(${gte}, 6) AND l.county_code <= left(${lt}, 6) AND l.region_code >= ${gte} AND l.region_code < ${lt}
        AND l.decision = 'GRANTED' AND l.withdrawn_at IS NULL AND l.from_on < ${until}::date AND l.to_on >= ${from}::date
        AND NOT EXISTS (SELECT FROM w WHERE w.region_code = l.region_code AND w.user_id = l.user_id AND w.day = d::date)
      GROUP BY l.region_code, l.user_id),
    t AS (
      SELECT s.user_id, s.role, s.region_code, coalesce(n.present, 0) AS present, coalesce(n.elsewhere, 0) AS elsewhere, coalesce(v.leave, 0) AS leave,
        greatest(0, least(${until}::date, ${ctx.today}::date + 1) - ${from}::date) - coalesce(n.present, 0) - coalesce(n.elsewhere, 0) - coalesce(v.past, 0) AS gap,
        coalesce(n.late, 0) AS late, n.last_on
      FROM s LEFT JOIN n USING (region_code, user_id) LEFT JOIN v USING (region_code, user_id))
    SELECT t.user_id AS "userId", u.name, t.role, t.region_code AS "regionCode", r.name AS village, coalesce(a.name, '') AS township, t.present, t.elsewhere,
      t.leave, t.gap, t.late, t.last_on AS "lastOn"
    FROM t JOIN app_user u ON u.id = t.user_id JOIN region r ON r.code = t.region_code AND r.level = 'VILLAGE' LEFT JOIN region a ON a.code = r.parent_code
    WHERE ${after === null} OR (t.present, t.region_code, t.user_id) > (${after?.present ?? 0}::int, ${after?.regionCode ?? ''}, ${after?.userId ?? null}::uuid)
    ORDER BY t.present, t.region_code, t.user_id LIMIT ${most}::int`
  return Person.array().parse(rows)
}

const Visits = z.object({ day: z.string(), n: z.number() })

/** Households that somebody visited, day by day: counted from visits, never typed. */
export async function countVisits(
  ctx: Ctx,
  {
    countyCode,
    regionCode,
    userId,
    from,
    until,
  }: Record<'countyCode' | 'regionCode' | 'userId' | 'from' | 'until', string>,
): Promise<Map<string, number>> {
  const rows = await ctx.db.$queryRaw<unknown[]>`
    SELECT v.visited_on::text AS day, count(DISTINCT v.household_id)::int AS n FROM visit v
    WHERE v.county_code = ${countyCode} AND v.region_code = ${regionCode} AND v.visitor_id = ${userId}::uuid
      AND v.visited_on >= ${from}::date AND v.visited_on < ${until}::date
    GROUP BY v.visited_on`
  return new Map(
    Visits.array()
      .parse(rows)
      .map(({ day, n }) => [day, n]),
  )
}
