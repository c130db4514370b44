'use client'

import { useEffect, useRef, useState } from 'react'
import { Banner } from '@/components/ui/banner'
import type { Hint } from '@/lib/duplicates/schema'
import { fill } from '@/lib/i18n/fill'

const PAUSE_MS = 350

export type HintWords = {
  looking: string
  none: string
  sure: string
  possible: string
  taken: string
  comes: string
  busy: string
  person: string
  open: string
  join: string
  reasons: Readonly<Record<string, string>>
}

type Answer = Hint | 'looking' | 'busy' | null

type Props = {
  /** Names of the form's fields that say who it is; those that the form does not have are left out. */
  fields: { name: string; birthDate?: string; sex?: string; idNumber?: string; village?: string }
  /** What the form does not ask. */
  fixed?: { village?: string; personId?: string }
  words: HintWords
  /** Says so when nobody was found, too. */
  tellNone?: boolean
  /** A number that the county knows is no fault of this form: the person comes from where he lives now. */
  mayCome?: boolean
}

/**
 * Watches the form around it and tells while somebody is typed who in the register may be the same. It warns and never stands in the way;
 * without script it is simply not there.
 */
export function SamePersonHint({ fields, fixed, words, tellNone, mayCome }: Readonly<Props>) {
  const place = useRef<HTMLDivElement>(null)
  const [answer, setAnswer] = useState<Answer>(null)
  const key = JSON.stringify([fields, fixed])

  useEffect(() => {
    const form = place.current?.closest('form')
    if (!form) return
    const [names, known] = JSON.parse(key) as [Props['fields'], Props['fixed']]
    let timer: ReturnType<typeof setTimeout> | undefined
    let current: AbortController | undefined
    let asked = ''
    const read = () => {
      const data = new FormData(form)
      const typed = Object.entries(names).map(([what, name]) => [what, String(data.get(name) ?? '').trim()])
      return { ...Object.fromEntries(typed), ...known } as Record<string, string>
    }
    const ask = async () => {
      const body = read()
      const text = JSON.stringify(body)
      const isEnough = (body.name && body.birthDate) || (body.idNumber ?? '').length >= 15
      if (text === asked) return
      asked = text
      current?.abort()
      if (!isEnough) return setAnswer(null)
      current = new AbortController()
      setAnswer('looking')
      try {
        const response = await fetch('/api/same-person', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: text,
          signal: current.signal,
        })
        if (response.ok) setAnswer((await response.json()) as Answer)
        else setAnswer(response.status === 429 ? 'busy' : null)
      } catch {
        // No network or a newer question: the import and the server look again later.
        if (text === asked) setAnswer(null)
      }
    }
    const later = () => {
      clearTimeout(timer)
      timer = setTimeout(ask, PAUSE_MS)
    }
    form.addEventListener('input', later)
    form.addEventListener('change', later)
    later()
    return () => {
      clearTimeout(timer)
      current?.abort()
      form.removeEventListener('input', later)
      form.removeEventListener('change', later)
    }
  }, [key])

  return (
    <div ref={place} role="status" aria-live="polite">
      {answer && <Told answer={answer} words={words} tellNone={tellNone} mayCome={mayCome} />}
    </div>
  )
}

function Told({
  answer,
  words,
  tellNone,
  mayCome,
}: Readonly<{ answer: Exclude<Answer, null> } & Pick<Props, 'words' | 'tellNone' | 'mayCome'>>) {
  if (answer === 'looking') return <p className="text-13 text-ink-3">{words.looking}</p>
  if (answer === 'busy') return <Banner state="due" title={words.busy} />
  const [first] = answer.matches
  if (!first && !answer.taken) return tellNone ? <Banner state="held" title={words.none} /> : null
  const found = first?.level === 'SURE' ? words.sure : words.possible
  const taken = mayCome ? words.comes : words.taken
  return (
    <div className="banner" data-s={answer.taken && !mayCome ? 'crossed' : 'behind'}>
      <div className="grid w-full gap-2">
        <b>{answer.taken ? taken : found}</b>
        {answer.matches.length > 0 && (
          <ul className="grid gap-2">
            {answer.matches.map((match) => (
              <li key={match.id} className="grid gap-0.5">
                <span className="text-ink">{fill(words.person, match as never)}</span>
                <span className="text-13 text-ink-2">
                  {match.reasons.map((code) => words.reasons[code] ?? '').join(words.join)}
                </span>
                {match.householdId && (
                  <a
                    className="inline-flex min-h-12 items-center"
                    href={`/households/${match.householdId}`}
                    target="_blank"
                    rel="noopener"
                  >
                    {words.open}
                  </a>
                )}
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  )
}
