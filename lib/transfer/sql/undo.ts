import 'server-only'
import * as z from 'zod'
import type { Ctx } from '@/lib/platform/db'
import { Prisma } from '@/lib/platform/prisma/client'

const { sql, raw, join } = Prisma

/** Tables whose rows name their household and are known by an id. */
const HELD = [
  'membership',
  'monitoring_case',
  'household_helper',
  'visit',
  'visit_promise',
  'clue',
  'household_event',
  'support_measure',
  'support_plan',
  'microcredit_loan',
  'loan_extension',
] as const

const Ids = z.array(z.object({ id: z.uuid() }))

/** A statement over a whole import may take as long as the import may. */
export function letStatementsRun(ctx: Ctx): Promise<number> {
  return ctx.db.$executeRaw`SET LOCAL statement_timeout = '900s'`
}

/** The household to which a row of the register belongs, by the row's table and key; null when none can be told. */
export async function findHouseholdOfKey(
  ctx: Ctx,
  county: string,
  table: string,
  key: Record<string, unknown>,
): Promise<string | null> {
  if (typeof key.household_id === 'string') return key.household_id
  if (table === 'household') return String(key.id)
  const id = String(key.id)
  const of = (held: string) =>
    sql`UNION ALL SELECT household_id FROM ${raw(held)} WHERE ${table}::text = ${held}::text AND county_code = ${county} AND id = ${id}::uuid`
  const rows = await ctx.db.$queryRaw`
    SELECT household_id AS id FROM membership WHERE ${table} = 'person' AND county_code = ${county} AND person_id = ${id}::uuid
    ${join(HELD.map(of), ' ')}
    LIMIT 1`
  return Ids.parse(rows)[0]?.id ?? null
}

/** Imports made before an instant can no longer be taken back; what was kept for that is dropped. */
export function closeJournals(ctx: Ctx, county: string, command: string, madeBefore: Date): Promise<unknown> {
  return ctx.db.$queryRaw`SELECT close_journals(${county}, ${command}, ${madeBefore}, ${ctx.now})`
}
