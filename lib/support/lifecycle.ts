import type { Permission } from '@/lib/platform/permissions'
import type { MeasureStatus, MeasureStep } from '@/lib/support/schema'
import { PROJECT_STATUSES, type ProjectStatus } from '@/lib/support/schema/project'

type Step = { step: MeasureStep; from: readonly MeasureStatus[]; to: MeasureStatus; needs: Permission }

/** Steps of a measure. What comes at once is delivered from the plan. The database refuses every other one. */
export const STEPS: readonly Step[] = [
  { step: 'start', from: ['PLANNED'], to: 'IN_PROGRESS', needs: 'support:deliver' },
  { step: 'deliver', from: ['PLANNED', 'IN_PROGRESS'], to: 'DELIVERED', needs: 'support:deliver' },
  { step: 'confirm', from: ['DELIVERED'], to: 'CONFIRMED_BY_HOUSEHOLD', needs: 'support:confirm' },
  { step: 'cancel', from: ['PLANNED', 'IN_PROGRESS', 'DELIVERED'], to: 'CANCELLED', needs: 'support:deliver' },
]

/** The step of that name from a status, if there is one. */
export function stepFrom(status: MeasureStatus, name: MeasureStep): Step | undefined {
  return STEPS.find(({ step, from }) => step === name && from.includes(status))
}

export const isEnded = (status: MeasureStatus) => !STEPS.some(({ from }) => from.includes(status))

/** The status after a project's; null for one in operation. A project skips none. */
export function nextOf(status: ProjectStatus): ProjectStatus | null {
  return PROJECT_STATUSES[PROJECT_STATUSES.indexOf(status) + 1] ?? null
}
