import 'server-only'
import { defineCommand } from '@/lib/platform/command'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { countyOfScope } from '@/lib/regions/rules'
import { ReportTaskInput, SetTaskInput } from '@/lib/yearplans/schema'

/** Sets who answers for a task, its target and its days. Errors: NotFoundError, DomainError for days outside the year or a later change. */
export const setTask = defineCommand({
  name: 'villagePlan.setTask',
  permission: 'villagePlan:keep',
  input: SetTaskInput,
  async run(ctx, { taskId, version, owner, target, startsOn, endsOn }): Promise<{ planId: string }> {
    const task = await findTask(ctx, taskId)
    const year = String(task.plan.year)
    for (const [field, day] of [
      ['startsOn', startsOn],
      ['endsOn', endsOn],
    ] as const)
      if (!day.startsWith(year)) throw new DomainError('yearplans.withinTheYear', { year }, field)
    const first = await ctx.db.villageTaskEntry.findFirst({
      where: { countyCode: task.countyCode, taskId },
      orderBy: { doneOn: 'asc' },
      select: { doneOn: true },
    })
    if (first && startsOn > dayFrom(first.doneOn))
      throw new DomainError('yearplans.startedBefore', { day: dayFrom(first.doneOn) }, 'startsOn')
    const { count } = await ctx.db.villageTask.updateMany({
      where: { countyCode: task.countyCode, id: taskId, version },
      data: { owner, target, startsOn: dateOf(startsOn), endsOn: dateOf(endsOn), version: { increment: 1 } },
    })
    if (count !== 1) throw new DomainError('yearplans.changed')
    return { planId: task.planId }
  },
})

/** Records what was done for a task and how far it is; written once, day after day. Errors: NotFoundError, DomainError. */
export const reportTask = defineCommand({
  name: 'villagePlan.report',
  permission: 'villagePlan:keep',
  input: ReportTaskInput,
  async run(ctx, { id, taskId, doneOn, recordedAt: _, ...told }): Promise<{ planId: string; taskId: string }> {
    const { countyCode, regionCode, planId, startsOn, lastOn } = await findTask(ctx, taskId)
    if (doneOn > ctx.today) throw new DomainError('input.inTheFuture', {}, 'doneOn')
    const least = dayFrom(lastOn && lastOn > startsOn ? lastOn : startsOn)
    if (doneOn < least) throw new DomainError('yearplans.beforeLast', { day: least }, 'doneOn')
    await ctx.db.villageTaskEntry.create({
      data: {
        countyCode,
        regionCode,
        id,
        taskId,
        ...told,
        doneOn: dateOf(doneOn),
        recordedBy: ctx.actor.userId,
        recordedByName: ctx.actor.name,
        recordedAt: ctx.now,
      },
      select: { id: true },
    })
    return { planId, taskId }
  },
})

async function findTask(ctx: Ctx, taskId: string) {
  const task = await ctx.db.villageTask.findFirst({
    where: { ...countyOfScope(ctx.actor.scope), id: taskId },
    include: { plan: { select: { year: true } } },
  })
  if (!task) throw new NotFoundError()
  return task
}
