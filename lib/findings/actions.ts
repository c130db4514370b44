'use server'

import type { Route } from 'next'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { closeFinding, returnFinding, reviewFinding, verifyFinding } from '@/lib/findings/commands/above'
import {
  extendFinding,
  keepLongTerm,
  pressFinding,
  publishFinding,
  recheckFinding,
  reopenFinding,
} from '@/lib/findings/commands/after'
import { decideAspect, proposeAspect } from '@/lib/findings/commands/aspect'
import {
  acceptFinding,
  assignFinding,
  proveFinding,
  reportProgress,
  submitFinding,
} from '@/lib/findings/commands/rectify'
import { registerFinding } from '@/lib/findings/commands/register'
import { registerLike } from '@/lib/findings/commands/register-like'
import { formAction } from '@/lib/platform/form-action'

const show = ({ findingId }: { findingId: string }) => {
  revalidatePath('/findings')
  redirect(`/findings/${findingId}` as Route)
}

const showAspects = () => {
  revalidatePath('/inspections/aspects')
  redirect('/inspections/aspects?kept=1' as Route)
}

export const registerFindingAction = formAction(registerFinding, show)
export const registerLikeAction = formAction(registerLike, show)
export const assignFindingAction = formAction(assignFinding, show)
export const acceptFindingAction = formAction(acceptFinding, show)
export const reportProgressAction = formAction(reportProgress, show)
export const proveFindingAction = formAction(proveFinding, show)
export const submitFindingAction = formAction(submitFinding, show)
export const reviewFindingAction = formAction(reviewFinding, show)
export const verifyFindingAction = formAction(verifyFinding, show)
export const closeFindingAction = formAction(closeFinding, show)
export const returnFindingAction = formAction(returnFinding, show)
export const extendFindingAction = formAction(extendFinding, show)
export const keepLongTermAction = formAction(keepLongTerm, show)
export const pressFindingAction = formAction(pressFinding, show)
export const publishFindingAction = formAction(publishFinding, show)
export const reopenFindingAction = formAction(reopenFinding, show)
export const recheckFindingAction = formAction(recheckFinding, show)
export const proposeAspectAction = formAction(proposeAspect, showAspects)
export const decideAspectAction = formAction(decideAspect, showAspects)
