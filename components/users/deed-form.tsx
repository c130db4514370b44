'use client'

import { useActionState } from 'react'
import { Refusal } from '@/components/shell/refusal'
import { typedIn } from '@/components/shell/typed'
import type { ButtonLook } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { type Option, Select } from '@/components/ui/select'
import { SubmitButton } from '@/components/ui/submit-button'
import { StepUpFields, type StepUpWords } from '@/components/users/step-up-fields'
import type { FormState } from '@/lib/platform/answer'

export type DeedField = {
  name: string
  label: string
  hint?: string
  optional?: string
  type?: 'text' | 'date'
  value?: string
  options?: readonly Option[]
  maxLength?: number
}

type Props = {
  action: (previous: FormState, form: FormData) => Promise<FormState>
  commandId: string
  hidden?: Readonly<Record<string, string>>
  fields?: readonly DeedField[]
  /** Asks for the password from the start. A deed that needs no proof passes false; a proof that ran out is asked for all the same. */
  proof: boolean
  look?: ButtonLook
  words: StepUpWords & { submit: string; busy: string; note?: string }
}

/** A deed on an account: a few fields, a note of what it does, the proof of the person, one button. */
export function DeedForm({ action, commandId, hidden = {}, fields = [], proof, look, words }: Readonly<Props>) {
  const [state, send] = useActionState(action, { status: 'idle' } as FormState)
  const typed = typedIn(state)
  const labels = {
    stepUpPassword: words.password,
    ...Object.fromEntries(fields.map(({ name, label }) => [name, label])),
  }
  return (
    <form action={send} className="grid gap-4">
      <input type="hidden" name="commandId" value={commandId} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {words.note && <p className="text-13 text-ink-2">{words.note}</p>}
      <Refusal state={state} labels={labels} />
      {fields.map((field) => {
        const { name, label, hint, optional } = field
        const defaultValue = typed.one(name, field.value)
        const shared = { name, label, hint, optional, error: typed.error(name), defaultValue }
        return field.options ? (
          <Select key={name} {...shared} options={field.options} empty="" />
        ) : (
          <Field
            key={`${name}-${defaultValue}`}
            {...shared}
            type={field.type ?? 'text'}
            maxLength={field.maxLength}
            autoComplete="off"
          />
        )
      })}
      <StepUpFields state={state} needed={proof} words={words} />
      <SubmitButton look={look} busy={words.busy}>
        {words.submit}
      </SubmitButton>
    </form>
  )
}
