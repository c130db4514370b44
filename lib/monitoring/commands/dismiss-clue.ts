import 'server-only'
import { clueToDecide, decide } from '@/lib/monitoring/commands/decide-clue'
import { speaksAgainstDismissal } from '@/lib/monitoring/rules/decisions'
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
    const against = clue.ruleIds.some(speaksAgainstDismissal) || clue.household.guaranteeStates.length > 0
    if (against && !acknowledged) throw new DomainError('monitoring.acknowledge', {}, 'acknowledged')
    await decide(ctx, clue, { status: 'DISMISSED', dismissReason: reason, decisionNote: note })
    return { clueId }
  },
})
