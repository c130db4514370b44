import 'server-only'
import { possibleDuplicates } from '@/lib/duplicates/commands/find'
import type { Actor } from '@/lib/platform/actor'
import { now } from '@/lib/platform/clock'
import { sqlStateOf, withScope } from '@/lib/platform/db'
import { deadSince, stirrer } from '@/lib/platform/heartbeat'
import { startJournal } from '@/lib/platform/journal'
import { logFault } from '@/lib/platform/log'
import { countyOf } from '@/lib/regions/rules'
import { applyPlan } from './apply'
import { keepCheck } from './check'
import { contextOf } from './context'
import { IMPORT_COMMAND, LONGEST_MS, UNDONE_WITHIN_MS } from './limits'
import { planLedger, type Understood } from './plan'
import { policyOf } from './policy'
import { readRegister } from './read-register'
import { FileFault, type LedgerContext, type LedgerPlan } from './schema'
import { analyseRegister } from './sql/register'
import { closeJournals } from './sql/undo'
import { compareWhole } from './together'
import { undoBatch } from './undo'

/**
 * Takes a batch that was told to run; the answer does the work off the request and never throws: the batch says how it ended.
 * Null when another process has it already.
 */
export async function takeBatch(actor: Actor, batchId: string): Promise<(() => Promise<void>) | null> {
  const claimed = await claim(actor, batchId)
  return claimed && (() => workOn(actor, batchId, claimed))
}

type Claimed = NonNullable<Awaited<ReturnType<typeof claim>>>

async function workOn(actor: Actor, batchId: string, { context, body, mode }: Claimed): Promise<void> {
  let understood: Understood | null = null
  try {
    const stir = progress(actor, batchId)
    if (mode === 'UNDO') return await undoBatch(actor, batchId)
    const plan = await planLedger(
      body,
      context,
      (rows) => stir(mode ? 0 : rows),
      (what) => {
        understood = what
      },
    )
    if (mode) {
      const added = await importPlan(actor, batchId, plan, context, stir)
      await refreshStatistics(actor)
      await lookForDuplicates(actor, context.countyCode, added)
    } else await keepCheck(actor, batchId, plan, understood, context, stir)
  } catch (error) {
    await giveUp(actor, batchId, error, mode, understood)
  }
}

async function claim(actor: Actor, batchId: string) {
  return withScope(
    actor,
    async (ctx) => {
      const countyCode = countyOf(actor.regionCode)
      const where = { countyCode, id: batchId, status: 'RUNNING' as const }
      const { count } = await ctx.db.importBatch.updateMany({
        where: {
          ...where,
          OR: [{ heartbeatAt: null }, { heartbeatAt: { lt: deadSince(ctx.now) } }],
        },
        data: { heartbeatAt: ctx.now },
      })
      if (count === 0) return null
      const batch = await ctx.db.importBatch.findFirst({ where, select: { mode: true, kind: true } })
      const upload = await ctx.db.importUpload.findFirst({ where: { countyCode, batchId }, select: { body: true } })
      const body = Buffer.from(upload?.body ?? [])
      return { context: await contextOf(ctx, countyCode, batch?.kind ?? null), body, mode: batch?.mode ?? null }
    },
    { command: 'ledger.run' },
  )
}

