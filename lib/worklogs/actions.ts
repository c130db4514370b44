'use server'

import type { Route } from 'next'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { formAction } from '@/lib/platform/form-action'
import { addWorkKind, endWorkKind } from '@/lib/worklogs/commands/kind'
import { askLeave, decideLeave, withdrawLeave } from '@/lib/worklogs/commands/leave'
import { correctLog, writeLog } from '@/lib/worklogs/commands/log'

const showLog = ({ logId }: { logId: string }) => {
  revalidatePath('/worklogs')
  redirect(`/worklogs/${logId}` as Route)
}
const showList = () => {
  revalidatePath('/worklogs')
  redirect('/worklogs' as Route)
}
const showKinds = () => {
  revalidatePath('/worklogs/kinds')
  redirect('/worklogs/kinds' as Route)
}

export const writeLogAction = formAction(writeLog, showLog)
export const correctLogAction = formAction(correctLog, showLog)
export const askLeaveAction = formAction(askLeave, showList)
export const decideLeaveAction = formAction(decideLeave, showList)
export const withdrawLeaveAction = formAction(withdrawLeave, showList)
export const addWorkKindAction = formAction(addWorkKind, showKinds)
export const endWorkKindAction = formAction(endWorkKind, showKinds)
