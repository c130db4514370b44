import 'server-only'
import { register } from '@/lib/findings/commands/register'
import { defineCommand } from '@/lib/platform/command'
import { dateOf } from '@/lib/platform/days'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { countyOfScope } from '@/lib/regions/rules'
import { dayOfIts, enterpriseOf, keyOf } from '@/lib/resumption/commands/held'
import { PlanInput, RaiseInput } from '@/lib/resumption/schema'

/**
 * 一企一策 · The chief service officer raises a difficulty: a line of the one ledger in the enterprise's place, and the plan for it. Errors:
 * NotFoundError, DomainError, above all for whoever does not serve this enterprise.
 */
export const raiseDifficulty = defineCommand({
  name: 'difficulty.raise',
  permission: 'enterprise:serve',
  input: RaiseInput,
  async run(ctx, { id, enterpriseId, on, measure, department, dueOn, ...said }) {
    const held = await enterpriseOf(ctx, enterpriseId)
    dayOfIts(ctx, held, on, 'on')
    const { countyCode, regionCode } = held
    const mine = await ctx.db.enterpriseOfficer.findFirst({
      where: { countyCode, enterpriseId, userId: ctx.actor.userId, validTo: null },
      select: { id: true },
    })
    if (!mine) throw new DomainError('resumption.notItsOfficer')
    if (dueOn && dueOn < on) throw new DomainError('resumption.dueBefore', {}, 'dueOn')
    await register(ctx, {
      id,
      regionCode,
      ...said,
      source: 'ENTERPRISE_SERVICE',
      sourceYear: Number(on.slice(0, 4)),
      document: held.name,
      category: 'OTHER',
      reach: 'POINT',
      foundOn: on,
      originKind: 'ENTERPRISE',
      originId: enterpriseId,
    })
    await ctx.db.enterpriseDifficulty.create({
      data: {
        ...keyOf(held),
        id,
        title: said.title,
        measure,
        department,
        dueOn: dueOn ? dateOf(dueOn) : null,
        raisedOn: dateOf(on),
        raisedBy: ctx.actor.userId,
        raisedByName: ctx.actor.name,
      },
      select: { id: true },
    })
    return { enterpriseId }
  },
})

/** Plans a difficulty anew: by which measure, of which department, until when. Errors: NotFoundError, DomainError. */
export const planDifficulty = defineCommand({
  name: 'difficulty.plan',
  permission: 'enterprise:serve',
  input: PlanInput,
  async run(ctx, { difficultyId, version, measure, department, dueOn }) {
    const where = { ...countyOfScope(ctx.actor.scope), id: difficultyId }
    const known = await ctx.db.enterpriseDifficulty.findFirst({
      where,
      select: { countyCode: true, enterpriseId: true, finding: { select: { status: true } } },
    })
    if (!known) throw new NotFoundError()
    if (known.finding.status === 'CLOSED') throw new DomainError('resumption.solvedAlready')
    const { count } = await ctx.db.enterpriseDifficulty.updateMany({
      where: { ...where, version },
      data: { measure, department, dueOn: dueOn ? dateOf(dueOn) : null, version: { increment: 1 } },
    })
    if (count !== 1) throw new DomainError('resumption.changed')
    return { enterpriseId: known.enterpriseId }
  },
})
