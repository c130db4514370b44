'use server'

import type { Route } from 'next'
import { redirect } from 'next/navigation'
import { formAction } from '@/lib/platform/form-action'
import { formReading } from '@/lib/platform/form-reading'
import { tellPreview } from '@/lib/support/queries/tell-preview'
import { importBankAnswer } from '@/lib/transfer/commands/bank-answer'
import { importEnterprises } from '@/lib/transfer/commands/enterprises'
import { importLedger } from '@/lib/transfer/commands/import-ledger'
import { mapColumns } from '@/lib/transfer/commands/map-columns'
import { undoLedger } from '@/lib/transfer/commands/undo-ledger'
import { uploadLedger } from '@/lib/transfer/commands/upload-ledger'
import { previewFile } from '@/lib/transfer/queries/match-preview'
import { runAfter } from '@/lib/transfer/run-after'

const run = async ({ batchId }: { batchId: string }) => {
  await runAfter(batchId)
  redirect(`/import/${batchId}`)
}

const showCycle = ({ cycleId }: { cycleId: string }) => redirect(`/relief/cycles/${cycleId}?done=1`)

export const previewFileAction = formReading(previewFile, tellPreview)
export const importBankAnswerAction = formAction(importBankAnswer, showCycle)
export const importEnterprisesAction = formAction(importEnterprises, () => redirect('/enterprises?kept=file' as Route))
export const uploadLedgerAction = formAction(uploadLedger, run)
export const importLedgerAction = formAction(importLedger, run)
export const undoLedgerAction = formAction(undoLedger, run)
export const mapColumnsAction = formAction(mapColumns, run)
