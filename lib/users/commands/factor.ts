import 'server-only'
import * as z from 'zod'
import { defineCommand } from '@/lib/platform/command'
import { pendingSeed } from '@/lib/platform/second-factor'
import { requireStepUp } from '@/lib/platform/step-up'

/** Makes a seed that waits for its first code; the one in use stays until then. Errors: DomainError `users.stepUpNeeded`. */
export const beginFactor = defineCommand({
  name: 'factor.begin',
  permission: 'account:self',
  input: z.object({}),
  async run(ctx) {
    requireStepUp(ctx)
    await pendingSeed(ctx.actor.userId, ctx.now)
    return {}
  },
})
