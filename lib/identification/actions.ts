'use server'

import type { Route } from 'next'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import {
  announceProcedure,
  approveProcedure,
  registerProcedure,
  rejectProcedure,
  returnProcedure,
  reviewProcedure,
} from '@/lib/identification/commands/above'
import {
  compareMonitoring,
  dismissMonitoring,
  startMonitoring,
  verifyMonitoring,
} from '@/lib/identification/commands/monitoring'
import { startRemoval, verifyRemoval } from '@/lib/identification/commands/removal'
import { planExits, startProcedure } from '@/lib/identification/commands/start'
import {
  agreeProcedure,
  appraiseProcedure,
  objectToProcedure,
  publishProcedure,
  publishProcedureAgain,
  verifyProcedure,
} from '@/lib/identification/commands/village'
import { formAction } from '@/lib/platform/form-action'

const show = ({ procedureId }: { procedureId: string }) => {
  revalidatePath('/identification')
  redirect(`/identification/${procedureId}` as Route)
}

export const startProcedureAction = formAction(startProcedure, show)
export const planExitsAction = formAction(planExits, ({ planned, left }) => {
  redirect(`/identification?kind=EXIT&planned=${planned}&left=${left.length}` as Route)
})
export const verifyProcedureAction = formAction(verifyProcedure, show)
export const agreeProcedureAction = formAction(agreeProcedure, show)
export const appraiseProcedureAction = formAction(appraiseProcedure, show)
export const publishProcedureAction = formAction(publishProcedure, show)
export const publishProcedureAgainAction = formAction(publishProcedureAgain, show)
export const objectToProcedureAction = formAction(objectToProcedure, show)
export const reviewProcedureAction = formAction(reviewProcedure, show)
export const approveProcedureAction = formAction(approveProcedure, show)
export const announceProcedureAction = formAction(announceProcedure, show)
export const registerProcedureAction = formAction(registerProcedure, show)
export const returnProcedureAction = formAction(returnProcedure, show)
export const rejectProcedureAction = formAction(rejectProcedure, show)
export const startMonitoringAction = formAction(startMonitoring, show)
export const verifyMonitoringAction = formAction(verifyMonitoring, show)
export const dismissMonitoringAction = formAction(dismissMonitoring, show)
export const compareMonitoringAction = formAction(compareMonitoring, show)
export const startRemovalAction = formAction(startRemoval, show)
export const verifyRemovalAction = formAction(verifyRemoval, show)
