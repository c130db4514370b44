'use client'

import { useActionState } from 'react'
import { Refusal } from '@/components/shell/refusal'
import { typedIn } from '@/components/shell/typed'
import { Picks } from '@/components/ui/picks'
import type { Option } from '@/components/ui/select'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextArea } from '@/components/ui/text-area'
import type { FormState } from '@/lib/platform/answer'

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>
  householdId: string
  commandId: string
  /** What is said at first, to be completed. */
  summary: string
  sources: readonly Option[]
  words: Readonly<Record<'source' | 'summary' | 'summaryHint' | 'do' | 'busy', string>>
}

/** Opens a clue that somebody reported about a household. */
export function OpenClueForm({ action, householdId, commandId, summary, sources, words }: Readonly<Props>) {
  const [state, send] = useActionState(action, { status: 'idle' } as FormState)
  const typed = typedIn(state)
  return (
    <form action={send} className="grid gap-4">
      <input type="hidden" name="commandId" value={commandId} />
      <input type="hidden" name="householdId" value={householdId} />
      <Refusal state={state} labels={{ source: words.source, summary: words.summary }} />
      <Picks
        type="radio"
        name="source"
        legend={words.source}
        options={sources}
        value={typed.all('source')}
        error={typed.error('source')}
        cols={2}
      />
      <TextArea
        name="summary"
        label={words.summary}
        hint={words.summaryHint}
        maxLength={300}
        defaultValue={typed.one('summary', summary)}
        error={typed.error('summary')}
      />
      <SubmitButton busy={words.busy} size="big">
        {words.do}
      </SubmitButton>
    </form>
  )
}
