import 'server-only'
import { mayWithdraw } from '@/lib/evidence/rules/views'
import { WithdrawEvidenceInput } from '@/lib/evidence/schema'
import { stamp } from '@/lib/i18n/format'
import { defineCommand } from '@/lib/platform/command'
import { sqlStateOf } from '@/lib/platform/db'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { countyOfScope } from '@/lib/regions/rules'

const RESTS_ON_IT = { FX020: 'evidence.appraisalRestsOnIt', FX021: 'evidence.findingRestsOnIt' } as const

/** Withdraws a piece of evidence with a reason. The file and the row stay; whoever verifies can still look at it. Errors: NotFoundError, DomainError. */
export const withdrawEvidence = defineCommand({
  name: 'evidence.withdraw',
  permission: 'evidence:withdraw',
  input: WithdrawEvidenceInput,
  async run(ctx, { evidenceId, version, reason }) {
    const held = await ctx.db.evidence.findFirst({
      where: { ...countyOfScope(ctx.actor.scope), id: evidenceId },
      select: { countyCode: true, uploadedBy: true, withdrawnAt: true, withdrawnByName: true },
    })
    if (!held) throw new NotFoundError()
    const gone = (by: string | null, at: Date | null) =>
      new DomainError('evidence.withdrawnAlready', { by: by ?? '', at: at ? stamp(at) : '' })
    if (held.withdrawnAt) throw gone(held.withdrawnByName, held.withdrawnAt)
    if (!mayWithdraw(ctx.actor, held)) throw new DomainError('evidence.notYours')
    const withdrawn = ctx.db.evidence.updateMany({
      where: { countyCode: held.countyCode, id: evidenceId, version, withdrawnAt: null },
      data: {
        withdrawnAt: ctx.now,
        withdrawnBy: ctx.actor.userId,
        withdrawnByName: ctx.actor.name,
        withdrawnReason: reason,
        version: version + 1,
      },
    })
    const { count } = await withdrawn.catch((error) => {
      const code = RESTS_ON_IT[sqlStateOf(error) as keyof typeof RESTS_ON_IT]
      throw code ? new DomainError(code) : error
    })
    if (count === 0) throw new DomainError('evidence.changed')
    return { evidenceId }
  },
})
