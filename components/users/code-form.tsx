'use client'

import { useActionState } from 'react'
import { Banner } from '@/components/ui/banner'
import { Field } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button'
import { fill } from '@/lib/i18n/fill'
import type { StepState } from '@/lib/users/schema'

export type FactorErrors = Record<Exclude<StepState['status'], 'idle' | 'done'>, string>

/** What went wrong in a step of signing in, in words; undefined when nothing did. */
export function stepProblem(state: StepState, errors: FactorErrors): string | undefined {
  if (state.status === 'idle' || state.status === 'done') return undefined
  return fill(errors[state.status], { minutes: state.minutes ?? 15 })
}

type Props = {
  action: (previous: StepState, form: FormData) => Promise<StepState>
  words: { code: string; codeHint: string; submit: string; busy: string; errors: FactorErrors }
}

/** The six digits, or a recovery code. */
export function CodeForm({ action, words }: Readonly<Props>) {
  const [state, send] = useActionState(action, { status: 'idle' } as StepState)
  const problem = stepProblem(state, words.errors)
  const atField = state.status === 'wrong'
  return (
    <form action={send} className="grid gap-5">
      {problem && !atField && <Banner state="crossed" title={problem} live />}
      <Field
        name="code"
        label={words.code}
        hint={words.codeHint}
        error={atField ? problem : undefined}
        autoComplete="one-time-code"
        autoCapitalize="characters"
        spellCheck={false}
        required
        maxLength={20}
      />
      <SubmitButton size="big" busy={words.busy}>
        {words.submit}
      </SubmitButton>
    </form>
  )
}
