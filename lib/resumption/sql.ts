import 'server-only'
import * as z from 'zod'
import type { Ctx } from '@/lib/platform/db'
import { rangeOf } from '@/lib/regions/rules'
import type { ReportRow } from '@/lib/resumption/rules/report'
import { ENTERPRISE_TYPES } from '@/lib/resumption/schema'

const Row = z.object({
  place: z.string(),
  type: z.enum(ENTERPRISE_TYPES),
  firms: z.number(),
  resumed: z.number(),
  staffTotal: z.number(),
  staffReturned: z.number(),
  poorReturned: z.number(),
  mayReturn: z.number(),
  heldBack: z.number(),
  householdsDriven: z.number(),
  figured: z.number(),
  reported: z.number(),
  twice: z.number(),
})

/** The counties of a range of regions: the first part of every key. */
const countiesOf = (lo: string) => rangeOf(lo.slice(0, COUNTY_DIGITS))
const COUNTY_DIGITS = 6

type Asked = { lo: string; hi: string; day: string; digits: number }

/**
 * Enterprises of a range of regions as of a day, by type and by the first `digits` of their region: those that existed that day, the status that
 * their steps had led to by then, and the last figures of that day or before it, as they are known today.
 */
export async function countResumption(ctx: Ctx, { lo, hi, day, digits }: Asked): Promise<ReportRow[]> {
  const counties = countiesOf(lo)
  const rows = await ctx.db.$queryRaw`
    WITH here AS (
      SELECT e.county_code, e.id, e.parent_id, e.type, left(e.region_code, ${digits}::int) AS place FROM enterprise e
      WHERE e.county_code >= ${counties.lo} COLLATE "C" AND e.county_code < ${counties.hi} COLLATE "C"
        AND e.region_code >= ${lo} COLLATE "C" AND e.region_code < ${hi} COLLATE "C" AND e.active_from <= ${day}::date
        AND (e.active_until IS NULL OR e.active_until > ${day}::date))
    SELECT h.place, h.type, count(*)::int AS firms,
      count(*) FILTER (WHERE s.to_status IN ('RESUMED', 'FULL_CAPACITY'))::int AS resumed,
      coalesce(sum(f.staff_total), 0)::int AS "staffTotal", coalesce(sum(f.staff_returned), 0)::int AS "staffReturned",
      coalesce(sum(f.poor_returned), 0)::int AS "poorReturned", coalesce(sum(f.may_return), 0)::int AS "mayReturn",
      coalesce(sum(f.held_back), 0)::int AS "heldBack", coalesce(sum(f.households_driven), 0)::int AS "householdsDriven",
      count(f.day)::int AS figured, count(*) FILTER (WHERE f.day = ${day}::date)::int AS reported,
      count(*) FILTER (WHERE EXISTS (SELECT FROM here p WHERE p.county_code = h.county_code AND p.id = h.parent_id))::int AS twice
    FROM here h
    LEFT JOIN LATERAL (SELECT x.to_status FROM enterprise_step x WHERE x.county_code = h.county_code AND x.enterprise_id = h.id AND x.step_on <= ${day}::date
      ORDER BY x.step_no DESC LIMIT 1) s ON true
    LEFT JOIN LATERAL (SELECT x.* FROM enterprise_figure x WHERE x.county_code = h.county_code AND x.enterprise_id = h.id AND x.day <= ${day}::date
      ORDER BY x.day DESC, x.edition DESC LIMIT 1) f ON true
    GROUP BY 1, 2 ORDER BY 1, 2`
  return Row.array().parse(rows)
}

const Visits = z.object({
  main: z.number(),
  mainSolved: z.number(),
  liaison: z.number(),
  liaisonSolved: z.number(),
  raised: z.number(),
})
export type VisitCounts = z.output<typeof Visits>

/** Visits of leaders to enterprises of a range of regions between two days, both included: how many, problems raised and solved; withdrawn ones left out. */
export async function countVisits(
  ctx: Ctx,
  { lo, hi, from, to }: { lo: string; hi: string; from: string; to: string },
): Promise<VisitCounts> {
  const counties = countiesOf(lo)
  const [row] = await ctx.db.$queryRaw<unknown[]>`
    SELECT count(*) FILTER (WHERE leader_kind = 'MAIN')::int AS main,
      coalesce(sum(solved) FILTER (WHERE leader_kind = 'MAIN'), 0)::int AS "mainSolved",
      count(*) FILTER (WHERE leader_kind = 'LIAISON')::int AS liaison,
      coalesce(sum(solved) FILTER (WHERE leader_kind = 'LIAISON'), 0)::int AS "liaisonSolved",
      coalesce(sum(raised), 0)::int AS raised
    FROM enterprise_visit WHERE county_code >= ${counties.lo} COLLATE "C" AND county_code < ${counties.hi} COLLATE "C"
      AND region_code >= ${lo} COLLATE "C" AND region_code < ${hi} COLLATE "C"
      AND visited_on BETWEEN ${from}::date AND ${to}::date AND withdrawn_on IS NULL`
  return Visits.parse(row)
}
