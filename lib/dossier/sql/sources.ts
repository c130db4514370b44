import 'server-only'
import * as z from 'zod'
import type { Ctx } from '@/lib/platform/db'

const Source = z.object({
  table: z.string(),
  rowId: z.string(),
  /** Empty for the row as a whole: when it came. */
  field: z.string(),
  at: z.string(),
  by: z.string().nullable(),
  command: z.string(),
  visitId: z.string().nullable(),
  visitedOn: z.string().nullable(),
})
/** Where a value came from last, by the audit; with the visit that brought it, if one did. */
export type Source = z.output<typeof Source>

/** The last change of every column of these rows, and when each row came. Nothing for who may not read the audit. */
export async function selectSources(ctx: Ctx, countyCode: string, rowIds: readonly string[]): Promise<Source[]> {
  const rows = await ctx.db.$queryRaw<unknown[]>`
    WITH e AS MATERIALIZED (
      SELECT * FROM audit_entry a WHERE a.row_id = ANY(${[...rowIds]}::text[]) AND a.action IN ('INSERT', 'UPDATE')
        AND a.table_name IN ('household', 'person', 'membership', 'household_income', 'living_condition', 'household_helper')
    ), last AS (
      SELECT DISTINCT ON (e.table_name, e.row_id, k.field) e.table_name, e.row_id, k.field, e.at, e.actor_id, e.command, e.tx, e.id
      FROM e CROSS JOIN LATERAL (SELECT jsonb_object_keys(e.new_values) AS field WHERE e.action = 'UPDATE' UNION ALL SELECT '' WHERE e.action = 'INSERT') k
      ORDER BY e.table_name, e.row_id, k.field, e.id DESC
    )
    SELECT l.table_name AS "table", l.row_id AS "rowId", l.field, to_jsonb(l.at) #>> '{}' AS at, u.name AS by, l.command,
      v.id::text AS "visitId", v.visited_on::text AS "visitedOn"
    FROM last l LEFT JOIN app_user u ON u.id = l.actor_id
    LEFT JOIN LATERAL (SELECT x.id, x.visited_on FROM audit_entry o JOIN visit x ON x.county_code = ${countyCode} AND o.row_id = ${countyCode} || '/' || x.id
      WHERE l.command = 'visit.log' AND o.tx = l.tx AND o.table_name = 'visit' LIMIT 1) v ON true`
  return z.array(Source).parse(rows)
}
