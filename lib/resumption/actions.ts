'use server'

import type { Route } from 'next'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { formAction } from '@/lib/platform/form-action'
import { planDifficulty, raiseDifficulty } from '@/lib/resumption/commands/difficulty'
import { addEnterprise, editEnterprise, endEnterprise } from '@/lib/resumption/commands/enterprise'
import { reportFigures } from '@/lib/resumption/commands/figures'
import { assignOfficer } from '@/lib/resumption/commands/officer'
import { applyResumption, checkResumption, moveResumption } from '@/lib/resumption/commands/step'
import { visitEnterprise, withdrawVisit } from '@/lib/resumption/commands/visit'

const show = ({ enterpriseId }: { enterpriseId: string }) => {
  revalidatePath('/enterprises')
  redirect(`/enterprises/${enterpriseId}` as Route)
}

export const addEnterpriseAction = formAction(addEnterprise, show)
export const editEnterpriseAction = formAction(editEnterprise, show)
export const endEnterpriseAction = formAction(endEnterprise, show)
export const assignOfficerAction = formAction(assignOfficer, show)
export const applyResumptionAction = formAction(applyResumption, show)
export const checkResumptionAction = formAction(checkResumption, show)
export const moveResumptionAction = formAction(moveResumption, show)
export const reportFiguresAction = formAction(reportFigures, show)
export const visitEnterpriseAction = formAction(visitEnterprise, show)
export const withdrawVisitAction = formAction(withdrawVisit, show)
export const raiseDifficultyAction = formAction(raiseDifficulty, show)
export const planDifficultyAction = formAction(planDifficulty, show)
