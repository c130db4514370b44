'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { assessCase } from '@/lib/monitoring/commands/assess-case'
import { dismissClue } from '@/lib/monitoring/commands/dismiss-clue'
import { openClue } from '@/lib/monitoring/commands/open-clue'
import { formAction } from '@/lib/platform/form-action'

const show = ({ clueId }: { clueId: string }) => {
  revalidatePath('/clues')
  redirect(`/clues/${clueId}`)
}

export const openClueAction = formAction(openClue, show)
export const dismissClueAction = formAction(dismissClue, show)
export const assessCaseAction = formAction(assessCase, ({ caseId }) => {
  revalidatePath('/monitoring')
  redirect(`/monitoring/${caseId}`)
})
