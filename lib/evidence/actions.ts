'use server'

import type { Route } from 'next'
import { redirect } from 'next/navigation'
import { addEvidence } from '@/lib/evidence/commands/add'
import { withdrawEvidence } from '@/lib/evidence/commands/withdraw'
import { galleryOf } from '@/lib/evidence/rules/places'
import { sweepNowAndThen } from '@/lib/evidence/sweep'
import { formAction } from '@/lib/platform/form-action'

export const addEvidenceAction = formAction(addEvidence, ({ evidenceId, householdId, subject }) => {
  sweepNowAndThen()
  const gallery = galleryOf(householdId, subject)
  redirect(`${gallery}&added=${evidenceId}` as Route)
})
export const withdrawEvidenceAction = formAction(withdrawEvidence, ({ evidenceId }) => {
  redirect(`/evidence/${evidenceId}` as Route)
})
