'use client'

import { useActionState } from 'react'
import { Banner } from '@/components/ui/banner'
import { SubmitButton } from '@/components/ui/submit-button'
import { type FactorErrors, stepProblem } from '@/components/users/code-form'
import type { StepState } from '@/lib/users/schema'

type Props = {
  action: (previous: StepState, form: FormData) => Promise<StepState>
  postings: readonly { id: string; label: string; note: string }[]
  words: { postingChoose: string; busy: string; errors: FactorErrors }
}

/** One button per posting. */
export function PostingChoice({ action, postings, words }: Readonly<Props>) {
  const [state, send] = useActionState(action, { status: 'idle' } as StepState)
  const problem = stepProblem(state, words.errors)
  return (
    <form action={send} className="grid gap-3">
      {problem && <Banner state="crossed" title={problem} live />}
      {postings.map(({ id, label, note }) => (
        <div key={id} className="grid gap-2 border border-hair bg-sheet p-4">
          <b className="text-18">{label}</b>
          {note && <span className="text-13 text-ink-2">{note}</span>}
          <SubmitButton name="posting" value={id} size="big" busy={words.busy}>
            {words.postingChoose}
          </SubmitButton>
        </div>
      ))}
    </form>
  )
}
