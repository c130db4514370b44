import 'server-only'
import { createHash } from 'node:crypto'
import { cookies } from 'next/headers'
import { decode, encode } from 'next-auth/jwt'
import { unscoped } from './db'
import { isHttps, need } from './env'

const COOKIE = 'fangxian.sign-in'
const SALT = 'half-session'
const MINUTES = 10

/** What still stands between a right password and the session. */
export type Step = 'code' | 'setUp' | 'posting'
export type HalfSession = { userId: string; step: Step; next: string }

const settings = () => ({ httpOnly: true, sameSite: 'strict' as const, secure: isHttps(), path: '/login' })

// A changed password ends what was begun with the old one.
async function markOf(userId: string): Promise<string | null> {
  const account = await unscoped().appUser.findUnique({
    where: { id: userId },
    select: { passwordHash: true, isActive: true },
  })
  if (!account?.isActive || !account.passwordHash) return null
  return createHash('sha256').update(account.passwordHash).digest('hex').slice(0, 16)
}

/** Remembers for ten minutes that the password was right. It opens no page but those of signing in. */
export async function beginHalf(half: HalfSession): Promise<void> {
  const token = {
    sub: half.userId,
    step: half.step,
    next: half.next.slice(0, 500),
    mark: await markOf(half.userId),
  }
  const value = await encode({ token, secret: need('NEXTAUTH_SECRET'), salt: SALT, maxAge: MINUTES * 60 })
  ;(await cookies()).set(COOKIE, value, { ...settings(), maxAge: MINUTES * 60 })
}

/** What was begun in this browser, if it still counts. */
export async function currentHalf(): Promise<HalfSession | null> {
  const token = (await cookies()).get(COOKIE)?.value
  if (!token) return null
  const claims = await decode({ token, secret: need('NEXTAUTH_SECRET'), salt: SALT }).catch(() => null)
  if (!claims?.sub || typeof claims.step !== 'string') return null
  const mark = await markOf(claims.sub)
  if (mark === null || mark !== claims.mark) return null
  return { userId: claims.sub, step: claims.step as Step, next: typeof claims.next === 'string' ? claims.next : '' }
}

export async function endHalf(): Promise<void> {
  ;(await cookies()).set(COOKIE, '', { ...settings(), maxAge: 0 })
}
