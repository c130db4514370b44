'use server'

import type { Route } from 'next'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { importFacts } from '@/lib/indicators/commands/import-facts'
import { addInput, correctFact, reportFact } from '@/lib/indicators/commands/report'
import { cascadeTarget, changeTarget, setTarget } from '@/lib/indicators/commands/targets'
import { formAction } from '@/lib/platform/form-action'

const showFact = ({ factId }: { factId: string }) => {
  revalidatePath('/indicators')
  redirect(`/indicators/facts/${factId}?kept=1` as Route)
}
const showImported = ({ facts, targets }: { facts: number; targets: number }) => {
  revalidatePath('/indicators')
  redirect(`/indicators/facts?facts=${facts}&targets=${targets}` as Route)
}
const showInputs = () => {
  revalidatePath('/indicators/inputs')
  redirect('/indicators/inputs?kept=1' as Route)
}
const showTarget = ({ targetId }: { targetId: string }) => {
  revalidatePath('/indicators/targets')
  redirect(`/indicators/targets/${targetId}?kept=1` as Route)
}

export const reportFactAction = formAction(reportFact, showFact)
export const correctFactAction = formAction(correctFact, showFact)
export const importFactsAction = formAction(importFacts, showImported)
export const addInputAction = formAction(addInput, showInputs)
export const setTargetAction = formAction(setTarget, showTarget)
export const changeTargetAction = formAction(changeTarget, showTarget)
export const cascadeTargetAction = formAction(cascadeTarget, showTarget)
