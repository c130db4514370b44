'use server'

import type { Route } from 'next'
import { redirect } from 'next/navigation'
import { editHousehold } from '@/lib/households/commands/edit'
import { unmaskValue } from '@/lib/households/commands/unmask'
import { formAction } from '@/lib/platform/form-action'

export const editHouseholdAction = formAction(editHousehold, ({ householdId, saved, merged }) => {
  redirect(`/households/${householdId}?saved=${[saved.length, ...merged].join('.')}` as Route)
})

export const unmaskAction = formAction(unmaskValue, ({ householdId, accessId }) =>
  redirect(`/households/${householdId}/unmask/${accessId}` as Route),
)
