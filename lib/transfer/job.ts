import 'server-only'
import type { Actor } from '@/lib/platform/actor'
import { now } from '@/lib/platform/clock'
import { type Ctx, sqlStateOf, withScope } from '@/lib/platform/db'
import { startJournal } from '@/lib/platform/journal'
import { logFault } from '@/lib/platform/log'
import { countyOf, rangeOf } from '@/lib/regions/rules'
import { applyPlan } from './apply'
import { DEAD_AFTER_MS, IMPORT_COMMAND, KEPT_FAULTS, LONGEST_MS, UNDONE_WITHIN_MS } from './limits'
import { compareWithRegister, indexesOf, planLedger, type Register } from './plan'
import { FileFault, type LedgerContext, type LedgerPlan } from './schema'
import { analyseRegister, insertFaults, selectHouseholds, selectPersons } from './sql/register'
import { closeJournals } from './sql/undo'
import { undoBatch } from './undo'

const STIR_EVERY_MS = 1_500
const PERSONS_AT_ONCE = 10_000
const FAULTS_AT_ONCE = 2_000

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
  try {
    const stir = stirrer(actor, batchId)
    if (mode === 'UNDO') return await undoBatch(actor, batchId)
    const plan = await planLedger(body, context, (rows) => stir(mode ? 0 : rows))
    if (mode) {
      await importPlan(actor, batchId, plan, context, stir)
      await refreshStatistics(actor)
    } else await keepCheck(actor, batchId, plan, context)
  } catch (error) {
    await giveUp(actor, batchId, error, mode)
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
          OR: [{ heartbeatAt: null }, { heartbeatAt: { lt: new Date(ctx.now.getTime() - DEAD_AFTER_MS) } }],
        },
        data: { heartbeatAt: ctx.now },
      })
      if (count === 0) return null
      const batch = await ctx.db.importBatch.findFirst({ where, select: { mode: true } })
      const upload = await ctx.db.importUpload.findFirst({ where: { countyCode, batchId }, select: { body: true } })
      const body = Buffer.from(upload?.body ?? [])
      return { context: await contextOf(ctx, countyCode), body, mode: batch?.mode ?? null }
    },
    { command: 'ledger.run' },
  )
}

async function contextOf(ctx: Ctx, countyCode: string): Promise<LedgerContext> {
  const { lo, hi } = rangeOf(ctx.actor.scope)
  const villages = await ctx.db.region.findMany({
    where: { level: 'VILLAGE', code: { gte: lo, lt: hi } },
    select: { code: true, name: true, parent: { select: { name: true } } },
  })
  const county = await ctx.db.region.findFirst({ where: { code: `${countyCode}000000` }, select: { name: true } })
  const installation = await ctx.db.installation.findFirst({ select: { isDemo: true } })
  return {
    today: ctx.today,
    isDemo: installation?.isDemo ?? false,
    countyCode,
    countyName: county?.name ?? '',
    villages: villages.map(({ code, name, parent }) => ({ code, name, townshipName: parent?.name ?? '' })),
  }
}

/** Every household of the register by its numbers, and the persons of the ledger that are in it. */
export async function readRegister(ctx: Ctx, countyCode: string, plan: LedgerPlan): Promise<Register> {
  const householdByNo = new Map<string, { id: string; regionCode: string }>()
  for (const { id, householdNo, nationalNo, regionCode } of await selectHouseholds(ctx, countyCode)) {
    if (nationalNo) householdByNo.set(nationalNo, { id, regionCode })
    householdByNo.set(householdNo, { id, regionCode })
  }
  const persons = new Map<string, { personId: string; householdId: string | null }>()
  const indexes = indexesOf(plan.households)
  for (let from = 0; from < indexes.length; from += PERSONS_AT_ONCE) {
    for (const { bidx, ...person } of await selectPersons(
      ctx,
      countyCode,
      indexes.slice(from, from + PERSONS_AT_ONCE),
    )) {
      persons.set(bidx, person)
    }
  }
  return { householdByNo, persons }
}

