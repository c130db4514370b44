'use client'

import { useActionState } from 'react'
import { Refusal } from '@/components/shell/refusal'
import { typedIn } from '@/components/shell/typed'
import { Reveal } from '@/components/ui/reveal'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextArea } from '@/components/ui/text-area'
import { REASON_LENGTH } from '@/lib/deadlines/rules/late'
import type { FormState } from '@/lib/platform/answer'

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>
  deadlineId: string
  commandId: string
  words: Readonly<Record<'explain' | 'label' | 'hint' | 'do' | 'busy', string>>
}

/** Says once why something was done late. */
export function LateReasonForm({ action, deadlineId, commandId, words }: Readonly<Props>) {
  const [state, send] = useActionState(action, { status: 'idle' } as FormState)
  const typed = typedIn(state)
  return (
    <Reveal summary={words.explain} open={state.status === 'refused'}>
      <form action={send} className="grid max-w-120 gap-4 pb-2">
        <input type="hidden" name="commandId" value={commandId} />
        <input type="hidden" name="deadlineId" value={deadlineId} />
        <Refusal state={state} labels={{ reason: words.label }} />
        <TextArea
          name="reason"
          id={`reason-${deadlineId}`}
          label={words.label}
          hint={words.hint}
          maxLength={REASON_LENGTH}
          required
          defaultValue={typed.one('reason')}
          error={typed.error('reason')}
        />
        <SubmitButton look="plain" busy={words.busy}>
          {words.do}
        </SubmitButton>
      </form>
    </Reveal>
  )
}
