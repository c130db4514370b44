import 'server-only'
import { unstable_rethrow } from 'next/navigation'
import type * as z from 'zod'
import { answerOf, brokenAnswer, type FormState } from './answer'
import { type Command, execute } from './command'
import { logFault } from './log'
import { isSameOrigin } from './origin'
import { currentActor } from './session'

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
      const outcome = await execute(await currentActor(), command, undefined, { id, form })
      if (outcome.ok) await then?.(outcome.data)
      return await answerOf(outcome, values)
    } catch (error) {
      unstable_rethrow(error)
      logFault(error, { command: command.name })
      return brokenAnswer(values)
    }
  }
}

function typedValues(form: FormData): Record<string, string[]> {
  const values: Record<string, string[]> = {}
  for (const [name, value] of form) {
    if (typeof value !== 'string' || name.startsWith('$ACTION') || NEVER_ECHOED.test(name)) continue
    values[name] = [...(values[name] ?? []), value]
  }
  return values
}
