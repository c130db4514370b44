'use client'

import { OutboxSheet } from '@/components/shell/outbox-sheet'
import { StepControl, type StepField } from '@/components/shell/step-field'
import { typedIn } from '@/components/shell/typed'
import { useOutboxForm } from '@/components/shell/use-outbox-form'
import type { FormAction } from '@/components/shell/use-sent-form'
import type { Words } from '@/lib/i18n/words'
import type zh from '@/lib/i18n/zh-CN/resumption'

const COUNTS = ['staffTotal', 'staffReturned', 'poorReturned', 'mayReturn', 'heldBack', 'householdsDriven'] as const

type Props = {
  action: FormAction
  userId: string
  /** Made on the server; with script the page makes its own, because a kept page would repeat it. */
  id: string
  enterprise: { id: string; title: string }
  day: string
  from: string
  today: string
  /** The edition that is corrected, 0 for none. */
  edition: number
  last: Readonly<Record<(typeof COUNTS)[number], number>> | null
  words: Words<(typeof zh)['figuresForm']>
}

/** The figures of a day. Without script it posts to its action; with script it is kept on the phone and sent through the phone door. */
export function FiguresForm(props: Readonly<Props>) {
  const { action, userId, id, enterprise, day, from, today, edition, last, words } = props
  const here = `/enterprises/${enterprise.id}`
  const sheet = useOutboxForm({
    action,
    userId,
    kind: 'enterprise.report',
    subject: enterprise.id,
    title: enterprise.title,
    id,
    onward: () => here,
  })
  const typed = typedIn(sheet.state, sheet.refused?.errors)
  const fields: StepField[] = [
    { name: 'day', label: words.day, type: 'day', value: day, least: from, most: today },
    ...COUNTS.map(
      (name): StepField => ({
        name,
        label: words[name],
        type: 'count',
        max: 7,
        value: last ? String(last[name]) : '',
        needed: name === 'staffTotal' || name === 'staffReturned' || name === 'poorReturned',
      }),
    ),
    ...(edition > 0
      ? [{ name: 'reason', label: words.reason, type: 'long', max: 300, needed: true } satisfies StepField]
      : []),
  ]
  const labels: Readonly<Record<string, string>> = words
  return (
    <OutboxSheet
      sheet={sheet}
      words={words}
      labelOf={(name) => labels[name] ?? name}
      hidden={{ enterpriseId: enterprise.id, edition: String(edition) }}
      back={here}
    >
      <div className="grid items-start gap-4 pb-4 rail:grid-cols-2">
        {fields.map((field) => (
          <StepControl key={field.name} field={field} id={`f-${field.name}`} typed={typed} />
        ))}
      </div>
    </OutboxSheet>
  )
}
