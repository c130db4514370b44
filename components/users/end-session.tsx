'use client'

import { useActionState } from 'react'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormState } from '@/lib/platform/answer'

type Props = {
  action: (previous: FormState, form: FormData) => Promise<FormState>
  commandId: string
  session: string
  label: string
  busy: string
}

/** Signs another device of the same person out. */
export function EndSession({ action, commandId, session, label, busy }: Readonly<Props>) {
  const [state, submit] = useActionState(action, { status: 'idle' })
  return (
    <form action={submit} className="text-right">
      <input type="hidden" name="commandId" value={commandId} />
      <input type="hidden" name="session" value={session} />
      <SubmitButton look="plain" size="small" busy={busy}>
        {label}
      </SubmitButton>
      {state.status === 'refused' && (
        <p className="text-12 text-zhu" role="alert">
          {state.message}
        </p>
      )}
    </form>
  )
}
