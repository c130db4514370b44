import 'server-only'
import { type Access, logAccess } from '@/lib/audit/log-access'
import type { Ctx } from '@/lib/platform/db'

/** On whose hand a printed sheet goes. */
export type Printed = { by: string; unit: string; at: Date; serial: string }

const SERIAL_LETTERS = 8

/** Writes down that something was printed; the line of that log is the serial of the sheet. */
export async function logPrint(ctx: Ctx, printed: Omit<Access, 'kind'>): Promise<Printed> {
  const line = await logAccess(ctx, { ...printed, kind: 'PRINT' })
  const { name, unit, regionName } = ctx.actor
  return {
    by: name,
    unit: unit || regionName,
    at: ctx.now,
    serial: line.replaceAll('-', '').slice(0, SERIAL_LETTERS).toUpperCase(),
  }
}
