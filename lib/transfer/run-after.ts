import 'server-only'
import { currentActor } from '@/lib/platform/session'
import { takeBatch } from './job'

/** Starts a batch for whoever asked, off his request. */
export async function runAfter(batchId: string): Promise<void> {
  const actor = await currentActor()
  const work = actor && (await takeBatch(actor, batchId))
  if (work) void work()
}
