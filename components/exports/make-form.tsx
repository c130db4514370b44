'use client'

import { useActionState } from 'react'
import { Banner } from '@/components/ui/banner'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormState } from '@/lib/platform/answer'

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>
  commandId: string
  exportId: string
  words: Readonly<Record<'do' | 'busy', string>>
}

/** Makes the file of one's own approved export. */
export function MakeForm({ action, commandId, exportId, words }: Readonly<Props>) {
  const [state, send] = useActionState(action, { status: 'idle' } as FormState)
  return (
    <form action={send} className="grid justify-items-start gap-3">
      <input type="hidden" name="commandId" value={commandId} />
      <input type="hidden" name="exportId" value={exportId} />
      {state.status === 'refused' && (
        <div role="alert">
          <Banner state="crossed" title={state.message} />
        </div>
      )}
      <SubmitButton busy={words.busy} size="big">
        {words.do}
      </SubmitButton>
    </form>
  )
}
