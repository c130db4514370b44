'use server'

import type { Route } from 'next'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { formAction } from '@/lib/platform/form-action'
import { decideChange, proposeChange } from '@/lib/supervision/commands/change'
import { delistPlace, proposeDelisting, returnPlace } from '@/lib/supervision/commands/delist'
import { derive } from '@/lib/supervision/commands/derive'
import { setMembers } from '@/lib/supervision/commands/members'
import { assignPlace, listPlaces, reportWork } from '@/lib/supervision/commands/place'
import { holdSession, publishSession } from '@/lib/supervision/commands/session'
import { addWork, endWork } from '@/lib/supervision/commands/works'

const showRun = ({ runId }: { runId: string }) => {
  revalidatePath('/supervision')
  redirect(`/supervision/runs/${runId}` as Route)
}
const showPlace = ({ placeId }: { placeId: string }) => {
  revalidatePath('/supervision')
  redirect(`/supervision/${placeId}` as Route)
}
const showSession = ({ sessionId }: { sessionId: string }) => {
  revalidatePath('/supervision')
  redirect(`/supervision/sessions/${sessionId}` as Route)
}
const showWorks = () => {
  revalidatePath('/supervision/works')
  redirect('/supervision/works?kept=1' as Route)
}

export const deriveAction = formAction(derive, showRun)
export const proposeChangeAction = formAction(proposeChange, showRun)
export const decideChangeAction = formAction(decideChange, showRun)
export const listPlacesAction = formAction(listPlaces, showRun)
export const assignPlaceAction = formAction(assignPlace, showPlace)
export const setMembersAction = formAction(setMembers, showPlace)
export const reportWorkAction = formAction(reportWork, showPlace)
export const proposeDelistingAction = formAction(proposeDelisting, showPlace)
export const delistPlaceAction = formAction(delistPlace, showPlace)
export const returnPlaceAction = formAction(returnPlace, showPlace)
export const holdSessionAction = formAction(holdSession, showSession)
export const publishSessionAction = formAction(publishSession, showSession)
export const addWorkAction = formAction(addWork, showWorks)
export const endWorkAction = formAction(endWork, showWorks)
