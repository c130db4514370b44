import 'server-only'
import { now } from './clock'
import { unscoped } from './db'
import { BusyError, hashPassword, isOutdated, verifyPassword } from './password'
import { findOpenPosting } from './session-store'
import { admit, countWrong, forgetWrong, giveBack } from './sign-in-limit'

const LONGEST = 256

export type Verified =
  | { status: 'verified'; userId: string; postingId: string }
  | { status: 'wrong' | 'busy' | 'noPosting' }
  | { status: 'locked'; minutes: number }

/** Accounts are written in lower case without spaces around them. */
export function normalUsername(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase().slice(0, 64)
}

/** The one check behind every door of sign-in: limits, password, an open posting. A second factor will stand between this and the session. */
export async function verifyCredentials(typed: string, password: string, address: string): Promise<Verified> {
  const attempt = { username: normalUsername(typed), address }
  const admission = await admit(attempt)
  if (admission.status !== 'admitted') return admission
  const account = await unscoped().appUser.findUnique({
    where: { username: attempt.username },
    select: { id: true, passwordHash: true, isActive: true },
  })
  let fits: boolean
  try {
    fits =
      password.length <= LONGEST && (await verifyPassword(account?.isActive ? account.passwordHash : null, password))
  } catch (error) {
    await giveBack(attempt)
    if (error instanceof BusyError) return { status: 'busy' }
    throw error
  }
  if (!account?.passwordHash || !fits) {
    const lock = await countWrong(attempt, admission.isLast)
    return lock === null ? { status: 'wrong' } : { status: 'locked', minutes: lock }
  }
  await forgetWrong(attempt)
  if (isOutdated(account.passwordHash)) await renew(account.id, account.passwordHash, password)
  const postingId = await findOpenPosting(account.id, now())
  return postingId ? { status: 'verified', userId: account.id, postingId } : { status: 'noPosting' }
}

async function renew(id: string, passwordHash: string, password: string): Promise<void> {
  const fresh = await hashPassword(password).catch(() => null)
  if (fresh) await unscoped().appUser.updateMany({ where: { id, passwordHash }, data: { passwordHash: fresh } })
}
