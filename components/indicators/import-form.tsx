'use client'

import { useState } from 'react'
import { RowFaults, rowFaultsOf } from '@/components/shell/row-faults'
import { type FormAction, useSentForm } from '@/components/shell/use-sent-form'
import { Banner } from '@/components/ui/banner'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextArea } from '@/components/ui/text-area'

type Words = Record<'text' | 'hint' | 'file' | 'save' | 'busy' | 'faults' | 'row' | 'column' | 'fault', string>
type Props = { action: FormAction; hidden: Readonly<Record<string, string>>; words: Words }

/** A table of facts and targets, from a file or pasted; what is wrong with it is listed by row and column, and the text stays. */
export function ImportForm({ action, hidden, words }: Readonly<Props>) {
  const { state, send, form, typed } = useSentForm(action)
  const [read, setRead] = useState<string | null>(null)
  const errors = state.status === 'refused' ? state.errors : {}
  const faults = rowFaultsOf(errors)
  return (
    <form ref={form} action={send} className="grid gap-4">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {faults.length > 0 ? (
        <RowFaults faults={faults} words={words} />
      ) : (
        state.status === 'refused' && (
          <div role="alert">
            <Banner state="crossed" title={errors.text ?? state.message} />
          </div>
        )
      )}
      <label className="grid gap-1 text-13">
        {words.file}
        <input
          type="file"
          accept=".csv,text/csv"
          onChange={async (event) => setRead((await event.target.files?.[0]?.text()) ?? null)}
        />
      </label>
      <TextArea
        key={read ?? 'typed'}
        name="text"
        id="f-text"
        label={words.text}
        hint={words.hint}
        error={typed.error('text')}
        defaultValue={read ?? typed.one('text', '')}
        rows={12}
        required
      />
      <SubmitButton busy={words.busy} size="big">
        {words.save}
      </SubmitButton>
    </form>
  )
}
