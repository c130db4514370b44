import 'server-only'
import { createHash } from 'node:crypto'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { limitStore } from './limit-store'
import { perProcess } from './per-process'

const MINUTE_S = 60
const ACCOUNT = { points: 5, duration: 15 * MINUTE_S, lock: 15 * MINUTE_S }
const ADDRESS = { points: 30, duration: MINUTE_S }

function limiters() {
  return perProcess('sign-in-limiters', () => {
    const shared = limitStore('sign-in')
    return {
      account: new RateLimiterPostgres({
        ...shared,
        keyPrefix: 'signin',
        points: ACCOUNT.points,
        duration: ACCOUNT.duration,
      }),
      address: new RateLimiterPostgres({
        ...shared,
        keyPrefix: 'address',
        points: ADDRESS.points,
        duration: ADDRESS.duration,
        clearExpiredByTimeout: false,
      }),
    }
  })
}

const keyOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32)
const minutes = (ms: number) => Math.max(1, Math.ceil(ms / 60_000))

export type Attempt = { username: string; address: string }
export type Admission =
  | { status: 'admitted'; isLast: boolean }
  | { status: 'locked'; minutes: number }
  | { status: 'busy' }

/**
 * Counts a guess before it is checked, so that twenty at once count as twenty. Five wrong ones within 15 minutes lock the account for 15
 * minutes; 30 wrong ones within a minute make an address wait.
 */
export async function admit({ username, address }: Attempt): Promise<Admission> {
  const { account, address: byAddress } = limiters()
  const there = await byAddress.get(keyOf(address))
  if (there && there.consumedPoints >= ADDRESS.points) return { status: 'busy' }
  try {
    const counted = await account.consume(keyOf(username))
    return { status: 'admitted', isLast: counted.remainingPoints === 0 }
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error
    await byAddress.penalty(keyOf(address))
    return { status: 'locked', minutes: minutes(error.msBeforeNext) }
  }
}

/** The guess was wrong; the fifth starts the lock. Returns its minutes, or null while there are tries left. */
export async function countWrong({ username, address }: Attempt, isLast: boolean): Promise<number | null> {
  const { account, address: byAddress } = limiters()
  await byAddress.penalty(keyOf(address))
  if (!isLast) return null
  const lock = await account.block(keyOf(username), ACCOUNT.lock)
  return minutes(lock.msBeforeNext)
}

/** The password was right: the account starts again from zero. */
export async function forgetWrong({ username }: Attempt): Promise<void> {
  await limiters().account.delete(keyOf(username))
}

/** The guess was never checked, so it does not count. */
export async function giveBack({ username }: Attempt): Promise<void> {
  await limiters().account.reward(keyOf(username))
}
