'use client'

import { useActionState } from 'react'
import { Refusal } from '@/components/shell/refusal'
import { typedIn } from '@/components/shell/typed'
import { Picks } from '@/components/ui/picks'
import type { Option } from '@/components/ui/select'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextArea } from '@/components/ui/text-area'
import type { FormState } from '@/lib/platform/answer'

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>
  clue: { id: string; version: number }
  commandId: string
  types: readonly Option[]
  risks: readonly Option[]
  suggested: readonly string[]
  words: Readonly<Record<'type' | 'riskLegend' | 'note' | 'noteHint' | 'confirmDo' | 'busy' | 'optional', string>>
}

/** Confirms a clue for monitoring: the type, the risks that the signals suggest, and what the check found. */
export function ConfirmForm({ action, clue, commandId, types, risks, suggested, words }: Readonly<Props>) {
  const [state, send] = useActionState(action, { status: 'idle' } as FormState)
  const typed = typedIn(state)
  const only = types.length === 1 ? types.map((type) => type.value) : []
  return (
    <form action={send} className="grid gap-4">
      <input type="hidden" name="commandId" value={commandId} />
      <input type="hidden" name="clueId" value={clue.id} />
      <input type="hidden" name="version" value={clue.version} />
      <Refusal state={state} labels={{ monitoredType: words.type, risks: words.riskLegend, note: words.note }} />
      <Picks
        type="radio"
        name="monitoredType"
        legend={words.type}
        options={types}
        value={typed.all('monitoredType', only)}
        error={typed.error('monitoredType')}
        cols={1}
      />
      <Picks
        name="risks"
        legend={words.riskLegend}
        options={risks}
        value={typed.all('risks', suggested)}
        error={typed.error('risks')}
      />
      <TextArea
        name="note"
        id="f-confirm-note"
        label={words.note}
        optional={words.optional}
        hint={words.noteHint}
        maxLength={500}
        defaultValue={typed.one('note')}
        error={typed.error('note')}
      />
      <SubmitButton busy={words.busy} size="big">
        {words.confirmDo}
      </SubmitButton>
    </form>
  )
}
