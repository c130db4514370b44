'use client'

import { useActionState } from 'react'
import { Banner } from '@/components/ui/banner'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextArea } from '@/components/ui/text-area'
import type { FormState } from '@/lib/platform/answer'

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>
  commandId: string
  exportId: string
  noteLimit: number
  words: Readonly<Record<'note' | 'noteHint' | 'approve' | 'refuse' | 'busy', string>>
}

/** Approves or refuses somebody else's export. */
export function DecideForm({ action, commandId, exportId, noteLimit, words }: Readonly<Props>) {
  const [state, send] = useActionState(action, { status: 'idle' } as FormState)
  const refused = state.status === 'refused' ? state : null
  return (
    <form action={send} className="grid gap-4">
      <input type="hidden" name="commandId" value={commandId} />
      <input type="hidden" name="exportId" value={exportId} />
      {refused && (
        <div role="alert">
          <Banner state="crossed" title={refused.message} />
        </div>
      )}
      <TextArea
        name="note"
        label={words.note}
        hint={words.noteHint}
        maxLength={noteLimit}
        defaultValue={refused?.values.note?.[0]}
        error={refused?.errors.note}
      />
      <div className="flex flex-wrap gap-3">
        <SubmitButton name="decision" value="APPROVE" busy={words.busy} size="big">
          {words.approve}
        </SubmitButton>
        <SubmitButton name="decision" value="REFUSE" look="plain" busy={words.busy} size="big">
          {words.refuse}
        </SubmitButton>
      </div>
    </form>
  )
}
