import { Icon } from '@/components/ui/icon'
import { SectionHead } from '@/components/ui/section-head'
import type { FormWords } from '@/components/visits/form-words'
import { PromiseRow } from '@/components/visits/promise-row'
import type { Typed } from '@/components/visits/typed'

const ROWS_WITHOUT_SCRIPT = [0, 1]

type Props = {
  words: FormWords['promises']
  typed: Typed
  earliest: string
  rows: readonly number[]
  onAdd: () => void
  onRemove: (row: number) => void
}

/** New promises: rows are added by a button; without script two empty rows stand ready. */
export function PromiseFields({ words, typed, earliest, rows, onAdd, onRemove }: Readonly<Props>) {
  return (
    <section className="pb-4">
      <SectionHead ruled title={words.title} note={words.note} />
      {rows.map((row) => (
        <PromiseRow key={row} at={row} words={words} typed={typed} earliest={earliest} onRemove={() => onRemove(row)} />
      ))}
      <noscript>
        {ROWS_WITHOUT_SCRIPT.map((row) => (
          <PromiseRow key={row} at={row} words={words} typed={typed} earliest={earliest} />
        ))}
      </noscript>
      <button type="button" className="btn w-full noscript:hidden" onClick={onAdd}>
        <Icon name="plus" />
        {words.add}
      </button>
    </section>
  )
}
