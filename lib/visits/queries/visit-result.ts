import 'server-only'
import * as z from 'zod'
import { getScreening, type Screening } from '@/lib/monitoring/queries/screening'
import { GUARANTEE_ITEMS, GUARANTEE_RESULTS, SHOCK_KINDS } from '@/lib/monitoring/rules/choices'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid } from '@/lib/platform/ids'
import { PEOPLE_MET } from '@/lib/visits/rules/choices'
import { selectResult } from '@/lib/visits/sql'

const fen = z.number().nullable()

const LoggedVisit = z.object({
  id: z.string(),
  visitedOn: z.string(),
  receivedAt: z.coerce.date(),
  visitor: z.string(),
  peopleMet: z.array(z.enum(PEOPLE_MET)),
  guarantees: z.record(z.enum(GUARANTEE_ITEMS), z.object({ result: z.enum(GUARANTEE_RESULTS), reason: z.string() })),
  incomeChange: z.enum(['NONE', 'UP', 'DOWN', 'LOST_MOST']),
  expectedPerCapitaFen: fen,
  demands: z.string(),
  note: z.string(),
  nextVisitOn: z.string().nullable(),
  household: z.object({ id: z.string(), regionCode: z.string(), headName: z.string(), groupName: z.string() }),
  villageName: z.string(),
  townshipName: z.string().nullable(),
  shocks: z.array(z.object({ kind: z.enum(SHOCK_KINDS), totalFen: fen, selfPaidFen: fen, note: z.string() })),
  promises: z.array(z.object({ id: z.string(), content: z.string(), dueOn: z.string(), by: z.string() })),
  kept: z.array(z.object({ id: z.string(), content: z.string() })),
})
export type LoggedVisit = z.output<typeof LoggedVisit>
export type VisitResult = { visit: LoggedVisit; screening: Screening | null }

/** A logged visit and what it led to. `screening` is null for a visit that was taken over unscreened. */
export async function getVisitResult(ctx: Ctx, visitId: string): Promise<VisitResult> {
  const found = isUuid(visitId) ? await selectResult(ctx, visitId) : null
  if (!found) throw new NotFoundError()
  return { visit: LoggedVisit.parse(found), screening: await screeningOf(ctx, visitId) }
}

async function screeningOf(ctx: Ctx, visitId: string): Promise<Screening | null> {
  try {
    return await getScreening(ctx, visitId)
  } catch (error) {
    if (error instanceof NotFoundError) return null
    throw error
  }
}
