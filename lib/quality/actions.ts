'use server'

import type { Route } from 'next'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { formAction } from '@/lib/platform/form-action'
import { explainIssue } from '@/lib/quality/commands/explain'
import { withdrawExplanation } from '@/lib/quality/commands/withdraw'

const show =
  (done: 'explained' | 'withdrawn') =>
  ({ regionCode }: { regionCode: string }) => {
    revalidatePath('/quality')
    redirect(`/quality?region=${regionCode}&done=${done}` as Route)
  }

export const explainIssueAction = formAction(explainIssue, show('explained'))
export const withdrawExplanationAction = formAction(withdrawExplanation, show('withdrawn'))
