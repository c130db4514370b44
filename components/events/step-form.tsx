'use client'

import { useActionState } from 'react'
import { Refusal } from '@/components/shell/refusal'
import { typedIn } from '@/components/shell/typed'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextArea } from '@/components/ui/text-area'
import type { FormState } from '@/lib/platform/answer'

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>
  commandId: string
  eventId: string
  /** Of the event as it was read; an answer to an offer has none. */
  version?: number
  /** The one thing to write, if any. */
  say?: { name: 'note' | 'reason'; label: string; optional?: string }
  look?: 'act' | 'plain'
  words: Readonly<Record<'do' | 'busy', string>>
}

/** One step of an event: a button, and the sentence that goes with it. Works without script. */
export function StepForm({ action, commandId, eventId, version, say, look = 'plain', words }: Readonly<Props>) {
  const [state, send] = useActionState(action, { status: 'idle' } as FormState)
  const typed = typedIn(state)
  return (
    <form action={send} className="grid gap-3">
      <input type="hidden" name="commandId" value={commandId} />
      <input type="hidden" name="eventId" value={eventId} />
      {version !== undefined && <input type="hidden" name="version" value={version} />}
      <Refusal state={state} labels={say ? { [say.name]: say.label } : {}} />
      {say && (
        <TextArea
          id={`f-${commandId}`}
          name={say.name}
          label={say.label}
          optional={say.optional}
          required={!say.optional}
          rows={2}
          maxLength={300}
          defaultValue={typed.one(say.name)}
          error={typed.error(say.name)}
        />
      )}
      <SubmitButton look={look} busy={words.busy} size="big">
        {words.do}
      </SubmitButton>
    </form>
  )
}
