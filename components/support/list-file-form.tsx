'use client'

import { useActionState } from 'react'
import { Banner } from '@/components/ui/banner'
import { Facts } from '@/components/ui/facts'
import { Field } from '@/components/ui/field'
import { FieldFrame, fieldAria } from '@/components/ui/field-frame'
import { LinkButton } from '@/components/ui/link-button'
import { type Option, Select } from '@/components/ui/select'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextArea } from '@/components/ui/text-area'
import type { FormState } from '@/lib/platform/answer'
import type { ToldPreview } from '@/lib/support/queries/tell-preview'

type Send = (state: FormState, form: FormData) => Promise<FormState>
type Word =
  | 'category'
  | 'purpose'
  | 'purposeHint'
  | 'label'
  | 'hint'
  | 'look'
  | 'looking'
  | 'go'
  | 'busy'
  | 'previewTitle'
  | 'previewNote'
  | 'previewFaults'
  | 'again'
type Props = {
  look: Send
  confirm: Send
  commandId: string
  listId: string
  categories: readonly Option[]
  most: number
  /** Numbers come pasted or as a file. */
  by: 'numbers' | 'file'
  words: Readonly<Record<Word, string>>
}

const LONGEST_PURPOSE = 200
const IDLE: FormState = { status: 'idle' }

/** Brings ID numbers, shows what was read of them, and compares them once that is confirmed. */
export function ListFileForm({ look, confirm, commandId, listId, categories, most, by, words }: Readonly<Props>) {
  const [looked, askLook] = useActionState(look, IDLE)
  const [confirmed, askConfirm] = useActionState(confirm, IDLE)
  const preview = looked.status === 'done' ? (looked.data as ToldPreview) : null
  const refused = looked.status === 'refused' ? looked : null
  const refusal = confirmed.status === 'refused' ? confirmed : refused
  const alarm = refusal && (
    <div role="alert">
      <Banner state="crossed" title={refusal.message} />
    </div>
  )
  if (preview)
    return (
      <div className="grid gap-4">
        {alarm}
        <div role="status" className="grid gap-2">
          <h3 className="font-semibold">{words.previewTitle}</h3>
          <Facts items={preview.facts} />
          {preview.faults.length > 0 && (
            <Banner state="crossed" title={words.previewFaults}>
              <ul className="grid gap-1">
                {preview.faults.map((fault) => (
                  <li key={fault}>{fault}</li>
                ))}
              </ul>
            </Banner>
          )}
        </div>
        {preview.carriedFile !== null && (
          <form action={askConfirm} className="grid gap-3">
            <p className="text-13 text-ink-2">{words.previewNote}</p>
            <input type="hidden" name="commandId" value={commandId} />
            <input type="hidden" name="id" value={preview.id} />
            <input type="hidden" name="carriedFile" value={preview.carriedFile} />
            <SubmitButton busy={words.busy}>{words.go}</SubmitButton>
          </form>
        )}
        <p>
          <LinkButton href="/support/lists">{words.again}</LinkButton>
        </p>
      </div>
    )
  const errors = refused?.errors ?? {}
  const typed = (name: string) => refused?.values[name]?.[0]
  const shared = (name: string) => ({ name, id: `f-${by}-${name}`, error: errors[name] })
  const file = { ...shared('file'), label: words.label, hint: words.hint }
  return (
    <form action={askLook} className="grid gap-4">
      <input type="hidden" name="id" value={listId} />
      {alarm}
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
      <SubmitButton busy={words.looking}>{words.look}</SubmitButton>
    </form>
  )
}
