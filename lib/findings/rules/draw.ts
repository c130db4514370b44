import { createHash } from 'node:crypto'

const HEX = 8
const RANGE = 2 ** 32

/** Whether a closing falls into the share that is looked at again: the same seed, line and round always give the same answer. */
export function isDrawn(seed: string, findingId: string, round: number, share: number): boolean {
  const digest = createHash('sha256').update(`${seed}:${findingId}:${round}`).digest('hex')
  return Number.parseInt(digest.slice(0, HEX), 16) / RANGE < share
}
