'use server'

import type { Route } from 'next'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { correctOutput, reportOutput } from '@/lib/partnerships/commands/output'
import { editPair, endPair, makePair } from '@/lib/partnerships/commands/pair'
import { correctReferral, reportReferral } from '@/lib/partnerships/commands/referral'
import { addUnit, closeUnit, editUnit } from '@/lib/partnerships/commands/unit'
import { formAction } from '@/lib/platform/form-action'

const showUnit = ({ unitId }: { unitId: string }) => {
  revalidatePath('/partnerships')
  redirect(`/partnerships/units/${unitId}` as Route)
}
const showPair = ({ pairId }: { pairId: string }) => {
  revalidatePath('/partnerships')
  redirect(`/partnerships/${pairId}` as Route)
}

export const addUnitAction = formAction(addUnit, showUnit)
export const editUnitAction = formAction(editUnit, showUnit)
export const closeUnitAction = formAction(closeUnit, showUnit)
export const makePairAction = formAction(makePair, showPair)
export const editPairAction = formAction(editPair, showPair)
export const endPairAction = formAction(endPair, showPair)
export const reportOutputAction = formAction(reportOutput, showPair)
export const correctOutputAction = formAction(correctOutput, showPair)
export const reportReferralAction = formAction(reportReferral, showUnit)
export const correctReferralAction = formAction(correctReferral, showUnit)
