'use client'

import { useActionState } from 'react'
import { Banner } from '@/components/ui/banner'
import { SubmitButton } from '@/components/ui/submit-button'
import { PasswordField } from '@/components/users/password-field'
import { fill } from '@/lib/i18n/fill'
import type { InvitationState } from '@/lib/users/schema'

type Problem = Exclude<InvitationState['status'], 'idle'>

export type InvitationWords = {
  password: string
  passwordHint: string
  again: string
  submit: string
  errors: Record<Problem, string>
}

type Props = {
  action: (previous: InvitationState, form: FormData) => Promise<InvitationState>
  words: InvitationWords & { show: string; hide: string; busy: string }
  token: string
  username: string
  minLength: number
}

/** The first password of an account, typed twice. The token is spent only when the password is accepted. */
export function InvitationForm({ action, words, token, username, minLength }: Readonly<Props>) {
  const [state, send] = useActionState(action, { status: 'idle' })
  const problem =
    state.status === 'idle'
      ? undefined
      : fill(words.errors[state.status], { n: ('n' in state ? state.n : undefined) ?? minLength })
  const shared = { show: words.show, hide: words.hide, autoComplete: 'new-password' } as const
  return (
    <form action={send} className="grid gap-5">
      {state.status === 'error' && problem && <Banner state="behind" title={problem} live />}
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="username" autoComplete="username" value={username} />
      <PasswordField
        {...shared}
        name="password"
        label={words.password}
        hint={fill(words.passwordHint, { n: minLength })}
        error={state.status !== 'error' && state.status !== 'different' ? problem : undefined}
        minLength={minLength}
      />
      <PasswordField
        {...shared}
        name="again"
        label={words.again}
        error={state.status === 'different' ? problem : undefined}
      />
      <SubmitButton size="big" busy={words.busy}>
        {words.submit}
      </SubmitButton>
    </form>
  )
}
