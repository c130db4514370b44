import 'server-only'
import { logPrint, type Printed } from '@/lib/audit/log-print'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { findSaved } from '@/lib/tables/queries/saved'
import { countTable, type NoTable, type Table } from '@/lib/tables/queries/table'
import type { Definition } from '@/lib/tables/schema'

export type PrintedTable = { table: Table; name: string | null; printed: Printed }

/**
 * A table to print; that it was printed is written down, and the line of that log is its serial. `of` is the saved table whose name it bears.
 * Where it cannot be counted nothing is printed or written. Errors: NotFoundError for a place or a saved table that is not the actor's.
 */
export async function printTable(
  ctx: Ctx,
  definition: Definition | null,
  region: string | undefined,
  of?: string,
): Promise<PrintedTable | { table: NoTable | null }> {
  const saved = of === undefined ? null : await findSaved(ctx, of)
  if (of !== undefined && !saved) throw new NotFoundError()
  const table = definition && (await countTable(ctx, definition, region))
  if (!table || table.problem !== null) return { table }
  const { code } = table.place
  const printed = await logPrint(ctx, { regionCode: code, field: 'table', reason: table.definition.subject })
  return { table, name: saved?.name ?? null, printed }
}
