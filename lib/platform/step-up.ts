import 'server-only'
import type { Actor } from './actor'
import type { Ctx } from './db'
import { DomainError } from './errors'

const FRESH_MS = 5 * 60_000

/** Whether the person proved within the last five minutes that it is still he. */
export function isSteppedUp(actor: Actor, at: Date): boolean {
  return actor.steppedUpAt !== null && at.getTime() - actor.steppedUpAt.getTime() <= FRESH_MS
}

/**
 * For deeds that want a fresh proof of the person: unmasking, unmasked exports, changes of accounts and roles, restoring. Errors:
 * DomainError `users.stepUpNeeded`; the form then asks for the password beside what was typed, or leads to /step-up?next=….
 */
export function requireStepUp(ctx: Ctx): void {
  if (!isSteppedUp(ctx.actor, ctx.now)) throw new DomainError('users.stepUpNeeded')
}
