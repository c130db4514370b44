'use server'
import { redirect } from 'next/navigation'
import { formAction } from '@/lib/platform/form-action'
import { logVisit } from '@/lib/visits/commands/log-visit'

export const logVisitAction = formAction(logVisit, ({ visitId }) => redirect(`/visits/${visitId}`))
