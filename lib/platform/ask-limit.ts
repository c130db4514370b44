import 'server-only'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { limitStore } from './limit-store'
import { perProcess } from './per-process'

const PER_MINUTE = 90

/** Whether this person may ask once more within the minute: 90 questions, enough for typing and too few for trying numbers. */
export async function mayAsk(userId: string): Promise<boolean> {
  const limiter = perProcess(
    'ask-limit',
    () => new RateLimiterPostgres({ ...limitStore('ask'), keyPrefix: 'ask', points: PER_MINUTE, duration: 60 }),
  )
  try {
    await limiter.consume(userId)
    return true
  } catch (error) {
    if (error instanceof RateLimiterRes) return false
    throw error
  }
}
