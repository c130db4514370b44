import 'server-only'
import * as z from 'zod'
import { logAccess } from '@/lib/audit/log-access'
import { mayUnmask, UNMASK_FIELDS, UNMASK_PER_HOUR, UNMASK_PURPOSES } from '@/lib/households/rules/unmask'
import { findSealedCell, unmaskedLately } from '@/lib/households/sql/unmask'
import { defineCommand } from '@/lib/platform/command'
import { type Ctx, sqlStateOf } from '@/lib/platform/db'
import { logDenied } from '@/lib/platform/denials'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { requireStepUp } from '@/lib/platform/step-up'

const TOO_MANY = 'FX003'

export const UnmaskInput = z.object({
  householdId: z.uuid(),
  personId: z.uuid().nullable().default(null),
  field: z.enum(UNMASK_FIELDS),
  purpose: z.enum(UNMASK_PURPOSES),
  reason: z.string().trim().min(1).max(300),
})

/**
 * Lets the actor see one whole value for a minute: with a purpose, a reason and a fresh proof, written down in the same transaction. The value
 * itself is in no answer; the page of the answered access shows it. Errors: DomainError `users.stepUpNeeded`, `audit.fieldNotYours`,
 * `audit.thirtyAnHour`; NotFoundError.
 */
export const unmaskValue = defineCommand({
  name: 'value.unmask',
  permission: 'value:unmask',
  input: UnmaskInput,
  async run(ctx, { householdId, personId, field, purpose, reason }) {
    const cell = await findSealedCell(ctx, { householdId, personId, field })
    if (!cell?.sealed) throw new NotFoundError()
    if (!mayUnmask(ctx.actor.role, field)) return refuse(ctx, 'audit.fieldNotYours')
    requireStepUp(ctx)
    if ((await unmaskedLately(ctx)) >= UNMASK_PER_HOUR) return refuse(ctx, 'audit.thirtyAnHour')
    const { regionCode } = cell
    const accessId = await logAccess(ctx, {
      kind: 'UNMASK',
      regionCode,
      householdId,
      personId,
      field,
      purpose,
      reason,
    }).catch((error) => {
      if (sqlStateOf(error) === TOO_MANY) return refuse(ctx, 'audit.thirtyAnHour')
      throw error
    })
    return { householdId, accessId }
  },
})

async function refuse(ctx: Ctx, code: 'audit.fieldNotYours' | 'audit.thirtyAnHour'): Promise<never> {
  await logDenied(ctx.actor, { what: 'value.unmask', reason: code, at: ctx.now })
  throw new DomainError(code, code === 'audit.thirtyAnHour' ? { n: UNMASK_PER_HOUR } : {})
}
