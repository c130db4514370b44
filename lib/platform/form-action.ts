import 'server-only'
import { unstable_rethrow } from 'next/navigation'
import type * as z from 'zod'
import type { Actor } from './actor'
import { answerOf, brokenAnswer, type FormState } from './answer'
import { type Command, execute, type Refusal } from './command'
import { textOf } from './input'
import { logFault } from './log'
import { isSameOrigin } from './origin'
import { currentActor } from './session'
import { STEP_UP_CODE_FIELD, STEP_UP_FIELD, stepUp } from './step-up'

export type FormAction = (previous: FormState, form: FormData) => Promise<FormState>

const NEVER_ECHOED = /password|file/i

/**
 * The form door of a command. `then` runs after success (revalidate, redirect). Form fields are named as the input's paths;
 * the hidden field `commandId` makes sending twice equal to sending once.
 */
export function formAction<I extends z.ZodType, R>(
  command: Command<I, R>,
  then?: (data: R) => void | Promise<void>,
): FormAction {
  return async (_previous, form) => {
    const values = typedValues(form)
    try {
      if (!(await isSameOrigin())) return await answerOf({ ok: false, kind: 'foreignOrigin' }, values)
      const id = String(form.get('commandId') ?? '')
      const { actor, refusal } = await provenActor(form)
      if (refusal) return await answerOf(refusal, values)
      const outcome = await execute(actor, command, undefined, { id, form })
      if (outcome.ok) await then?.(outcome.data)
      return await answerOf(outcome, values)
    } catch (error) {
      unstable_rethrow(error)
      logFault(error, { command: command.name })
      return brokenAnswer(values)
    }
  }
}

/** Who sends the form; a proof typed into it is checked first and taken out, so that the command never sees it. */
async function provenActor(form: FormData): Promise<{ actor: Actor | null; refusal?: Refusal }> {
  const actor = await currentActor()
  const [password, code] = [textOf(form, STEP_UP_FIELD), textOf(form, STEP_UP_CODE_FIELD)]
  form.delete(STEP_UP_FIELD)
  form.delete(STEP_UP_CODE_FIELD)
  if (!actor || !password) return { actor }
  const proven = await stepUp(actor, password, code)
  if (proven.ok) return { actor: proven.actor }
  const { code: why, params } = proven
  return { actor, refusal: { ok: false, kind: 'rule', code: why, params, field: STEP_UP_FIELD } }
}

/** What was typed, to be shown again; passwords and files never are. */
export function typedValues(form: FormData): Record<string, string[]> {
  const values: Record<string, string[]> = {}
  for (const [name, value] of form) {
    if (typeof value !== 'string' || name.startsWith('$ACTION') || NEVER_ECHOED.test(name)) continue
    values[name] = [...(values[name] ?? []), value]
  }
  return values
}
