import 'server-only'
import { now } from './clock'
import { unscoped } from './db'
import { logFailedSignIn } from './denials'
import { BusyError, hashPassword, isOutdated, verifyPassword } from './password'
import { consumeCode, factorState } from './second-factor'
import { findOpenPosting } from './session-store'
import { admit, countWrong, forgetWrong, giveBack } from './sign-in-limit'

const LONGEST = 256

export type Verified =
  | { status: 'verified'; userId: string; postingId: string }
  /** The password fits; a code, or setting one up, stands between this and the session. */
  | { status: 'needsCode'; userId: string }
  | { status: 'needsSetUp'; userId: string }
  | { status: 'wrong' | 'busy' | 'noPosting' }
  | { status: 'locked'; minutes: number }

/** Accounts are written in lower case without spaces around them. */
export function normalUsername(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase().slice(0, 64)
}

/** The one check behind every door of sign-in: limits, password, an open posting, whether a second factor is due. */
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
    await logFailedSignIn(account?.id ?? null, lock === null ? 'password' : 'locked')
    return lock === null ? { status: 'wrong' } : { status: 'locked', minutes: lock }
  }
  const at = now()
  const factor = await factorState(account.id, at)
  // With a second factor the count goes on until the code is right, too: otherwise a known password would give endless guesses at codes.
  await (factor === 'ON' ? giveBack(attempt) : forgetWrong(attempt))
  if (isOutdated(account.passwordHash)) await renew(account.id, account.passwordHash, password)
  const postingId = await findOpenPosting(account.id, at)
  if (!postingId) return { status: 'noPosting' }
  if (factor !== 'OFF') return { status: factor === 'ON' ? 'needsCode' : 'needsSetUp', userId: account.id }
  return { status: 'verified', userId: account.id, postingId }
}

export type CodeVerified = { status: 'fits' } | { status: 'wrong' | 'busy' } | { status: 'locked'; minutes: number }

/** The second check: a code of the app or a recovery code. Guesses count on the same limit as passwords. */
export async function verifyCode(userId: string, code: string, address: string): Promise<CodeVerified> {
  const account = await unscoped().appUser.findUnique({
    where: { id: userId },
    select: { username: true, isActive: true },
  })
  if (!account?.isActive) return { status: 'wrong' }
  const attempt = { username: account.username, address }
  const admission = await admit(attempt)
  if (admission.status !== 'admitted') return admission
  if (await consumeCode(userId, code, now())) {
    await forgetWrong(attempt)
    return { status: 'fits' }
  }
  const lock = await countWrong(attempt, admission.isLast)
  await logFailedSignIn(userId, lock === null ? 'code' : 'locked')
  return lock === null ? { status: 'wrong' } : { status: 'locked', minutes: lock }
}

export type Proof = { password: string; code: string; address: string }

/** Whether it is still the person who signed in: password, and code where he has a second factor. Guesses share the limit of signing in. */
export async function proveAgain(userId: string, { password, code, address }: Proof): Promise<CodeVerified> {
  const account = await unscoped().appUser.findUniqueOrThrow({ where: { id: userId }, select: { username: true } })
  const verified = await verifyCredentials(account.username, password, address)
  if (verified.status === 'needsCode') return verifyCode(userId, code, address)
  if (verified.status === 'verified' || verified.status === 'needsSetUp') return { status: 'fits' }
  return verified.status === 'locked' ? verified : { status: verified.status === 'busy' ? 'busy' : 'wrong' }
}

async function renew(id: string, passwordHash: string, password: string): Promise<void> {
  const fresh = await hashPassword(password).catch(() => null)
  if (fresh) await unscoped().appUser.updateMany({ where: { id, passwordHash }, data: { passwordHash: fresh } })
}
