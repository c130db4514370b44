'use client'

import type { InspectWords, MissWords } from '@/components/inspections/form-words'
import { OutboxSheet } from '@/components/shell/outbox-sheet'
import { typedIn } from '@/components/shell/typed'
import { useOutboxForm } from '@/components/shell/use-outbox-form'
import type { FormAction } from '@/components/shell/use-sent-form'
import { Field } from '@/components/ui/field'
import { Picks } from '@/components/ui/picks'
import type { Option } from '@/components/ui/select'
import { TextArea } from '@/components/ui/text-area'

type Props = {
  action: FormAction
  userId: string
  id: string
  campaignId: string
  household: { id: string; name: string }
  outcomes: readonly Option[]
  days: { first: string; today: string }
  words: MissWords
  form: InspectWords
}

/** Why a household could not be inspected. Kept on the phone and sent like the form of a household. */
export function MissForm(props: Readonly<Props>) {
  const { action, userId, campaignId, household, outcomes, days, words, form } = props
  const turns = `/inspections/${campaignId}/households`
  const sheet = useOutboxForm({
    action,
    userId,
    kind: 'inspection.miss',
    subject: `${campaignId}/inspect/${household.id}/missed`,
    title: household.name,
    id: props.id,
    onward: () => turns,
  })
  const typed = typedIn(sheet.state, sheet.refused?.errors)
  return (
    <OutboxSheet
      sheet={sheet}
      words={{ ...form, ...words, back: form.turns }}
      labelOf={(name) => (name === 'missedOn' ? words.missedOn : name === 'outcome' ? words.legend : words.note)}
      hidden={{ campaignId, householdId: household.id }}
      back={turns}
    >
      <div className="grid gap-4 pb-4">
        <Picks
          type="radio"
          name="outcome"
          legend={words.legend}
          options={outcomes}
          value={typed.all('outcome')}
          error={typed.error('outcome')}
          cols={1}
        />
        <p className="text-13 text-ink-2">{words.rule}</p>
        <Field
          name="missedOn"
          type="date"
          label={words.missedOn}
          min={days.first}
          max={days.today}
          defaultValue={typed.one('missedOn', days.today)}
          error={typed.error('missedOn')}
        />
        <TextArea
          name="note"
          label={words.note}
          optional={form.optional}
          defaultValue={typed.one('note')}
          error={typed.error('note')}
          maxLength={300}
        />
      </div>
    </OutboxSheet>
  )
}
