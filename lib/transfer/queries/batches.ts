import 'server-only'
import * as z from 'zod'
import { HOUSEHOLD_RULES } from '@/lib/households/catalogue/consistency/all'
import { LEDGER_KINDS } from '@/lib/households/catalogue/ledgers/column'
import { viewOf } from '@/lib/households/rules/views'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { deadSince } from '@/lib/platform/heartbeat'
import { isUuid } from '@/lib/platform/ids'
import { parseJson } from '@/lib/platform/json'
import { tellsHealth } from '@/lib/quality/rules/clearing'
import { countyOf } from '@/lib/regions/rules'
import { Comparison } from '@/lib/transfer/comparison'
import { UNDONE_WITHIN_MS } from '@/lib/transfer/limits'
import { type BatchState, FAULT_CODES, type FaultCode, FILE_FAULTS } from '@/lib/transfer/schema'

const Failure = z.object({
  code: z.enum([...FILE_FAULTS, 'broken']),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
})
const Blockers = z.array(z.object({ table: z.string(), householdId: z.uuid().nullable() }))
const Columns = z.array(
  z.object({
    head: z.string(),
    field: z.string().nullable(),
    how: z.enum(['KNOWN', 'MAPPED', 'LEFT_OUT', 'UNKNOWN']),
    samples: z.array(z.string()),
  }),
)
const Params = z.record(z.string(), z.union([z.string(), z.number()]))

const batchColumns = {
  id: true,
  fileName: true,
  status: true,
  mode: true,
  uploadedAt: true,
  finishedAt: true,
  rowCount: true,
  goodRows: true,
  faultCount: true,
  doneRows: true,
  householdCount: true,
  badHouseholds: true,
  newHouseholds: true,
  changedHouseholds: true,
  newPersons: true,
  changedPersons: true,
  ignoredHeads: true,
  failure: true,
  heartbeatAt: true,
  undoneAt: true,
  undoneRows: true,
  blockers: true,
  kind: true,
} as const

/** The latest batches of the county, newest first. */
export async function listBatches(ctx: Ctx) {
  const rows = await ctx.db.importBatch.findMany({
    where: { countyCode: countyOf(ctx.actor.regionCode) },
    orderBy: { uploadedAt: 'desc' },
    take: 20,
    select: batchColumns,
  })
  return rows.map((row) => withState(ctx, row))
}

const RULE_IDS = HOUSEHOLD_RULES.map(({ id }) => id)
export const FAULTS_ON_A_PAGE = 200

/** One batch and a page of its faults and of its remarks, by their order in the file. */
export async function getBatch(ctx: Ctx, id: string, fromFault: number, fromRemark = 1) {
  if (!isUuid(id)) throw new NotFoundError()
  const countyCode = countyOf(ctx.actor.regionCode)
  const row = await ctx.db.importBatch.findFirst({
    where: { countyCode, id },
    select: { ...batchColumns, columns: true, comparison: true, importUploads: { select: { batchId: true } } },
  })
  if (!row) throw new NotFoundError()
  const blockers = Blockers.safeParse(row.blockers).data ?? []
  const inTheWay = await ctx.db.household.findMany({
    where: { countyCode, id: { in: blockers.flatMap(({ householdId }) => householdId ?? []) } },
    select: { id: true, householdNo: true, headName: true },
  })
  const faults = await listFaults(ctx, id, fromFault, FAULTS_ON_A_PAGE)
  const kinds = await ctx.db.importFault.groupBy({ by: ['code'], where: { countyCode, batchId: id }, _count: true })
  return {
    ...withState(ctx, row),
    blockers: blockers.map(({ table, householdId }) => ({
      table,
      household: inTheWay.find(({ id }) => id === householdId) ?? null,
    })),
    mayUndo: mayUndo(ctx, row),
    hasUpload: row.importUploads.length > 0,
    kind: LEDGER_KINDS.find((kind) => kind === row.kind) ?? null,
    columns: Columns.safeParse(row.columns).data ?? [],
    comparison: Comparison.safeParse(row.comparison).data ?? null,
    faults,
    remarks: {
      shown: await listRemarks(ctx, id, fromRemark),
      kinds: kinds
        .flatMap(({ code, _count }) => (RULE_IDS.includes(code) ? [{ ruleId: code, count: _count }] : []))
        .sort((a, b) => b.count - a.count),
    },
    kinds: kinds
      .flatMap(({ code, _count }) => (isFaultCode(code) ? [{ code, count: _count }] : []))
      .sort((a, b) => b.count - a.count),
  }
}

/** Faults of a batch from a number on. */
export async function listFaults(ctx: Ctx, batchId: string, from: number, take: number) {
  const rows = await ctx.db.importFault.findMany({
    where: {
      countyCode: countyOf(ctx.actor.regionCode),
      batchId,
      faultNo: { gte: from },
      code: { in: [...FAULT_CODES] },
    },
    orderBy: { faultNo: 'asc' },
    take,
  })
  return rows.flatMap((row) =>
    isFaultCode(row.code)
      ? [
          {
            no: row.faultNo,
            sheet: row.sheet,
            row: row.rowNo,
            column: row.columnName,
            value: row.maskedValue,
            code: row.code,
            params: Params.parse(row.params),
          },
        ]
      : [],
  )
}

/** Remarks of a batch from the n-th on. What tells of health is withheld as everywhere. */
async function listRemarks(ctx: Ctx, batchId: string, from: number) {
  const rows = await ctx.db.importFault.findMany({
    where: { countyCode: countyOf(ctx.actor.regionCode), batchId, code: { in: RULE_IDS } },
    orderBy: { faultNo: 'asc' },
    skip: from - 1,
    take: FAULTS_ON_A_PAGE,
  })
  const { health } = viewOf(ctx.actor.role)
  return rows.map((row, at) => {
    const isWithheld = !health && tellsHealth(row.code)
    return {
      no: from + at,
      sheet: row.sheet,
      row: row.rowNo,
      column: row.columnName,
      value: isWithheld ? '' : row.maskedValue,
      ruleId: row.code,
      figures: isWithheld ? {} : Params.parse(row.params),
      isWithheld,
    }
  })
}

function isFaultCode(code: string): code is FaultCode {
  return FAULT_CODES.some((each) => each === code)
}

function withState<
  R extends { status: string; mode: string | null; heartbeatAt: Date | null; uploadedAt: Date; failure: string | null },
>(ctx: Ctx, row: R) {
  const isDead = row.status === 'RUNNING' && row.heartbeatAt !== null && row.heartbeatAt < deadSince(ctx.now)
  const running: BatchState = row.mode === 'UNDO' ? 'UNDOING' : row.mode ? 'IMPORTING' : 'CHECKING'
  const state: BatchState = isDead ? 'INTERRUPTED' : row.status === 'RUNNING' ? running : (row.status as BatchState)
  const failure = row.failure ? Failure.safeParse(parseJson(row.failure)).data : undefined
  return { ...row, state, failure: failure ?? null }
}

function mayUndo(ctx: Ctx, row: { status: string; mode: string | null; finishedAt: Date | null }): boolean {
  const isDone = row.status === 'DONE' || (row.status === 'RUNNING' && row.mode === 'UNDO')
  return isDone && row.finishedAt !== null && ctx.now.getTime() - row.finishedAt.getTime() <= UNDONE_WITHIN_MS
}
