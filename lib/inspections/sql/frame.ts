import 'server-only'
import * as z from 'zod'
import type { Framed } from '@/lib/inspections/rules/draw'
import { MUST_INCLUDE, STRATA } from '@/lib/inspections/schema'
import type { Ctx } from '@/lib/platform/db'

const Row = z.object({
  id: z.string(),
  village: z.string(),
  stratum: z.enum(STRATA),
  groups: z.array(z.enum(MUST_INCLUDE)),
})

type Asked = {
  countyCode: string
  campaignId: string
  ranges: readonly { lo: string; hi: string }[]
  elderlyAge: number | null
  remoteKm: number | null
}

/** Every household of these regions today that the campaign did not draw before, with the groups it belongs to. */
export async function selectFrame(ctx: Ctx, asked: Asked): Promise<Framed[]> {
  const { countyCode, campaignId, ranges, elderlyAge, remoteKm } = asked
  const rows = await ctx.db.$queryRaw`
    WITH here AS (
      SELECT h.id, h.region_code, h.poverty_status, h.household_type, h.monitored_type, h.member_count FROM household h
      WHERE h.county_code = ${countyCode} AND h.is_active
        AND EXISTS (SELECT FROM unnest(${ranges.map(({ lo }) => lo)}::text[], ${ranges.map(({ hi }) => hi)}::text[]) r (lo, hi) WHERE h.region_code >= r.lo AND h.region_code < r.hi)
        AND NOT EXISTS (SELECT FROM inspection_drawn d WHERE d.county_code = h.county_code AND d.campaign_id = ${campaignId}::uuid AND d.household_id = h.id)
    ), people AS (
      SELECT m.household_id, bool_or(p.health && ARRAY['DISABLED', 'SERIOUS_ILLNESS']::text[] OR p.destitute IS TRUE) AS special, max(p.birth_date) AS youngest
      FROM here h JOIN membership m ON m.county_code = ${countyCode} AND m.household_id = h.id AND m.valid_to IS NULL
      JOIN person p ON p.county_code = m.county_code AND p.id = m.person_id GROUP BY 1
    ), roads AS (
      SELECT DISTINCT ON (l.household_id) l.household_id, l.road_km FROM here h
      JOIN living_condition l ON l.county_code = ${countyCode} AND l.household_id = h.id ORDER BY l.household_id, l.year DESC
    )
    SELECT h.id, h.region_code AS village, CASE WHEN h.poverty_status = 'NEVER_POOR' THEN 'OTHER' ELSE 'REGISTERED' END AS stratum,
      array_remove(ARRAY[
        CASE WHEN h.monitored_type IS NOT NULL OR EXISTS (SELECT FROM monitoring_case c WHERE c.county_code = ${countyCode} AND c.household_id = h.id AND c.status <> 'RISK_REMOVED') THEN 'MONITORED' END,
        CASE WHEN h.household_type = 'POOR_DESTITUTE' OR p.special THEN 'SPECIAL' END,
        CASE WHEN h.member_count = 1 AND p.youngest <= ${ctx.today}::date - make_interval(years => ${elderlyAge}::int) THEN 'ELDERLY_ALONE' END,
        CASE WHEN r.road_km >= ${remoteKm}::numeric THEN 'REMOTE' END], NULL) AS groups
    FROM here h LEFT JOIN people p ON p.household_id = h.id LEFT JOIN roads r ON r.household_id = h.id`
  return Row.array().parse(rows)
}
