'use client'

import { useState } from 'react'
import { Refusal } from '@/components/shell/refusal'
import { changesOf, StepControl, type StepField } from '@/components/shell/step-field'
import { type FormAction, useSentForm } from '@/components/shell/use-sent-form'
import type { ButtonLook } from '@/components/ui/button'
import { SubmitButton } from '@/components/ui/submit-button'

type Props = {
  action: FormAction
  hidden: Readonly<Record<string, string | number>>
  fields: readonly StepField[]
  submit: string
  busy: string
  look?: ButtonLook
  /** Keeps the ids of several forms on a page apart. */
  prefix?: string
  /** Two fields side by side where there is room. */
  isWide?: boolean
  /** Words for two who changed the same. */
  conflict?: { text: string; mine: string; theirs: string }
}

/**
 * One step: the fields it asks for and one button. Works without script; what was typed stays after a refusal, and a lost race shows both
 * sides.
 */
export function StepForm(props: Readonly<Props>) {
  const { action, hidden, fields, submit, busy, look, prefix = '', isWide, conflict } = props
  const { state, send, form, typed } = useSentForm(action)
  const [seen] = useState(() => new Map(fields.map(({ name, value }) => [name, value])))
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
      <Refusal state={state} labels={labels} prefix={prefix} theirs={changesOf(fields, seen)} />
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
      {fields.length > 0 && (
        <div className={isWide ? 'grid items-start gap-4 rail:grid-cols-2' : 'grid gap-4'}>
          {fields.map((field) => (
            <StepControl key={field.name} field={field} id={`f-${prefix}${field.name}`} typed={typed} />
          ))}
        </div>
      )}
      <SubmitButton busy={busy} size="big" look={look}>
        {submit}
      </SubmitButton>
    </form>
  )
}
