'use server'

import type { Route } from 'next'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { formAction } from '@/lib/platform/form-action'
import { formReading } from '@/lib/platform/form-reading'
import { recordBatch, undoBatch } from '@/lib/support/commands/batch'
import { editMeasure } from '@/lib/support/commands/edit'
import { assignField } from '@/lib/support/commands/field'
import { confirmList, reportMatches, withdrawList } from '@/lib/support/commands/match'
import { savePlan } from '@/lib/support/commands/plan'
import { addProject, editProject, stepProject } from '@/lib/support/commands/project'
import { recordMeasure } from '@/lib/support/commands/record'
import { cancelMeasure, confirmMeasure, deliverMeasure, startMeasure } from '@/lib/support/commands/step'
import { addType, endType } from '@/lib/support/commands/type'
import { previewNumbers } from '@/lib/support/queries/list-preview'
import { tellPreview } from '@/lib/support/queries/tell-preview'

const show = ({ measureId }: { measureId: string }) => {
  revalidatePath('/support')
  redirect(`/support/${measureId}` as Route)
}
const showBatch = ({ batchId }: { batchId: string }) => {
  revalidatePath('/support')
  redirect(`/support/batches/${batchId}` as Route)
}
const showProject = ({ projectId }: { projectId: string }) => {
  revalidatePath('/support/projects')
  redirect(`/support/projects/${projectId}` as Route)
}
const showTypes = ({ code }: { code: string }) => {
  revalidatePath('/support/types')
  redirect(`/support/types?kept=${encodeURIComponent(code)}#${encodeURIComponent(code)}` as Route)
}

const showList = ({ listId }: { listId: string }) => {
  revalidatePath('/support/lists')
  redirect(`/support/lists/${listId}` as Route)
}

export const previewNumbersAction = formReading(previewNumbers, tellPreview)
export const confirmListAction = formAction(confirmList, showList)
export const reportMatchesAction = formAction(reportMatches, showList)
export const withdrawListAction = formAction(withdrawList, showList)
export const recordMeasureAction = formAction(recordMeasure, show)
export const editMeasureAction = formAction(editMeasure, show)
export const startMeasureAction = formAction(startMeasure, show)
export const deliverMeasureAction = formAction(deliverMeasure, show)
export const confirmMeasureAction = formAction(confirmMeasure, show)
export const cancelMeasureAction = formAction(cancelMeasure, show)
export const savePlanAction = formAction(savePlan, ({ householdId }) => {
  revalidatePath(`/households/${householdId}`)
  redirect(`/households/${householdId}/support?kept=plan` as Route)
})
export const recordBatchAction = formAction(recordBatch, showBatch)
export const undoBatchAction = formAction(undoBatch, showBatch)
export const addTypeAction = formAction(addType, showTypes)
export const endTypeAction = formAction(endType, showTypes)
export const assignFieldAction = formAction(assignField, () => {
  revalidatePath('/support/types')
  redirect('/support/types?kept=field#fields' as Route)
})
export const addProjectAction = formAction(addProject, showProject)
export const editProjectAction = formAction(editProject, showProject)
export const stepProjectAction = formAction(stepProject, showProject)
