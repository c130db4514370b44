import type { Permission } from '@/lib/platform/permissions'
import type { ListedStatus, StepName } from '@/lib/supervision/schema'

/** One step that a listed place may take: from where, where to, and by whom. */
export type Step = {
  step: Exclude<StepName, 'list'>
  from: readonly ListedStatus[]
  to: ListedStatus
  needs: Permission
}

/** 挂牌、督战、提请摘牌、摘牌; the database refuses every other way (listed_place_lifecycle). */
export const STEPS: readonly Step[] = [
  { step: 'assign', from: ['LISTED'], to: 'IN_BATTLE', needs: 'supervision:propose' },
  { step: 'edit', from: ['IN_BATTLE'], to: 'IN_BATTLE', needs: 'supervision:propose' },
  { step: 'members', from: ['LISTED'], to: 'LISTED', needs: 'supervision:propose' },
  { step: 'members', from: ['IN_BATTLE'], to: 'IN_BATTLE', needs: 'supervision:propose' },
  { step: 'propose', from: ['IN_BATTLE'], to: 'DELIST_PROPOSED', needs: 'supervision:propose' },
  { step: 'return', from: ['DELIST_PROPOSED'], to: 'IN_BATTLE', needs: 'supervision:decide' },
  { step: 'delist', from: ['DELIST_PROPOSED'], to: 'DELISTED', needs: 'supervision:decide' },
]

/** The step of that name from a status, if there is one. */
export function stepFrom(status: ListedStatus, name: StepName): Step | undefined {
  return STEPS.find(({ step, from }) => step === name && from.includes(status))
}
