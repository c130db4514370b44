'use client'

import { useEffect, useState } from 'react'
import { OutboxSheet } from '@/components/shell/outbox-sheet'
import { StepControl, type StepField } from '@/components/shell/step-field'
import { typedIn } from '@/components/shell/typed'
import { useOutboxForm } from '@/components/shell/use-outbox-form'
import type { FormAction } from '@/components/shell/use-sent-form'
import { FoundRow } from '@/components/supervision/found-row'
import { HelpRow } from '@/components/supervision/help-row'
import { labelOf, type SessionOptions, type SessionWords } from '@/components/supervision/session-words'
import { Icon } from '@/components/ui/icon'
import { Picks } from '@/components/ui/picks'
import { SectionHead } from '@/components/ui/section-head'
import { type Entries, freshId, rowsOf } from '@/lib/offline/fields'

type Props = {
  action: FormAction
  userId: string
  /** Made on the server, for the session and a first finding; with script the page makes its own, because a kept page would repeat them. */
  id: string
  findingId: string
  place: { id: string; title: string }
  first: { team: string; today: string; least: string }
  options: SessionOptions
  words: SessionWords
}

const MOST_FINDINGS = 20
const HELP_ROWS = Array.from({ length: 20 }, (_, row) => row)

/** The record of a session. Without script it posts to its action; with script it is kept on the phone and sent through the phone door. */
export function SessionForm(props: Readonly<Props>) {
  const { action, userId, place, first, options, words } = props
  const [found, setFound] = useState([{ row: 0, id: props.findingId }])
  const [helpRows, setHelpRows] = useState(1)
  const here = `/supervision/${place.id}`
  const draw = (entries: Entries) => {
    const idAt = (at: number) => entries.find(([name]) => name === `findings[${at}].id`)?.[1] ?? freshId()
    setFound(Array.from({ length: Math.max(1, rowsOf(entries, 'findings')) }, (_, row) => ({ row, id: idAt(row) })))
    setHelpRows(Math.max(1, rowsOf(entries, 'help')))
  }
  const sheet = useOutboxForm({
    action,
    userId,
    kind: 'supervision.hold',
    subject: place.id,
    title: place.title,
    id: props.id,
    onward: (data) => `/supervision/sessions/${(data as { sessionId: string }).sessionId}`,
    draw,
  })
  useEffect(() => setFound([{ row: 0, id: freshId() }]), [])
  const typed = typedIn(sheet.state, sheet.refused?.errors)
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
  return (
    <OutboxSheet
      sheet={sheet}
      words={words}
      labelOf={(name) => labelOf(name, words)}
      hidden={{ placeId: place.id }}
      back={here}
    >
      <div className="grid gap-4 pb-4">
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
          {found.map(({ row, id }) => (
            <FoundRow key={row} at={row} id={id} options={options} words={words} typed={typed} />
          ))}
          {found.length < MOST_FINDINGS && (
            <button
              type="button"
              className="btn w-full noscript:hidden"
              onClick={() => setFound((rows) => [...rows, { row: rows.length, id: freshId() }])}
            >
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
      </div>
    </OutboxSheet>
  )
}
