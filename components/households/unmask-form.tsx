'use client'

import { useActionState } from 'react'
import { Refusal } from '@/components/shell/refusal'
import { Picks } from '@/components/ui/picks'
import type { Option } from '@/components/ui/select'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextArea } from '@/components/ui/text-area'
import { StepUpFields, type StepUpWords } from '@/components/users/step-up-fields'
import type { FormState } from '@/lib/platform/answer'

type Props = {
  action: (previous: FormState, form: FormData) => Promise<FormState>
  commandId: string
  asking: { householdId: string; personId: string | null; field: string; isFresh: boolean }
  purposes: readonly Option[]
  words: StepUpWords & Readonly<Record<'purpose' | 'reason' | 'reasonHint' | 'submit' | 'busy', string>>
}

/** What a whole value is needed for; with the proof of the person where the last one is older than five minutes. */
export function UnmaskForm({ action, commandId, asking, purposes, words }: Readonly<Props>) {
  const [state, send] = useActionState(action, { status: 'idle' } as FormState)
  const typed = (name: string) => (state.status === 'refused' ? state.values[name] : undefined)
  const error = (name: string) => (state.status === 'refused' ? state.errors[name] : undefined)
  return (
    <form action={send} className="grid gap-5">
      <input type="hidden" name="commandId" value={commandId} />
      <input type="hidden" name="householdId" value={asking.householdId} />
      {asking.personId && <input type="hidden" name="personId" value={asking.personId} />}
      <input type="hidden" name="field" value={asking.field} />
      <Refusal
        state={state}
        labels={{ purpose: words.purpose, reason: words.reason, stepUpPassword: words.password }}
      />
      <Picks
        type="radio"
        name="purpose"
        legend={words.purpose}
        options={purposes}
        value={typed('purpose') ?? []}
        error={error('purpose')}
      />
      <TextArea
        name="reason"
        label={words.reason}
        hint={words.reasonHint}
        maxLength={300}
        rows={2}
        defaultValue={typed('reason')?.[0]}
        error={error('reason')}
      />
      <StepUpFields state={state} needed={!asking.isFresh} words={words} />
      <SubmitButton size="big" busy={words.busy}>
        {words.submit}
      </SubmitButton>
    </form>
  )
}
