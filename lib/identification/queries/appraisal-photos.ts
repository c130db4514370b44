import 'server-only'
import type { Ctx } from '@/lib/platform/db'
import { may } from '@/lib/platform/permissions'

const SHOWN = 12

type Key = { countyCode: string; id: string }

const photosOf = ({ countyCode, id }: Key) => ({
  countyCode,
  subjectKind: 'IDENTIFICATION',
  subjectId: id,
  kind: 'PHOTO',
  withdrawnAt: null,
})

/** The newest photos on a procedure, of which one may show its appraisal (民主评议). */
export async function listAppraisalPhotos(ctx: Ctx, procedure: Key) {
  const photos = await ctx.db.evidence.findMany({
    where: photosOf(procedure),
    orderBy: [{ receivedAt: 'desc' }, { id: 'desc' }],
    take: SHOWN,
    select: { id: true, takenAt: true, receivedAt: true, uploadedByName: true, caption: true },
  })
  const seesTexts = may(ctx.actor.role, 'health:read')
  return photos.map(({ id, takenAt, receivedAt, uploadedByName, caption }) => ({
    id,
    at: takenAt ?? receivedAt,
    by: uploadedByName,
    caption: seesTexts ? caption : '',
  }))
}

/** Whether this is a photo on the procedure that was not withdrawn. */
export async function isPhotoOf(ctx: Ctx, procedure: Key, photo: string | undefined): Promise<boolean> {
  if (!photo) return false
  return (await ctx.db.evidence.count({ where: { ...photosOf(procedure), id: photo } })) > 0
}
