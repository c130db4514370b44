import { Field } from '@/components/ui/field'
import { PasswordField } from '@/components/users/password-field'
import type { FormState } from '@/lib/platform/answer'

export type StepUpWords = Readonly<Record<'legend' | 'password' | 'code' | 'codeHint' | 'show' | 'hide', string>>

type Props = {
  state: FormState
  /** Whether the page already knows that a fresh proof is missing. */
  needed: boolean
  words: StepUpWords
}

/**
 * Password and code inside the form of a deed that wants a fresh proof (`requireStepUp`). `formAction` takes them out before the command
 * sees the form; everything else that was typed stays.
 */
export function StepUpFields({ state, needed, words }: Readonly<Props>) {
  const error = state.status === 'refused' ? state.errors.stepUpPassword : undefined
  if (!needed && !error) return null
  return (
    <fieldset className="grid gap-4 border border-edge p-4">
      <legend className="px-1 text-13 font-semibold">{words.legend}</legend>
      <PasswordField
        name="stepUpPassword"
        label={words.password}
        show={words.show}
        hide={words.hide}
        autoComplete="current-password"
        error={error}
      />
      <Field
        name="stepUpPasswordCode"
        label={words.code}
        hint={words.codeHint}
        autoComplete="one-time-code"
        maxLength={20}
      />
    </fieldset>
  )
}
