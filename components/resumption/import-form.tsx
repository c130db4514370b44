'use client'

import { RowFaults, rowFaultsOf } from '@/components/shell/row-faults'
import { StepControl } from '@/components/shell/step-field'
import { type FormAction, useSentForm } from '@/components/shell/use-sent-form'
import { Banner } from '@/components/ui/banner'
import { SubmitButton } from '@/components/ui/submit-button'
import type { Words } from '@/lib/i18n/words'
import type zh from '@/lib/i18n/zh-CN/resumption'

type Props = {
  action: FormAction
  hidden: Readonly<Record<string, string>>
  today: string
  words: Words<(typeof zh)['importing']>
}

/** A file of enterprises; what is wrong with it is listed by row and column. */
export function ImportForm({ action, hidden, today, words }: Readonly<Props>) {
  const { state, send, form, typed } = useSentForm(action)
  const errors = state.status === 'refused' ? state.errors : {}
  const faults = rowFaultsOf(errors, words.heads)
  return (
    <form ref={form} action={send} className="grid gap-4">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {faults.length > 0 && <RowFaults faults={faults} words={words} />}
      {state.status === 'refused' && faults.length === 0 && (
        <div role="alert">
          <Banner state="crossed" title={errors.file ?? state.message} />
        </div>
      )}
      <StepControl
        field={{ name: 'activeFrom', label: words.activeFrom, type: 'day', value: today, most: today }}
        id="f-activeFrom"
        typed={typed}
      />
      <label className="grid gap-1 text-13">
        {words.file}
        <input type="file" name="file" required accept=".xlsx,.csv,text/csv" />
      </label>
      <SubmitButton busy={words.busy} size="big">
        {words.save}
      </SubmitButton>
    </form>
  )
}
