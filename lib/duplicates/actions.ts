'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { carryOutEnding, decideAcross } from '@/lib/duplicates/commands/across'
import { decideDuplicate } from '@/lib/duplicates/commands/decide'
import { findDuplicates } from '@/lib/duplicates/commands/find'
import { mergeHousehold } from '@/lib/duplicates/commands/merge-household'
import { mergePerson } from '@/lib/duplicates/commands/merge-person'
import { raiseDuplicate } from '@/lib/duplicates/commands/raise'
import { undoMerge } from '@/lib/duplicates/commands/undo-merge'
import { formAction } from '@/lib/platform/form-action'

const show = ({ reviewId }: { reviewId: string }) => {
  revalidatePath('/duplicates')
  redirect(`/duplicates/${reviewId}`)
}

export const decideDuplicateAction = formAction(decideDuplicate, show)
export const raiseDuplicateAction = formAction(raiseDuplicate, show)
export const mergePersonAction = formAction(mergePerson, show)
export const mergeHouseholdAction = formAction(mergeHousehold, show)
export const undoMergeAction = formAction(undoMerge, show)
export const carryOutEndingAction = formAction(carryOutEnding, show)
export const decideAcrossAction = formAction(decideAcross, ({ reviewId }) => {
  revalidatePath('/duplicates')
  redirect(`/duplicates/across/${reviewId}`)
})
export const findDuplicatesAction = formAction(findDuplicates, ({ made }) => {
  revalidatePath('/duplicates')
  redirect(`/duplicates?found=${made}`)
})
