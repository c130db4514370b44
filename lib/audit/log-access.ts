import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Ctx } from '@/lib/platform/db'

export type Access = {
  kind: 'UNMASK' | 'SEARCH_ID' | 'EXPORT' | 'PRINT'
  /** The region of what was read: a household's village, or the region an export covers. Default: the reader's own. */
  regionCode?: string
  householdId?: string | null
  personId?: string | null
  /** What was read, in the product's own word for it: a field, a list, a form. */
  field?: string | null
  /** A code of the catalogue of purposes. */
  purpose?: string | null
  reason?: string | null
}

/**
 * Writes down that the actor took something out of the register, in the transaction in which he reads it (what he only sees: readings.ts);
 * the row is sealed like every audited row and is never changed. Answers its id. A thirty-first UNMASK within an hour fails with SQLSTATE FX003.
 */
export async function logAccess(ctx: Ctx, access: Access): Promise<string> {
  const regionCode = access.regionCode ?? ctx.actor.regionCode
  const id = randomUUID()
  // createMany, because it returns no row: a paired helper need not be able to read what he added.
  await ctx.db.accessLog.createMany({
    data: {
      countyCode: regionCode.slice(0, 6),
      id,
      regionCode,
      at: ctx.now,
      actorId: ctx.actor.userId,
      actingFor: ctx.actor.actingFor?.userId ?? null,
      kind: access.kind,
      householdId: access.householdId ?? null,
      personId: access.personId ?? null,
      field: access.field ?? null,
      purpose: access.purpose ?? null,
      reason: access.reason?.slice(0, 300) ?? null,
    },
  })
  return id
}
