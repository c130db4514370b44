import 'server-only'
import { isAnother } from '@/lib/exports/rules/four-eyes'
import { DecideExportInput } from '@/lib/exports/schema'
import { defineCommand } from '@/lib/platform/command'
import { DomainError, NotFoundError } from '@/lib/platform/errors'

/**
 * Approves or refuses somebody else's request; a refusal says why. Errors: DomainError `exports.ownRequest`, `exports.decidedAlready`
 * (somebody was faster), `exports.refusalNeedsWords`.
 */
export const decideExport = defineCommand({
  name: 'export.decide',
  permission: 'export:approve',
  input: DecideExportInput,
  async run(ctx, { exportId, decision, note }): Promise<{ exportId: string; status: 'APPROVED' | 'REFUSED' }> {
    const { actor } = ctx
    const request = await ctx.db.exportRequest.findFirst({
      where: { id: exportId },
      select: {
        countyCode: true,
        requestedBy: true,
        requestedFor: true,
        status: true,
        expiresAt: true,
        decidedByName: true,
      },
    })
    if (!request) throw new NotFoundError()
    if (!isAnother(actor, request)) throw new DomainError('exports.ownRequest')
    if (decision === 'REFUSE' && note === '') throw new DomainError('exports.refusalNeedsWords', {}, 'note')
    const status = decision === 'APPROVE' ? 'APPROVED' : 'REFUSED'
    const { count } = await ctx.db.exportRequest.updateMany({
      where: { countyCode: request.countyCode, id: exportId, status: 'REQUESTED', expiresAt: { gte: ctx.now } },
      data: {
        status,
        decidedBy: actor.userId,
        decidedFor: actor.actingFor?.userId,
        decidedByName: actor.name,
        decidedAt: ctx.now,
        decisionNote: note,
      },
    })
    if (count === 0) throw new DomainError('exports.decidedAlready', { by: request.decidedByName ?? '—' })
    return { exportId, status }
  },
})
