import 'server-only'
import { dropKept, keptFiles } from '@/lib/evidence/files/keep'
import { dropPiecesBefore } from '@/lib/evidence/files/pieces'
import { knownIds } from '@/lib/evidence/sql'
import { now } from '@/lib/platform/clock'
import { unscoped } from '@/lib/platform/db'
import { logFault } from '@/lib/platform/log'
import { perProcess } from '@/lib/platform/per-process'

const LEFT_ALONE_MS = 86_400_000
const AT_ONCE = 500

/**
 * Removes files older than a day whose row never came (a transaction lost after its file was kept), and pieces of files that nobody went on
 * sending. Answers how many.
 */
export async function sweepFiles(at: Date = now()): Promise<number> {
  let dropped = await dropPiecesBefore(new Date(at.getTime() - LEFT_ALONE_MS))
  let batch: { name: string; id: string }[] = []
  const sweep = async () => {
    const known = await knownIds(
      unscoped(),
      batch.map(({ id }) => id),
    )
    for (const { name, id } of batch) {
      if (known.has(id)) continue
      await dropKept(name)
      dropped++
    }
    batch = []
  }
  for await (const { name, id, changedAt } of keptFiles()) {
    if (at.getTime() - changedAt.getTime() < LEFT_ALONE_MS) continue
    batch.push({ name, id })
    if (batch.length === AT_ONCE) await sweep()
  }
  await sweep()
  return dropped
}

const BETWEEN_MS = 6 * 3_600_000
const last = perProcess('evidence.sweep', () => ({ at: 0 }))

/** Sweeps in the background, at most once in six hours of this process; nobody waits for it. */
export function sweepNowAndThen(): void {
  const at = now()
  if (at.getTime() - last.at < BETWEEN_MS) return
  last.at = at.getTime()
  sweepFiles(at).catch((error) => logFault(error, { door: 'evidence.sweep' }))
}
