'use client'

import { useActionState } from 'react'
import { Banner } from '@/components/ui/banner'
import { Field } from '@/components/ui/field'
import { LinkButton } from '@/components/ui/link-button'
import { SubmitButton } from '@/components/ui/submit-button'
import { type FactorErrors, stepProblem } from '@/components/users/code-form'
import type { StepState } from '@/lib/users/schema'

type Words = Readonly<
  Record<
    'scan' | 'scanAlt' | 'byHand' | 'first' | 'finish' | 'busy' | 'recoveryTitle' | 'recoveryText' | 'recoveryDone',
    string
  >
> & { errors: FactorErrors }

type Props = {
  action: (previous: StepState, form: FormData) => Promise<StepState>
  /** The picture as a path on a square of `size` modules, and the same as text; null when there is nothing to set up any more. */
  seed: { path: string; size: number; text: string } | null
  onward: string
  words: Words
}

/** Picture and key of a new second factor, its first code, then the recovery codes, which are in this answer only. */
export function SetUpFactor({ action, seed, onward, words }: Readonly<Props>) {
  const [state, send] = useActionState(action, { status: 'idle' } as StepState)
  const problem = stepProblem(state, words.errors)
  if (state.status === 'done' && state.recovery) {
    return (
      <section className="grid gap-4">
        <Banner state="held" title={words.recoveryTitle} live>
          {words.recoveryText}
        </Banner>
        <ol className="grid grid-cols-2 gap-2 font-mono text-16" aria-label={words.recoveryTitle}>
          {state.recovery.map((code) => (
            <li key={code} className="border border-hair bg-sheet p-2 text-center">
              {code}
            </li>
          ))}
        </ol>
        <LinkButton href={onward} look="act" size="big">
          {words.recoveryDone}
        </LinkButton>
      </section>
    )
  }
  if (!seed)
    return <Banner state="behind" title={words.errors.gone} action={{ href: onward, label: words.recoveryDone }} />
  return (
    <form action={send} className="grid gap-4">
      {problem && state.status !== 'wrong' && <Banner state="crossed" title={problem} live />}
      <p>{words.scan}</p>
      <svg
        viewBox={`0 0 ${seed.size} ${seed.size}`}
        className="mx-auto w-56 max-w-full bg-white"
        role="img"
        aria-label={words.scanAlt}
        shapeRendering="crispEdges"
      >
        <path d={seed.path} fill="#000" />
      </svg>
      <p className="text-13 text-ink-2">
        {words.byHand}
        <code className="mt-1 block break-all text-16 text-ink">{seed.text}</code>
      </p>
      <Field
        name="code"
        label={words.first}
        error={state.status === 'wrong' ? problem : undefined}
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        maxLength={10}
      />
      <SubmitButton size="big" busy={words.busy}>
        {words.finish}
      </SubmitButton>
    </form>
  )
}
