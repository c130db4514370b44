import { useActionState, useEffect, useRef } from 'react'
import { useDraft } from '@/components/households/use-draft'
import type { FormState } from '@/lib/platform/answer'

type Action = (previous: FormState, form: FormData) => Promise<FormState>

/** A form that keeps what is typed: its answer, how often it was answered (a refused form is drawn anew), and its draft. */
export function useKeptForm(action: Action, draftKey: string) {
  const [state, submit] = useActionState(action, { status: 'idle' } as FormState)
  const form = useRef<HTMLFormElement>(null)
  const answers = useRef({ state, count: 0 })
  if (answers.current.state !== state) answers.current = { state, count: answers.current.count + 1 }
  const draft = useDraft(form, draftKey, answers.current.count)
  useEffect(() => {
    if (state.status === 'refused') form.current?.querySelector('[role=alert]')?.scrollIntoView({ block: 'center' })
  }, [state])
  return { state, submit, form, round: answers.current.count, draft }
}
