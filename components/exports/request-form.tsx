'use client'

import { useActionState } from 'react'
import { Refusal } from '@/components/shell/refusal'
import { Picks } from '@/components/ui/picks'
import { type Option, Select } from '@/components/ui/select'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextArea } from '@/components/ui/text-area'
import { StepUpFields, type StepUpWords } from '@/components/users/step-up-fields'
import type { FormState } from '@/lib/platform/answer'

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>
  commandId: string
  exportId: string
  query: string
  kinds: readonly Option[]
  formats: readonly Option[]
  purposes: readonly Option[]
  mayUnmask: boolean
  mayHaveHealth: boolean
  noteLimit: number
  words: StepUpWords &
    Readonly<
      Record<
        | 'kind'
        | 'format'
        | 'purpose'
        | 'purposeEmpty'
        | 'note'
        | 'noteHint'
        | 'masking'
        | 'unmasked'
        | 'health'
        | 'withHealth'
        | 'direct'
        | 'approval'
        | 'do'
        | 'busy',
        string
      >
    >
}

/** Asks for a list as a file: which sheet, in which format, and what for. */
export function RequestForm(props: Readonly<Props>) {
  const { action, commandId, exportId, query, kinds, formats, purposes, mayUnmask, mayHaveHealth, noteLimit, words } =
    props
  const [state, send] = useActionState(action, { status: 'idle' } as FormState)
  const refused = state.status === 'refused' ? state : null
  const typed = (name: string) => refused?.values[name] ?? []
  const error = (name: string) => refused?.errors[name]
  const flag = (name: 'unmasked' | 'withHealth', legend: string, label: string) => (
    <Picks
      name={name}
      legend={legend}
      options={[{ value: 'on', label }]}
      value={typed(name)}
      error={error(name)}
      cols={1}
    />
  )
  return (
    <form action={send} className="grid max-w-3xl gap-4">
      <input type="hidden" name="commandId" value={commandId} />
      <input type="hidden" name="id" value={exportId} />
      <input type="hidden" name="query" value={query} />
      <Refusal
        state={state}
        labels={{ purpose: words.purpose, note: words.note, unmasked: words.masking, stepUpPassword: words.password }}
      />
      <Picks
        type="radio"
        name="kind"
        legend={words.kind}
        options={kinds}
        value={[typed('kind')[0] ?? kinds[0]?.value ?? '']}
        error={error('kind')}
        cols={Math.min(2, kinds.length)}
        required
      />
      <Picks
        type="radio"
        name="format"
        legend={words.format}
        options={formats}
        value={[typed('format')[0] ?? formats[0]?.value ?? '']}
        error={error('format')}
        required
      />
      <Select
        key={typed('purpose')[0]}
        name="purpose"
        label={words.purpose}
        empty={words.purposeEmpty}
        options={purposes}
        defaultValue={typed('purpose')[0] ?? ''}
        error={error('purpose')}
        required
      />
      <TextArea
        name="note"
        label={words.note}
        hint={words.noteHint}
        maxLength={noteLimit}
        defaultValue={typed('note')[0]}
        error={error('note')}
        required
      />
      {mayHaveHealth && flag('withHealth', words.health, words.withHealth)}
      {mayUnmask && flag('unmasked', words.masking, words.unmasked)}
      <StepUpFields state={state} needed={false} words={words} />
      <p className="text-13 text-ink-2">
        {words.direct}
        <br />
        {words.approval}
      </p>
      <div>
        <SubmitButton busy={words.busy} size="big">
          {words.do}
        </SubmitButton>
      </div>
    </form>
  )
}
