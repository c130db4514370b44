'use client'

import type { OutboxWords } from '@/components/shell/outbox-rest'
import { OutboxSheet } from '@/components/shell/outbox-sheet'
import { StepControl, type StepField } from '@/components/shell/step-field'
import { typedIn } from '@/components/shell/typed'
import { useOutboxForm } from '@/components/shell/use-outbox-form'
import type { FormAction } from '@/components/shell/use-sent-form'

type Props = {
  action: FormAction
  userId: string
  /** Wire name of the command. */
  kind: string
  /** The place of this form, without the first slash: how it is found again on this device. */
  at: string
  title: string
  /** Made on the server; with script the page makes its own. */
  id: string
  hidden: Readonly<Record<string, string>>
  fields: readonly StepField[]
  /** Where one goes once it arrived, and while it waits. */
  back: string
  words: OutboxWords
}

/** A short form of the phone: its fields, kept on this device and sent through the phone door; without script it posts to its action. */
export function OutboxStepForm(props: Readonly<Props>) {
  const { action, userId, kind, at, title, id, hidden, fields, back, words } = props
  const sheet = useOutboxForm({ action, userId, kind, subject: at, title, id, onward: () => back })
  const typed = typedIn(sheet.state, sheet.refused?.errors)
  return (
    <OutboxSheet
      sheet={sheet}
      words={words}
      labelOf={(name) => fields.find((field) => field.name === name)?.label ?? name}
      hidden={hidden}
      back={back}
      next={`/${at}`}
    >
      <div className="grid gap-4 pb-4">
        {fields.map((field) => (
          <StepControl key={field.name} field={field} id={`f-${field.name}`} typed={typed} />
        ))}
      </div>
    </OutboxSheet>
  )
}
