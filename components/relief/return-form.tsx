'use client'

import { useActionState } from 'react'
import { Refusal } from '@/components/shell/refusal'
import { Banner } from '@/components/ui/banner'
import { Field } from '@/components/ui/field'
import { FieldFrame, fieldAria } from '@/components/ui/field-frame'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormState } from '@/lib/platform/answer'

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>
  hidden: Readonly<Record<string, string | number>>
  least: string
  today: string
  words: Readonly<Record<'file' | 'hint' | 'on' | 'faults' | 'do' | 'busy', string>>
}

const OWN_FIELDS = ['file', 'on']

/** Sends the bank's return file; what does not fit in it is listed by row and column. */
export function ReturnForm({ action, hidden, least, today, words }: Readonly<Props>) {
  const [state, send] = useActionState(action, { status: 'idle' } as FormState)
  const refused = state.status === 'refused' ? state : null
  const errors = refused?.errors ?? {}
  const faults = Object.entries(errors).filter(([name]) => !OWN_FIELDS.includes(name))
  const field = { name: 'file', label: words.file, hint: words.hint, error: errors.file }
  return (
    <form action={send} className="grid gap-4">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {refused?.lost && <Refusal state={state} labels={{ on: words.on }} />}
      {refused && !refused.lost && !errors.file && (
        <div role="alert">
          <Banner state="crossed" title={faults.length > 0 ? words.faults : refused.message}>
            {faults.length > 0 && (
              <ul className="grid gap-1">
                {faults.map(([name, message]) => (
                  <li key={name}>{message}</li>
                ))}
              </ul>
            )}
          </Banner>
        </div>
      )}
      <FieldFrame field={field}>
        <span className={field.error ? 'box wrong' : 'box'}>
          <input type="file" required accept=".xlsx,.csv,.txt" className="py-2" {...fieldAria(field)} />
        </span>
      </FieldFrame>
      <Field
        name="on"
        id="f-return-on"
        label={words.on}
        type="date"
        min={least}
        max={today}
        defaultValue={refused?.values.on?.[0] ?? today}
        error={errors.on}
        required
      />
      <SubmitButton busy={words.busy}>{words.do}</SubmitButton>
    </form>
  )
}
