import 'server-only'
import { clueToDecide, decide } from '@/lib/monitoring/commands/decide-clue'
import { speaksAgainst } from '@/lib/monitoring/queries/against'
import { DismissClueInput } from '@/lib/monitoring/schema'
import { defineCommand } from '@/lib/platform/command'
import { DomainError } from '@/lib/platform/errors'

/** Dismisses a clue with a reason. Where income is below the line or a guarantee is not met, that must be acknowledged. */
export const dismissClue = defineCommand({
  name: 'clue.dismiss',
  permission: 'clue:decide',
  input: DismissClueInput,
  async run(ctx, { clueId, version, reason, note, acknowledged }) {
    const clue = await clueToDecide(ctx, clueId, version)
    if (!acknowledged && (await speaksAgainst(ctx, clue)))
      throw new DomainError('monitoring.acknowledge', {}, 'acknowledged')
    await decide(ctx, clue, { status: 'DISMISSED', dismissReason: reason, decisionNote: note })
    return { clueId }
  },
})
