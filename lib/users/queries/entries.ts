import 'server-only'
import type { Ctx } from '@/lib/platform/db'

const PAGE = 40

export type AccountEntry = {
  id: bigint
  at: Date
  actor: string | null
  actingFor: string | null
  command: string
  table: string
  action: string
  old: Record<string, unknown> | null
  new: Record<string, unknown> | null
}

export type EntryFilter = { kind?: string; from?: string; to?: string; before?: string }

/** What an account did and what happened to it, newest first; no values of the register. */
export async function listAccountEntries(
  ctx: Ctx,
  userId: string,
  { kind = '', from, to, before }: EntryFilter,
): Promise<{ entries: AccountEntry[]; older: string | null }> {
  const last = /^\d{1,18}$/.test(before ?? '') ? BigInt(before as string) : 9_000_000_000_000_000_000n
  const day = (text: string | undefined, otherwise: string) =>
    new Date(`${/^\d{4}-\d{2}-\d{2}$/.test(text ?? '') ? text : otherwise}T00:00:00+08:00`)
  const until = new Date(day(to, '2999-12-30').getTime() + 86_400_000)
  const rows = await ctx.db.$queryRaw<AccountEntry[]>`
    SELECT e.id, e.at, u.name AS actor, v.name AS "actingFor", e.command, e.table_name AS table, e.action, e.old_values AS old, e.new_values AS new
    FROM account_history(${userId}::uuid, ${last}::bigint, ${day(from, '2000-01-01')}, ${until}, ${['DEEDS', 'ACCOUNT'].includes(kind) ? kind : ''}, ${PAGE + 1}::int) e
    LEFT JOIN app_user u ON u.id = e.actor_id LEFT JOIN app_user v ON v.id = e.acting_for ORDER BY e.id DESC`
  const entries = rows.slice(0, PAGE)
  return { entries, older: rows.length > PAGE ? String(entries.at(-1)?.id ?? '') : null }
}
