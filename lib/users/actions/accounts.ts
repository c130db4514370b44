'use server'

import type { Route } from 'next'
import { redirect } from 'next/navigation'
import { withScope } from '@/lib/platform/db'
import { formAction } from '@/lib/platform/form-action'
import { logFault } from '@/lib/platform/log'
import { isSameOrigin } from '@/lib/platform/origin'
import { may } from '@/lib/platform/permissions'
import { currentActor } from '@/lib/platform/session'
import { createAccount, decideProposal, proposeAccount } from '@/lib/users/commands/accounts'
import { confirmReset, endSessionsOf, inviteAgain, requestReset, setActive } from '@/lib/users/commands/keep'
import { loadAccounts } from '@/lib/users/commands/load'
import { appointDeputy, endDeputy, grantPosting, setPostingEnd } from '@/lib/users/commands/postings'
import { checkSheet } from '@/lib/users/queries/sheet'
import type { SheetState } from '@/lib/users/rules/csv'

const toAccount = ({ userId }: { userId: string }) => redirect(`/admin/people/${userId}` as Route)
const toSlip = ({ userId }: { userId: string }) => redirect(`/admin/people/slips?user=${userId}` as Route)
const toDeputies = () => redirect('/me/deputy' as Route)

export const createAccountAction = formAction(createAccount, toSlip)
export const proposeAccountAction = formAction(proposeAccount, toAccount)
export const decideProposalAction = formAction(decideProposal, toAccount)
export const grantPostingAction = formAction(grantPosting, toAccount)
export const setPostingEndAction = formAction(setPostingEnd, toAccount)
export const inviteAgainAction = formAction(inviteAgain, toSlip)
export const setActiveAction = formAction(setActive, toAccount)
export const endSessionsOfAction = formAction(endSessionsOf, toAccount)
export const requestResetAction = formAction(requestReset, toAccount)
export const confirmResetAction = formAction(confirmReset, toAccount)
export const loadAccountsAction = formAction(loadAccounts, () => redirect('/admin/people/slips' as Route))
export const appointDeputyAction = formAction(appointDeputy, toDeputies)
export const endDeputyAction = formAction(endDeputy, toDeputies)

const SHEET_BYTES = 400_000

/** Fields `sheet` or `fileSheet`. Says what would happen, and changes nothing. */
export async function checkSheetAction(_previous: SheetState, form: FormData): Promise<SheetState> {
  const file = form.get('fileSheet')
  const pasted = form.get('sheet')
  let sheet = typeof pasted === 'string' ? pasted : ''
  try {
    const actor = await currentActor()
    if (!(await isSameOrigin()) || !actor || !may(actor.role, 'account:manage'))
      return { status: 'error', sheet, rows: [] }
    if (file instanceof File && file.size > 0 && file.size < SHEET_BYTES) sheet = decodeSheet(await file.arrayBuffer())
    const rows = await withScope(actor, (ctx) => checkSheet(ctx, sheet))
    return rows ? { status: 'checked', sheet, rows } : { status: 'noHeads', sheet, rows: [] }
  } catch (error) {
    logFault(error, { command: 'account.check' })
    return { status: 'error', sheet, rows: [] }
  }
}

// Office programs here save CSV as GB 18030 unless told otherwise.
function decodeSheet(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}
