'use client'

import { useActionState } from 'react'
import { Refusal } from '@/components/shell/refusal'
import { SubmitButton } from '@/components/ui/submit-button'
import { StepUpFields, type StepUpWords } from '@/components/users/step-up-fields'
import type { FormState } from '@/lib/platform/answer'

type Props = {
  action: (previous: FormState, form: FormData) => Promise<FormState>
  commandId: string
  isFresh: boolean
  words: StepUpWords & { begin: string; note: string; busy: string }
}

/** Starts setting up a second factor, after a fresh proof. */
export function BeginFactor({ action, commandId, isFresh, words }: Readonly<Props>) {
  const [state, send] = useActionState(action, { status: 'idle' } as FormState)
  return (
    <form action={send} className="grid gap-4">
      <p>{words.note}</p>
      <Refusal state={state} labels={{ stepUpPassword: words.password }} />
      <input type="hidden" name="commandId" value={commandId} />
      <StepUpFields state={state} needed={!isFresh} words={words} />
      <SubmitButton size="big" busy={words.busy}>
        {words.begin}
      </SubmitButton>
    </form>
  )
}
