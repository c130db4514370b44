'use client'

import { useActionState, useEffect, useRef } from 'react'
import { Refusal } from '@/components/shell/refusal'
import { typedIn } from '@/components/shell/typed'
import type { ButtonLook } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { MoneyInput } from '@/components/ui/money-input'
import { type Option, Select } from '@/components/ui/select'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextArea } from '@/components/ui/text-area'
import type { FormState } from '@/lib/platform/answer'

export type DeedField = {
  name: string
  label: string
  type: 'day' | 'text' | 'long' | 'money' | 'count' | 'select' | 'tick'
  value?: string
  hint?: string
  max?: number
  /** First and last day that can be chosen. */
  least?: string
  most?: string
  unit?: string
  options?: readonly Option[]
  empty?: string
  optional?: boolean
}

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>
  hidden: Readonly<Record<string, string | number>>
  fields: readonly DeedField[]
  submit: string
  busy: string
  look?: ButtonLook
  prefix: string
}

/** One deed: the fields it asks for and one button. Works without script; what was typed stays after a refusal. */
export function DeedForm({ action, hidden, fields, submit, busy, look, prefix }: Readonly<Props>) {
  const [state, send] = useActionState(action, { status: 'idle' } as FormState)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (state.status === 'refused') form.current?.querySelector('[role=alert]')?.scrollIntoView({ block: 'center' })
  }, [state])
  const typed = typedIn(state)
  const labels = Object.fromEntries(fields.map(({ name, label }) => [name, label]))
  return (
    <form ref={form} action={send} className="grid gap-4">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Refusal state={state} labels={labels} prefix={prefix} />
      {fields.map((field) => (
        <Control key={field.name} field={field} id={`f-${prefix}${field.name}`} typed={typed} />
      ))}
      <SubmitButton busy={busy} size="big" look={look}>
        {submit}
      </SubmitButton>
    </form>
  )
}

type Typed = ReturnType<typeof typedIn>

function Control({ field, id, typed }: Readonly<{ field: DeedField; id: string; typed: Typed }>) {
  const { name, label, hint, value = '', type } = field
  const shared = { name, id, label, hint, error: typed.error(name), defaultValue: typed.one(name, value) }
  switch (type) {
    case 'day':
      return <Field {...shared} type="date" min={field.least} max={field.most} required />
    case 'money':
      return <MoneyInput {...shared} unit={field.unit ?? ''} />
    case 'count':
      return <Field {...shared} inputMode="numeric" pattern="[0-9]*" maxLength={9} autoComplete="off" />
    case 'long':
      return <TextArea {...shared} maxLength={field.max} />
    case 'select':
      return <Select {...shared} options={field.options ?? []} empty={field.empty} />
    case 'tick':
      return (
        <label className="flex min-h-12 items-center gap-2">
          <input
            type="checkbox"
            id={id}
            name={name}
            value="true"
            defaultChecked={typed.all(name).includes('true')}
            className="size-5 flex-none accent-dai"
          />
          {label}
        </label>
      )
    default:
      return <Field {...shared} maxLength={field.max} autoComplete="off" />
  }
}
