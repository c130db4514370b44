import 'server-only'
import * as z from 'zod'
import { COUNTED_KINDS } from '@/lib/partnerships/schema'
import type { Ctx } from '@/lib/platform/db'

const Share = z.object({ prefix: z.string(), units: z.number(), paired: z.number() })
export type Share = z.output<typeof Share>
type Range = { gte: string; lt: string }

/**
 * 对口帮扶覆盖率 by regions: units that are to be supported on a day, and those with at least one active pair. `digits` says how much of the
 * region's code groups them (12 for one sum a place of its own).
 */
export async function countCoverage(ctx: Ctx, { gte, lt }: Range, day: string, digits: number): Promise<Share[]> {
  const rows = await ctx.db.$queryRaw`
    SELECT left(u.region_code, ${digits}::int) AS prefix, count(*)::int AS units, (count(*) FILTER (WHERE EXISTS (
      SELECT FROM medical_pair p WHERE p.county_code = u.county_code AND p.unit_id = u.id AND p.from_on <= ${day}::date
        AND (p.to_on IS NULL OR p.to_on >= ${day}::date))))::int AS paired
    FROM medical_unit u WHERE u.region_code >= ${gte} AND u.region_code < ${lt} AND u.kind = ANY(${[...COUNTED_KINDS]})
      AND u.counts_from <= ${day}::date AND (u.closed_on IS NULL OR u.closed_on > ${day}::date) GROUP BY 1 ORDER BY 1`
  return Share.array().parse(rows)
}

const Programme = z.object({
  programme: z.string(),
  grade: z.string(),
  supporters: z.number(),
  units: z.number(),
  counties: z.number(),
  staff: z.number(),
})

/** Active pairs on a day by programme and grade: supporting hospitals by their names, units supported, their counties, staff stationed. */
export async function countProgrammes(ctx: Ctx, { gte, lt }: Range, day: string) {
  const rows = await ctx.db.$queryRaw`
    SELECT p.programme, p.supporter_grade AS grade, count(DISTINCT p.supporter_name)::int AS supporters, count(DISTINCT (p.county_code, p.unit_id))::int AS units,
      count(DISTINCT p.county_code)::int AS counties, sum(p.staff)::int AS staff
    FROM medical_pair p WHERE p.region_code >= ${gte} AND p.region_code < ${lt} AND p.from_on <= ${day}::date AND (p.to_on IS NULL OR p.to_on >= ${day}::date)
    GROUP BY 1, 2 ORDER BY 1, 2`
  return Programme.array().parse(rows)
}

const Across = z.object({ units: z.number(), supporters: z.number() })

/** Units with an active pair of a programme, of whatever grade, and the hospitals that support them: each counted once. */
export async function countAcross(ctx: Ctx, { gte, lt }: Range, day: string, programmes: readonly string[]) {
  const rows = await ctx.db.$queryRaw`
    SELECT count(DISTINCT (p.county_code, p.unit_id))::int AS units, count(DISTINCT p.supporter_name)::int AS supporters
    FROM medical_pair p WHERE p.region_code >= ${gte} AND p.region_code < ${lt} AND p.programme = ANY(${[...programmes]}) AND p.from_on <= ${day}::date
      AND (p.to_on IS NULL OR p.to_on >= ${day}::date)`
  return Across.array().parse(rows)[0] ?? { units: 0, supporters: 0 }
}

const Output = z.object({ kind: z.string(), amount: z.coerce.number(), qualifiers: z.array(z.string()) })

/** What pairs did between two days, by kind: lines that lie within, as they stand after corrections, with the qualifiers of their parts. */
export async function sumOutputsBetween(ctx: Ctx, { gte, lt }: Range, from: string, to: string) {
  const rows = await ctx.db.$queryRaw`
    SELECT o.kind, sum(o.amount)::bigint AS amount, coalesce(array_agg(DISTINCT o.qualifier::text) FILTER (WHERE o.qualifier <> '' AND o.amount > 0), '{}') AS qualifiers
    FROM pair_output o WHERE o.region_code >= ${gte} AND o.region_code < ${lt} AND o.from_on >= ${from}::date AND o.to_on <= ${to}::date
      AND NOT EXISTS (SELECT FROM pair_output l WHERE l.county_code = o.county_code AND l.supersedes = o.id) GROUP BY 1 ORDER BY 1`
  return Output.array().parse(rows)
}

const Referral = z.object({ year: z.number(), treated: z.coerce.number(), referred: z.coerce.number() })

/** Patients treated and referred out by year, over all units of a region, as they stand after corrections. */
export async function sumReferrals(ctx: Ctx, { gte, lt }: Range) {
  const rows = await ctx.db.$queryRaw`
    SELECT r.year, sum(r.treated)::bigint AS treated, sum(r.referred)::bigint AS referred FROM referral_year r
    WHERE r.region_code >= ${gte} AND r.region_code < ${lt}
      AND NOT EXISTS (SELECT FROM referral_year l WHERE l.county_code = r.county_code AND l.supersedes = r.id) GROUP BY 1 ORDER BY 1`
  return Referral.array().parse(rows)
}
