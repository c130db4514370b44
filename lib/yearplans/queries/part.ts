import 'server-only'
import type { Ctx } from '@/lib/platform/db'
import { getLabour } from '@/lib/yearplans/queries/labour'
import { getPlanHead, listTasks } from '@/lib/yearplans/queries/plan'
import type { PlanPart } from '@/lib/yearplans/schema'

/** A plan with the one of its parts that is looked at. Errors: NotFoundError. */
export async function getPlanPart(ctx: Ctx, id: string, part: PlanPart) {
  const plan = await getPlanHead(ctx, id)
  switch (part) {
    case 'tasks':
      return { plan, part, tasks: await listTasks(ctx, plan) }
    case 'labour':
      return { plan, part, labour: await getLabour(ctx, plan) }
  }
}
