'use client'

import { useActionState } from 'react'
import { Banner } from '@/components/ui/banner'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormState } from '@/lib/platform/answer'

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>
  commandId: string
  batchId: string
  choices: readonly { mode: 'ALL' | 'GOOD_ROWS'; label: string }[]
  busy: string
}

/** Imports a checked ledger in one of the ways that are possible for it. */
export function DecideForm({ action, commandId, batchId, choices, busy }: Readonly<Props>) {
  const [state, send] = useActionState(action, { status: 'idle' } as FormState)
  return (
    <form action={send} className="grid justify-items-start gap-3">
      <input type="hidden" name="commandId" value={commandId} />
      <input type="hidden" name="batchId" value={batchId} />
      {state.status === 'refused' && (
        <div role="alert">
          <Banner state="crossed" title={state.message} />
        </div>
      )}
      {choices.map(({ mode, label }) => (
        <SubmitButton key={mode} name="mode" value={mode} busy={busy}>
          {label}
        </SubmitButton>
      ))}
    </form>
  )
}
