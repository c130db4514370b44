import 'server-only'
import { defineCommand } from '@/lib/platform/command'
import { dateOf, dayFrom, daysBetween } from '@/lib/platform/days'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { countyOf, countyOfScope } from '@/lib/regions/rules'
import { mayTakeBack } from '@/lib/worklogs/rules/month'
import { AskLeaveInput, DecideLeaveInput, type LeaveDecision, WithdrawLeaveInput } from '@/lib/worklogs/schema'

const LONGEST_DAYS = 180

/** Asks for leave for oneself (请假), for days that no other leave covers. Errors: DomainError beside the field. */
export const askLeave = defineCommand({
  name: 'leave.ask',
  permission: 'workLog:write',
  input: AskLeaveInput,
  async run(ctx, { id, kind, reason, fromOn, toOn, recordedAt: _ }): Promise<{ leaveId: string }> {
    const { regionCode, userId, name } = ctx.actor
    const countyCode = countyOf(regionCode)
    if (daysBetween(fromOn, toOn) > LONGEST_DAYS) throw new DomainError('worklogs.tooLong', {}, 'toOn')
    const other = await ctx.db.workLeave.findFirst({
      where: {
        countyCode,
        userId,
        fromOn: { lte: dateOf(toOn) },
        toOn: { gte: dateOf(fromOn) },
        withdrawnAt: null,
        OR: [{ decision: null }, { decision: 'GRANTED' }],
      },
      select: { fromOn: true, toOn: true },
    })
    if (other) {
      const [from, to] = [dayFrom(other.fromOn), dayFrom(other.toOn)]
      throw new DomainError('worklogs.leaveThere', { from, to }, 'fromOn')
    }
    const days = { fromOn: dateOf(fromOn), toOn: dateOf(toOn) }
    await ctx.db.workLeave.create({
      data: { countyCode, id, regionCode, userId, userName: name, kind, reason, ...days, askedAt: ctx.now },
      select: { id: true },
    })
    return { leaveId: id }
  },
})

/** Grants or refuses leave, once, by another than who asked (乡镇审批). Errors: NotFoundError, DomainError. */
export const decideLeave = defineCommand({
  name: 'leave.decide',
  permission: 'leave:decide',
  input: DecideLeaveInput,
  async run(ctx, { leaveId, decision, note }): Promise<{ leaveId: string }> {
    const leave = await ctx.db.workLeave.findFirst({ where: { ...countyOfScope(ctx.actor.scope), id: leaveId } })
    if (!leave) throw new NotFoundError()
    const { userId, name, actingFor } = ctx.actor
    if ([userId, actingFor?.userId].includes(leave.userId)) throw new DomainError('worklogs.fourEyes')
    if (leave.withdrawnAt) throw new DomainError('worklogs.withdrawn')
    const { count } = await ctx.db.workLeave.updateMany({
      where: { countyCode: leave.countyCode, id: leaveId, decision: null, withdrawnAt: null },
      data: { decision, decisionNote: note, decidedAt: ctx.now, decidedBy: userId, decidedByName: name },
    })
    if (count !== 1) throw new DomainError('worklogs.decidedAlready')
    return { leaveId }
  },
})

/**
 * Takes back leave that one asked for oneself (撤回请假), before it is decided or before it begins; its days are free again. Errors:
 * NotFoundError for another's, DomainError `worklogs.withdrawn`, `worklogs.leaveOver` once it was refused or has begun.
 */
export const withdrawLeave = defineCommand({
  name: 'leave.withdraw',
  permission: 'workLog:write',
  input: WithdrawLeaveInput,
  async run(ctx, { leaveId }): Promise<{ leaveId: string }> {
    const own = { ...countyOfScope(ctx.actor.scope), id: leaveId, userId: ctx.actor.userId }
    const leave = await ctx.db.workLeave.findFirst({ where: own })
    if (!leave) throw new NotFoundError()
    if (leave.withdrawnAt) throw new DomainError('worklogs.withdrawn')
    const decision = leave.decision as LeaveDecision | null
    if (!mayTakeBack({ decision, fromOn: dayFrom(leave.fromOn), isWithdrawn: false }, ctx.today))
      throw new DomainError('worklogs.leaveOver')
    const { count } = await ctx.db.workLeave.updateMany({
      where: { countyCode: leave.countyCode, id: leaveId, decision, withdrawnAt: null },
      data: { withdrawnAt: ctx.now },
    })
    if (count !== 1) throw new DomainError('worklogs.leaveOver')
    return { leaveId }
  },
})
