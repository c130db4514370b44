'use client'

import { useActionState } from 'react'
import { Banner } from '@/components/ui/banner'
import { SubmitButton } from '@/components/ui/submit-button'
import { StepUpFields, type StepUpWords } from '@/components/users/step-up-fields'
import { fill } from '@/lib/i18n/fill'
import type { StepState } from '@/lib/users/schema'

type Props = {
  action: (previous: StepState, form: FormData) => Promise<StepState>
  next: string
  words: StepUpWords & { submit: string; busy: string; errors: Record<'wrong' | 'locked' | 'busy' | 'error', string> }
}

/** The fresh proof alone, on a page of its own. */
export function StepUpForm({ action, next, words }: Readonly<Props>) {
  const [state, send] = useActionState(action, { status: 'idle' } as StepState)
  const { status } = state
  const said = status === 'wrong' || status === 'locked' || status === 'busy' ? status : 'error'
  const problem = status === 'idle' ? undefined : fill(words.errors[said], { minutes: state.minutes ?? 15 })
  return (
    <form action={send} className="grid gap-5">
      {problem && <Banner state="crossed" title={problem} live />}
      <input type="hidden" name="next" value={next} />
      <StepUpFields state={{ status: 'idle' }} needed words={words} />
      <SubmitButton size="big" busy={words.busy}>
        {words.submit}
      </SubmitButton>
    </form>
  )
}
