'use client'

import { useActionState } from 'react'
import { Banner } from '@/components/ui/banner'
import { FieldFrame, fieldAria } from '@/components/ui/field-frame'
import { Select } from '@/components/ui/select'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormState } from '@/lib/platform/answer'

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>
  commandId: string
  batchId: string
  kinds: readonly { value: string; label: string }[]
  words: Readonly<Record<'file' | 'hint' | 'kind' | 'kindHint' | 'auto' | 'do' | 'busy', string>>
}

/** Sends a ledger to be checked. */
export function UploadForm({ action, commandId, batchId, kinds, words }: Readonly<Props>) {
  const [state, send] = useActionState(action, { status: 'idle' } as FormState)
  const refused = state.status === 'refused' ? state : null
  const field = { name: 'file', label: words.file, hint: words.hint, error: refused?.errors.file }
  return (
    <form action={send} className="grid gap-4">
      <input type="hidden" name="commandId" value={commandId} />
      <input type="hidden" name="id" value={batchId} />
      {refused && !field.error && (
        <div role="alert">
          <Banner state="crossed" title={refused.message} />
        </div>
      )}
      <FieldFrame field={field}>
        <span className={field.error ? 'box wrong' : 'box'}>
          <input type="file" required accept=".xlsx,.csv,.txt" className="py-2" {...fieldAria(field)} />
        </span>
      </FieldFrame>
      <Select
        name="kind"
        label={words.kind}
        hint={words.kindHint}
        options={kinds}
        empty={words.auto}
        defaultValue={refused?.values.kind?.[0] ?? ''}
      />
      <div>
        <SubmitButton busy={words.busy}>{words.do}</SubmitButton>
      </div>
    </form>
  )
}
