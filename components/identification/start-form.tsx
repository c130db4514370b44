import type { StepField } from '@/components/shell/step-field'
import { StepForm } from '@/components/shell/step-form'
import { Reveal } from '@/components/ui/reveal'
import type { FormState } from '@/lib/platform/answer'

type Kind = {
  kind: string
  label: string
  note: string
  fields: readonly StepField[]
  hidden: Readonly<Record<string, string>>
}
type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>
  kinds: readonly Kind[]
  words: Readonly<Record<'go' | 'busy', string>>
}

/** One form per procedure that the household can begin. */
export function StartForm({ action, kinds, words }: Readonly<Props>) {
  return kinds.map(({ kind, label, note, fields, hidden }, index) => (
    <Reveal key={kind} summary={label} open={index === 0}>
      <p className="pb-3 text-13 text-ink-3">{note}</p>
      <StepForm
        action={action}
        prefix={`${kind}-`}
        hidden={{ ...hidden, kind }}
        fields={fields}
        submit={words.go}
        busy={words.busy}
      />
    </Reveal>
  ))
}
