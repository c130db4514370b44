'use server'

import type { Route } from 'next'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { formAction } from '@/lib/platform/form-action'
import { applyRelief, draftRelief, withdrawRelief } from '@/lib/relief/commands/apply'
import { closePayouts, collectPayouts, recordCall, samplePayouts } from '@/lib/relief/commands/cycle'
import { approveRelief, rejectRelief, returnRelief, revokeRelief } from '@/lib/relief/commands/decide'
import { correctReliefEvent, markLine, recordReliefEvent, settle, unsettle } from '@/lib/relief/commands/event'
import { insure, reportFigures, withdrawFigure } from '@/lib/relief/commands/figures'
import { checkFilialList, contributeFilial, payFilialList, prepareFilialList } from '@/lib/relief/commands/filial'
import { cancelContribution } from '@/lib/relief/commands/filial-cancel'
import { payIn, reverseEntry, rollOver } from '@/lib/relief/commands/funds'
import { confirmRelief, disburseRelief, reviewPost } from '@/lib/relief/commands/pay'
import { acceptRelief, objectToRelief, publishRelief, reviewRelief } from '@/lib/relief/commands/review'

const showEvent = ({ eventId }: { eventId: string }) => {
  revalidatePath('/relief')
  redirect(`/relief/events/${eventId}` as Route)
}
const show = ({ applicationId }: { applicationId: string }) => {
  revalidatePath('/relief')
  redirect(`/relief/${applicationId}` as Route)
}
const showFilial = () => redirect('/relief/filial?done=1' as Route)
const showCycle = ({ cycleId }: { cycleId: string }) => {
  revalidatePath('/relief/cycles')
  redirect(`/relief/cycles/${cycleId}?done=1` as Route)
}
const showFunds = () => redirect('/relief/funds?done=1' as Route)
const showLines = ({ regionCode }: { regionCode: string }) =>
  redirect(`/relief/lines?region=${regionCode}&done=1` as Route)

export const recordReliefEventAction = formAction(recordReliefEvent, showEvent)
export const correctReliefEventAction = formAction(correctReliefEvent, showEvent)
export const settleAction = formAction(settle, showEvent)
export const unsettleAction = formAction(unsettle, showEvent)
export const markLineAction = formAction(markLine, showEvent)
export const draftReliefAction = formAction(draftRelief, show)
export const applyReliefAction = formAction(applyRelief, show)
export const withdrawReliefAction = formAction(withdrawRelief, show)
export const acceptReliefAction = formAction(acceptRelief, show)
export const reviewReliefAction = formAction(reviewRelief, show)
export const publishReliefAction = formAction(publishRelief, show)
export const objectToReliefAction = formAction(objectToRelief, show)
export const approveReliefAction = formAction(approveRelief, show)
export const rejectReliefAction = formAction(rejectRelief, show)
export const returnReliefAction = formAction(returnRelief, show)
export const revokeReliefAction = formAction(revokeRelief, show)
export const disburseReliefAction = formAction(disburseRelief, show)
export const confirmReliefAction = formAction(confirmRelief, show)
export const reviewPostAction = formAction(reviewPost, show)
export const collectPayoutsAction = formAction(collectPayouts, showCycle)
export const closePayoutsAction = formAction(closePayouts, showCycle)
export const samplePayoutsAction = formAction(samplePayouts, showCycle)
export const recordCallAction = formAction(recordCall, showCycle)
export const contributeFilialAction = formAction(contributeFilial, showFilial)
export const cancelContributionAction = formAction(cancelContribution, showFilial)
export const prepareFilialListAction = formAction(prepareFilialList, showFilial)
export const checkFilialListAction = formAction(checkFilialList, showFilial)
export const payFilialListAction = formAction(payFilialList, showFilial)
export const payInAction = formAction(payIn, showFunds)
export const reverseEntryAction = formAction(reverseEntry, showFunds)
export const rollOverAction = formAction(rollOver, showFunds)
export const insureAction = formAction(insure, showLines)
export const reportFiguresAction = formAction(reportFigures, showLines)
export const withdrawFigureAction = formAction(withdrawFigure, showLines)
