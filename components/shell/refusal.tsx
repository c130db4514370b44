import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { tellTyped } from '@/components/shell/typed-stays'
import { Banner } from '@/components/ui/banner'
import { ErrorSummary } from '@/components/ui/error-summary'
import type { FormState } from '@/lib/platform/answer'

type Props = {
  state: FormState
  labels: Readonly<Record<string, string>>
  prefix?: string
  /** Of a lost race: what the other one made of the fields of this form. */
  theirs?: readonly { name: string; value: string }[]
}

/**
 * Why a form was not carried out: every wrong field as a link to it, or one sentence. `prefix` keeps the ids of several forms apart. After a lost
 * race the page is read again around what was typed; where its form is gone then, what was typed is told to `TypedStays`.
 */
export function Refusal({ state, labels, prefix = '', theirs = [] }: Readonly<Props>) {
  const place = useRef<HTMLDivElement>(null)
  const kept = useRef<{ title: string; lines: string[] } | null>(null)
  const router = useRouter()
  // Labels are made anew at every drawing; the page is read again once for every answer.
  const named = useRef(labels)
  useEffect(() => {
    named.current = labels
  })
  const lost = state.status === 'refused' ? state.lost : undefined
  useEffect(() => {
    if (state.status !== 'refused' || !state.lost) return
    const lines = Object.entries(named.current).flatMap(([name, label]) =>
      (state.values[name] ?? []).filter((value) => value !== '').map((value) => `${label} ${value}`),
    )
    kept.current = { title: state.lost.gone, lines }
    const forget = () => {
      kept.current = null
    }
    const form = place.current?.closest('form')
    form?.addEventListener('submit', forget)
    router.refresh()
    return () => form?.removeEventListener('submit', forget)
  }, [state, router])
  useEffect(
    () => () => {
      if (kept.current && kept.current.lines.length > 0) tellTyped(kept.current)
    },
    [],
  )
  if (state.status !== 'refused') return null
  const errors = Object.entries(state.errors)
  if (errors.length === 0) {
    return (
      <div role="alert" ref={place}>
        <Banner state="crossed" title={state.message}>
          {lost &&
            [lost.still, ...theirs.map(({ name, value }) => `${labels[name] ?? name} ${lost.theirs} ${value}`)].join(
              ' ',
            )}
        </Banner>
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
