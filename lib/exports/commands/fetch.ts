import 'server-only'
import { logAccess } from '@/lib/audit/log-access'
import { protectWorkbook } from '@/lib/exports/files/protect'
import { needsPassword } from '@/lib/exports/queries/password'
import { FETCHES } from '@/lib/exports/schema'
import type { Actor } from '@/lib/platform/actor'
import { type Ctx, withScope } from '@/lib/platform/db'
import type { ErrorCode } from '@/lib/platform/errors'
import { openBytes } from '@/lib/platform/fields'
import { isUuid } from '@/lib/platform/ids'
import { may } from '@/lib/platform/permissions'

export type Fetched =
  | { state: 'gone'; exportId: string | null }
  | { state: 'refused'; exportId: string; code: ErrorCode }
  | { state: 'open'; fileName: string; serial: string; bytes: number; pieces: AsyncIterable<Buffer> }

/**
 * Uses up a link and opens the file behind it. A link that is not one's own, is used, or is past its ten minutes opens nothing; `exportId`
 * then tells where to ask for another, if there is one. With a password the workbook leaves protected by it; what lies in the database stays
 * as it is. Where a password is due and missing, or the file is no workbook, it is refused and the link stays good.
 */
export async function fetchExport(actor: Actor, linkId: string, password = ''): Promise<Fetched> {
  if (!isUuid(linkId) || !may(actor.role, 'export:read')) return { state: 'gone', exportId: null }
  const found = await withScope(actor, (ctx) => useLink(ctx, linkId, password !== ''), { command: 'export.fetch' })
  if (!found) return { state: 'gone', exportId: null }
  if ('code' in found) return { state: 'refused', ...found }
  if ('exportId' in found) return { state: 'gone', exportId: found.exportId }
  const { fileName, serial, bytes } = found
  if (!password) return { state: 'open', fileName, serial, bytes, pieces: piecesOf(actor, found) }
  const pieces: Buffer[] = []
  for await (const piece of piecesOf(actor, found)) pieces.push(piece)
  const file = await protectWorkbook(Buffer.concat(pieces), password)
  return { state: 'open', fileName, serial, bytes: file.length, pieces: wholly(file) }
}

async function* wholly(file: Buffer): AsyncGenerator<Buffer> {
  yield file
}

type Used = { countyCode: string; id: string; fileName: string; serial: string; bytes: number }
type Refused = { exportId: string; code: ErrorCode }

const PROTECTED = '(AES-256)'

async function useLink(
  ctx: Ctx,
  linkId: string,
  hasPassword: boolean,
): Promise<Used | Refused | { exportId: string } | null> {
  const own = { id: linkId, issuedTo: ctx.actor.userId }
  const refused = await refusePassword(ctx, own, hasPassword)
  if (refused) return refused
  const { count } = await ctx.db.exportLink.updateMany({
    where: { ...own, usedAt: null, expiresAt: { gte: ctx.now } },
    data: { usedAt: ctx.now },
  })
  const link = await ctx.db.exportLink.findFirst({
    where: own,
    select: {
      export: {
        select: {
          countyCode: true,
          id: true,
          regionCode: true,
          kind: true,
          purpose: true,
          purposeNote: true,
          personCount: true,
          serial: true,
          fileName: true,
          fileBytes: true,
          fetchCount: true,
          status: true,
          expiresAt: true,
        },
      },
    },
  })
  if (!link) return null
  const file = link.export
  const isThere = (file.status === 'READY' || file.status === 'FETCHED') && file.expiresAt >= ctx.now
  const isLeft = file.fetchCount < FETCHES
  if (count === 0 || !isThere || !isLeft || !file.fileName || file.fileBytes === null) return { exportId: file.id }
  const { countyCode, id, fetchCount } = file
  const fetched = await ctx.db.exportRequest.updateMany({
    where: { countyCode, id, fetchCount, status: file.status },
    data: { status: 'FETCHED', fetchCount: fetchCount + 1, fetchedAt: ctx.now },
  })
  if (fetched.count === 0) return { exportId: id }
  await logAccess(ctx, {
    kind: 'EXPORT',
    regionCode: file.regionCode,
    field: file.kind,
    purpose: file.purpose,
    reason: [file.serial, file.personCount, file.purposeNote, ...(hasPassword ? [PROTECTED] : [])].join(' '),
  })
  return { countyCode, id, serial: file.serial, fileName: file.fileName, bytes: file.fileBytes }
}

/** Why a link that still is good may not be used like this; null when it may, or leads nowhere anyway. */
async function refusePassword(
  ctx: Ctx,
  own: { id: string; issuedTo: string },
  hasPassword: boolean,
): Promise<Refused | null> {
  const link = await ctx.db.exportLink.findFirst({
    where: { ...own, usedAt: null, expiresAt: { gte: ctx.now } },
    select: { export: { select: { id: true, regionCode: true, format: true, isUnmasked: true } } },
  })
  if (!link) return null
  const { id, format, ...file } = link.export
  const isDue = await needsPassword(ctx, file)
  if (!hasPassword && !isDue) return null
  if (format !== 'XLSX') return { exportId: id, code: 'exports.passwordNeedsXlsx' }
  return hasPassword ? null : { exportId: id, code: 'exports.passwordDue' }
}

/** The pieces of a file, read and opened one at a time as they are asked for. */
async function* piecesOf(actor: Actor, { countyCode, id, bytes }: Used): AsyncGenerator<Buffer> {
  let sent = 0
  for (let chunkNo = 0; sent < bytes; chunkNo++) {
    const chunk = await withScope(actor, (ctx) =>
      ctx.db.exportChunk.findUnique({
        where: { countyCode_exportId_chunkNo: { countyCode, exportId: id, chunkNo } },
        select: { body: true },
      }),
    )
    if (!chunk) throw new Error('a piece of the file is gone')
    const piece = openBytes('export_chunk', 'body', `${id}/${chunkNo}`, chunk.body)
    sent += piece.length
    yield piece
  }
}
