'use client'

import { useActionState } from 'react'
import { Refusal } from '@/components/shell/refusal'
import { typedIn } from '@/components/shell/typed'
import type { ButtonLook } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Picks } from '@/components/ui/picks'
import { type Option, Select } from '@/components/ui/select'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextArea } from '@/components/ui/text-area'
import type { FormState } from '@/lib/platform/answer'

type Asked = { name: string; label: string } & (
  | { kind: 'radio'; options: readonly Option[]; value?: string; cols?: number; required?: boolean }
  | { kind: 'select'; options: readonly Option[]; value?: string; empty?: string }
  | { kind: 'line'; max: number }
  | { kind: 'text'; hint?: string; optional?: string; id?: string }
  | { kind: 'head' }
)

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>
  commandId: string
  /** What goes along unseen. */
  carried: Readonly<Record<string, string | number>>
  asked: readonly Asked[]
  submit: string
  busy: string
  look?: ButtonLook
}

/** One form of a review: what is asked, top to bottom, and one button. Works without script; what was typed stays after a refusal. */
export function ReviewForm({ action, commandId, carried, asked, submit, busy, look = 'act' }: Readonly<Props>) {
  const [state, send] = useActionState(action, { status: 'idle' } as FormState)
  const typed = typedIn(state)
  const labels = Object.fromEntries(asked.map(({ name, label }) => [name, label]))
  return (
    <form action={send} className="grid gap-4">
      <input type="hidden" name="commandId" value={commandId} />
      {Object.entries(carried).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Refusal state={state} labels={labels} />
      {asked.map((each) => {
        const { name, label } = each
        const shared = { name, label, error: typed.error(name) }
        switch (each.kind) {
          case 'head':
            return (
              <h3 key={name} className="border-t border-hair pt-3 font-semibold">
                {label}
              </h3>
            )
          case 'radio':
            return (
              <Picks
                key={name}
                type="radio"
                name={name}
                legend={label}
                options={each.options}
                value={typed.all(name, each.value ? [each.value] : [])}
                error={typed.error(name)}
                cols={each.cols ?? 2}
                required={each.required}
              />
            )
          case 'select':
            return (
              <Select
                key={name}
                {...shared}
                options={each.options}
                empty={each.empty}
                defaultValue={typed.one(name, each.value)}
              />
            )
          case 'line':
            return (
              <Field key={name} {...shared} maxLength={each.max} defaultValue={typed.one(name)} autoComplete="off" />
            )
          default:
            return (
              <TextArea
                key={name}
                {...shared}
                id={each.id}
                hint={each.hint}
                optional={each.optional}
                maxLength={500}
                defaultValue={typed.one(name)}
              />
            )
        }
      })}
      <SubmitButton look={look} busy={busy} size="big">
        {submit}
      </SubmitButton>
    </form>
  )
}
