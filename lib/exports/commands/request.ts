import 'server-only'
import { randomInt } from 'node:crypto'
import { sweepExpired } from '@/lib/exports/commands/sweep'
import { columnsOfList, idsOfList, readList, sizeOf } from '@/lib/exports/queries/lists'
import { needsPassword } from '@/lib/exports/queries/password'
import { exportViewOf, kindsOf, mayHaveHealth, mayUnmask } from '@/lib/exports/rules/view'
import { MAX_ROWS, REQUESTS_AN_HOUR, RequestExportInput, RequestSummaryInput } from '@/lib/exports/schema'
import { approvalThreshold, queueRequests } from '@/lib/exports/sql/lists'
import { defineCommand } from '@/lib/platform/command'
import type { Ctx } from '@/lib/platform/db'
import { DomainError } from '@/lib/platform/errors'
import { nextNumber } from '@/lib/platform/numbers'
import { requireStepUp } from '@/lib/platform/step-up'

const HOUR_MS = 3_600_000
const TRACE_CODES = 2 ** 32
/** A request that nobody decides, and an approved one that nobody makes, end by themselves. */
const WAITS_MS = 7 * 24 * HOUR_MS

/**
 * Asks for a list as a file. It may be made at once, or waits for a second person where it is unmasked or larger than the policy says.
 * Errors: DomainError `exports.*`; NotFoundError for a foreign region; `users.stepUpNeeded` for an unmasked one.
 */
export const requestExport = defineCommand({
  name: 'export.request',
  permission: 'export:request',
  input: RequestExportInput,
  run: (ctx, input) => request(ctx, input),
})

/** Asks for figures of regions: nothing personal, so whoever reads from afar may have them. Errors as `requestExport`. */
export const requestSummary = defineCommand({
  name: 'export.summarise',
  permission: 'export:summary',
  input: RequestSummaryInput,
  run: (ctx, input) => request(ctx, { ...input, unmasked: false, withHealth: false }),
})

type Requested = { exportId: string; needsApproval: boolean }

async function request(ctx: Ctx, input: RequestExportInput): Promise<Requested> {
  const { actor } = ctx
  const { kind } = input
  if (!kindsOf(actor.role).includes(kind)) throw new DomainError('exports.kindNotForRole', {}, 'kind')
  const list = await readList(ctx, kind, input.query)
  if (input.unmasked && !mayUnmask(actor.role, kind))
    throw new DomainError('exports.unmaskedNotForRole', {}, 'unmasked')
  if (input.withHealth && !mayHaveHealth(actor.role, kind)) {
    throw new DomainError('exports.healthNotForRole', {}, 'withHealth')
  }
  if (input.format !== 'XLSX' && (await needsPassword(ctx, { ...list, isUnmasked: input.unmasked })))
    throw new DomainError('exports.passwordNeedsXlsx', {}, 'format')
  if (input.unmasked) requireStepUp(ctx)
  await refuseTooMany(ctx)
  await sweepExpired(ctx)
  const ids = await idsOfList(ctx, list)
  const size = await sizeOf(ctx, list, ids)
  if (size.rows === 0) throw new DomainError('exports.nothing')
  if (size.rows > MAX_ROWS) throw new DomainError('exports.tooLarge', { n: MAX_ROWS })
  const thresholdRows = await approvalThreshold(ctx, list.regionCode)
  const needsApproval = input.unmasked || size.rows > thresholdRows
  const view = exportViewOf(actor.role, { isUnmasked: input.unmasked, withHealth: input.withHealth })
  await ctx.db.exportRequest.create({
    data: {
      countyCode: list.countyCode,
      id: input.id,
      regionCode: list.regionCode,
      serial: await nextNumber(ctx, list.countyCode, 'DC'),
      traceCode: randomInt(TRACE_CODES),
      kind,
      format: input.format,
      filter: { query: list.query },
      columns: (await columnsOfList(ctx, list, view)).map(({ key }) => key),
      isUnmasked: input.unmasked,
      withHealth: input.withHealth,
      purpose: input.purpose,
      purposeNote: input.note,
      rowCount: size.rows,
      personCount: size.persons,
      thresholdRows,
      needsApproval,
      status: needsApproval ? 'REQUESTED' : 'APPROVED',
      requestedBy: actor.userId,
      requestedFor: actor.actingFor?.userId,
      requestedByName: actor.name,
      requestedByUnit: actor.unit,
      requestedRole: actor.role,
      requestedAt: ctx.now,
      expiresAt: new Date(ctx.now.getTime() + WAITS_MS),
    },
    select: { id: true },
  })
  return { exportId: input.id, needsApproval }
}

async function refuseTooMany(ctx: Ctx): Promise<void> {
  await queueRequests(ctx)
  const since = new Date(ctx.now.getTime() - HOUR_MS)
  const lately = await ctx.db.exportRequest.findMany({
    where: { requestedBy: ctx.actor.userId, requestedAt: { gt: since } },
    orderBy: { requestedAt: 'desc' },
    take: REQUESTS_AN_HOUR,
    select: { requestedAt: true },
  })
  const first = lately[REQUESTS_AN_HOUR - 1]
  if (!first) return
  const minutes = Math.ceil((first.requestedAt.getTime() + HOUR_MS - ctx.now.getTime()) / 60_000)
  throw new DomainError('exports.tooMany', { n: REQUESTS_AN_HOUR, minutes: Math.max(1, minutes) })
}
