'use server'

import type { Route } from 'next'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { askExtension, decideExtension } from '@/lib/loans/commands/extension'
import { recordLoan, repayLoan, withdrawLoan } from '@/lib/loans/commands/loan'
import { formAction } from '@/lib/platform/form-action'

const show = ({ loanId }: { loanId: string }) => {
  revalidatePath('/loans')
  redirect(`/loans/${loanId}` as Route)
}

export const recordLoanAction = formAction(recordLoan, show)
export const repayLoanAction = formAction(repayLoan, show)
export const withdrawLoanAction = formAction(withdrawLoan, show)
export const askExtensionAction = formAction(askExtension, show)
export const decideExtensionAction = formAction(decideExtension, show)
