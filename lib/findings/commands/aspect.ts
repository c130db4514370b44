import 'server-only'
import { listAspects } from '@/lib/findings/queries/aspects'
import { DecideAspectInput, ProposeAspectInput } from '@/lib/findings/schema'
import { defineCommand } from '@/lib/platform/command'
import { dateOf } from '@/lib/platform/days'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { countyOf, countyOfScope, pad } from '@/lib/regions/rules'

/**
 * Proposes to add an aspect in one's county, to give one another name, or to end one, with the reason. Errors: NotFoundError for an aspect that is
 * not in force there, DomainError.
 */
export const proposeAspect = defineCommand({
  name: 'aspect.propose',
  permission: 'aspect:propose',
  input: ProposeAspectInput,
  async run(ctx, { id, kind, aspect, nameZh, nameEn, reason }): Promise<{ changeId: string }> {
    const countyCode = countyOf(ctx.actor.scope)
    const aspects = await listAspects(ctx, countyCode)
    if (kind !== 'ADD' && !aspects.some(({ code }) => code === aspect)) throw new NotFoundError()
    if (kind !== 'END' && aspects.some((each) => each.nameZh === nameZh && each.code !== aspect))
      throw new DomainError('findings.aspectThere', {}, 'nameZh')
    if (kind === 'END' && aspects.length === 1) throw new DomainError('findings.lastAspect')
    const open = aspect && (await ctx.db.aspectChange.findFirst({ where: { countyCode, aspect, decision: null } }))
    if (open) throw new DomainError('findings.changeThere', { name: open.proposedByName })
    await ctx.db.aspectChange.create({
      data: {
        countyCode,
        id,
        regionCode: pad(countyCode),
        kind,
        aspect: kind === 'ADD' ? null : aspect,
        nameZh: kind === 'END' ? '' : nameZh,
        nameEn: kind === 'END' ? '' : nameEn,
        reason,
        proposedBy: ctx.actor.userId,
        proposedByName: ctx.actor.name,
        proposedOn: dateOf(ctx.today),
      },
      select: { id: true },
    })
    return { changeId: id }
  },
})

/**
 * Approves or refuses a change of the aspects; the database carries out what is approved. Old records keep the aspect they have. Errors:
 * NotFoundError, DomainError for one's own proposal, one decided already, and an aspect that is no longer in force.
 */
export const decideAspect = defineCommand({
  name: 'aspect.decide',
  permission: 'aspect:decide',
  input: DecideAspectInput,
  async run(ctx, { changeId, decision, note }): Promise<{ changeId: string }> {
    const where = { ...countyOfScope(ctx.actor.scope), id: changeId }
    const change = await ctx.db.aspectChange.findFirst({ where })
    if (!change) throw new NotFoundError()
    if (change.decision) throw new DomainError('findings.decidedAlready')
    if ([ctx.actor.userId, ctx.actor.actingFor?.userId].includes(change.proposedBy))
      throw new DomainError('findings.ownChange')
    const inForce = await listAspects(ctx, change.countyCode)
    if (decision === 'APPROVED' && change.aspect && !inForce.some(({ code }) => code === change.aspect))
      throw new DomainError('findings.noAspect')
    const { count } = await ctx.db.aspectChange.updateMany({
      where: { countyCode: change.countyCode, id: changeId, decision: null },
      data: {
        decision,
        decidedBy: ctx.actor.userId,
        decidedByName: ctx.actor.name,
        decidedOn: dateOf(ctx.today),
        decisionNote: note,
      },
    })
    if (count !== 1) throw new DomainError('findings.decidedAlready')
    return { changeId }
  },
})
