'use client'

import { type FormEvent, useState } from 'react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { PasswordField } from '@/components/users/password-field'
import type { FormState } from '@/lib/platform/answer'

export type SaveWords = Readonly<
  Record<
    | 'password'
    | 'passwordHint'
    | 'optional'
    | 'show'
    | 'hide'
    | 'save'
    | 'saving'
    | 'saved'
    | 'savedProtected'
    | 'broken',
    string
  >
>

type Props = { address: string; fileName: string; isPasswordDue: boolean; words: SaveWords }
type Answer =
  | { is: 'idle' | 'busy' }
  | { is: 'saved'; isProtected: boolean }
  | { is: 'refused'; message: string; atField: boolean }

function keep(file: Blob, name: string): void {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/** Downloads a workbook through its link, with the password to open it with. What is wrong with that stands beside it and leaves the link good. */
export function SaveForm({ address, fileName, isPasswordDue, words }: Readonly<Props>) {
  const [answer, setAnswer] = useState<Answer>({ is: 'idle' })
  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (answer.is === 'busy') return
    const password = String(new FormData(event.currentTarget).get('password') ?? '')
    setAnswer({ is: 'busy' })
    try {
      const response = await fetch(address, { method: 'POST', body: new URLSearchParams({ password }) })
      if (response.redirected) return location.assign(response.url)
      if (response.ok) {
        keep(await response.blob(), fileName)
        return setAnswer({ is: 'saved', isProtected: password !== '' })
      }
      const refused = (await response.json()) as Extract<FormState, { status: 'refused' }>
      const problem = refused.errors.password
      setAnswer({ is: 'refused', message: problem ?? refused.message, atField: problem !== undefined })
    } catch {
      setAnswer({ is: 'refused', message: words.broken, atField: false })
    }
  }
  if (answer.is === 'saved') {
    return (
      <div role="status">
        <Banner state="held" title={words.saved}>
          {answer.isProtected ? words.savedProtected : undefined}
        </Banner>
      </div>
    )
  }
  const refused = answer.is === 'refused' ? answer : null
  return (
    <form action={address} method="post" onSubmit={save} noValidate className="grid gap-3">
      {refused && !refused.atField && (
        <div role="alert">
          <Banner state="crossed" title={refused.message} />
        </div>
      )}
      <PasswordField
        name="password"
        label={words.password}
        hint={words.passwordHint}
        optional={isPasswordDue ? undefined : words.optional}
        show={words.show}
        hide={words.hide}
        autoComplete="new-password"
        error={refused?.atField ? refused.message : undefined}
      />
      <div>
        <Button type="submit" look="act" size="big" aria-disabled={answer.is === 'busy' || undefined}>
          {answer.is === 'busy' ? words.saving : words.save}
        </Button>
      </div>
    </form>
  )
}
