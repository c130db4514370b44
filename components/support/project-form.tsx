'use client'

import { useState } from 'react'
import { Refusal } from '@/components/shell/refusal'
import { changesOf, StepControl, type StepField } from '@/components/shell/step-field'
import { type FormAction, useSentForm } from '@/components/shell/use-sent-form'
import { MoneyInput } from '@/components/ui/money-input'
import { SubmitButton } from '@/components/ui/submit-button'

type Money = Readonly<Record<'planned' | 'arrived' | 'disbursed', string>>
type Props = {
  action: FormAction
  hidden: Readonly<Record<string, string | number>>
  fields: readonly StepField[]
  funds: readonly ({ source: string; label: string } & Money)[]
  words: Readonly<Record<'funds' | 'save' | 'busy' | 'yuan', string>> & { columns: Money }
}

/** What a project is, and its money by source: planned, arrived, paid out. */
export function ProjectForm({ action, hidden, fields, funds, words }: Readonly<Props>) {
  const { state, send, form, typed } = useSentForm(action)
  const [seen] = useState(() => new Map(fields.map(({ name, value }) => [name, value])))
  const parts = ['planned', 'arrived', 'disbursed'] as const
  const labels = Object.fromEntries([
    ...fields.map(({ name, label }) => [name, label]),
    ...funds.flatMap(({ label }, index) =>
      parts.map((part) => [`funds[${index}].${part}`, `${label} ${words.columns[part]}`]),
    ),
  ])
  return (
    <form ref={form} action={send} className="grid gap-4">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Refusal state={state} labels={labels} theirs={changesOf(fields, seen)} />
      <div className="grid items-start gap-4 rail:grid-cols-2">
        {fields.map((field) => (
          <StepControl key={field.name} field={field} id={`f-${field.name}`} typed={typed} />
        ))}
      </div>
      {funds.map((fund, index) => (
        <fieldset key={fund.source} className="border-t border-hair pt-2">
          <legend className="pr-2 font-semibold">{`${words.funds} ${fund.label}`}</legend>
          <input type="hidden" name={`funds[${index}].source`} value={fund.source} />
          <div className="grid items-start gap-3 rail:grid-cols-3">
            {parts.map((part) => {
              const name = `funds[${index}].${part}`
              return (
                <MoneyInput
                  key={part}
                  name={name}
                  id={`f-${name}`}
                  label={words.columns[part]}
                  unit={words.yuan}
                  error={typed.error(name)}
                  defaultValue={typed.one(name, fund[part])}
                />
              )
            })}
          </div>
        </fieldset>
      ))}
      <SubmitButton busy={words.busy} size="big">
        {words.save}
      </SubmitButton>
    </form>
  )
}
