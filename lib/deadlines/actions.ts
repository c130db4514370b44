'use server'

import type { Route } from 'next'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { setDay } from '@/lib/deadlines/commands/calendar'
import { explainLate } from '@/lib/deadlines/commands/explain'
import { formAction } from '@/lib/platform/form-action'

export const explainLateAction = formAction(explainLate, () => {
  revalidatePath('/deadlines')
  redirect('/deadlines?tab=LATE&done=1' as Route)
})
export const setDayAction = formAction(setDay, ({ day }) => {
  revalidatePath('/deadlines')
  redirect(`/deadlines/calendar?year=${day.slice(0, 4)}&set=${day}` as Route)
})
