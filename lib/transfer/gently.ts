import { setImmediate as breathe } from 'node:timers/promises'

const BETWEEN_BREATHS = 20

/** Does something with each of a list, in its order, and leaves the process to others now and then: the database's answers must not wait. */
export async function gently<T>(list: readonly T[], work: (each: T) => void): Promise<void> {
  for (const [index, each] of list.entries()) {
    work(each)
    if (index % BETWEEN_BREATHS === 0) await breathe()
  }
}
