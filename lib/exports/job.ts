import 'server-only'
import { setImmediate as breathe } from 'node:timers/promises'
import { Pieces } from '@/lib/exports/files/pieces'
import { openFile } from '@/lib/exports/files/writer'
import { markOfRow, markOfTrace, proofOf } from '@/lib/exports/marks'
import { columnsOfList, idsOfList, readList } from '@/lib/exports/queries/lists'
import { readRows } from '@/lib/exports/queries/rows'
import { tracedCells } from '@/lib/exports/rules/cells'
import { ROW_KEY } from '@/lib/exports/rules/columns'
import { fileNameOf, imprintOf } from '@/lib/exports/rules/imprint'
import { rowKeyText } from '@/lib/exports/rules/row-key'
import { traceWords } from '@/lib/exports/rules/trace'
import { exportViewOf } from '@/lib/exports/rules/view'
import type { Failure, Format, Kind, Purpose, SheetRow } from '@/lib/exports/schema'
import { insertRows } from '@/lib/exports/sql/lists'
import type { Actor } from '@/lib/platform/actor'
import { type Ctx, withScope } from '@/lib/platform/db'
import { seal } from '@/lib/platform/fields'
import { deadSince, stirrer } from '@/lib/platform/heartbeat'
import { logFault } from '@/lib/platform/log'

/** A made file waits so long to be fetched. */
export const KEPT_MS = 24 * 3_600_000
const UNITS_AT_ONCE = 200
const ROWS_BETWEEN_BREATHS = 100
const LONGEST_MS = 15 * 60_000

class Grown extends Error {}

const wanted = {
  id: true,
  countyCode: true,
  regionCode: true,
  serial: true,
  traceCode: true,
  kind: true,
  format: true,
  filter: true,
  isUnmasked: true,
  withHealth: true,
  purpose: true,
  purposeNote: true,
  needsApproval: true,
  thresholdRows: true,
  requestedByName: true,
  requestedByUnit: true,
} as const

type Request = NonNullable<Awaited<ReturnType<typeof claim>>>

/**
 * Takes an approved export of the actor's own to be made; the answer does the work off the request and never throws: the export says how it
 * ended. Null when it is not his, not approved, or another process has it.
 */
export async function takeExport(actor: Actor, id: string): Promise<(() => Promise<void>) | null> {
  const request = await claim(actor, id)
  return request && (() => workOn(actor, request))
}

async function claim(actor: Actor, id: string) {
  return withScope(
    actor,
    async (ctx) => {
      const own = { id, requestedBy: actor.userId, requestedRole: actor.role, status: 'APPROVED' as const }
      const { count } = await ctx.db.exportRequest.updateMany({
        where: { ...own, OR: [{ heartbeatAt: null }, { heartbeatAt: { lt: deadSince(ctx.now) } }] },
        data: { heartbeatAt: ctx.now, doneRows: 0 },
      })
      return count === 0 ? null : ctx.db.exportRequest.findFirst({ where: own, select: wanted })
    },
    { command: 'export.make' },
  )
}

async function workOn(actor: Actor, request: Request): Promise<void> {
  try {
    const stir = progress(actor, request)
    await withScope(actor, (ctx) => make(ctx, request, stir), { command: 'export.make', timeoutMs: LONGEST_MS })
  } catch (error) {
    const failure: Failure = error instanceof Grown ? 'GROWN' : 'BROKEN'
    if (failure === 'BROKEN') logFault(error, { command: 'export.make' })
    await withScope(actor, (ctx) => keep(ctx, request, { status: 'FAILED', failure, heartbeatAt: null }), {
      command: 'export.fail',
    }).catch((second: unknown) => logFault(second, { command: 'export.fail' }))
  }
}

const keep = (
  ctx: Ctx,
  { countyCode, id }: Request,
  data: Parameters<Ctx['db']['exportRequest']['updateMany']>[0]['data'],
) => ctx.db.exportRequest.updateMany({ where: { countyCode, id, status: 'APPROVED' }, data })

/** Writes the whole file and what it held in one transaction: a making that ends midway leaves nothing and begins anew. */
async function make(ctx: Ctx, request: Request, stir: (rows: number) => Promise<void>): Promise<void> {
  const kind = request.kind as Kind
  const list = await readList(ctx, kind, (request.filter as { query: string }).query)
  const view = exportViewOf(ctx.actor.role, request)
  const columns = await columnsOfList(ctx, list, view)
  const asked = {
    serial: request.serial,
    kind,
    format: request.format as Format,
    regionName: list.regionName,
    unit: request.requestedByUnit,
    name: request.requestedByName,
    purpose: request.purpose as Purpose,
    note: request.purposeNote,
  }
  const words = traceWords(Number(request.traceCode), markOfTrace)
  const out = new Pieces()
  const file = openFile(asked.format, out, columns, imprintOf(asked, proofOf(request), ctx.now))
  const store = chunkStore(ctx, request, out)
  const ids = await idsOfList(ctx, list)
  const keys = new Set(columns.map(({ key }) => key))
  let rowNo = 0
  for (let from = 0; from < ids.length; from += UNITS_AT_ONCE) {
    const rows = await readRows(ctx, list, ids.slice(from, from + UNITS_AT_ONCE), view, {
      keys,
      serial: request.serial,
    })
    if (!request.needsApproval && rowNo + rows.length > request.thresholdRows) throw new Grown()
    const kept: KeptRow[] = []
    for (const row of rows) {
      rowNo++
      const key = rowKeyText(request.serial, rowNo, markOfRow(request, rowNo))
      const cells = columns.map((column) => (column.key === ROW_KEY ? key : (row.cells[column.key] ?? null)))
      if (row.householdId) kept.push(keptRow(request, row, rowNo))
      file.row(tracedCells(columns, cells, rowNo, words))
      if (rowNo % ROWS_BETWEEN_BREATHS === 0) await breathe()
    }
    if (kept.length > 0) await insertRows(ctx, JSON.stringify(kept))
    await store()
    await stir(rowNo)
  }
  await file.end()
  await store()
  await keep(ctx, request, {
    status: 'READY',
    fileRows: rowNo,
    doneRows: rowNo,
    fileName: fileNameOf(asked),
    fileBytes: out.bytes,
    fileHash: out.digest(),
    madeAt: ctx.now,
    expiresAt: new Date(ctx.now.getTime() + KEPT_MS),
    heartbeatAt: null,
    failure: null,
  })
}

type KeptRow = ReturnType<typeof keptRow>

function keptRow({ countyCode, id }: Request, row: SheetRow, rowNo: number) {
  return {
    county_code: countyCode,
    export_id: id,
    row_no: rowNo,
    region_code: row.regionCode,
    household_id: row.householdId,
    person_id: row.personId,
    household_version: row.householdVersion,
    person_version: row.personVersion,
  }
}

function chunkStore(ctx: Ctx, { countyCode, id, regionCode }: Request, out: Pieces): () => Promise<void> {
  let chunkNo = 0
  return async () => {
    for (const piece of out.take()) {
      const body = seal('export_chunk', 'body', `${id}/${chunkNo}`, piece)
      await ctx.db.exportChunk.create({
        data: { countyCode, exportId: id, chunkNo, regionCode, body },
        select: { chunkNo: true },
      })
      chunkNo++
    }
  }
}

/** Writes progress outside the transaction of the work. */
function progress(actor: Actor, request: Request): (rows: number) => Promise<void> {
  return stirrer((rows) =>
    withScope(actor, (ctx) => keep(ctx, request, { doneRows: rows, heartbeatAt: ctx.now }), {
      command: 'export.progress',
    }),
  )
}
