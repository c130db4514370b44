'use server'

import type { Route } from 'next'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { importOutline } from '@/lib/outlines/commands'
import { formAction } from '@/lib/platform/form-action'

const show = ({ regionCode }: { regionCode: string }) => {
  revalidatePath(`/dashboard/${regionCode}/outlines`)
  redirect(`/dashboard/${regionCode}/outlines?kept=1` as Route)
}

export const importOutlineAction = formAction(importOutline, show)
