'use client'

import { useActionState } from 'react'
import { Banner } from '@/components/ui/banner'
import { Field } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button'
import { PasswordField } from '@/components/users/password-field'
import { fill } from '@/lib/i18n/fill'
import type { SignInState } from '@/lib/users/schema'

export type SignInWords = {
  title: string
  purpose: string
  username: string
  password: string
  show: string
  hide: string
  submit: string
  submitting: string
  errors: Record<Exclude<SignInState['status'], 'idle'>, string>
}

type Props = {
  action: (previous: SignInState, form: FormData) => Promise<SignInState>
  words: SignInWords
  next?: string
  username?: string
  password?: string
}

/** Account and password. A wrong pair says so at the password, a lock says for how long; the account stays typed. */
export function SignInForm({ action, words, next, username, password }: Readonly<Props>) {
  const [state, send] = useActionState(action, { status: 'idle' })
  const problem =
    state.status === 'idle' ? undefined : fill(words.errors[state.status], { minutes: state.minutes ?? 15 })
  const atField = state.status === 'wrong'
  return (
    <form action={send} className="grid gap-5">
      {problem && !atField && <Banner state={state.status === 'locked' ? 'crossed' : 'behind'} title={problem} live />}
      {next && <input type="hidden" name="next" value={next} />}
      <Field
        key={state.username ?? username}
        name="username"
        label={words.username}
        icon="person"
        defaultValue={state.username ?? username}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        maxLength={64}
      />
      <PasswordField
        key={`${username}-${password}`}
        name="password"
        label={words.password}
        show={words.show}
        hide={words.hide}
        autoComplete="current-password"
        defaultValue={password}
        error={atField ? problem : undefined}
      />
      <SubmitButton size="big" busy={words.submitting}>
        {words.submit}
      </SubmitButton>
    </form>
  )
}
