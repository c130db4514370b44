import 'server-only'
import { heldPieces } from '@/lib/evidence/files/pieces'
import { SUM } from '@/lib/evidence/rules/pieces'
import type { Ctx } from '@/lib/platform/db'
import { isUuid } from '@/lib/platform/ids'
import { countyOfScope } from '@/lib/regions/rules'

export type UploadState = {
  /** Numbers of the pieces that who asks has sent already. */
  held: readonly number[]
  /** The piece of evidence is there, only the answer was lost. */
  isDone: boolean
}

/** How far a file that is sent in pieces has come. */
export async function getUpload(ctx: Ctx, evidenceId: string, sum: string): Promise<UploadState> {
  if (!isUuid(evidenceId) || !SUM.test(sum)) return { held: [], isDone: false }
  const { userId, scope } = ctx.actor
  const where = { ...countyOfScope(scope), id: evidenceId, uploadedBy: userId }
  const isDone = (await ctx.db.evidence.findFirst({ where, select: { id: true } })) !== null
  return { held: isDone ? [] : await heldPieces({ userId, evidenceId, sum }), isDone }
}
