'use client'

import { useActionState } from 'react'
import { Refusal } from '@/components/shell/refusal'
import { typedIn } from '@/components/shell/typed'
import { Banner } from '@/components/ui/banner'
import { Picks } from '@/components/ui/picks'
import { Reveal } from '@/components/ui/reveal'
import type { Option } from '@/components/ui/select'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextArea } from '@/components/ui/text-area'
import type { FormState } from '@/lib/platform/answer'

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>
  clue: { id: string; version: number }
  commandId: string
  reasons: readonly Option[]
  needsAcknowledgement: boolean
  /** Shown from the start; a refused form is always shown. */
  open: boolean
  words: Readonly<
    Record<
      | 'dismiss'
      | 'dismissNote'
      | 'reason'
      | 'note'
      | 'dismissHint'
      | 'against'
      | 'acknowledge'
      | 'dismissDo'
      | 'busy'
      | 'optional',
      string
    >
  >
}

/** Dismisses a clue with a reason; where a line is crossed the decider says that it was seen. */
export function DismissForm({ action, clue, commandId, reasons, needsAcknowledgement, open, words }: Readonly<Props>) {
  const [state, send] = useActionState(action, { status: 'idle' } as FormState)
  const typed = typedIn(state)
  const labels = { reason: words.reason, note: words.note, acknowledged: words.against }
  return (
    <Reveal summary={words.dismiss} open={open || state.status === 'refused'}>
      <p className="pb-3 text-13 text-ink-3">{words.dismissNote}</p>
      <form action={send} className="grid gap-4">
        <input type="hidden" name="commandId" value={commandId} />
        <input type="hidden" name="clueId" value={clue.id} />
        <input type="hidden" name="version" value={clue.version} />
        <Refusal state={state} labels={labels} />
        <Picks
          type="radio"
          name="reason"
          legend={words.reason}
          options={reasons}
          value={typed.all('reason')}
          error={typed.error('reason')}
          cols={1}
        />
        <TextArea
          name="note"
          label={words.note}
          optional={words.optional}
          hint={words.dismissHint}
          maxLength={500}
          defaultValue={typed.one('note')}
          error={typed.error('note')}
        />
        {needsAcknowledgement && (
          <>
            <Banner state="crossed" title={words.against} />
            <Picks
              name="acknowledged"
              legend={words.against}
              hideLegend
              options={[{ value: 'on', label: words.acknowledge }]}
              value={typed.all('acknowledged')}
              error={typed.error('acknowledged')}
              cols={1}
            />
          </>
        )}
        <SubmitButton look="plain" busy={words.busy} size="big">
          {words.dismissDo}
        </SubmitButton>
      </form>
    </Reveal>
  )
}
