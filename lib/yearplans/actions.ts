'use server'

import type { Route } from 'next'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { formAction } from '@/lib/platform/form-action'
import { doneGroup, drawGroups, setGroup } from '@/lib/yearplans/commands/groups'
import { addKind, endKind } from '@/lib/yearplans/commands/kind'
import { correctLabour, reportLabour } from '@/lib/yearplans/commands/labour'
import { editPlan, makePlan } from '@/lib/yearplans/commands/plan'
import { reportSupply } from '@/lib/yearplans/commands/supplies'
import { reportTask, setTask } from '@/lib/yearplans/commands/task'
import type { PlanPart } from '@/lib/yearplans/schema'

const show =
  (part: PlanPart) =>
  ({ planId }: { planId: string }) => {
    revalidatePath('/village-plans')
    redirect(`/village-plans/${planId}${part === 'tasks' ? '' : `?part=${part}`}` as Route)
  }
const showKinds = () => {
  revalidatePath('/village-plans/tasks')
  redirect('/village-plans/tasks' as Route)
}

export const makePlanAction = formAction(makePlan, show('tasks'))
export const editPlanAction = formAction(editPlan, show('tasks'))
export const setTaskAction = formAction(setTask, show('tasks'))
export const reportTaskAction = formAction(reportTask, show('tasks'))
export const addKindAction = formAction(addKind, showKinds)
export const endKindAction = formAction(endKind, showKinds)
export const reportLabourAction = formAction(reportLabour, show('labour'))
export const correctLabourAction = formAction(correctLabour, show('labour'))
export const drawGroupsAction = formAction(drawGroups, show('groups'))
export const setGroupAction = formAction(setGroup, show('groups'))
export const doneGroupAction = formAction(doneGroup, show('groups'))
export const reportSupplyAction = formAction(reportSupply, show('supplies'))
