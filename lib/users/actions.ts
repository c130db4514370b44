'use server'

import type { Route } from 'next'
import { cookies } from 'next/headers'
import { redirect, unstable_rethrow } from 'next/navigation'
import { currentDevice } from '@/lib/platform/device'
import { formAction } from '@/lib/platform/form-action'
import { logFault } from '@/lib/platform/log'
import { isSameOrigin } from '@/lib/platform/origin'
import { type SignedIn, signIn, signOut, startSession } from '@/lib/platform/session'
import { SIGNED_OUT_COOKIE } from '@/lib/platform/signed-out'
import { type Accepted, acceptInvitation, endSession } from './commands'
import { localPath } from './rules'
import { type InvitationState, PASSWORD_LENGTH, type SignInState } from './schema'

const text = (form: FormData, name: string) => {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

/** Fields `username`, `password`, `next`. Goes to `next` when it is a page of ours, else to the first page. */
export async function signInAction(_previous: SignInState, form: FormData): Promise<SignInState> {
  const username = text(form, 'username')
  const password = text(form, 'password')
  let result: SignedIn
  try {
    if (!(await isSameOrigin())) return { status: 'error', username }
    if (!username.trim() || !password) return { status: 'wrong', username }
    result = await signIn(username, password, await currentDevice())
  } catch (error) {
    unstable_rethrow(error)
    logFault(error, { command: 'user.signIn' })
    return { status: 'error', username }
  }
  if (result.status !== 'signedIn') return { ...result, username }
  redirect(localPath(form.get('next')) as Route)
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
  const password = text(form, 'password')
  const token = text(form, 'token')
  let result: Accepted
  try {
    if (!(await isSameOrigin())) return { status: 'error' }
    if (password !== text(form, 'again')) return { status: 'different' }
    result = await acceptInvitation(token, password)
    if (result.status === 'busy') return { status: 'error' }
    if (result.status === 'short' || result.status === 'long') {
      return { status: result.status, n: PASSWORD_LENGTH[result.status === 'short' ? 'least' : 'most'] }
    }
    if (result.status === 'common' || result.status === 'personal') return { status: result.status }
    if (result.status === 'accepted' && result.postingId)
      await startSession(result.userId, result.postingId, await currentDevice())
  } catch (error) {
    unstable_rethrow(error)
    logFault(error, { command: 'invitation.accept' })
    return { status: 'error' }
  }
  if (result.status === 'accepted') redirect(result.postingId ? '/' : '/login')
  redirect(`/invitation/${encodeURIComponent(token)}` as Route)
}

export const endSessionAction = formAction(endSession, () => redirect('/me'))
