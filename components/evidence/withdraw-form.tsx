'use client'

import { useActionState } from 'react'
import { Refusal } from '@/components/shell/refusal'
import { typedIn } from '@/components/shell/typed'
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
  const typed = typedIn(state)
  return (
    <form action={send} className="grid gap-3">
      <input type="hidden" name="commandId" value={commandId} />
      <input type="hidden" name="evidenceId" value={evidenceId} />
      <input type="hidden" name="version" value={version} />
      {!typed.error('reason') && <Refusal state={state} labels={{ reason: words.reason }} />}
      <TextArea
        name="reason"
        label={words.reason}
        hint={words.reasonHint}
        rows={2}
        maxLength={200}
        defaultValue={typed.one('reason')}
        error={typed.error('reason')}
      />
      <div>
        <SubmitButton busy={words.busy} look="plain">
          {words.do}
        </SubmitButton>
      </div>
    </form>
  )
}
