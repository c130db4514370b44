import '@/components/ui/record.css'
import type { ReactNode } from 'react'
import { Glyph, type StateKey } from '@/components/ui/glyph'

export type LifeStep = {
  key: string
  phase: 'done' | 'now' | 'todo'
  state?: StateKey
  title: ReactNode
  sub?: ReactNode
}

/** The steps of a case or a finding: done solid, the present one coloured, those to come dashed with their deadline. */
export function Life({ steps }: Readonly<{ steps: readonly LifeStep[] }>) {
  const shape = { done: 'held', now: 'due', todo: 'open' } as const
  return (
    <ol className="life">
      {steps.map((step) => {
        const state = step.state ?? shape[step.phase]
        return (
          <li
            key={step.key}
            className={step.phase}
            data-s={state}
            aria-current={step.phase === 'now' ? 'step' : undefined}
          >
            <span className="dot">
              <Glyph state={state} />
            </span>
            <div>
              {step.phase === 'todo' ? <span>{step.title}</span> : <b>{step.title}</b>}
              {step.sub && <span className="sub">{step.sub}</span>}
            </div>
          </li>
        )
      })}
    </ol>
  )
}
