import 'server-only'
import type { Cover } from '@/lib/cockpit/rules/places'
import { OpenRow, PlaceRow } from '@/lib/cockpit/schema'
import { coveredBy } from '@/lib/cockpit/sql/sets'
import type { Ctx } from '@/lib/platform/db'
import { Prisma } from '@/lib/platform/prisma/client'

const { sql } = Prisma

type Where = { lo: string; hi: string; counties: readonly string[]; since: string; isPaper: boolean }

/** Every place of a region that is listed or was delisted after a day, with its key works, sessions and help, in one statement. */
export async function selectPlaces(ctx: Ctx, { lo, hi, counties, since, isPaper }: Where): Promise<PlaceRow[]> {
  const rows = await ctx.db.$queryRaw`
    SELECT p.id, p.county_code AS "countyCode", p.region_code AS "regionCode",
      CASE WHEN is_area(p.area_name, p.region_code) THEN ARRAY(SELECT area_regions(p.county_code, p.id)) END AS within, CASE p.area_name WHEN '' THEN r.name ELSE p.area_name END AS name,
      CASE WHEN p.area_name <> '' THEN r.name ELSE coalesce(u.name, '') END AS above, p.target_type AS type, p.status::text AS status,
      CASE WHEN is_area(p.area_name, p.region_code) THEN (SELECT a.persons FROM area_poor(p.county_code, p.id) a) ELSE p.poor_persons END AS persons,
      p.listed_on::text AS "listedOn", p.deadline_on::text AS "deadlineOn", p.delisted_on::text AS "delistedOn", p.leader,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('code', w.work_code, 'unit', w.unit, 'direction', w.direction, 'base', w.base, 'current', w.current,
        'target', w.target, 'on', w.reported_on) ORDER BY k.sort_no, k.code), '[]') FROM listed_work w JOIN key_work k ON k.code = w.work_code
        WHERE w.county_code = p.county_code AND w.place_id = p.id) AS works,
      s.sessions, s.last_on AS "lastOn", s.solved, s.supported, s.amount_fen AS "amountFen"
    FROM listed_place p JOIN region r ON r.code = p.region_code LEFT JOIN region u ON u.code = r.parent_code
    CROSS JOIN LATERAL (SELECT count(DISTINCT x.id)::int AS sessions, max(x.held_on)::text AS last_on,
        count(h.line_no) FILTER (WHERE h.kind = 'SOLVED')::int AS solved, count(h.line_no) FILTER (WHERE h.kind = 'SUPPORT')::int AS supported,
        coalesce(sum(h.amount_fen), 0)::float8 AS amount_fen
      FROM supervision_session x LEFT JOIN session_help h ON h.county_code = x.county_code AND h.session_id = x.id
      WHERE x.county_code = p.county_code AND x.place_id = p.id AND (x.hidden_digits IS NULL OR NOT ${isPaper})) s
    WHERE p.county_code = ANY (${[...counties]}::text[]) AND p.region_code >= ${lo} AND p.region_code < ${hi}
      AND (p.status <> 'DELISTED' OR p.delisted_on > ${since}::date)
    ORDER BY p.region_code, p.area_name, p.id`
  return PlaceRow.array().parse(rows)
}

/** Open and overdue lines of the ledger by region, of what listed places cover; on paper without what is hidden. */
export async function countOpen(ctx: Ctx, cover: Cover, isPaper: boolean): Promise<OpenRow[]> {
  const rows = await ctx.db.$queryRaw(sql`
    SELECT f.county_code AS "countyCode", f.region_code AS "regionCode", count(*)::int AS open,
      count(*) FILTER (WHERE NOT f.is_long_term AND f.due_on < ${ctx.today}::date)::int AS overdue
    FROM finding f WHERE ${coveredBy(cover)} AND f.status <> 'CLOSED' AND (f.hidden_digits IS NULL OR NOT ${isPaper}) GROUP BY 1, 2`)
  return OpenRow.array().parse(rows)
}
