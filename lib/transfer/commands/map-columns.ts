import 'server-only'
import * as z from 'zod'
import { LEDGER_KINDS, type LedgerKind } from '@/lib/households/catalogue/ledgers/column'
import { columnOf } from '@/lib/households/catalogue/ledgers/columns'
import { defineCommand } from '@/lib/platform/command'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { countyOf } from '@/lib/regions/rules'
import { untaken } from '@/lib/transfer/limits'
import { fieldOf, plainHead } from '@/lib/transfer/rules/heads'
import { LEFT_OUT } from '@/lib/transfer/schema'

const MOST_COLUMNS = 400

const MapColumnsInput = z.object({
  batchId: z.uuid(),
  kind: z.enum(LEDGER_KINDS),
  /** `field` is one of the kind's, LEFT_OUT, or nothing for a head that nobody has decided. */
  columns: z
    .array(z.object({ head: z.string().max(60), field: z.string().max(40).optional() }))
    .max(MOST_COLUMNS)
    .default([]),
})

/**
 * Says what the columns of an uploaded ledger stand for; the county's ledgers are read so from now on, and this one is checked again. Errors:
 * NotFoundError, transfer.uploadGone, transfer.mappedTwice, transfer.notChecked.
 */
export const mapColumns = defineCommand({
  name: 'ledger.map',
  permission: 'ledger:import',
  input: MapColumnsInput,
  async run(ctx, { batchId, kind, columns }): Promise<{ batchId: string }> {
    const countyCode = countyOf(ctx.actor.regionCode)
    const batch = await ctx.db.importBatch.findFirst({
      where: { countyCode, id: batchId },
      select: { importUploads: { select: { batchId: true } } },
    })
    if (!batch) throw new NotFoundError()
    if (batch.importUploads.length === 0) throw new DomainError('transfer.uploadGone')
    refuseTwice(kind, columns)
    for (const { head, field } of columns) if (field) await remember(ctx, countyCode, kind, head, field)
    const { count } = await ctx.db.importBatch.updateMany({
      where: { countyCode, id: batchId, status: { in: ['CHECKED', 'FAILED'] } },
      data: { status: 'RUNNING', mode: null, kind, failure: null, finishedAt: null, heartbeatAt: untaken(ctx.now) },
    })
    if (count === 0) throw new DomainError('transfer.notChecked')
    return { batchId }
  },
})

type Columns = z.output<typeof MapColumnsInput>['columns']

function refuseTwice(kind: LedgerKind, columns: Columns): void {
  const seen = new Set<string>()
  for (const [index, { field }] of columns.entries()) {
    if (!field || field === LEFT_OUT) continue
    const column = columnOf(kind, field)
    if (!column) throw new DomainError('transfer.unknownColumn', {}, `columns[${index}].field`)
    if (seen.has(field)) {
      throw new DomainError('transfer.mappedTwice', { head: column.heads[0] as string }, `columns[${index}].field`)
    }
    seen.add(field)
  }
}

/** Only what is not known anyway is kept. */
async function remember(ctx: Ctx, countyCode: string, kind: LedgerKind, written: string, field: string): Promise<void> {
  const head = plainHead(written).slice(0, 60)
  const key = { countyCode, kind, head }
  const held = await ctx.db.importMapping.findUnique({
    where: { countyCode_kind_head: key },
    select: { field: true },
  })
  const meant = field === LEFT_OUT ? null : field
  const known = held ? held.field : fieldOf(kind, written, new Map()).field
  if (head === '' || meant === known) return
  const said = { field: meant, mappedBy: ctx.actor.userId, mappedAt: ctx.now }
  await ctx.db.importMapping.upsert({
    where: { countyCode_kind_head: key },
    create: { ...key, regionCode: ctx.actor.regionCode, ...said },
    update: said,
    select: { head: true },
  })
}
