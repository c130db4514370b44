'use client'

import { useEffect, useRef, useState } from 'react'
import { Chip } from '@/components/ui/chip'
import { SectionHead } from '@/components/ui/section-head'
import { INCOME_ITEM_VALUES } from '@/lib/households/catalogue/income-items'
import { type IncomeResult, incomeOf } from '@/lib/households/rules/income'
import { fenOf } from '@/lib/households/rules/money-text'
import { fill } from '@/lib/i18n/fill'
import { yuan } from '@/lib/i18n/format'

type Words = Record<
  | 'title'
  | 'live'
  | 'gross'
  | 'cost'
  | 'net'
  | 'perCapita'
  | 'reference'
  | 'referenceWhy'
  | 'regular'
  | 'regularWhy'
  | 'below'
  | 'above'
  | 'yuan',
  string
>

type Props = {
  /** The line in fen and its words; null where it is not known. */
  line: { fen: number; text: string; from: string } | null
  lineNone: string
  start: IncomeResult | null
  words: Words
}

function read(form: HTMLFormElement): IncomeResult | null {
  const data = new FormData(form)
  const fen = (name: string) => fenOf(String(data.get(name) ?? '')) ?? 0
  const items = Object.fromEntries(INCOME_ITEM_VALUES.map((item) => [item, fen(item.replace('.', '_'))]))
  return incomeOf(items, Number(data.get('residentMembers')) || 0, fen('claims'), fen('selfPaid'))
}

/** The sums of an income form, reckoned as one types, against the line of the year. Without script it shows what was read. */
export function IncomeSums({ line, lineNone, start, words }: Readonly<Props>) {
  const place = useRef<HTMLElement>(null)
  const [result, setResult] = useState(start)
  useEffect(() => {
    const form = place.current?.closest('form')
    if (!form) return
    const reckon = () => setResult(read(form))
    reckon()
    form.addEventListener('input', reckon)
    return () => form.removeEventListener('input', reckon)
  }, [])
  const amount = (fen: number | undefined) => (fen === undefined ? '—' : `${yuan(fen)} ${words.yuan}`)
  const gap = line && result ? result.perCapitaFen - line.fen : null
  const rows = [
    { key: 'gross', name: words.gross, text: amount(result?.grossFen) },
    { key: 'cost', name: words.cost, text: amount(result?.groups.COST) },
    { key: 'net', name: words.net, text: amount(result?.netFen) },
    { key: 'head', name: words.perCapita, text: amount(result?.perCapitaFen), strong: true },
    {
      key: 'reference',
      name: words.reference,
      why: words.referenceWhy,
      text: amount(result?.referencePerCapitaFen),
      strong: true,
    },
    { key: 'regular', name: words.regular, why: words.regularWhy, text: amount(result?.regularPerCapitaFen) },
  ]
  return (
    <section ref={place} className="sheet px-4 pb-4" aria-live="polite">
      <SectionHead title={words.title} note={words.live} />
      <dl>
        {rows.map((row) => (
          <div key={row.key} className="flex justify-between gap-4 border-t border-hair py-2">
            <dt>
              {row.name}
              {row.why && <span className="block text-12 text-ink-3">{row.why}</span>}
            </dt>
            <dd className={`tabular-nums ${row.strong ? 'text-16 font-semibold' : ''}`}>{row.text}</dd>
          </div>
        ))}
      </dl>
      <p className="flex flex-wrap items-center gap-x-3 border-t border-hair pt-2 text-13 text-ink-2">
        {line ? line.text : lineNone}
        {gap !== null && (
          <Chip state={gap < 0 ? 'crossed' : 'held'} bare>
            {fill(gap < 0 ? words.below : words.above, { yuan: yuan(Math.abs(gap)) })}
          </Chip>
        )}
        {line && <span className="basis-full text-12 text-ink-3">{line.from}</span>}
      </p>
    </section>
  )
}
