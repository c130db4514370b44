'use client'

import { useActionState } from 'react'
import { Refusal } from '@/components/shell/refusal'
import type { ButtonLook } from '@/components/ui/button'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormState } from '@/lib/platform/answer'

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>
  fields: Readonly<Record<string, string>>
  do: string
  busy: string
  look?: ButtonLook
}

/** One button that sends what is known already. */
export function CommandForm({ action, fields, do: label, busy, look }: Readonly<Props>) {
  const [state, send] = useActionState(action, { status: 'idle' } as FormState)
  return (
    <form action={send} className="grid justify-items-start gap-3">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Refusal state={state} labels={{}} />
      <SubmitButton busy={busy} look={look}>
        {label}
      </SubmitButton>
    </form>
  )
}
