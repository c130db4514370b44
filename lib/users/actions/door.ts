'use server'

import type { Route } from 'next'
import { cookies } from 'next/headers'
import { redirect, unstable_rethrow } from 'next/navigation'
import { currentDevice } from '@/lib/platform/device'
import { formAction } from '@/lib/platform/form-action'
import { textOf } from '@/lib/platform/input'
import { logFault } from '@/lib/platform/log'
import { isSameOrigin } from '@/lib/platform/origin'
import { beginAfterInvitation, type SignedIn, signIn, signOut } from '@/lib/platform/session'
import { SIGNED_OUT_COOKIE } from '@/lib/platform/signed-out'
import { type Accepted, acceptInvitation, endSession } from '@/lib/users/commands/door'
import { onwardPath } from '@/lib/users/rules/door'
import { type InvitationState, PASSWORD_LENGTH, type SignInState } from '@/lib/users/schema'

/** Fields `username`, `password`, `next`. Goes to `next` when it is a page of ours, else to the first page; before that to what is still due. */
export async function signInAction(_previous: SignInState, form: FormData): Promise<SignInState> {
  const username = textOf(form, 'username')
  const password = textOf(form, 'password')
  let result: SignedIn
  try {
    if (!(await isSameOrigin())) return { status: 'error', username }
    if (!username.trim() || !password) return { status: 'wrong', username }
    result = await signIn(username, password, await currentDevice(), textOf(form, 'next'))
  } catch (error) {
    unstable_rethrow(error)
    logFault(error, { command: 'user.signIn' })
    return { status: 'error', username }
  }
  const to = onwardPath(result.status, form.get('next'))
  if (to) redirect(to as Route)
  return { ...(result as SignInState), username }
}

/** Ends the session; the sign-in page then clears what the browser kept of the pages. */
export async function signOutAction(): Promise<void> {
  if (!(await isSameOrigin())) return
  await signOut()
  ;(await cookies()).set(SIGNED_OUT_COOKIE, '1', { httpOnly: true, sameSite: 'strict', path: '/', maxAge: 60 })
  redirect('/login?signedOut=1')
}

/** Fields `token`, `password`, `again`. Sets the first password, signs in, goes to the first page; a used invitation goes back to its page. */
export async function acceptInvitationAction(_previous: InvitationState, form: FormData): Promise<InvitationState> {
  const password = textOf(form, 'password')
  const token = textOf(form, 'token')
  let result: Accepted
  let onwards: string | null = null
  try {
    if (!(await isSameOrigin())) return { status: 'error' }
    if (password !== textOf(form, 'again')) return { status: 'different' }
    result = await acceptInvitation(token, password)
    if (result.status === 'busy') return { status: 'error' }
    if (result.status === 'short' || result.status === 'long') {
      return { status: result.status, n: PASSWORD_LENGTH[result.status === 'short' ? 'least' : 'most'] }
    }
    if (result.status === 'common' || result.status === 'personal') return { status: result.status }
    if (result.status === 'accepted')
      onwards = onwardPath((await beginAfterInvitation(result.userId, await currentDevice())).status, '/')
  } catch (error) {
    unstable_rethrow(error)
    logFault(error, { command: 'invitation.accept' })
    return { status: 'error' }
  }
  if (result.status === 'accepted') redirect((onwards ?? '/login') as Route)
  redirect(`/invitation/${encodeURIComponent(token)}` as Route)
}

export const endSessionAction = formAction(endSession, () => redirect('/me'))
