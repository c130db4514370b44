'use server'

import type { Route } from 'next'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import {
  closeCampaign,
  issueFeedback,
  startCampaign,
  startRectifying,
  summariseCampaign,
} from '@/lib/inspections/commands/conclude'
import { drawCampaign } from '@/lib/inspections/commands/draw'
import { addItem, endItem, renameItem } from '@/lib/inspections/commands/item'
import { missInspection } from '@/lib/inspections/commands/miss'
import { keepTeam, planCampaign, replanCampaign } from '@/lib/inspections/commands/plan'
import { recordInspection } from '@/lib/inspections/commands/record'
import { formAction } from '@/lib/platform/form-action'

const show = ({ campaignId }: { campaignId: string }) => {
  revalidatePath('/inspections')
  redirect(`/inspections/${campaignId}` as Route)
}
const showForm = ({ formId }: { formId: string }) => {
  revalidatePath('/inspections')
  redirect(`/inspections/forms/${formId}` as Route)
}
const showItems = ({ code }: { code: string }) => {
  revalidatePath('/inspections/items')
  redirect(`/inspections/items?kept=${encodeURIComponent(code)}` as Route)
}

export const planCampaignAction = formAction(planCampaign, show)
export const replanCampaignAction = formAction(replanCampaign, show)
export const keepTeamAction = formAction(keepTeam, show)
export const drawCampaignAction = formAction(drawCampaign, show)
export const startCampaignAction = formAction(startCampaign, show)
const showTurns = ({ campaignId }: { campaignId: string }) => {
  revalidatePath('/inspections')
  redirect(`/inspections/${campaignId}/households` as Route)
}

export const missInspectionAction = formAction(missInspection, showTurns)
export const recordInspectionAction = formAction(recordInspection, showForm)
export const summariseCampaignAction = formAction(summariseCampaign, show)
export const issueFeedbackAction = formAction(issueFeedback, show)
export const startRectifyingAction = formAction(startRectifying, show)
export const closeCampaignAction = formAction(closeCampaign, show)
export const addItemAction = formAction(addItem, showItems)
export const renameItemAction = formAction(renameItem, showItems)
export const endItemAction = formAction(endItem, showItems)
