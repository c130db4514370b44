import 'server-only'
import { countPieces, keepPiece } from '@/lib/evidence/files/pieces'
import { getHolder, getHouseholdHolder } from '@/lib/evidence/queries/holder'
import { MOST_PIECES } from '@/lib/evidence/rules/pieces'
import { KeepPieceInput } from '@/lib/evidence/schema'
import { defineCommand } from '@/lib/platform/command'
import { DomainError, NotFoundError } from '@/lib/platform/errors'

const MOST_FILES_ON_THE_WAY = 5

/**
 * Keeps a piece of a file that is sent bit by bit, until `evidence.add` says that it is whole, or for a day. Nobody but who sent it goes on with
 * it. The same piece again is the same piece. Errors: NotFoundError, DomainError.
 */
export const keepEvidencePiece = defineCommand({
  name: 'evidence.keepPiece',
  permission: 'evidence:add',
  input: KeepPieceInput,
  async run(ctx, { evidenceId, householdId, findingId, taskEntryId, sum, no, file }): Promise<{ no: number }> {
    if (householdId) await getHouseholdHolder(ctx, householdId)
    else if (findingId) await getHolder(ctx, undefined, { kind: 'FINDING', id: findingId })
    else if (taskEntryId) await getHolder(ctx, undefined, { kind: 'TASK_ENTRY', id: taskEntryId })
    else throw new NotFoundError()
    const { userId } = ctx.actor
    if ((await countPieces(userId)) >= MOST_FILES_ON_THE_WAY * MOST_PIECES)
      throw new DomainError('evidence.tooManyOnTheWay', { n: MOST_FILES_ON_THE_WAY }, 'file')
    await keepPiece({ userId, evidenceId, sum }, no, await file.bytes())
    return { no }
  },
})