async function keepCheck(
  actor: Actor,
  batchId: string,
  found: LedgerPlan,
  { countyCode }: LedgerContext,
): Promise<void> {
  await withScope(
    actor,
    async (ctx) => {
      const plan = compareWithRegister(found, await readRegister(ctx, countyCode, found))
      const kept = plan.faults.slice(0, KEPT_FAULTS).map((fault, index) => ({
        county_code: countyCode,
        batch_id: batchId,
        fault_no: index + 1,
        region_code: actor.regionCode,
        sheet: fault.sheet.slice(0, 60),
        row_no: fault.row,
        column_name: fault.column.slice(0, 60),
        masked_value: fault.value,
        code: fault.code,
        params: fault.params,
      }))
      await ctx.db.importFault.deleteMany({ where: { countyCode, batchId } })
      for (let from = 0; from < kept.length; from += FAULTS_AT_ONCE) {
        await insertFaults(ctx, JSON.stringify(kept.slice(from, from + FAULTS_AT_ONCE)))
      }
      await ctx.db.importBatch.updateMany({
        where: { countyCode, id: batchId, status: 'RUNNING' },
        data: {
          status: 'CHECKED',
          rowCount: plan.rowCount,
          goodRows: plan.goodRows,
          faultCount: plan.faults.length,
          doneRows: plan.rowCount,
          householdCount: plan.households.length + plan.badHouseholds,
          badHouseholds: plan.badHouseholds,
          ignoredHeads: plan.ignoredHeads.slice(0, 60),
          heartbeatAt: null,
        },
      })
    },
    { command: 'ledger.check', timeoutMs: LONGEST_MS },
  )
}

async function importPlan(
  actor: Actor,
  batchId: string,
  found: LedgerPlan,
  { countyCode }: LedgerContext,
  stir: (rows: number) => Promise<void>,
): Promise<void> {
  await withScope(
    actor,
    async (ctx) => {
      const register = await readRegister(ctx, countyCode, found)
      const plan = compareWithRegister(found, register)
      const where = { countyCode, id: batchId, status: 'RUNNING' as const }
      const { mode } = await ctx.db.importBatch.findFirstOrThrow({ where, select: { mode: true } })
      if (mode === 'ALL' && plan.faults.length > 0) throw new FileFault('registerChanged')
      await closeJournals(ctx, countyCode, IMPORT_COMMAND, new Date(ctx.now.getTime() - UNDONE_WITHIN_MS))
      await startJournal(ctx, { countyCode, id: batchId, regionCode: actor.regionCode, command: IMPORT_COMMAND })
      const done = await applyPlan(ctx, countyCode, plan, register, stir)
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
}

/** Tells the planner the new sizes; an import that is in stays in when that fails. */
async function refreshStatistics(actor: Actor): Promise<void> {
  await withScope(actor, analyseRegister, { command: 'ledger.analyse', timeoutMs: LONGEST_MS }).catch(
    (error: unknown) => logFault(error, { command: 'ledger.analyse' }),
  )
}

/** Writes progress outside the transaction of the work, at most every second and a half. */
function stirrer(actor: Actor, batchId: string): (rows: number) => Promise<void> {
  let last = performance.now()
  return async (rows) => {
    if (performance.now() - last < STIR_EVERY_MS) return
    last = performance.now()
    await withScope(
      actor,
      (ctx) =>
        ctx.db.importBatch.updateMany({
          where: { countyCode: countyOf(actor.regionCode), id: batchId, status: 'RUNNING' },
          data: { doneRows: rows, heartbeatAt: ctx.now },
        }),
      { command: 'ledger.progress' },
    )
  }
}

async function giveUp(actor: Actor, batchId: string, error: unknown, mode: string | null): Promise<void> {
  const isOurs = !(error instanceof FileFault)
  const taken = sqlStateOf(error) === '23505' || (error as { code?: string }).code === 'P2002'
  if (isOurs) logFault(error, { command: 'ledger.run' })
  const failure = isOurs
    ? { code: taken ? 'registerChanged' : 'broken', params: {} }
    : { code: error.code, params: error.params }
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
              },
      }),
    { command: 'ledger.fail' },
  ).catch((second: unknown) => logFault(second, { command: 'ledger.fail' }))
}
