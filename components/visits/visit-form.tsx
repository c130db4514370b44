'use client'

import { useState } from 'react'
import { OutboxSheet } from '@/components/shell/outbox-sheet'
import { useOutboxForm } from '@/components/shell/use-outbox-form'
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
import { rowsOf } from '@/lib/offline/fields'
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

/**
 * The visit form. Without script it posts to its action; with script it keeps what is typed on the phone, sends through the
 * phone door, and keeps the visit when there is no connection.
 */
export function VisitForm(props: Readonly<VisitFormProps>) {
  const { action, userId, household, known, promises, days, words } = props
  const [rows, setRows] = useState<number[]>([])
  const sheet = useOutboxForm({
    action,
    userId,
    kind: 'visit.log',
    subject: household.id,
    title: household.name,
    id: props.id,
    onward: (data) => `/visits/${(data as { visitId: string }).visitId}`,
    draw: (entries) => setRows(Array.from({ length: rowsOf(entries, 'promises') }, (_, row) => row)),
  })
  const typed = typedOf(sheet.state, sheet.refused?.errors ?? {})
  return (
    <OutboxSheet
      sheet={sheet}
      words={{ ...words, ...words.state, back: words.state.today }}
      labelOf={(name) => labelOf(name, words)}
      hidden={{ householdId: household.id }}
      back="/"
      next="/visits/new"
    >
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
    </OutboxSheet>
  )
}
