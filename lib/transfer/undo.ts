import 'server-only'
import type { Actor } from '@/lib/platform/actor'
import { now } from '@/lib/platform/clock'
import { type Ctx, withScope } from '@/lib/platform/db'
import { DomainError } from '@/lib/platform/errors'
import { journalBlockers, undoJournal } from '@/lib/platform/journal'
import { countyOf } from '@/lib/regions/rules'
import { LONGEST_MS } from './limits'
import type { BlockerRow } from './schema'
import { findHouseholdOfKey, letStatementsRun } from './sql/undo'

const NAMED_BLOCKERS = 20

/**
 * Takes the whole batch back. When something of it was changed since, nothing is taken back: the batch stays as it was and names the
 * households in the way.
 */
export async function undoBatch(actor: Actor, batchId: string): Promise<void> {
  const countyCode = countyOf(actor.regionCode)
  try {
    await withScope(
      actor,
      async (ctx) => {
        await letStatementsRun(ctx)
        const undoneRows = await undoJournal(ctx, countyCode, batchId)
        await ctx.db.importBatch.updateMany({
          where: { countyCode, id: batchId, status: 'RUNNING' },
          data: { status: 'UNDONE', mode: null, undoneAt: now(), undoneRows, heartbeatAt: null, blockers: [] },
        })
      },
      { command: 'ledger.undo', timeoutMs: LONGEST_MS },
    )
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    const why = error.code === 'journal.closed' ? 'closed' : 'dependent'
    await withScope(actor, (ctx) => keepBlockers(ctx, countyCode, batchId, why), {
      command: 'ledger.undo',
      timeoutMs: LONGEST_MS,
    })
  }
}

async function keepBlockers(ctx: Ctx, countyCode: string, batchId: string, why: 'closed' | 'dependent'): Promise<void> {
  await letStatementsRun(ctx)
  const blockers = await journalBlockers(ctx, countyCode, batchId, NAMED_BLOCKERS)
  const named: BlockerRow[] = []
  for (const { table, key } of blockers) {
    const householdId = await findHouseholdOfKey(ctx, countyCode, table, key)
    if (!named.some((each) => each.table === table && each.householdId === householdId))
      named.push({ table, householdId })
  }
  if (named.length === 0) named.push({ table: why, householdId: null })
  await ctx.db.importBatch.updateMany({
    where: { countyCode, id: batchId, status: 'RUNNING' },
    data: { status: 'DONE', mode: null, heartbeatAt: null, blockers: named },
  })
}
