'use client'

import { useState } from 'react'
import { type Photo, PhotosField, queuedPhotos } from '@/components/evidence/photos-field'
import type { OutboxWords } from '@/components/shell/outbox-rest'
import { OutboxSheet } from '@/components/shell/outbox-sheet'
import { StepControl, type StepField } from '@/components/shell/step-field'
import { typedIn } from '@/components/shell/typed'
import { useOutboxForm } from '@/components/shell/use-outbox-form'
import type { FormAction } from '@/components/shell/use-sent-form'

export type RecordWords = OutboxWords & Readonly<Record<'photos' | 'photosDrop' | 'photosHint', string>>

type Props = {
  action: FormAction
  userId: string
  /** The place of this form, without the first slash. */
  at: string
  title: string
  id: string
  taskId: string
  fields: readonly StepField[]
  back: string
  words: RecordWords
}

/** Progress of a task with photos of it: kept on this device and sent one after the other; without script photos are added on the plan's page. */
export function TaskEntryForm(props: Readonly<Props>) {
  const { action, userId, at, title, id, taskId, fields, back, words } = props
  const [photos, setPhotos] = useState<Photo[]>([])
  const sheet = useOutboxForm({
    action,
    userId,
    kind: 'villagePlan.report',
    subject: at,
    title,
    id,
    attached: (entryId) => queuedPhotos(photos, { userId, title, subject: { kind: 'TASK_ENTRY', id: entryId } }),
    onward: () => back,
  })
  const typed = typedIn(sheet.state, sheet.refused?.errors)
  return (
    <OutboxSheet
      sheet={sheet}
      words={words}
      labelOf={(name) => fields.find((field) => field.name === name)?.label ?? name}
      hidden={{ taskId }}
      back={back}
      next={`/${at}`}
    >
      <div className="grid gap-4 pb-4">
        {fields.map((field) => (
          <StepControl key={field.name} field={field} id={`f-${field.name}`} typed={typed} />
        ))}
        <PhotosField photos={photos} onChange={setPhotos} words={words} />
      </div>
    </OutboxSheet>
  )
}
