import 'server-only'
import { logAccess } from '@/lib/audit/log-access'
import { FETCHES } from '@/lib/exports/schema'
import type { Actor } from '@/lib/platform/actor'
import { type Ctx, withScope } from '@/lib/platform/db'
import { openBytes } from '@/lib/platform/fields'
import { isUuid } from '@/lib/platform/ids'
import { may } from '@/lib/platform/permissions'

export type Fetched =
  | { state: 'gone'; exportId: string | null }
  | { state: 'open'; fileName: string; serial: string; bytes: number; pieces: AsyncGenerator<Buffer> }

/**
 * Uses up a link and opens the file behind it. A link that is not one's own, is used, or is past its ten minutes opens nothing; `exportId`
 * then tells where to ask for another, if there is one.
 */
export async function fetchExport(actor: Actor, linkId: string): Promise<Fetched> {
  if (!isUuid(linkId) || !may(actor.role, 'export:summary')) return { state: 'gone', exportId: null }
  const found = await withScope(actor, (ctx) => useLink(ctx, linkId), { command: 'export.fetch' })
  if (!found || 'exportId' in found) return { state: 'gone', exportId: found?.exportId ?? null }
  const { fileName, serial, bytes } = found
  return { state: 'open', fileName, serial, bytes, pieces: piecesOf(actor, found) }
}

type Used = { countyCode: string; id: string; fileName: string; serial: string; bytes: number }

async function useLink(ctx: Ctx, linkId: string): Promise<Used | { exportId: string } | null> {
  const own = { id: linkId, issuedTo: ctx.actor.userId }
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
    reason: [file.serial, file.personCount, file.purposeNote].join(' '),
  })
  return { countyCode, id, serial: file.serial, fileName: file.fileName, bytes: file.fileBytes }
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
