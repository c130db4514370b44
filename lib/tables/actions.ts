'use server'

import type { Route } from 'next'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { formAction } from '@/lib/platform/form-action'
import { copyTable, editTable, endTable, saveTable } from '@/lib/tables/commands'

const open = ({ tableId }: { tableId: string }) => {
  revalidatePath('/tables')
  redirect(`/tables/${tableId}` as Route)
}
const list = () => {
  revalidatePath('/tables')
  redirect('/tables?ended=1' as Route)
}

export const saveTableAction = formAction(saveTable, open)
export const editTableAction = formAction(editTable, open)
export const copyTableAction = formAction(copyTable, open)
export const endTableAction = formAction(endTable, list)
