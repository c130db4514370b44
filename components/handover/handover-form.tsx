'use client'

import { useActionState } from 'react'
import { Refusal } from '@/components/shell/refusal'
import { typedIn } from '@/components/shell/typed'
import { Field } from '@/components/ui/field'
import { type Option, Select } from '@/components/ui/select'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextArea } from '@/components/ui/text-area'
import type { FormState } from '@/lib/platform/answer'

type Item = { id: string; title: string; text: string }
type Props = {
  action: (previous: FormState, form: FormData) => Promise<FormState>
  commandId: string
  hidden: Readonly<Record<string, string>>
  items: readonly Item[]
  successors: readonly Option[]
  words: Readonly<Record<'to' | 'choose' | 'note' | 'noteHint' | 'itemNote' | 'submit' | 'busy' | 'optional', string>>
}

/** To whom, a word to the whole, and a word to each open matter. */
export function HandoverForm({ action, commandId, hidden, items, successors, words }: Readonly<Props>) {
  const [state, send] = useActionState(action, { status: 'idle' } as FormState)
  const typed = typedIn(state)
  return (
    <form action={send} className="grid gap-4">
      <input type="hidden" name="commandId" value={commandId} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Refusal state={state} labels={{ to: words.to, note: words.note }} />
      <Select
        name="to"
        label={words.to}
        options={successors}
        empty={words.choose}
        defaultValue={typed.one('to')}
        error={typed.error('to')}
      />
      <TextArea
        name="note"
        label={words.note}
        hint={words.noteHint}
        optional={words.optional}
        maxLength={1000}
        defaultValue={typed.one('note')}
        error={typed.error('note')}
      />
      <ol className="grid gap-3">
        {items.map((item, index) => (
          <li key={item.id} className="grid gap-2 border-t border-hair pt-3">
            <b>{item.title}</b>
            {item.text && <span className="text-13 text-ink-2">{item.text}</span>}
            <input type="hidden" name={`items[${index}].id`} value={item.id} />
            <Field
              name={`items[${index}].note`}
              label={words.itemNote}
              optional={words.optional}
              maxLength={300}
              defaultValue={typed.one(`items[${index}].note`)}
              autoComplete="off"
            />
          </li>
        ))}
      </ol>
      <SubmitButton size="big" busy={words.busy}>
        {words.submit}
      </SubmitButton>
    </form>
  )
}
