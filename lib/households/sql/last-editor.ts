import 'server-only'
import type { Ctx } from '@/lib/platform/db'

/** Who last changed one of these columns of a row, or made the row, by the audit; null when it was no person. */
export async function findLastEditor(
  ctx: Ctx,
  table: string,
  rowId: string,
  columns: readonly string[],
): Promise<string | null> {
  const rows = await ctx.db.$queryRaw<{ name: string }[]>`
    SELECT u.name FROM audit_entry a JOIN app_user u ON u.id = a.actor_id
    WHERE a.table_name = ${table} AND a.row_id = ${rowId}
      AND ((a.action = 'UPDATE' AND a.new_values ?| ${[...columns]}::text[]) OR a.action = 'INSERT')
    ORDER BY a.id DESC LIMIT 1`
  return rows[0]?.name ?? null
}
