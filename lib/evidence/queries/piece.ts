import 'server-only'
import { type Piece, pieceOf, TILE } from '@/lib/evidence/queries/list'
import { mayLook, mayWithdraw, placeFor } from '@/lib/evidence/rules/views'
import { findTwins } from '@/lib/evidence/sql'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid } from '@/lib/platform/ids'
import { countyOfScope } from '@/lib/regions/rules'

const NO_ID = '00000000-0000-0000-0000-000000000000'

export type Twin = { id: string; recordNo: string; receivedAt: Date; by: string; isSame: boolean; isHere: boolean }

export type PieceView = Piece & {
  /** Whose it is: a household, else a finding about a place or an entry of a village's year. */
  householdId: string | null
  regionCode: string
  recordNo: string
  village: string
  width: number | null
  height: number | null
  byteCount: number
  place: { lat: number; lng: number } | null
  version: number
  withdrawn: { at: Date; by: string; reason: string } | null
  mayWithdraw: boolean
  /** Earlier or later pieces like it that this reader may know of. */
  twins: Twin[]
  newer: string | null
  older: string | null
}

/** One piece of evidence with its neighbours in its gallery. Errors: NotFoundError. */
export async function getPiece(ctx: Ctx, id: string): Promise<PieceView> {
  const row = await ctx.db.evidence.findFirst({
    where: { ...countyOfScope(ctx.actor.scope), id: isUuid(id) ? id : NO_ID },
    select: {
      ...TILE,
      countyCode: true,
      width: true,
      height: true,
      byteCount: true,
      lat: true,
      lng: true,
      version: true,
      uploadedBy: true,
      withdrawnByName: true,
      withdrawnReason: true,
      regionCode: true,
      householdId: true,
      findingId: true,
      taskEntryId: true,
      household: { select: { householdNo: true, region: { select: { name: true } } } },
      finding: { select: { findingNo: true, region: { select: { name: true } } } },
      taskEntry: {
        select: {
          task: { select: { taskNo: true, plan: { select: { year: true, region: { select: { name: true } } } } } },
        },
      },
    },
  })
  if (!row) throw new NotFoundError()
  const { countyCode, householdId, findingId, taskEntryId, household, finding, receivedAt } = row
  const task = row.taskEntry?.task
  const beside = async (side: 'lt' | 'gt') => {
    const order = side === 'lt' ? 'desc' : 'asc'
    const found = await ctx.db.evidence.findFirst({
      where: {
        countyCode,
        householdId,
        findingId,
        taskEntryId,
        OR: [{ receivedAt: { [side]: receivedAt } }, { receivedAt, id: { [side]: row.id } }],
      },
      orderBy: [{ receivedAt: order }, { id: order }],
      select: { id: true },
    })
    return found?.id ?? null
  }
  const older = await beside('lt')
  const newer = await beside('gt')
  const twins = row.seenDistance === null ? [] : await findTwins(ctx, countyCode, row.id)
  return {
    ...pieceOf(ctx, row),
    householdId,
    regionCode: row.regionCode,
    recordNo: household?.householdNo ?? finding?.findingNo ?? (task ? `${task.plan.year}-${task.taskNo}` : ''),
    village: household?.region.name ?? finding?.region.name ?? task?.plan.region.name ?? '',
    width: row.width,
    height: row.height,
    byteCount: row.byteCount,
    place: row.lat && row.lng ? placeFor(ctx.actor.role, row.lat.toNumber(), row.lng.toNumber()) : null,
    version: row.version,
    withdrawn: row.withdrawnAt
      ? { at: row.withdrawnAt, by: row.withdrawnByName ?? '', reason: row.withdrawnReason ?? '' }
      : null,
    mayWithdraw: row.withdrawnAt === null && mayWithdraw(ctx.actor, row),
    twins: twins.map((twin) => ({
      id: twin.id,
      recordNo: twin.recordNo,
      receivedAt: twin.receivedAt,
      by: twin.by,
      isSame: twin.bits === 0,
      isHere: householdId !== null && twin.householdId === householdId,
    })),
    newer,
    older,
  }
}

export type FilePlace = {
  countyCode: string
  id: string
  householdId: string | null
  regionCode: string
  kind: 'PHOTO' | 'PAPER'
  mime: string
  storedSha256: Uint8Array
  isOwn: boolean
}

/** Where the content of a piece lies, for a reader who may look at it. Errors: NotFoundError, also for those who may only know of it. */
export async function getFilePlace(ctx: Ctx, id: string): Promise<FilePlace> {
  const row = await ctx.db.evidence.findFirst({
    where: { ...countyOfScope(ctx.actor.scope), id: isUuid(id) ? id : NO_ID },
    select: {
      countyCode: true,
      id: true,
      householdId: true,
      regionCode: true,
      kind: true,
      mime: true,
      storedSha256: true,
      showsMinor: true,
      withdrawnAt: true,
      uploadedBy: true,
    },
  })
  if (!row || !mayLook(ctx.actor.role, row)) throw new NotFoundError()
  const { countyCode, householdId, regionCode, kind, mime, storedSha256, uploadedBy } = row
  return {
    countyCode,
    id: row.id,
    householdId,
    regionCode,
    kind: kind as FilePlace['kind'],
    mime,
    storedSha256,
    isOwn: uploadedBy === ctx.actor.userId,
  }
}
