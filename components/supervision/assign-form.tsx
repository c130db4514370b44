'use client'

import { Refusal } from '@/components/shell/refusal'
import { StepControl, type StepField } from '@/components/shell/step-field'
import { type FormAction, useSentForm } from '@/components/shell/use-sent-form'
import { Field } from '@/components/ui/field'
import { type Option, Select } from '@/components/ui/select'
import { SubmitButton } from '@/components/ui/submit-button'

type Part = 'base' | 'target' | 'unit'
type Props = {
  action: FormAction
  hidden: Readonly<Record<string, string | number>>
  fields: readonly StepField[]
  works: readonly ({ code: string; name: string; direction: string } & Readonly<Record<Part, string>>)[]
  directions: readonly Option[]
  words: Readonly<Record<Part | 'hint' | 'direction' | 'save' | 'busy', string>>
}

/** Who fights at a listed place by when, and base, target, unit and direction of every key work. */
export function AssignForm({ action, hidden, fields, works, directions, words }: Readonly<Props>) {
  const { state, send, form, typed } = useSentForm(action)
  const parts = ['base', 'target', 'unit'] as const
  const labels = Object.fromEntries([
    ...fields.map(({ name, label }) => [name, label]),
    ...works.flatMap(({ name }, index) => parts.map((part) => [`works[${index}].${part}`, `${name}  ${words[part]}`])),
  ])
  return (
    <form ref={form} action={send} className="grid gap-4">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Refusal state={state} labels={labels} />
      <div className="grid items-start gap-4 rail:grid-cols-2">
        {fields.map((field) => (
          <StepControl key={field.name} field={field} id={`f-${field.name}`} typed={typed} />
        ))}
      </div>
      <p className="text-13 text-ink-2">{words.hint}</p>
      {works.map((work, index) => (
        <fieldset key={work.code} className="border-t border-hair pt-2">
          <legend className="pr-2 font-semibold">{work.name}</legend>
          <input type="hidden" name={`works[${index}].workCode`} value={work.code} />
          <div className="grid grid-cols-3 items-start gap-3 rail:grid-cols-4">
            {parts.map((part) => {
              const name = `works[${index}].${part}`
              return (
                <Field
                  key={part}
                  name={name}
                  id={`f-${name}`}
                  label={words[part]}
                  error={typed.error(name)}
                  defaultValue={typed.one(name, work[part])}
                  maxLength={part === 'unit' ? 10 : 13}
                  inputMode={part === 'unit' ? undefined : 'decimal'}
                  autoComplete="off"
                />
              )
            })}
            <div className="col-span-3 rail:col-span-1">
              <Select
                name={`works[${index}].direction`}
                id={`f-works[${index}].direction`}
                label={words.direction}
                options={directions}
                defaultValue={typed.one(`works[${index}].direction`, work.direction)}
              />
            </div>
          </div>
        </fieldset>
      ))}
      <SubmitButton busy={words.busy} size="big">
        {words.save}
      </SubmitButton>
    </form>
  )
}
