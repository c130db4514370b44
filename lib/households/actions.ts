'use server'

import type { Route } from 'next'
import { redirect } from 'next/navigation'
import { editHousehold } from '@/lib/households/commands/edit'
import { editPerson } from '@/lib/households/commands/edit-person'
import { assignHelper, endHelper } from '@/lib/households/commands/helpers'
import { recordIncome } from '@/lib/households/commands/record-income'
import { recordLiving } from '@/lib/households/commands/record-living'
import { registerHousehold } from '@/lib/households/commands/register'
import { unmaskValue } from '@/lib/households/commands/unmask'
import { formAction } from '@/lib/platform/form-action'

export const editHouseholdAction = formAction(editHousehold, ({ householdId, saved, merged }) => {
  redirect(`/households/${householdId}?saved=${[saved.length, ...merged].join('.')}` as Route)
})

export const unmaskAction = formAction(unmaskValue, ({ householdId, accessId }) =>
  redirect(`/households/${householdId}/unmask/${accessId}` as Route),
)

export const editPersonAction = formAction(editPerson, ({ householdId, personId, saved, merged }) => {
  redirect(`/households/${householdId}/members/${personId}?saved=${[saved.length, ...merged].join('.')}` as Route)
})

export const recordLivingAction = formAction(recordLiving, ({ householdId, year, saved, merged }) => {
  redirect(`/households/${householdId}?saved=${[saved.length, ...merged].join('.')}&living=${year}#living` as Route)
})

export const recordIncomeAction = formAction(recordIncome, ({ householdId, year, saved, merged }) => {
  redirect(`/households/${householdId}?saved=${[saved.length, ...merged].join('.')}&income=${year}#income` as Route)
})

export const assignHelperAction = formAction(assignHelper, ({ householdId }) => {
  redirect(`/households/${householdId}?helper=assigned#helpers` as Route)
})

export const endHelperAction = formAction(endHelper, ({ householdId }) => {
  redirect(`/households/${householdId}?helper=ended#helpers` as Route)
})

export const registerHouseholdAction = formAction(registerHousehold, ({ householdId, householdNo }) => {
  redirect(`/households/${householdId}?registered=${householdNo}` as Route)
})
