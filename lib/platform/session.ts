import 'server-only'
import { cookies } from 'next/headers'
import { decode, encode } from 'next-auth/jwt'
import { cache } from 'react'
import type { Actor } from './actor'
import { now } from './clock'
import { type Verified, verifyCredentials } from './credentials'
import { isHttps, need } from './env'
import { closeSession, findActor, openSession, type SessionEnd } from './session-store'

const SID = /^[A-Za-z0-9_-]{43}$/

/** With https the cookie is bound to this very host. */
export function sessionCookieName(): string {
  return isHttps() ? '__Host-next-auth.session-token' : 'next-auth.session-token'
}

async function currentSid(): Promise<{ sid: string; userId: string } | null> {
  const token = (await cookies()).get(sessionCookieName())?.value
  if (!token) return null
  const claims = await decode({ token, secret: need('NEXTAUTH_SECRET') }).catch(() => null)
  return typeof claims?.sid === 'string' && SID.test(claims.sid) && claims.sub
    ? { sid: claims.sid, userId: claims.sub }
    : null
}

/** Who asks, or null. The cookie only names a session; the database says at every request whether it lives and what it may. */
export const currentActor: () => Promise<Actor | null> = cache(async () => {
  const held = await currentSid()
  if (!held) return null
  const actor = await findActor(held.sid, now())
  return actor?.userId === held.userId ? actor : null
})

export type Device = { isPhone: boolean; userAgent: string; address: string }
export type SignedIn = { status: 'signedIn' } | Exclude<Verified, { status: 'verified' }>

/** Checks the password, opens a new session, ends the one this browser had, sets the cookie. */
export async function signIn(username: string, password: string, device: Device): Promise<SignedIn> {
  const verified = await verifyCredentials(username, password, device.address)
  if (verified.status !== 'verified') return verified
  await startSession(verified.userId, verified.postingId, device)
  return { status: 'signedIn' }
}

/** Opens a session for somebody already verified, and sets its cookie; a desk's cookie ends with the browser. */
export async function startSession(userId: string, postingId: string, device: Device): Promise<void> {
  const at = now()
  const before = await currentSid()
  const { sid, expiresAt } = await openSession({ userId, postingId, ...device }, at)
  if (before) await closeSession(before.sid, 'replaced', at)
  const maxAge = Math.round((expiresAt.getTime() - at.getTime()) / 1000)
  const token = await encode({ token: { sub: userId, sid }, secret: need('NEXTAUTH_SECRET'), maxAge })
  const lasting = device.isPhone ? { maxAge } : {}
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