async function importPlan(
  actor: Actor,
  batchId: string,
  found: LedgerPlan,
  { countyCode }: LedgerContext,
  stir: (rows: number) => Promise<void>,
): Promise<string[]> {
  let added: string[] = []
  await withScope(
    actor,
    async (ctx) => {
      added = []
      const register = await readRegister(ctx, countyCode, found)
      const plan = await compareWhole(ctx, countyCode, found, register, () => stir(0))
      const where = { countyCode, id: batchId, status: 'RUNNING' as const }
      const batch = await ctx.db.importBatch.findFirstOrThrow({ where, select: { mode: true, fillOnly: true } })
      if (batch.mode === 'ALL' && plan.faults.length > 0) throw new FileFault('registerChanged')
      const taken = await ctx.db.importDifference.findMany({
        where: { countyCode, batchId, kind: 'CONFLICT', isTaken: true },
        select: { cell: true, ours: true },
      })
      await closeJournals(ctx, countyCode, IMPORT_COMMAND, new Date(ctx.now.getTime() - UNDONE_WITHIN_MS))
      await startJournal(ctx, { countyCode, id: batchId, regionCode: actor.regionCode, command: IMPORT_COMMAND })
      const policy = policyOf(batch.fillOnly, new Map(taken.map(({ cell, ours }) => [cell, ours])))
      const done = await applyPlan(ctx, countyCode, plan, register, policy, stir, added)
      await ctx.db.importUpload.deleteMany({ where: { countyCode, batchId } })
      await ctx.db.importBatch.updateMany({
        where,
        data: {
          status: 'DONE',
          ...done,
          doneRows: plan.goodRows,
          goodRows: plan.goodRows,
          finishedAt: now(),
          heartbeatAt: null,
        },
      })
    },
    { command: IMPORT_COMMAND, timeoutMs: LONGEST_MS },
  )
  return added
}

/** Puts those whom an import added beside the people who may be the same; an import that is in stays in when that fails. */
async function lookForDuplicates(actor: Actor, countyCode: string, added: readonly string[]): Promise<void> {
  await withScope(actor, (ctx) => possibleDuplicates(ctx, countyCode, added), {
    command: 'ledger.compare',
    timeoutMs: LONGEST_MS,
  }).catch((error: unknown) => logFault(error, { command: 'ledger.compare' }))
}

/** Tells the planner the new sizes; an import that is in stays in when that fails. */
async function refreshStatistics(actor: Actor): Promise<void> {
  await withScope(actor, analyseRegister, { command: 'ledger.analyse', timeoutMs: LONGEST_MS }).catch(
    (error: unknown) => logFault(error, { command: 'ledger.analyse' }),
  )
}

/** Writes progress outside the transaction of the work. */
function progress(actor: Actor, batchId: string): (rows: number) => Promise<void> {
  return stirrer((rows) =>
    withScope(
      actor,
      (ctx) =>
        ctx.db.importBatch.updateMany({
          where: { countyCode: countyOf(actor.regionCode), id: batchId, status: 'RUNNING' },
          data: { doneRows: rows, heartbeatAt: ctx.now },
        }),
      { command: 'ledger.progress' },
    ),
  )
}

/** A check that failed keeps how the columns were understood, so that they can be mapped by hand; an undoing that failed leaves all as it was. */
async function giveUp(
  actor: Actor,
  batchId: string,
  error: unknown,
  mode: string | null,
  understood: Understood | null,
): Promise<void> {
  const isOurs = !(error instanceof FileFault)
  const taken = sqlStateOf(error) === '23505' || (error as { code?: string }).code === 'P2002'
  if (isOurs) logFault(error, { command: 'ledger.run' })
  const failure = isOurs
    ? { code: taken ? 'registerChanged' : 'broken', params: {} }
    : { code: error.code, params: error.params }
  const columns = understood && JSON.parse(JSON.stringify(understood.columns))
  await withScope(
    actor,
    (ctx) =>
      ctx.db.importBatch.updateMany({
        where: { countyCode: countyOf(actor.regionCode), id: batchId, status: 'RUNNING' },
        data:
          mode === 'UNDO'
            ? { status: 'DONE', mode: null, heartbeatAt: null }
            : {
                status: 'FAILED',
                failure: JSON.stringify(failure).slice(0, 200),
                finishedAt: ctx.now,
                heartbeatAt: null,
                ...(mode === null && understood ? { kind: understood.kind, columns } : {}),
              },
      }),
    { command: 'ledger.fail' },
  ).catch((second: unknown) => logFault(second, { command: 'ledger.fail' }))
}
