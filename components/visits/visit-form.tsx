'use client'

import { useActionState, useState } from 'react'
import { useOutboxForm } from '@/components/shell/use-outbox-form'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Icon } from '@/components/ui/icon'
import { labelOf } from '@/components/visits/field-labels'
import type { FormWords } from '@/components/visits/form-words'
import { GuaranteeFields, type KnownChecks } from '@/components/visits/guarantee-fields'
import { IncomeFields } from '@/components/visits/income-fields'
import { KeptPromises, type OpenPromise } from '@/components/visits/kept-promises'
import { MetFields } from '@/components/visits/met-fields'
import { NextVisitFields } from '@/components/visits/next-visit-fields'
import { PromiseFields } from '@/components/visits/promise-fields'
import { ShockFields } from '@/components/visits/shock-fields'
import { typedOf } from '@/components/visits/typed'
import { VisitKept } from '@/components/visits/visit-kept'
import { fill } from '@/lib/i18n/fill'
import type { Entries } from '@/lib/offline/fields'
import type { FormState } from '@/lib/platform/answer'

export type VisitFormProps = {
  action: (state: FormState, form: FormData) => Promise<FormState>
  userId: string
  /** Made on the server; with script the page makes its own, because a kept page would repeat it. */
  id: string
  household: { id: string; name: string }
  known: KnownChecks
  promises: readonly OpenPromise[]
  days: {
    today: string
    tomorrow: string
    earliest: string
    latest: string
    presets: Record<'1w' | '2w' | '1m', string>
  }
  words: FormWords
  /** Words of this language are long: fewer tiles in a row. */
  wide?: boolean
}

const clock = (at: number) => new Date(at).toTimeString().slice(0, 5)

/**
 * The visit form. Without script it posts to its action; with script it keeps what is typed on the phone, sends through the
 * phone door, and keeps the visit when there is no connection.
 */
export function VisitForm(props: Readonly<VisitFormProps>) {
  const { action, userId, household, known, promises, days, words } = props
  const [state, formAction] = useActionState(action, { status: 'idle' } as FormState)
  const [rows, setRows] = useState<number[]>([])
  const sheet = useOutboxForm({
    userId,
    kind: 'visit.log',
    subject: household.id,
    title: household.name,
    id: props.id,
    onward: (data) => `/visits/${(data as { visitId: string }).visitId}`,
    draw: (entries) => setRows(rowsOf(entries)),
  })
  const { form, id, refusal, resting, busy, live, noStore, keptAt, foundAt, submit, saveDraft, discard } = sheet

  const shown = refusal ?? (state.status === 'refused' ? state : null)
  const typed = typedOf(state, shown?.errors ?? {})

  const problems = Object.entries(shown?.errors ?? {}).map(([name, message]) => ({
    name,
    message,
    label: labelOf(name, words),
  }))
  return (
    <>
      {resting && <VisitKept resting={resting} words={words.state} />}
      <form ref={form} action={formAction} onSubmit={submit} onChange={saveDraft} noValidate hidden={resting !== null}>
        <input type="hidden" name="commandId" value={id} readOnly />
        <input type="hidden" name="id" value={id} readOnly />
        <input type="hidden" name="householdId" value={household.id} readOnly />
        <input type="hidden" name="recordedAt" defaultValue="" />
        {foundAt && (
          <div className="banner mb-3" data-s="unsent" role="status">
            <Icon name="phone" />
            <div>
              <p>{fill(words.restored, { time: clock(foundAt) })}</p>
            </div>
            <button type="button" className="btn quiet small" onClick={discard}>
              {words.discard}
            </button>
          </div>
        )}
        {shown && (
          <div className="pb-3">
            <ErrorSummary title={shown.message || fill(words.errorTitle, { n: problems.length })} errors={problems} />
            {problems.length === 0 && (
              <div className="banner" data-s="crossed" role="alert">
                <div>
                  <b>{shown.message}</b>
                </div>
              </div>
            )}
          </div>
        )}
        <KeptPromises words={words.promises} promises={promises} typed={typed} />
        <GuaranteeFields words={words.guarantees} known={known} typed={typed} />
        <ShockFields words={words.shocks} typed={typed} />
        <IncomeFields words={words.income} optional={words.optional} unit={words.shocks.yuan} typed={typed} />
        <PromiseFields
          words={words.promises}
          typed={typed}
          earliest={days.tomorrow}
          rows={rows}
          onAdd={() => setRows((drawn) => [...drawn, (drawn.at(-1) ?? -1) + 1])}
          onRemove={(row) => setRows((drawn) => drawn.filter((each) => each !== row))}
        />
        <MetFields wide={props.wide} words={words.met} optional={words.optional} typed={typed} />
        <NextVisitFields words={words.next} typed={typed} {...days} days={days.presets} />
        <div className="savebar">
          {noStore ? (
            <p role="alert">{words.state.noStore}</p>
          ) : (
            live && (
              <p className="flex items-center gap-1.5 pb-2 text-12 text-ink-2">
                <Icon name="phone" className="i size-4" />
                {keptAt ? fill(words.kept, { time: clock(keptAt) }) : words.safe}
              </p>
            )
          )}
          <button type="submit" className="btn act big" aria-disabled={busy || undefined}>
            {busy ? words.saving : words.save}
          </button>
        </div>
      </form>
    </>
  )
}

/** The rows of promises that kept entries speak of. */
function rowsOf(entries: Entries): number[] {
  const rowOf = (name: string) => Number(/^promises\[(\d+)]/.exec(name)?.[1] ?? -1)
  const last = Math.max(-1, ...entries.map(([name]) => rowOf(name)))
  return Array.from({ length: last + 1 }, (_, row) => row)
}
