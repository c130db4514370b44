import { Banner } from '@/components/ui/banner'
import { ErrorSummary } from '@/components/ui/error-summary'
import type { FormState } from '@/lib/platform/answer'

type Props = { state: FormState; labels: Readonly<Record<string, string>>; prefix?: string }

/** Why a form was not carried out: every wrong field as a link to it, or one sentence. `prefix` keeps the ids of several forms apart. */
export function Refusal({ state, labels, prefix = '' }: Readonly<Props>) {
  if (state.status !== 'refused') return null
  const errors = Object.entries(state.errors)
  if (errors.length === 0) {
    return (
      <div role="alert">
        <Banner state="crossed" title={state.message} />
      </div>
    )
  }
  return (
    <ErrorSummary
      title={state.message}
      errors={errors.map(([name, message]) => ({ name: prefix + name, message, label: labels[name] ?? name }))}
    />
  )
}
