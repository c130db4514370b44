'use client'

import { type ReactNode, useActionState, useEffect, useRef } from 'react'
import { Refusal } from '@/components/shell/refusal'
import { typedIn } from '@/components/shell/typed'
import { type FormField, SupportField } from '@/components/support/support-field'
import type { ButtonLook } from '@/components/ui/button'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormState } from '@/lib/platform/answer'

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>
  hidden: Readonly<Record<string, string | number>>
  fields: readonly FormField[]
  submit: string
  busy: string
  look?: ButtonLook
  prefix?: string
  /** Words for two who changed the same. */
  conflict?: { text: string; mine: string; theirs: string }
  children?: ReactNode
}

/** A form of fields and one button. Works without script; what was typed stays after a refusal, and a lost race shows both sides. */
export function MeasureForm(props: Readonly<Props>) {
  const { action, hidden, fields, submit, busy, look, prefix = '', conflict, children } = props
  const [state, send] = useActionState(action, { status: 'idle' } as FormState)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (state.status === 'refused') form.current?.querySelector('[role=alert]')?.scrollIntoView({ block: 'center' })
  }, [state])
  const typed = typedIn(state)
  const labels = Object.fromEntries(fields.map(({ name, label }) => [name, label]))
  const lost = state.status === 'refused' ? state.conflict : undefined
  // Saved again, the form starts from what the other one wrote.
  const since: Record<string, string | number> = lost
    ? {
        version: lost.version,
        ...Object.fromEntries(lost.merges.map(({ field, theirs }) => [`base.${field}`, theirs])),
      }
    : {}
  return (
    <form ref={form} action={send} className="grid gap-4">
      {Object.entries({ ...hidden, ...since }).map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      <Refusal state={state} labels={labels} prefix={prefix} />
      {lost && conflict && (
        <div className="banner" data-s="crossed">
          <div className="grid gap-2">
            <p>{conflict.text}</p>
            {lost.merges.map(({ field, mine, theirs }) => (
              <p key={field} className="text-13">
                <b>{labels[field] ?? field}</b> {conflict.mine} {mine} {conflict.theirs} {theirs}
              </p>
            ))}
          </div>
        </div>
      )}
      <div className="grid items-start gap-4 rail:grid-cols-2">
        {fields.map((field) => (
          <SupportField key={field.name} field={field} id={`f-${prefix}${field.name}`} typed={typed} />
        ))}
      </div>
      {children}
      <SubmitButton busy={busy} size="big" look={look}>
        {submit}
      </SubmitButton>
    </form>
  )
}
