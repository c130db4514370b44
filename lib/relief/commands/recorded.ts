import 'server-only'
import type { Ctx } from '@/lib/platform/db'

/** Who wrote a row, and when. */
export const recordedBy = ({ actor, now }: Ctx) => ({
  recordedBy: actor.userId,
  recordedByName: actor.name,
  recordedAt: now,
})
