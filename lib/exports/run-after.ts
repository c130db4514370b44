import 'server-only'
import { takeExport } from '@/lib/exports/job'
import { currentActor } from '@/lib/platform/session'

/** Starts making an export for whoever asked, off his request; nothing happens while it waits for approval. */
export async function runAfter(exportId: string): Promise<void> {
  const actor = await currentActor()
  const work = actor && (await takeExport(actor, exportId))
  if (work) void work()
}
