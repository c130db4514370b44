'use client'

import { useActionState } from 'react'
import { Banner } from '@/components/ui/banner'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormState } from '@/lib/platform/answer'

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>
  commandId: string
  batchId: string
  /** Columns with changes, and cells that both sides changed: what the register has may be kept in both. */
  policy: {
    title: string
    why: string
    columns: readonly { value: string; label: string }[]
    conflicts: { title: string; why: string; more: string; cells: readonly { value: string; label: string }[] } | null
  } | null
  choices: readonly { mode: 'ALL' | 'GOOD_ROWS'; label: string }[]
  busy: string
}

/** Imports a checked ledger in one of the ways that are possible for it. */
export function DecideForm({ action, commandId, batchId, policy, choices, busy }: Readonly<Props>) {
  const [state, send] = useActionState(action, { status: 'idle' } as FormState)
  return (
    <form action={send} className="grid justify-items-start gap-3">
      <input type="hidden" name="commandId" value={commandId} />
      <input type="hidden" name="batchId" value={batchId} />
      {state.status === 'refused' && (
        <div role="alert">
          <Banner state="crossed" title={state.message} />
        </div>
      )}
      {policy && (
        <>
          <Ticks name="fillOnly" legend={policy.title} why={policy.why} choices={policy.columns} />
          {policy.conflicts && (
            <Ticks
              name="take"
              legend={policy.conflicts.title}
              why={policy.conflicts.why}
              more={policy.conflicts.more}
              choices={policy.conflicts.cells}
            />
          )}
        </>
      )}
      {choices.map(({ mode, label }) => (
        <SubmitButton key={mode} name="mode" value={mode} busy={busy}>
          {label}
        </SubmitButton>
      ))}
    </form>
  )
}

type Ticked = {
  name: string
  legend: string
  why: string
  more?: string
  choices: readonly { value: string; label: string }[]
}

function Ticks({ name, legend, why, more, choices }: Readonly<Ticked>) {
  if (choices.length === 0) return null
  return (
    <fieldset className="grid gap-1">
      <legend className="lab">{legend}</legend>
      <p className="text-13 text-ink-2">{why}</p>
      {choices.map(({ value, label }) => (
        <label key={value} className="flex min-h-12 items-center gap-3">
          <input type="checkbox" name={name} value={value} className="size-5 shrink-0" />
          {label}
        </label>
      ))}
      {more && <p className="text-13 text-ink-2">{more}</p>}
    </fieldset>
  )
}
