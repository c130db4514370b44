import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Ctx, ScopeOptions } from '@/lib/platform/db'
import { load } from '@/lib/platform/load'
import type { Permission } from '@/lib/platform/permissions'
import { Prisma } from '@/lib/platform/prisma/client'

/** Whose personal data somebody sees. `field` is what of it, in the product's own word; without one it is the record itself. */
export type Reading = { householdId: string; regionCode: string; personId?: string; field?: string }

/**
 * Reads for a page that shows a household or a person, as `load` does, and writes down that the actor saw it; null where this time it shows
 * none. Every such page comes through here (tests/architecture/files.test.ts).
 */
export async function loadRecord<R extends { reading: Reading | null }>(
  permission: Permission,
  read: (ctx: Ctx) => Promise<R>,
  options: Pick<ScopeOptions, 'plans'> = {},
): Promise<R> {
  return load(
    permission,
    async (ctx) => {
      const found = await read(ctx)
      if (found.reading) await logReading(ctx, found.reading)
      return found
    },
    options,
  )
}

/**
 * Writes down that the actor saw something, in the transaction in which he sees it: one line a day for each reader, for whom he acts, household,
 * person and field, however often he comes back and however many pages he opens at once.
 */
export async function logReading(ctx: Ctx, { householdId, regionCode, personId, field }: Reading): Promise<void> {
  const countyCode = regionCode.slice(0, 6)
  const { userId, actingFor } = ctx.actor
  const of = Prisma.sql`${userId}::uuid, ${actingFor?.userId ?? null}::uuid, ${householdId}::uuid, ${personId ?? null}::uuid, ${field ?? null}::text`
  const today = new Date(`${ctx.today}T00:00:00+08:00`)
  const isNew = Prisma.sql`NOT EXISTS (SELECT FROM access_log a WHERE a.county_code = ${countyCode} AND a.household_id = ${householdId}::uuid
    AND a.at >= ${today} AND a.kind = 'READ' AND (a.actor_id, a.acting_for, a.household_id, a.person_id, a.field) IS NOT DISTINCT FROM (${of}))`
  const place = `reading:${[userId, householdId, personId, field].join(':')}`
  // Two pages opened at once come one after the other; the lock is taken only where there is something to write.
  const free = await ctx.db.$queryRaw<unknown[]>`
    SELECT pg_advisory_xact_lock(hashtextextended(${place}, 0))::text AS held WHERE ${isNew}`
  if (free.length === 0) return
  await ctx.db.$executeRaw`
    INSERT INTO access_log (county_code, id, region_code, at, kind, actor_id, acting_for, household_id, person_id, field)
    SELECT ${countyCode}::text, ${randomUUID()}::uuid, ${regionCode}::text, ${ctx.now}::timestamptz, 'READ', ${of} WHERE ${isNew}`
}
