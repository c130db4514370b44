'use client'

import { type ReactNode, useActionState } from 'react'
import { Refusal } from '@/components/shell/refusal'
import { typedIn } from '@/components/shell/typed'
import { Field } from '@/components/ui/field'
import { Picks } from '@/components/ui/picks'
import { type Option, Select } from '@/components/ui/select'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextArea } from '@/components/ui/text-area'
import type { FormState } from '@/lib/platform/answer'

type FieldName = 'name' | 'sex' | 'birthDate' | 'idNumber' | 'ethnicity' | 'relation' | 'place' | 'handoverNote'

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>
  commandId: string
  /** What was chosen before, sent along unchanged; a name may stand several times. */
  hidden: readonly (readonly [string, string])[]
  /** Which fields this kind of event asks for, with label and hint. */
  fields: Readonly<Partial<Record<FieldName, { label: string; hint?: string; required?: boolean }>>>
  sexes: readonly Option[]
  relations: readonly Option[]
  related: readonly { personId: string; name: string; relation: string }[]
  relatedLegend: string
  /** Names of the fields above, for a refusal that concerns one of them. */
  labels: Readonly<Record<string, string>>
  words: Readonly<Record<'note' | 'noteHint' | 'send' | 'busy' | 'optional', string>>
  /** Stands below what says who it is. */
  children?: ReactNode
}

/** The second half of an event: what is still to be typed, and sending it to be checked. */
export function ProposeForm(props: Readonly<Props>) {
  const { action, commandId, hidden, fields, sexes, relations, related, relatedLegend, labels, words, children } = props
  const [state, send] = useActionState(action, { status: 'idle' } as FormState)
  const typed = typedIn(state)
  const text = (name: 'name' | 'idNumber' | 'ethnicity' | 'place', maxLength: number) => {
    const field = fields[name]
    return (
      field && (
        <Field
          name={name}
          label={field.label}
          hint={field.hint}
          required={field.required}
          optional={field.required ? undefined : words.optional}
          maxLength={maxLength}
          autoComplete="off"
          defaultValue={typed.one(name)}
          error={typed.error(name)}
        />
      )
    )
  }
  return (
    <form action={send} className="sheet grid gap-4 px-4 py-4">
      <input type="hidden" name="commandId" value={commandId} />
      {hidden.map(([name, value]) => (
        <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
      ))}
      <Refusal state={state} labels={labels} />
      {text('name', 60)}
      {text('idNumber', 30)}
      {fields.sex && (
        <Picks
          type="radio"
          name="sex"
          legend={fields.sex.label}
          options={sexes}
          cols={2}
          value={typed.all('sex')}
          error={typed.error('sex')}
        />
      )}
      {fields.birthDate && (
        <Field
          type="date"
          name="birthDate"
          label={fields.birthDate.label}
          hint={fields.birthDate.hint}
          defaultValue={typed.one('birthDate')}
          error={typed.error('birthDate')}
        />
      )}
      {children}
      {fields.relation && (
        <Select
          name="relation"
          label={fields.relation.label}
          empty=""
          required
          options={relations}
          defaultValue={typed.one('relation')}
          error={typed.error('relation')}
        />
      )}
      {text('ethnicity', 20)}
      {text('place', 120)}
      {related.length > 0 && (
        <fieldset className="grid gap-3">
          <legend className="lab mb-1.5">{relatedLegend}</legend>
          {related.map(({ personId, name, relation }) => (
            <Select
              key={personId}
              name={`relations.${personId}`}
              label={name}
              options={relations}
              defaultValue={typed.one(`relations.${personId}`, relation)}
              error={typed.error(`relations.${personId}`)}
            />
          ))}
        </fieldset>
      )}
      {fields.handoverNote && (
        <TextArea
          name="handoverNote"
          label={fields.handoverNote.label}
          optional={words.optional}
          maxLength={300}
          defaultValue={typed.one('handoverNote')}
          error={typed.error('handoverNote')}
        />
      )}
      <TextArea
        name="note"
        label={words.note}
        hint={words.noteHint}
        optional={words.optional}
        maxLength={300}
        defaultValue={typed.one('note')}
        error={typed.error('note')}
      />
      <SubmitButton busy={words.busy} size="big">
        {words.send}
      </SubmitButton>
    </form>
  )
}
