'use client'

import { useActionState } from 'react'
import { Banner } from '@/components/ui/banner'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextArea } from '@/components/ui/text-area'
import type { FormState } from '@/lib/platform/answer'

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>
  commandId: string
  evidenceId: string
  version: number
  words: Readonly<Record<'reason' | 'reasonHint' | 'do' | 'busy', string>>
}

/** Withdraws a piece of evidence, with a reason. */
export function WithdrawForm({ action, commandId, evidenceId, version, words }: Readonly<Props>) {
  const [state, send] = useActionState(action, { status: 'idle' } as FormState)
  const refused = state.status === 'refused' ? state : null
  return (
    <form action={send} className="grid gap-3">
      <input type="hidden" name="commandId" value={commandId} />
      <input type="hidden" name="evidenceId" value={evidenceId} />
      <input type="hidden" name="version" value={version} />
      {refused && !refused.errors.reason && (
        <div role="alert">
          <Banner state="crossed" title={refused.message} />
        </div>
      )}
      <TextArea
        name="reason"
        label={words.reason}
        hint={words.reasonHint}
        rows={2}
        maxLength={200}
        defaultValue={refused?.values.reason?.[0]}
        error={refused?.errors.reason}
      />
      <div>
        <SubmitButton busy={words.busy} look="plain">
          {words.do}
        </SubmitButton>
      </div>
    </form>
  )
}
