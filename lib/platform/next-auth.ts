import 'server-only'
import type { AuthOptions } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { now } from './clock'
import { type Verified, verifyCode, verifyCredentials } from './credentials'
import { deviceOf } from './device'
import { isHttps, need } from './env'
import { sessionCookieName } from './session'
import { closeSession, findActor, findOpenPosting, openSession } from './session-store'

const WEEK_S = 7 * 24 * 3600

/** A program sends the code along with the password. */
async function withCode(userId: string, code: string, address: string): Promise<Verified> {
  const checked = await verifyCode(userId, code, address)
  if (checked.status !== 'fits') return checked
  const postingId = await findOpenPosting(userId, now())
  return postingId ? { status: 'verified', userId, postingId } : { status: 'noPosting' }
}

type Headers = Record<string, string | undefined>

/**
 * The standard next-auth door for programs (csrf, callback/credentials, signout). It shares the check, the limits, the session table and
 * the cookie with the sign-in page.
 */
export function nextAuthOptions(): AuthOptions {
  return {
    secret: need('NEXTAUTH_SECRET'),
    session: { strategy: 'jwt', maxAge: WEEK_S },
    pages: { signIn: '/login', signOut: '/login', error: '/login' },
    cookies: {
      sessionToken: {
        name: sessionCookieName(),
        options: { httpOnly: true, sameSite: 'lax', path: '/', secure: isHttps() },
      },
    },
    providers: [
      Credentials({
        credentials: { username: {}, password: { type: 'password' }, code: {} },
        async authorize(credentials, request) {
          const headers = (request.headers ?? {}) as Headers
          const device = deviceOf({ get: (name) => headers[name] ?? null })
          const { username, password, code } = credentials ?? {}
          if (!username || !password) return null
          let verified = await verifyCredentials(username, password, device.address)
          if (verified.status === 'needsCode') verified = await withCode(verified.userId, code ?? '', device.address)
          if (verified.status === 'locked') throw new Error(`locked:${verified.minutes}`)
          if (verified.status === 'busy' || verified.status === 'noPosting') throw new Error(verified.status)
          if (verified.status !== 'verified') return null
          const { userId, postingId } = verified
          const { sid } = await openSession({ userId, postingId, ...device }, now())
          return { id: userId, sid }
        },
      }),
    ],
    callbacks: {
      async jwt({ token, user }) {
        const sid = (user as { sid?: string } | undefined)?.sid ?? token.sid
        return typeof sid === 'string' ? { sub: token.sub, sid } : {}
      },
      async session({ session, token }) {
        const actor = typeof token.sid === 'string' ? await findActor(token.sid, now()) : null
        return { expires: session.expires, ...(actor ? { user: { name: actor.name } } : {}) }
      },
    },
    events: {
      async signOut({ token }) {
        if (typeof token?.sid === 'string') await closeSession(token.sid, 'signedOut', now())
      },
    },
  }
}
