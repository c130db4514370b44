import { useRef } from 'react'
import { useDraft } from '@/components/households/use-draft'
import { type FormAction, useSentForm } from '@/components/shell/use-sent-form'

/** A form that keeps what is typed: its answer, how often it was answered (a refused form is drawn anew), and its draft. */
export function useKeptForm(action: FormAction, draftKey: string) {
  const { state, send: submit, form } = useSentForm(action)
  const answers = useRef({ state, count: 0 })
  if (answers.current.state !== state) answers.current = { state, count: answers.current.count + 1 }
  const draft = useDraft(form, draftKey, answers.current.count)
  return { state, submit, form, round: answers.current.count, draft }
}
