import { useActionState, useEffect, useRef } from 'react'
import { typedIn } from '@/components/shell/typed'
import type { FormState } from '@/lib/platform/answer'

export type FormAction = (previous: FormState, form: FormData) => Promise<FormState>

/** A form that is sent to an action: its answer, what was typed, and a refusal brought into view. */
export function useSentForm(action: FormAction) {
  const [state, send] = useActionState(action, { status: 'idle' } as FormState)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (state.status === 'refused') form.current?.querySelector('[role=alert]')?.scrollIntoView({ block: 'center' })
  }, [state])
  return { state, send, form, typed: typedIn(state) }
}
