/** Work off a request that has not stirred for so long has died with its process. */
export const DEAD_AFTER_MS = 60_000
const STIR_EVERY_MS = 1_500

/** Work that stirred last before this instant is dead. */
export const deadSince = (now: Date) => new Date(now.getTime() - DEAD_AFTER_MS)

/** Says how far a long work is, at most every second and a half; `beat` writes it outside the transaction of the work. */
export function stirrer(beat: (rows: number) => Promise<unknown>): (rows: number) => Promise<void> {
  let last = performance.now()
  return async (rows) => {
    if (performance.now() - last < STIR_EVERY_MS) return
    last = performance.now()
    await beat(rows)
  }
}
