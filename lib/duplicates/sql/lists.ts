import 'server-only'
import * as z from 'zod'
import { KINDS, STATUSES } from '@/lib/duplicates/schema'
import type { Ctx } from '@/lib/platform/db'

export const PAGE_SIZE = 50

const Row = z.object({
  id: z.string(),
  kind: z.enum(KINDS),
  status: z.enum(STATUSES),
  level: z.string(),
  score: z.number(),
  place: z.string(),
  left: z.string(),
  right: z.string().nullable(),
  born: z.string().nullable(),
  bornRight: z.string().nullable(),
  foundAt: z.string(),
  decidedByName: z.string().nullable(),
})
export type ReviewRow = z.output<typeof Row>

const Page = z.object({
  rows: z.array(Row),
  counts: z.object({ open: z.number(), same: z.number() }),
})

/**
 * Reviews of a region whose two sides both exist for the reader: the surest first, then by village. Pairs of which one was merged elsewhere
 * meanwhile are settled and left out.
 */
export async function selectReviews(
  ctx: Ctx,
  {
    lo,
    hi,
    statuses,
    kind,
    after,
    most = PAGE_SIZE + 1,
  }: { lo: string; hi: string; statuses: readonly string[]; kind: string; after: number; most?: number },
): Promise<z.output<typeof Page>> {
  const [row] = await ctx.db.$queryRaw<unknown[]>`
    WITH live AS (
      SELECT r.*, coalesce(lp.name, lh.head_name) AS left_name, coalesce(rp.name, rh.head_name) AS right_name,
        lp.birth_date AS left_born, rp.birth_date AS right_born
      FROM duplicate_review r
      LEFT JOIN person lp ON lp.county_code = r.county_code AND lp.id = r.left_person_id
      LEFT JOIN person rp ON rp.county_code = r.county_code AND rp.id = r.right_person_id
      LEFT JOIN household lh ON lh.county_code = r.county_code AND lh.id = r.left_household_id
      LEFT JOIN household rh ON rh.county_code = r.county_code AND rh.id = r.right_household_id
      WHERE r.region_code >= ${lo} AND r.region_code < ${hi}
        AND coalesce(lp.id, lh.id) IS NOT NULL AND (r.kind = 'ENDING' OR coalesce(rp.id, rh.id) IS NOT NULL)
        AND (r.status NOT IN ('OPEN', 'SAME') OR (lp.merged_into IS NULL AND rp.merged_into IS NULL AND coalesce(lh.is_active, true) AND coalesce(rh.is_active, true)))
    ), page AS (
      SELECT * FROM live WHERE status::text = ANY(${[...statuses]}) AND (${kind} = '' OR kind::text = ${kind})
      ORDER BY score DESC, region_code, id OFFSET ${after} LIMIT ${most}
    )
    SELECT (SELECT jsonb_build_object('open', count(*) FILTER (WHERE status = 'OPEN'), 'same', count(*) FILTER (WHERE status = 'SAME')) FROM live) AS counts,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'kind', p.kind, 'status', p.status, 'level', p.level, 'score', p.score,
          'place', coalesce(v.name, p.region_code), 'left', p.left_name, 'right', p.right_name, 'born', p.left_born, 'bornRight', p.right_born,
          'foundAt', p.found_at, 'decidedByName', p.decided_by_name) ORDER BY p.score DESC, p.region_code, p.id), '[]')
        FROM page p LEFT JOIN region v ON v.code = p.region_code) AS rows`
  return Page.parse(row)
}

const Across = z.object({
  id: z.string(),
  status: z.enum(STATUSES),
  foundAt: z.string(),
  leftCounty: z.string(),
  rightCounty: z.string(),
  name: z.string(),
  version: z.number(),
  decidedByName: z.string().nullable(),
})
export type AcrossRow = z.output<typeof Across>

/** Numbers that two counties under the reader's own region hold; the open ones first. */
export async function selectAcross(ctx: Ctx): Promise<AcrossRow[]> {
  const rows = await ctx.db.$queryRaw`
    SELECT x.id, x.status, to_jsonb(x.found_at) #>> '{}' AS "foundAt", coalesce(l.name, x.left_county_code) AS "leftCounty",
      coalesce(r.name, x.right_county_code) AS "rightCounty", p.name, x.version, x.decided_by_name AS "decidedByName"
    FROM duplicate_across x JOIN person p ON p.county_code = x.left_county_code AND p.id = x.left_person_id
    LEFT JOIN region l ON l.code = rpad(x.left_county_code, 12, '0') LEFT JOIN region r ON r.code = rpad(x.right_county_code, 12, '0')
    ORDER BY x.status, x.found_at DESC, x.id LIMIT 200`
  return z.array(Across).parse(rows)
}
