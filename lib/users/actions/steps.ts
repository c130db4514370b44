'use server'

import type { Route } from 'next'
import { redirect, unstable_rethrow } from 'next/navigation'
import { now } from '@/lib/platform/clock'
import { verifyCode } from '@/lib/platform/credentials'
import { currentDevice } from '@/lib/platform/device'
import { formAction } from '@/lib/platform/form-action'
import { currentHalf, type HalfSession, type Step } from '@/lib/platform/half-session'
import { textOf } from '@/lib/platform/input'
import { logFault } from '@/lib/platform/log'
import { isSameOrigin } from '@/lib/platform/origin'
import { confirmFactor } from '@/lib/platform/second-factor'
import { currentActor, finishSignIn, type SignedIn, startSession } from '@/lib/platform/session'
import { findOpenPostings } from '@/lib/platform/session-store'
import { isSteppedUp, STEP_UP_CODE_FIELD, STEP_UP_FIELD, stepUp } from '@/lib/platform/step-up'
import { beginFactor } from '@/lib/users/commands/factor'
import { localPath, onwardPath } from '@/lib/users/rules/door'
import type { StepState } from '@/lib/users/schema'

/** Runs one step of a sign-in that was begun in this browser. `work` answers a state to show, or where to go. */
async function inStep(step: Step, work: (half: HalfSession) => Promise<StepState | Route>): Promise<StepState> {
  let answer: StepState | Route
  try {
    if (!(await isSameOrigin())) return { status: 'error' }
    const half = await currentHalf()
    if (half?.step !== step) return { status: 'gone' }
    answer = await work(half)
  } catch (error) {
    unstable_rethrow(error)
    logFault(error, { command: `user.signIn.${step}` })
    return { status: 'error' }
  }
  if (typeof answer === 'string') redirect(answer)
  return answer
}

function onward({ status }: SignedIn, next: string): StepState | Route {
  const to = onwardPath(status, next)
  if (to) return to as Route
  return { status: status === 'noPosting' ? status : 'error' }
}

/** Field `code`: of the app, or a recovery code. */
export async function signInCodeAction(_previous: StepState, form: FormData): Promise<StepState> {
  return inStep('code', async ({ userId, next }) => {
    const device = await currentDevice()
    const checked = await verifyCode(userId, textOf(form, 'code'), device.address)
    if (checked.status !== 'fits') return checked
    return onward(await finishSignIn(userId, device, next), next)
  })
}

/** Field `code`: the first of the new app. The session opens; the answer carries the recovery codes, this once. */
export async function signInSetUpAction(_previous: StepState, form: FormData): Promise<StepState> {
  return inStep('setUp', async ({ userId, next }) => {
    const recovery = await confirmFactor(userId, textOf(form, 'code'), now())
    if (!recovery) return { status: 'wrong' }
    const result = await finishSignIn(userId, await currentDevice(), next)
    return result.status === 'noPosting' ? { status: 'noPosting' } : { status: 'done', recovery }
  })
}

/** Field `posting`: the one of several to work in. */
export async function choosePostingAction(_previous: StepState, form: FormData): Promise<StepState> {
  return inStep('posting', async ({ userId, next }) => {
    const chosen = (await findOpenPostings(userId, now())).find(({ id }) => id === textOf(form, 'posting'))
    if (!chosen) return { status: 'wrong' }
    await startSession(userId, chosen.id, await currentDevice())
    return localPath(next) as Route
  })
}

export const beginFactorAction = formAction(beginFactor, () => redirect('/me/second-factor' as Route))

/** Field `code`: the first of the new app, by somebody signed in who just proved himself. The codes are in this answer only. */
export async function confirmFactorAction(_previous: StepState, form: FormData): Promise<StepState> {
  try {
    const actor = await currentActor()
    if (!(await isSameOrigin()) || !actor) return { status: 'error' }
    if (!isSteppedUp(actor, now())) return { status: 'gone' }
    const recovery = await confirmFactor(actor.userId, textOf(form, 'code'), now())
    return recovery ? { status: 'done', recovery } : { status: 'wrong' }
  } catch (error) {
    logFault(error, { command: 'factor.confirm' })
    return { status: 'error' }
  }
}

/** The fresh proof alone; leads back to the page of ours where it was asked for. */
export async function stepUpAction(_previous: StepState, form: FormData): Promise<StepState> {
  try {
    const actor = await currentActor()
    if (!(await isSameOrigin()) || !actor) return { status: 'error' }
    const proven = await stepUp(actor, textOf(form, STEP_UP_FIELD), textOf(form, STEP_UP_CODE_FIELD))
    if (!proven.ok) {
      const status = ({ 'users.stepUpLocked': 'locked', 'users.stepUpBusy': 'busy' } as const)[proven.code as string]
      return { status: status ?? 'wrong', minutes: Number(proven.params.minutes) || undefined }
    }
  } catch (error) {
    logFault(error, { command: 'session.stepUp' })
    return { status: 'error' }
  }
  redirect(localPath(form.get('next')) as Route)
}
