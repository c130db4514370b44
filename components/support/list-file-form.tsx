'use client'

import { useActionState } from 'react'
import { Banner } from '@/components/ui/banner'
import { Field } from '@/components/ui/field'
import { FieldFrame, fieldAria } from '@/components/ui/field-frame'
import { type Option, Select } from '@/components/ui/select'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextArea } from '@/components/ui/text-area'
import type { FormState } from '@/lib/platform/answer'

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>
  commandId: string
  listId: string
  categories: readonly Option[]
  most: number
  /** Numbers come pasted or as a file. */
  by: 'numbers' | 'file'
  words: Readonly<Record<'category' | 'purpose' | 'purposeHint' | 'label' | 'hint' | 'faults' | 'go' | 'busy', string>>
}

const OWN_FIELDS = ['category', 'purpose', 'numbers', 'file']
const LONGEST_PURPOSE = 200

/** Brings ID numbers to be compared; what does not fit is listed by row. */
export function ListFileForm({ action, commandId, listId, categories, most, by, words }: Readonly<Props>) {
  const [state, send] = useActionState(action, { status: 'idle' } as FormState)
  const refused = state.status === 'refused' ? state : null
  const errors = refused?.errors ?? {}
  const faults = Object.entries(errors).filter(([name]) => !OWN_FIELDS.includes(name))
  const typed = (name: string) => refused?.values[name]?.[0]
  const shared = (name: string) => ({ name, id: `f-${by}-${name}`, error: errors[name] })
  const file = { ...shared('file'), label: words.label, hint: words.hint }
  return (
    <form action={send} className="grid gap-4">
      <input type="hidden" name="commandId" value={commandId} />
      <input type="hidden" name="id" value={listId} />
      {refused && (
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
      <Select
        {...shared('category')}
        key={`category ${typed('category')}`}
        label={words.category}
        options={categories}
        defaultValue={typed('category') ?? categories[0]?.value}
      />
      <Field
        {...shared('purpose')}
        label={words.purpose}
        hint={words.purposeHint}
        maxLength={LONGEST_PURPOSE}
        defaultValue={typed('purpose')}
        required
      />
      {by === 'file' ? (
        <FieldFrame field={file}>
          <span className={file.error ? 'box wrong' : 'box'}>
            <input type="file" required accept=".xlsx,.csv,.txt" className="py-2" {...fieldAria(file)} />
          </span>
        </FieldFrame>
      ) : (
        <TextArea
          {...shared('numbers')}
          label={words.label}
          hint={words.hint}
          maxLength={most}
          defaultValue={typed('numbers')}
        />
      )}
      <SubmitButton busy={words.busy}>{words.go}</SubmitButton>
    </form>
  )
}
