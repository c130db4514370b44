import 'server-only'
import { createHash } from 'node:crypto'
import { cookies } from 'next/headers'
import { decode, encode } from 'next-auth/jwt'
import { cache } from 'react'
import type { Actor } from './actor'
import { now } from './clock'
import { verifyCredentials } from './credentials'
import { unscoped } from './db'
import { isHttps, need } from './env'
import { beginHalf, endHalf, type Step } from './half-session'
import { factorState } from './second-factor'
import { closeSession, findActor, findOpenPostings, openSession, type SessionEnd } from './session-store'

const SID = /^[A-Za-z0-9_-]{43}$/

/** With https the cookie is bound to this very host. */
export function sessionCookieName(): string {
  return isHttps() ? '__Host-next-auth.session-token' : 'next-auth.session-token'
}

type Held = { sid: string; userId: string; until: number }

const MOST_OPENED = 2_000
const opened = new Map<string, Held>()

/**
 * The session that a cookie names. What was opened once is remembered until it ends by itself: opening takes longer than a question to the
 * database. It says nothing about whether the session lives; that is asked of the database at every request.
 */
async function currentSid(): Promise<Held | null> {
  const token = (await cookies()).get(sessionCookieName())?.value
  if (!token) return null
  const secret = need('NEXTAUTH_SECRET')
  const key = createHash('sha256').update(secret).update(token).digest('base64')
  const known = opened.get(key)
  if (known && Date.now() < known.until) return known
  const claims = await decode({ token, secret }).catch(() => null)
  if (typeof claims?.sid !== 'string' || !SID.test(claims.sid) || !claims.sub) return null
  const held = { sid: claims.sid, userId: claims.sub, until: Number(claims.exp ?? 0) * 1000 }
  if (opened.size >= MOST_OPENED) opened.clear()
  opened.set(key, held)
  return held
}

/** Who asks, or null. The cookie only names a session; the database says at every request whether it lives and what it may. */
export const currentActor: () => Promise<Actor | null> = cache(async () => {
  const held = await currentSid()
  if (!held) return null
  const actor = await findActor(held.sid, now())
  return actor?.userId === held.userId ? actor : null
})

export type Device = { isPhone: boolean; userAgent: string; address: string }
export type SignedIn =
  | { status: 'signedIn' }
  | { status: Step }
  | { status: 'wrong' | 'busy' | 'noPosting' }
  | { status: 'locked'; minutes: number }

/**
 * Checks the password. Opens a session and sets its cookie, or answers the step that comes first: a code, setting one up, or the choice of a
 * posting. `next` is kept for the end of the way.
 */
export async function signIn(username: string, password: string, device: Device, next = ''): Promise<SignedIn> {
  const verified = await verifyCredentials(username, password, device.address)
  if (verified.status === 'needsCode' || verified.status === 'needsSetUp') {
    const step = verified.status === 'needsCode' ? 'code' : 'setUp'
    await beginHalf({ userId: verified.userId, step, next })
    return { status: step }
  }
  if (verified.status !== 'verified') return verified
  return finishSignIn(verified.userId, device, next)
}

/** After the first password was set: what is due before the session. */
export async function beginAfterInvitation(userId: string, device: Device): Promise<SignedIn> {
  const factor = await factorState(userId, now())
  if (factor === 'OFF') return finishSignIn(userId, device, '')
  const step = factor === 'ON' ? 'code' : 'setUp'
  await beginHalf({ userId, step, next: '' })
  return { status: step }
}

/** All proofs are given: with one posting the session opens, with several the person chooses first. */
export async function finishSignIn(userId: string, device: Device, next: string): Promise<SignedIn> {
  const postings = await findOpenPostings(userId, now())
  const [first] = postings
  if (!first) return { status: 'noPosting' }
  if (postings.length > 1) {
    await beginHalf({ userId, step: 'posting', next })
    return { status: 'posting' }
  }
  await startSession(userId, first.id, device)
  return { status: 'signedIn' }
}

/** Opens a session for somebody already verified, and sets its cookie; a desk's cookie ends with the browser. */
export async function startSession(userId: string, postingId: string, device: Device): Promise<void> {
  const at = now()
  const before = await currentSid()
  const { sid, expiresAt } = await openSession({ userId, postingId, ...device }, at)
  if (before) await closeSession(before.sid, 'replaced', at)
  await setSessionCookie(userId, sid, expiresAt, at, device.isPhone)
  await endHalf()
}

/** Takes a new session in place of the present one, whose person just proved himself again. Null when it ended meanwhile. */
export async function renewSession(actor: Actor, device: Device): Promise<Actor | null> {
  const at = now()
  const held = await unscoped().session.findFirst({
    where: { sidHash: actor.sessionHash, endedAt: null, expiresAt: { gt: at } },
    select: { expiresAt: true, isPhone: true, postingId: true },
  })
  const before = await currentSid()
  if (!held || !before) return null
  const { isPhone, postingId } = held
  await closeSession(before.sid, 'renewed', at)
  const { sid, expiresAt } = await openSession({ userId: actor.userId, postingId, ...device, isPhone }, at, held)
  await setSessionCookie(actor.userId, sid, expiresAt, at, isPhone)
  return findActor(sid, at)
}

async function setSessionCookie(userId: string, sid: string, expiresAt: Date, at: Date, isPhone: boolean) {
  const maxAge = Math.round((expiresAt.getTime() - at.getTime()) / 1000)
  const token = await encode({ token: { sub: userId, sid }, secret: need('NEXTAUTH_SECRET'), maxAge })
  const lasting = isPhone ? { maxAge } : {}
  ;(await cookies()).set(sessionCookieName(), token, {
    httpOnly: true,
    sameSite: 'lax',
    secure: isHttps(),
    path: '/',
    ...lasting,
  })
}

/** Ends the session of this browser and forgets its cookie. */
export async function signOut(reason: SessionEnd = 'signedOut'): Promise<void> {
  const held = await currentSid()
  if (held) await closeSession(held.sid, reason, now())
  ;(await cookies()).delete(sessionCookieName())
}
