import 'server-only'
import { logPrint, type Printed } from '@/lib/audit/log-print'
import { getWall, type Wall } from '@/lib/indicators/queries/wall'
import type { Ctx } from '@/lib/platform/db'

export type PrintedWall = { wall: Wall; printed: Printed }

/** The wall of a region to print; that it was printed is written down, and that line is its serial. Null while it is counted: ask again. */
export async function printWall(ctx: Ctx, regionCode: string): Promise<PrintedWall | null> {
  const wall = await getWall(ctx, regionCode)
  return wall && { wall, printed: await logPrint(ctx, { regionCode, field: 'dashboard' }) }
}
