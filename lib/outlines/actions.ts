'use server'

import type { Route } from 'next'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { importOutline, withdrawOutline } from '@/lib/outlines/commands'
import { formAction } from '@/lib/platform/form-action'

const show =
  (done: 'kept' | 'withdrawn') =>
  ({ regionCode }: { regionCode: string }) => {
    revalidatePath(`/dashboard/${regionCode}/outlines`)
    redirect(`/dashboard/${regionCode}/outlines?${done}=1` as Route)
  }

export const importOutlineAction = formAction(importOutline, show('kept'))
export const withdrawOutlineAction = formAction(withdrawOutline, show('withdrawn'))
