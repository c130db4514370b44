import type { FindingStatus, StepName } from '@/lib/findings/schema'
import type { Permission } from '@/lib/platform/permissions'

/** One step that a line may take: from where, where to (null: it stays), and by whom. */
export type Step = {
  step: StepName
  from: readonly FindingStatus[]
  to: FindingStatus | null
  needs: Permission
}

const BEFORE_CLOSING = ['SUBMITTED', 'REVIEWED', 'VERIFIED'] as const
const OPEN = ['REGISTERED', 'ASSIGNED', 'RECTIFYING', ...BEFORE_CLOSING] as const

/** 交办、整改、报结、审核、核验、销号; the database refuses every other way (finding_lifecycle). */
export const STEPS: readonly Step[] = [
  { step: 'assign', from: ['REGISTERED'], to: 'ASSIGNED', needs: 'finding:assign' },
  { step: 'accept', from: ['ASSIGNED'], to: 'RECTIFYING', needs: 'finding:rectify' },
  { step: 'submit', from: ['RECTIFYING'], to: 'SUBMITTED', needs: 'finding:rectify' },
  { step: 'progress', from: ['RECTIFYING'], to: null, needs: 'finding:rectify' },
  { step: 'prove', from: ['RECTIFYING', ...BEFORE_CLOSING], to: null, needs: 'finding:prove' },
  { step: 'review', from: ['SUBMITTED'], to: 'REVIEWED', needs: 'finding:review' },
  { step: 'verify', from: ['REVIEWED'], to: 'VERIFIED', needs: 'finding:verify' },
  { step: 'close', from: ['VERIFIED'], to: 'CLOSED', needs: 'finding:close' },
  { step: 'return', from: BEFORE_CLOSING, to: 'RECTIFYING', needs: 'finding:return' },
  { step: 'extend', from: ['ASSIGNED', 'RECTIFYING'], to: null, needs: 'finding:assign' },
  { step: 'longTerm', from: ['RECTIFYING'], to: null, needs: 'finding:assign' },
  { step: 'press', from: ['ASSIGNED', 'RECTIFYING', ...BEFORE_CLOSING], to: null, needs: 'finding:press' },
  { step: 'publish', from: OPEN, to: null, needs: 'finding:inspect' },
  { step: 'reopen', from: ['CLOSED'], to: 'RECTIFYING', needs: 'finding:reopen' },
  { step: 'recheck', from: ['CLOSED'], to: null, needs: 'finding:recheck' },
]

/** The way from found to closed. */
export const WAY: readonly FindingStatus[] = [
  'REGISTERED',
  'ASSIGNED',
  'RECTIFYING',
  'SUBMITTED',
  'REVIEWED',
  'VERIFIED',
  'CLOSED',
]

/** The step of that name from a status, if there is one. */
export function stepFrom(status: FindingStatus, name: StepName): Step | undefined {
  return STEPS.find(({ step, from }) => step === name && from.includes(status))
}
