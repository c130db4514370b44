import 'server-only'
import type { Ctx } from '@/lib/platform/db'
import { getGroups } from '@/lib/yearplans/queries/groups'
import { getLabour } from '@/lib/yearplans/queries/labour'
import { getPlanHead, getTaskForm, listTasks } from '@/lib/yearplans/queries/plan'
import { getSupplies, suppliesForm } from '@/lib/yearplans/queries/supplies'
import type { PlanPart } from '@/lib/yearplans/schema'

/** A plan with the one of its parts that is looked at. Errors: NotFoundError. */
export async function getPlanPart(ctx: Ctx, id: string, part: PlanPart) {
  const plan = await getPlanHead(ctx, id)
  switch (part) {
    case 'tasks':
      return { plan, part, tasks: await listTasks(ctx, plan) }
    case 'labour':
      return { plan, part, labour: await getLabour(ctx, plan) }
    case 'groups':
      return { plan, part, groups: await getGroups(ctx, plan) }
    case 'supplies':
      return { plan, part, supplies: await getSupplies(ctx, plan) }
  }
}

export type RecordView = Awaited<ReturnType<typeof getRecordForm>>

/** What the form of a task's progress needs to know, or of a supply where no task is named. Errors: NotFoundError. */
export async function getRecordForm(ctx: Ctx, planId: string, taskId: string | null) {
  if (taskId === null) {
    const supply = suppliesForm(await getPlanHead(ctx, planId))
    return { what: 'supply' as const, supply, userId: supply.userId, newId: supply.newId }
  }
  const task = await getTaskForm(ctx, planId, taskId)
  return { what: 'task' as const, task, userId: task.userId, newId: task.newId }
}
