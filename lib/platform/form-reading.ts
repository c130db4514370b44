import 'server-only'
import { unstable_rethrow } from 'next/navigation'
import type * as z from 'zod'
import type { Actor } from './actor'
import { answerOf, brokenAnswer } from './answer'
import { type Outcome, refusalOf } from './command'
import { type Ctx, withScope } from './db'
import { logDenied } from './denials'
import { type FormAction, typedValues } from './form-action'
import { fieldErrors, parseForm } from './input'
import { logFault } from './log'
import { isSameOrigin } from './origin'
import { may, type Permission } from './permissions'
import { currentActor } from './session'

/** A question that a form asks: like a command, but it changes nothing, and neither question nor answer is kept, not even for sending twice. */
export type Reading<I extends z.ZodType = z.ZodType, R = unknown> = {
  name: string
  permission: Permission
  input: I
  read(ctx: Ctx, input: z.output<I>): Promise<R>
}

export const defineReading = <I extends z.ZodType, R>(reading: Reading<I, R>): Reading<I, R> => reading

/** Asks it for somebody: permission, input, one scoped transaction. */
export async function answerTo<I extends z.ZodType, R>(
  actor: Actor | null,
  { name, permission, input, read }: Reading<I, R>,
  form: FormData,
): Promise<Outcome<R>> {
  if (!actor) return { ok: false, kind: 'signedOut' }
  if (!may(actor.role, permission)) {
    await logDenied(actor, { what: name })
    return { ok: false, kind: 'forbidden' }
  }
  const parsed = parseForm(input, form)
  if (!parsed.success) return { ok: false, kind: 'input', errors: fieldErrors(parsed.error) }
  try {
    return { ok: true, data: await withScope(actor, (ctx) => read(ctx, parsed.data)), replayed: false }
  } catch (error) {
    return refusalOf(error)
  }
}

/** The form door of a reading. `tell` puts the answer into the reader's words. */
export function formReading<I extends z.ZodType, R>(
  reading: Reading<I, R>,
  tell: (data: R) => unknown = (data) => data,
): FormAction {
  return async (_previous, form) => {
    const values = typedValues(form)
    try {
      if (!(await isSameOrigin())) return await answerOf({ ok: false, kind: 'foreignOrigin' }, values)
      const outcome = await answerTo(await currentActor(), reading, form)
      return await answerOf(outcome.ok ? { ...outcome, data: await tell(outcome.data) } : outcome, values)
    } catch (error) {
      unstable_rethrow(error)
      logFault(error, { command: reading.name })
      return brokenAnswer(values)
    }
  }
}
