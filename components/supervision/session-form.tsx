'use client'

import { type FormEvent, useEffect, useState } from 'react'
import { Refusal } from '@/components/shell/refusal'
import { StepControl, type StepField } from '@/components/shell/step-field'
import { typedIn } from '@/components/shell/typed'
import { type FormAction, useSentForm } from '@/components/shell/use-sent-form'
import { FoundRow } from '@/components/supervision/found-row'
import { HelpRow } from '@/components/supervision/help-row'
import type { SessionOptions, SessionWords } from '@/components/supervision/session-words'
import { useSessionQueue } from '@/components/supervision/use-session-queue'
import { Banner } from '@/components/ui/banner'
import { Icon } from '@/components/ui/icon'
import { Picks } from '@/components/ui/picks'
import { SectionHead } from '@/components/ui/section-head'
import { SubmitButton } from '@/components/ui/submit-button'

type Props = {
  action: FormAction
  userId: string
  /** Made with the page; the session and the command share it, so sending twice is sending once. */
  id: string
  findingIds: readonly string[]
  place: { id: string; title: string }
  first: { team: string; today: string; least: string }
  options: SessionOptions
  words: SessionWords
}

const HELP_ROWS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]

/**
 * The record of a session, for a phone. With a connection the form goes its usual way; without, it waits in the outbox of this device. A
 * refused one comes back with what was typed.
 */
export function SessionForm(props: Readonly<Props>) {
  const { action, userId, place, first, options, words, findingIds } = props
  const { state, send, form } = useSentForm(action)
  const queue = useSessionQueue(userId, place, props.id)
  const shown = queue.refused ?? state
  const typed = typedIn(shown)
  const [helpRows, setHelpRows] = useState(1)
  const [foundRows, setFoundRows] = useState(1)
  const { rows } = queue
  useEffect(() => {
    setHelpRows((now) => Math.max(now, rows.help))
    setFoundRows((now) => Math.max(now, rows.findings))
  }, [rows])
  const submitted = (event: FormEvent<HTMLFormElement>) => {
    if (navigator.onLine) queue.forget()
    else {
      event.preventDefault()
      queue.keep(event.currentTarget)
    }
  }
  const fields: StepField[] = [
    {
      name: 'heldOn',
      label: words.heldOn,
      type: 'day',
      value: first.today,
      least: first.least,
      most: first.today,
      needed: true,
    },
    { name: 'team', label: words.team, type: 'text', max: 200, value: first.team, needed: true },
    { name: 'spots', label: words.spots, type: 'text', max: 300, needed: true },
  ]
  if (queue.isKept) {
    return (
      <div role="status">
        <Banner state="unsent" title={words.waiting} />
      </div>
    )
  }
  const labels = Object.fromEntries([...fields.map(({ name, label }) => [name, label]), ['means', words.means]])
  return (
    <form key={queue.id} ref={form} action={send} onSubmit={submitted} className="grid gap-4">
      <input type="hidden" name="commandId" value={queue.id} />
      <input type="hidden" name="id" value={queue.id} />
      <input type="hidden" name="placeId" value={place.id} />
      <Refusal state={shown} labels={labels} />
      {queue.isFull && (
        <div role="alert">
          <Banner state="crossed" title={words.noStore} />
        </div>
      )}
      <Picks
        type="radio"
        name="method"
        legend={words.method}
        options={options.method}
        value={typed.all('method', ['ANNOUNCED'])}
        cols={2}
        required
      />
      <p className="text-13 text-ink-2">{words.methodHint}</p>
      <Picks
        type="radio"
        name="mode"
        legend={words.mode}
        options={options.mode}
        value={typed.all('mode', ['ROUTINE'])}
        cols={2}
        required
      />
      <Picks
        name="means"
        legend={words.means}
        options={options.means}
        value={typed.all('means', ['ON_SITE'])}
        error={typed.error('means')}
        cols={2}
      />
      {fields.map((field) => (
        <StepControl key={field.name} field={field} id={`f-${field.name}`} typed={typed} />
      ))}
      {options.household.length > 0 && (
        <Picks
          name="households"
          legend={words.households}
          options={options.household}
          value={typed.all('households')}
          cols={2}
        />
      )}
      <section>
        <SectionHead ruled title={words.findingsTitle} note={words.findingNote} />
        {findingIds.slice(0, foundRows).map((id, at) => (
          <FoundRow key={id} at={at} id={id} options={options} words={words} typed={typed} />
        ))}
        {foundRows < findingIds.length && (
          <button type="button" className="btn w-full noscript:hidden" onClick={() => setFoundRows((n) => n + 1)}>
            <Icon name="plus" />
            {words.findingMore}
          </button>
        )}
      </section>
      <section>
        <SectionHead ruled title={words.helpTitle} />
        {HELP_ROWS.slice(0, helpRows).map((at) => (
          <HelpRow key={at} at={at} options={options.help} words={words} typed={typed} />
        ))}
        {helpRows < HELP_ROWS.length && (
          <button type="button" className="btn w-full noscript:hidden" onClick={() => setHelpRows((n) => n + 1)}>
            <Icon name="plus" />
            {words.helpMore}
          </button>
        )}
      </section>
      <StepControl
        field={{ name: 'summary', label: words.summary, type: 'long', max: 1_000 }}
        id="f-summary"
        typed={typed}
      />
      <SubmitButton busy={words.busy} size="big">
        {words.save}
      </SubmitButton>
    </form>
  )
}
