import 'server-only'
import type { Actor } from './actor'
import { proveAgain } from './credentials'
import type { Ctx } from './db'
import { currentDevice } from './device'
import { DomainError, type ErrorCode, type Params } from './errors'
import { renewSession } from './session'

const FRESH_MS = 5 * 60_000

/** Fields of a proof beside what a form asks anyway; like every password they are never echoed. */
export const STEP_UP_FIELD = 'stepUpPassword'
export const STEP_UP_CODE_FIELD = 'stepUpPasswordCode'

/** Whether the person proved within the last five minutes that it is still he. */
export function isSteppedUp(actor: Actor, at: Date): boolean {
  return actor.steppedUpAt !== null && at.getTime() - actor.steppedUpAt.getTime() <= FRESH_MS
}

/**
 * For deeds that want a fresh proof of the person: unmasking, unmasked exports, changes of accounts and roles, restoring. Errors:
 * DomainError `users.stepUpNeeded`; the form then asks for the password beside what was typed, or leads to /step-up?next=….
 */
export function requireStepUp(ctx: Ctx): void {
  if (!isSteppedUp(ctx.actor, ctx.now)) throw new DomainError('users.stepUpNeeded', {}, STEP_UP_FIELD)
}

export type SteppedUp = { ok: true; actor: Actor } | { ok: false; code: ErrorCode; params: Params }

/** Checks the proof and takes a new session in place of the old one. */
export async function stepUp(actor: Actor, password: string, code: string): Promise<SteppedUp> {
  const device = await currentDevice()
  const checked = await proveAgain(actor.userId, { password, code, address: device.address })
  if (checked.status === 'fits') {
    const renewed = await renewSession(actor, device)
    return renewed ? { ok: true, actor: renewed } : { ok: false, code: 'form.signedOut', params: {} }
  }
  if (checked.status === 'locked')
    return { ok: false, code: 'users.stepUpLocked', params: { minutes: checked.minutes } }
  return { ok: false, code: checked.status === 'busy' ? 'users.stepUpBusy' : 'users.stepUpWrong', params: {} }
}
