'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { decideExport } from '@/lib/exports/commands/decide'
import { linkExport } from '@/lib/exports/commands/link'
import { makeExport } from '@/lib/exports/commands/make'
import { requestExport, requestSummary } from '@/lib/exports/commands/request'
import { runAfter } from '@/lib/exports/run-after'
import { formAction } from '@/lib/platform/form-action'

const make = async ({ exportId }: { exportId: string }) => {
  await runAfter(exportId)
  redirect(`/exports/${exportId}`)
}

const show = ({ exportId }: { exportId: string }) => revalidatePath(`/exports/${exportId}`)

export const requestExportAction = formAction(requestExport, make)
export const requestSummaryAction = formAction(requestSummary, make)
export const makeExportAction = formAction(makeExport, make)
export const decideExportAction = formAction(decideExport, show)
export const linkExportAction = formAction(linkExport, show)
