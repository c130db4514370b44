import 'server-only'
import { idsOfList, readList, sizeOf } from '@/lib/exports/queries/lists'
import { needsPassword } from '@/lib/exports/queries/password'
import { columnsOf } from '@/lib/exports/rules/columns'
import { isAnother } from '@/lib/exports/rules/four-eyes'
import { exportViewOf, kindsOf, mayHaveHealth, mayUnmask } from '@/lib/exports/rules/view'
import {
  type ExportState,
  type ExportStatus,
  FETCHES,
  type Format,
  type Kind,
  type Purpose,
} from '@/lib/exports/schema'
import { approvalThreshold } from '@/lib/exports/sql/lists'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { deadSince } from '@/lib/platform/heartbeat'
import { isUuid } from '@/lib/platform/ids'
import { may } from '@/lib/platform/permissions'

const SHOWN = 100

const columns = {
  id: true,
  regionCode: true,
  serial: true,
  kind: true,
  format: true,
  isUnmasked: true,
  withHealth: true,
  purpose: true,
  purposeNote: true,
  rowCount: true,
  personCount: true,
  needsApproval: true,
  status: true,
  requestedBy: true,
  requestedFor: true,
  requestedByName: true,
  requestedByUnit: true,
  requestedRole: true,
  requestedAt: true,
  decidedByName: true,
  decidedAt: true,
  decisionNote: true,
  doneRows: true,
  heartbeatAt: true,
  failure: true,
  fileRows: true,
  fileName: true,
  fileBytes: true,
  madeAt: true,
  expiresAt: true,
  fetchCount: true,
  fetchedAt: true,
} as const

type Row = { status: ExportStatus; heartbeatAt: Date | null; expiresAt: Date }

function stateOf(ctx: Ctx, { status, heartbeatAt, expiresAt }: Row): ExportState {
  if (status === 'REFUSED' || status === 'EXPIRED') return status
  if (expiresAt < ctx.now) return 'EXPIRED'
  if (status !== 'APPROVED' || !heartbeatAt) return status
  return heartbeatAt < deadSince(ctx.now) ? 'INTERRUPTED' : 'MAKING'
}

async function withPlaces<R extends Row & { regionCode: string; kind: string; format: string; purpose: string }>(
  ctx: Ctx,
  rows: R[],
) {
  const codes = [...new Set(rows.map(({ regionCode }) => regionCode))]
  const regions = await ctx.db.region.findMany({ where: { code: { in: codes } }, select: { code: true, name: true } })
  const names = new Map(regions.map(({ code, name }) => [code, name]))
  return rows.map((row) => ({
    ...row,
    kind: row.kind as Kind,
    format: row.format as Format,
    purpose: row.purpose as Purpose,
    state: stateOf(ctx, row),
    regionName: names.get(row.regionCode) ?? row.regionCode,
  }))
}

export type ListedExport = Awaited<ReturnType<typeof listExports>>['mine'][number]

/** One's own exports, what waits for one's decision, and for overseers who took out what in their region; newest first. */
export async function listExports(ctx: Ctx) {
  const { userId, role } = ctx.actor
  const orderBy = { requestedAt: 'desc' } as const
  const own = await ctx.db.exportRequest.findMany({
    where: { requestedBy: userId },
    orderBy,
    take: 30,
    select: columns,
  })
  const waiting = may(role, 'export:approve')
    ? await ctx.db.exportRequest.findMany({
        where: { status: 'REQUESTED', requestedBy: { not: userId }, expiresAt: { gte: ctx.now } },
        orderBy: { requestedAt: 'asc' },
        take: SHOWN,
        select: columns,
      })
    : []
  const all = may(role, 'export:oversee')
    ? await ctx.db.exportRequest.findMany({ orderBy, take: SHOWN, select: columns })
    : []
  return {
    mine: await withPlaces(ctx, own),
    waiting: await withPlaces(ctx, waiting),
    all: await withPlaces(ctx, all),
  }
}

export type ExportView = Awaited<ReturnType<typeof getExport>>

/** One export with what the reader may do about it. Somebody else's is found only by who decides or oversees. Errors: NotFoundError. */
export async function getExport(ctx: Ctx, id: string) {
  const { userId, role } = ctx.actor
  const row = isUuid(id)
    ? await ctx.db.exportRequest.findFirst({ where: { id }, select: { ...columns, columns: true, filter: true } })
    : null
  const isOwn = row?.requestedBy === userId
  if (!row || !(isOwn || may(role, 'export:approve') || may(role, 'export:oversee'))) throw new NotFoundError()
  const [view] = await withPlaces(ctx, [row])
  if (!view) throw new NotFoundError()
  const heads = new Map(
    columnsOf(view.kind, exportViewOf(view.requestedRole, view)).map((column) => [column.key, column.head]),
  )
  const isMine = isOwn && row.requestedRole === role
  const fetchesLeft = isOwn && (view.state === 'READY' || view.state === 'FETCHED') ? FETCHES - row.fetchCount : 0
  return {
    ...view,
    heads: row.columns.map((key) => heads.get(key) ?? key),
    query: (row.filter as { query: string }).query,
    isOwn,
    mayDecide: view.state === 'REQUESTED' && isAnother(ctx.actor, row) && may(role, 'export:approve'),
    mayMake:
      isMine &&
      (view.state === 'APPROVED' ||
        view.state === 'INTERRUPTED' ||
        (view.state === 'FAILED' && row.failure !== 'GROWN')),
    fetchesLeft,
    isPasswordDue: fetchesLeft > 0 && (await needsPassword(ctx, view)),
  }
}

export type Preview = Awaited<ReturnType<typeof previewExport>>

/**
 * What a request would take out, before anybody asks: how many rows of each kind, and above how many a second person approves. `problem` is
 * the rule that stands against it.
 */
export async function previewExport(ctx: Ctx, kind: Kind, kinds: readonly Kind[], address: string) {
  const { role } = ctx.actor
  const allowed = kinds.filter((each) => kindsOf(role).includes(each))
  if (allowed.length === 0) return { problem: 'exports.kindNotForRole' as const }
  try {
    const list = await readList(ctx, kind, address)
    const ids = await idsOfList(ctx, list)
    const sizes = []
    for (const each of allowed) sizes.push({ kind: each, ...(await sizeOf(ctx, { ...list, kind: each }, ids)) })
    return {
      problem: null as null,
      list,
      sizes,
      threshold: await approvalThreshold(ctx, list.regionCode),
      mayUnmask: mayUnmask(role, kind),
      mayHaveHealth: mayHaveHealth(role, kind) || allowed.some((each) => mayHaveHealth(role, each)),
    }
  } catch (error) {
    if (error instanceof DomainError) return { problem: error.code }
    throw error
  }
}
