import 'server-only'
import * as z from 'zod'
import type { Ctx } from '@/lib/platform/db'

const Ids = z.array(z.object({ id: z.uuid() }))

/** A statement over a whole import may take as long as the import may. */
export function letStatementsRun(ctx: Ctx): Promise<number> {
  return ctx.db.$executeRaw`SET LOCAL statement_timeout = '900s'`
}

/** Tables whose rows have an id of their own and belong to a household. */
const OF_A_HOUSEHOLD = [
  'membership',
  'monitoring_case',
  'household_helper',
  'visit',
  'visit_promise',
  'clue',
  'household_event',
]

/** The household to which a row of the register belongs, by the row's table and key; null when none can be told. */
export async function findHouseholdOfKey(
  ctx: Ctx,
  county: string,
  table: string,
  key: Record<string, unknown>,
): Promise<string | null> {
  if (typeof key.household_id === 'string') return key.household_id
  if (table === 'household') return String(key.id)
  const of = table === 'person' ? 'membership' : table
  if (!OF_A_HOUSEHOLD.includes(of)) return null
  const rows = await ctx.db.$queryRawUnsafe(
    `SELECT household_id AS id FROM ${of} WHERE county_code = $1 AND ${table === 'person' ? 'person_id' : 'id'} = $2::uuid LIMIT 1`,
    county,
    String(key.id),
  )
  return Ids.parse(rows)[0]?.id ?? null
}

/** Imports made before an instant can no longer be taken back; what was kept for that is dropped. */
export function closeJournals(ctx: Ctx, county: string, command: string, madeBefore: Date): Promise<unknown> {
  return ctx.db.$queryRaw`SELECT close_journals(${county}, ${command}, ${madeBefore}, ${ctx.now})`
}
