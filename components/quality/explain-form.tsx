'use client'

import { useActionState } from 'react'
import { Refusal } from '@/components/shell/refusal'
import { typedIn } from '@/components/shell/typed'
import { Field } from '@/components/ui/field'
import { Reveal } from '@/components/ui/reveal'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextArea } from '@/components/ui/text-area'
import type { FormState } from '@/lib/platform/answer'

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>
  issueId: string
  ids: { explanation: string; command: string }
  days: { today: string; usual: string; latest: string }
  words: Readonly<
    Record<'explain' | 'explainNote' | 'reason' | 'reasonHint' | 'until' | 'untilHint' | 'explainDo' | 'busy', string>
  >
}

/** Says why something that does not fit is right all the same, until a day. */
export function ExplainForm({ action, issueId, ids, days, words }: Readonly<Props>) {
  const [state, send] = useActionState(action, { status: 'idle' } as FormState)
  const typed = typedIn(state)
  return (
    <Reveal summary={words.explain} open={state.status === 'refused'}>
      <p className="pb-3 text-13 text-ink-2">{words.explainNote}</p>
      <form action={send} className="grid max-w-120 gap-4 pb-2">
        <input type="hidden" name="commandId" value={ids.command} />
        <input type="hidden" name="id" value={ids.explanation} />
        <input type="hidden" name="issueId" value={issueId} />
        <Refusal state={state} labels={{ reason: words.reason, until: words.until }} />
        <TextArea
          name="reason"
          id={`reason-${issueId}`}
          label={words.reason}
          hint={words.reasonHint}
          maxLength={300}
          required
          defaultValue={typed.one('reason')}
          error={typed.error('reason')}
        />
        <Field
          name="until"
          id={`until-${issueId}`}
          type="date"
          label={words.until}
          hint={words.untilHint}
          min={days.today}
          max={days.latest}
          required
          defaultValue={typed.one('until', days.usual)}
          error={typed.error('until')}
        />
        <SubmitButton look="plain" busy={words.busy}>
          {words.explainDo}
        </SubmitButton>
      </form>
    </Reveal>
  )
}
