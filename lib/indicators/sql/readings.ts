import 'server-only'
import * as z from 'zod'
import { QUALIFIERS } from '@/lib/indicators/schema/facts'
import type { Ctx } from '@/lib/platform/db'

export const Reading = z.object({
  kind: z.enum(['FACT', 'TARGET']),
  id: z.string(),
  regionCode: z.string(),
  code: z.string(),
  value: z.string(),
  unit: z.string(),
  qualifiers: z.array(z.enum(QUALIFIERS)),
  from: z.string().nullable(),
  day: z.string(),
  source: z.string(),
  sourceRef: z.string(),
})
/** What was last reported for an input in a region, or the value that a document sets for it. */
export type Reading = z.output<typeof Reading>

export type Asking = {
  /** Full codes of the regions, and those whose children are meant too. */
  regions: readonly string[]
  parents: readonly string[]
  codes: readonly string[]
  asOf: string
  source?: string
}

/** The last facts up to a day, and targets that hold by then, of the rows that stand: corrected and withdrawn ones are not read. */
export async function selectReadings(ctx: Ctx, { regions, parents, codes, asOf, source }: Asking): Promise<Reading[]> {
  const rows = await ctx.db.$queryRaw`
    WITH here AS (SELECT r.code FROM region r WHERE r.code = ANY (${[...regions]}) OR r.parent_code = ANY (${[...parents]}))
    SELECT DISTINCT ON (x."regionCode", x.code) x.* FROM (
      SELECT 'FACT' AS kind, f.id::text AS id, f.region_code AS "regionCode", f.input_code AS code, trim_scale(f.value)::text AS value, f.unit,
        f.qualifiers, f.period_start::text AS "from", f.fact_on::text AS day, f.source, f.source_ref AS "sourceRef", f.recorded_at
      FROM reported_fact f WHERE f.region_code IN (SELECT h.code FROM here h) AND f.input_code = ANY (${[...codes]}) AND f.fact_on <= ${asOf}::date
        AND f.value IS NOT NULL AND (${source ?? null}::text IS NULL OR f.source = ${source ?? null}::text)
        AND NOT EXISTS (SELECT FROM reported_fact n WHERE n.county_code = f.county_code AND n.supersedes = f.id)
      UNION ALL
      SELECT 'TARGET', t.id::text, t.region_code, t.measure, trim_scale(t.value)::text, t.unit,
        t.qualifiers, t.period_start::text, coalesce(t.as_of, t.period_end)::text, t.source, t.source_ref, t.recorded_at
      FROM region_target t WHERE t.region_code IN (SELECT h.code FROM here h) AND t.measure = ANY (${[...codes]}) AND t.starts_on <= ${asOf}::date
        AND t.value IS NOT NULL AND (${source ?? null}::text IS NULL OR t.source = ${source ?? null}::text)
        AND NOT EXISTS (SELECT FROM region_target n WHERE n.county_code = t.county_code AND n.supersedes = t.id)) x
    ORDER BY x."regionCode", x.code, x.kind, x.day DESC, x.recorded_at DESC, x.id DESC`
  return z.array(Reading).parse(rows)
}
