import 'server-only'
import { createHash } from 'node:crypto'
import { keepFile } from '@/lib/evidence/files/keep'
import { dropPieces, joinPieces, type Upload } from '@/lib/evidence/files/pieces'
import { type Remade, remakePhoto } from '@/lib/evidence/files/remake'
import { getHolder, type Holder } from '@/lib/evidence/queries/holder'
import { contentOf, MAX_BYTES } from '@/lib/evidence/rules/content'
import { paperOf } from '@/lib/evidence/rules/paper'
import { believedTaken } from '@/lib/evidence/rules/taken'
import { AddEvidenceInput, type Subject } from '@/lib/evidence/schema'
import { defineCommand } from '@/lib/platform/command'
import type { Ctx } from '@/lib/platform/db'
import { DomainError } from '@/lib/platform/errors'
import { sumOf } from '@/lib/platform/files/pieces'

const MOST_IN_AN_HOUR = 300
const MOST_OF_A_HOLDER = 1000
const HOUR_MS = 3_600_000

export type Added = { evidenceId: string; householdId: string | null; subject: Subject; seenBefore: boolean }

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()

/**
 * Adds a photo or a paper to a record of a household, to a finding about a place, or to an entry of a village's year. The file is checked by its content, a photo is made anew without what cameras write
 * into it; contents are kept before the row. The same id with the same file is the same piece. Errors: NotFoundError, DomainError.
 */
export const addEvidence = defineCommand({
  name: 'evidence.add',
  permission: 'evidence:add',
  input: AddEvidenceInput,
  async run(ctx, input): Promise<Added> {
    const subject = { kind: input.subjectKind, id: input.subjectId }
    const holder = await getHolder(ctx, input.householdId, subject)
    const { bytes, name } = await contentSent(ctx, input)
    const originalSha256 = sha256(bytes)
    const held = await ctx.db.evidence.findFirst({
      where: { countyCode: holder.countyCode, id: input.id },
      select: { householdId: true, findingId: true, taskEntryId: true, originalSha256: true, seenDistance: true },
    })
    if (held) {
      const isHere = (['householdId', 'findingId', 'taskEntryId'] as const).every((key) => held[key] === holder[key])
      const isSame = isHere && originalSha256.equals(held.originalSha256)
      if (!isSame) throw new DomainError('evidence.otherFile', {}, 'file')
      return answer(input, subject, held.seenDistance)
    }
    await refuseFlood(ctx, holder)
    const made = await madeOf(bytes, name)
    const full = made.photo?.full ?? bytes
    const place = { countyCode: holder.countyCode, id: input.id, storedSha256: sha256(full) }
    await keepFile(place, 'full', full)
    if (made.photo) await keepFile(place, 'thumb', made.photo.thumb)
    const claimed = input.takenAt ? new Date(input.takenAt) : null
    const { seenDistance } = await ctx.db.evidence.create({
      data: {
        ...place,
        regionCode: holder.regionCode,
        householdId: holder.householdId,
        findingId: holder.findingId,
        taskEntryId: holder.taskEntryId,
        subjectKind: subject.kind,
        subjectId: subject.id,
        kind: made.photo ? 'PHOTO' : 'PAPER',
        caption: input.caption,
        mime: made.photo ? 'image/webp' : 'application/pdf',
        byteCount: full.length,
        width: made.photo?.width ?? null,
        height: made.photo?.height ?? null,
        originalSha256,
        lookHash: made.photo?.lookHash ?? null,
        takenAt: believedTaken(made.photo?.takenAt ?? null, claimed, ctx.now),
        receivedAt: ctx.now,
        isOnSite: input.origin === 'ON_SITE',
        showsMinor: input.showsMinor,
        lat: input.lat ?? null,
        lng: input.lng ?? null,
        uploadedBy: ctx.actor.userId,
        uploadedByName: ctx.actor.name,
      },
      select: { seenDistance: true },
    })
    const upload = uploadOf(ctx, input)
    if (upload) await dropPieces(upload)
    return answer(input, subject, seenDistance)
  },
})

const uploadOf = ({ actor: { userId } }: Ctx, { id: evidenceId, sum }: AddEvidenceInput): Upload | null =>
  sum === undefined ? null : { userId, evidenceId, sum }

/** The content as it came, at once or in pieces. Pieces that do not make the file they were cut from are dropped and sent anew. */
async function contentSent(
  ctx: Ctx,
  input: AddEvidenceInput,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; name: string }> {
  const { file, pieces = 0, fileName } = input
  if (file) {
    if (file.size > MAX_BYTES) throw wrongFile('tooLarge')
    return { bytes: await file.bytes(), name: file.name }
  }
  const upload = uploadOf(ctx, input)
  const bytes = upload && (await joinPieces(upload, pieces))
  if (bytes && sumOf(bytes) === upload.sum) return { bytes, name: fileName }
  if (bytes) await dropPieces(upload)
  throw new DomainError('evidence.notWhole', {}, 'file')
}

function answer(input: AddEvidenceInput, subject: Subject, seenDistance: number | null): Added {
  return { evidenceId: input.id, householdId: input.householdId ?? null, subject, seenBefore: seenDistance !== null }
}

type Made = { photo: Remade | null }

async function madeOf(bytes: Uint8Array, name: string): Promise<Made> {
  const content = contentOf(bytes, name)
  if (!content.ok) throw wrongFile(content.wrong)
  if (content.format !== 'pdf') return { photo: await remakePhoto(bytes) }
  const paper = paperOf(bytes)
  if (paper !== 'fine') throw new DomainError(`evidence.paper.${paper}`, {}, 'file')
  return { photo: null }
}

function wrongFile(wrong: Exclude<ReturnType<typeof contentOf>, { ok: true }>['wrong']): DomainError {
  return new DomainError(`evidence.${wrong}`, wrong === 'tooLarge' ? { mb: MAX_BYTES / 1024 / 1024 } : {}, 'file')
}

async function refuseFlood(ctx: Ctx, { countyCode, householdId, findingId, taskEntryId }: Holder): Promise<void> {
  const since = new Date(ctx.now.getTime() - HOUR_MS)
  const mine = await ctx.db.evidence.count({
    where: { countyCode, uploadedBy: ctx.actor.userId, receivedAt: { gt: since } },
  })
  if (mine >= MOST_IN_AN_HOUR) throw new DomainError('evidence.tooMany', { n: MOST_IN_AN_HOUR })
  const all = await ctx.db.evidence.count({ where: { countyCode, householdId, findingId, taskEntryId } })
  if (all >= MOST_OF_A_HOLDER) throw new DomainError('evidence.full', { n: MOST_OF_A_HOLDER })
}
