'use client'

import { type FormEvent, useActionState, useCallback, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
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
import { type Resting, VisitKept } from '@/components/visits/visit-kept'
import { fill } from '@/lib/i18n/fill'
import { dropDraft, keepDraft, readDraft } from '@/lib/offline/draft'
import { type Entries, entriesOf, fillForm, freshId } from '@/lib/offline/fields'
import { dequeue, enqueue, queuedOf } from '@/lib/offline/queue'
import { announce, flush, onSent, post, type Sent } from '@/lib/offline/send'
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
  const form = useRef<HTMLFormElement>(null)
  const [refusal, setRefusal] = useState<{ message: string; errors: Record<string, string> } | null>(null)
  const [resting, setResting] = useState<Resting | null>(null)
  const [busy, setBusy] = useState(false)
  const [keptAt, setKeptAt] = useState<number | null>(null)
  const [found, setFound] = useState<{ at: number; entries: Entries } | null>(null)
  const [rows, setRows] = useState<number[]>([])
  const [noStore, setNoStore] = useState(false)
  const [live, setLive] = useState(false)
  const [id, setId] = useState(props.id)

  const shown = refusal ?? (state.status === 'refused' ? state : null)
  const typed = typedOf(state, shown?.errors ?? {})

  // What was kept before: a refused visit first, else the draft. Rows of promises are drawn before they are filled.
  useEffect(() => {
    const bringBack = (kept: { at: number; entries: Entries }) => {
      const rowOf = (name: string) => Number(/^promises\[(\d+)]/.exec(name)?.[1] ?? -1)
      const last = Math.max(-1, ...kept.entries.map(([name]) => rowOf(name)))
      flushSync(() => {
        setFound(kept)
        setId((fresh) => kept.entries.find(([name]) => name === 'commandId')?.[1] ?? fresh)
        setRows(Array.from({ length: last + 1 }, (_, row) => row))
      })
      if (form.current) fillForm(form.current, kept.entries)
    }
    const start = async () => {
      const items = await queuedOf(userId).catch(() => [])
      const item = items.find((each) => each.subject === household.id && each.status === 'refused')
      const draft = readDraft(userId, household.id)
      if (item) {
        bringBack({ at: item.keptAt, entries: item.entries })
        setRefusal({ message: item.message ?? '', errors: item.errors ?? {} })
      } else if (draft) bringBack(draft)
    }
    setLive(true)
    setId(freshId())
    start()
  }, [userId, household.id])

  const settle = useCallback(
    (answer: Sent) => {
      if (answer.status === 'sent') {
        const { visitId } = answer.data as { visitId: string }
        dropDraft(userId, household.id)
        window.location.assign(`/visits/${visitId}`)
      } else if (answer.status === 'refused') setRefusal({ message: answer.message, errors: answer.errors })
      else setResting(answer.status)
    },
    [userId, household.id],
  )

  // A later round of sending may settle the visit that rests on this page.
  useEffect(() => {
    if (!resting) return
    return onSent((answers) => {
      const answer = answers.get(id)
      if (answer?.status === 'refused') setResting(null)
      if (answer) settle(answer)
    })
  }, [resting, settle, id])

  useEffect(() => {
    if (!refusal) return
    const first = Object.keys(refusal.errors)[0]
    const target = (first && document.getElementById(`f-${first}`)) || document.querySelector('.banner[role=alert]')
    if (target instanceof HTMLElement) {
      target.focus()
      target.scrollIntoView({ block: 'center' })
    }
  }, [refusal])

  const saveDraft = () => {
    if (!form.current || resting || busy) return
    const at = Date.now()
    if (keepDraft(userId, household.id, { at, entries: entriesOf(form.current) })) setKeptAt(at)
  }

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const sheet = event.currentTarget
    if (busy) return
    setBusy(true)
    setRefusal(null)
    setNoStore(false)
    setField(sheet, 'recordedAt', new Date().toISOString())
    const item = {
      id,
      userId,
      kind: 'visit.log',
      subject: household.id,
      title: household.name,
      entries: entriesOf(sheet),
      keptAt: Date.now(),
      status: 'waiting',
    } as const
    const kept = await enqueue(item).then(
      () => true,
      () => false,
    )
    const answer = kept
      ? ((await flush(userId).catch(() => new Map<string, Sent>())).get(id) ?? { status: 'waiting' as const })
      : await post(item)
    if (answer.status === 'refused' && kept) await dequeue(id).then(announce)
    if (answer.status === 'waiting' || answer.status === 'signedOut') {
      if (kept) dropDraft(userId, household.id)
      else setNoStore(true)
    }
    if (kept || answer.status === 'sent' || answer.status === 'refused') settle(answer)
    if (answer.status !== 'sent') setBusy(false)
  }

  const discard = () => {
    dropDraft(userId, household.id)
    queuedOf(userId)
      .then((items) =>
        Promise.all(
          items
            .filter((each) => each.subject === household.id && each.status === 'refused')
            .map((each) => dequeue(each.id)),
        ),
      )
      .finally(() => window.location.reload())
  }

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
        {found && (
          <div className="banner mb-3" data-s="unsent" role="status">
            <Icon name="phone" />
            <div>
              <p>{fill(words.restored, { time: clock(found.at) })}</p>
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

function setField(form: HTMLFormElement, name: string, value: string): void {
  const control = form.elements.namedItem(name)
  if (control instanceof HTMLInputElement) control.value = value
}
