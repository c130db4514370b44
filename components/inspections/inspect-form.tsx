'use client'

import { useState } from 'react'
import { type Photo, PhotosField, queuedPhotos } from '@/components/evidence/photos-field'
import type { InspectWords } from '@/components/inspections/form-words'
import { type AskedItem, ItemFields } from '@/components/inspections/item-fields'
import { OutboxSheet } from '@/components/shell/outbox-sheet'
import { useOutboxForm } from '@/components/shell/use-outbox-form'
import type { FormAction } from '@/components/shell/use-sent-form'
import { Field } from '@/components/ui/field'
import { SectionHead } from '@/components/ui/section-head'
import { TextArea } from '@/components/ui/text-area'
import { typedOf } from '@/components/visits/typed'
import { fill } from '@/lib/i18n/fill'

type Props = {
  action: FormAction
  userId: string
  id: string
  campaignId: string
  household: { id: string; name: string }
  items: readonly AskedItem[]
  places: Readonly<Record<string, string>>
  days: { first: string; today: string }
  words: InspectWords
}

/** The form of a household. Without script it posts to its action; with script it is kept on the phone and sent through the phone door. */
export function InspectForm(props: Readonly<Props>) {
  const { action, userId, campaignId, household, items, places, days, words } = props
  const [answered, setAnswered] = useState(0)
  const [photos, setPhotos] = useState<Photo[]>([])
  const turns = `/inspections/${campaignId}/households`
  const sheet = useOutboxForm({
    action,
    userId,
    kind: 'inspection.record',
    subject: `${campaignId}/inspect/${household.id}`,
    title: household.name,
    id: props.id,
    attached: (id) =>
      queuedPhotos(photos, {
        userId,
        householdId: household.id,
        title: household.name,
        subject: { kind: 'INSPECTION', id },
      }),
    onward: (data) => `/inspections/forms/${(data as { formId: string }).formId}`,
  })
  const typed = typedOf(sheet.state, sheet.refused?.errors ?? {})
  const labelOf = (name: string) => {
    const index = /^answers\[(\d+)]/.exec(name)?.[1]
    if (index) return items[Number(index)]?.name ?? name
    return name === 'signer' ? words.signer : name === 'inspectedOn' ? words.inspectedOn : words.note
  }
  const change = () => {
    sheet.saveDraft()
    setAnswered(sheet.form.current?.querySelectorAll('input[name$=".answer"]:checked').length ?? 0)
  }
  return (
    <OutboxSheet
      sheet={sheet}
      words={{ ...words, back: words.turns }}
      labelOf={labelOf}
      hidden={{ campaignId, householdId: household.id }}
      back={turns}
      onChange={change}
      progress={
        answered > 0 && <span className="ml-auto">{fill(words.answered, { n: answered, total: items.length })}</span>
      }
    >
      <ItemFields items={items} places={places} words={words} typed={typed} />
      <section className="grid gap-3 pb-4">
        <SectionHead ruled title={words.finish} />
        <PhotosField photos={photos} onChange={setPhotos} words={words} />
        <Field
          name="inspectedOn"
          type="date"
          label={words.inspectedOn}
          min={days.first}
          max={days.today}
          defaultValue={typed.text('inspectedOn', days.today)}
          error={typed.error('inspectedOn')}
        />
        <Field
          name="signer"
          label={words.signer}
          hint={words.signerHint}
          defaultValue={typed.text('signer')}
          error={typed.error('signer')}
          maxLength={60}
          autoComplete="off"
        />
        <TextArea
          name="note"
          label={words.note}
          optional={words.optional}
          defaultValue={typed.text('note')}
          error={typed.error('note')}
          maxLength={1000}
        />
      </section>
    </OutboxSheet>
  )
}
