'use client'

import { Refusal } from '@/components/shell/refusal'
import { type FormAction, useSentForm } from '@/components/shell/use-sent-form'
import { Field } from '@/components/ui/field'
import { FieldFrame, fieldAria } from '@/components/ui/field-frame'
import { SubmitButton } from '@/components/ui/submit-button'

type Words = Record<
  | 'file'
  | 'fileHint'
  | 'matchBy'
  | 'matchHint'
  | 'approvalNo'
  | 'approvalHint'
  | 'source'
  | 'drawnOn'
  | 'validFrom'
  | 'do'
  | 'busy',
  string
>
type Props = {
  action: FormAction
  hidden: Readonly<Record<string, string>>
  today: string
  longest: Readonly<Record<'matchBy' | 'approvalNo' | 'source', number>>
  words: Words
}

/** A file of outlines and what has to be known of it; a file that was refused has to be chosen again, all else stays. */
export function OutlineForm({ action, hidden, today, longest, words }: Readonly<Props>) {
  const { state, send, form, typed } = useSentForm(action)
  const file = { name: 'file', label: words.file, hint: words.fileHint, error: typed.error('file') }
  const text = (name: 'matchBy' | 'approvalNo' | 'source', hint?: string) => (
    <Field
      name={name}
      label={words[name]}
      hint={hint}
      error={typed.error(name)}
      defaultValue={typed.one(name, '')}
      maxLength={longest[name]}
      autoComplete="off"
      required={name !== 'matchBy'}
    />
  )
  const day = (name: 'drawnOn' | 'validFrom', value: string, most?: string) => (
    <Field
      name={name}
      label={words[name]}
      error={typed.error(name)}
      type="date"
      max={most}
      defaultValue={typed.one(name, value)}
      required
    />
  )
  return (
    <form ref={form} action={send} className="grid gap-4">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Refusal state={state} labels={words} prefix="" />
      <FieldFrame field={file}>
        <span className={file.error ? 'box wrong' : 'box'}>
          <input
            type="file"
            required
            accept=".geojson,.json,application/geo+json,application/json"
            className="py-2"
            {...fieldAria(file)}
          />
        </span>
      </FieldFrame>
      <div className="grid items-start gap-4 rail:grid-cols-2">
        {text('approvalNo', words.approvalHint)}
        {text('source')}
        {day('drawnOn', '', today)}
        {day('validFrom', today)}
        {text('matchBy', words.matchHint)}
      </div>
      <SubmitButton busy={words.busy} size="big">
        {words.do}
      </SubmitButton>
    </form>
  )
}
