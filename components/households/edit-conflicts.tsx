import { shownText } from '@/lib/households/rules/edit'
import { fill } from '@/lib/i18n/fill'

export type ConflictWords = {
  title: string
  text: string
  someone: string
  was: string
  mine: string
  theirs: string
  blank: string
}

type Props = {
  merges: readonly { field: string; base: string; mine: string; theirs: string }[]
  changedBy: string | null
  words: ConflictWords
  labelOf: (field: string) => string
  /** The word of a coded value. */
  wordOf: (field: string, text: string) => string
}

/** Fields that two people changed: before, mine and theirs side by side, one to choose per field. */
export function EditConflicts({ merges, changedBy, words, labelOf, wordOf }: Readonly<Props>) {
  const show = (field: string, text: string) => (text === '' ? words.blank : wordOf(field, shownText(text)))
  return (
    <section className="banner" data-s="crossed" role="alert" id="conflicts">
      <div className="grid w-full gap-3">
        <b>{words.title}</b>
        <p>{fill(words.text, { name: changedBy ?? words.someone, n: merges.length })}</p>
        {merges.map((merge) => {
          const { field } = merge
          return (
            <fieldset key={field} className="border-t border-hair pt-2">
              <legend className="float-left w-full font-semibold text-ink">{labelOf(field)}</legend>
              <p className="clear-both text-13 text-ink-2">
                {words.was} <s>{show(field, merge.base)}</s>
              </p>
              <div className="grid gap-1 rail:grid-cols-2">
                {(['mine', 'theirs'] as const).map((side) => (
                  <label key={side} className="flex min-h-12 items-center gap-2 text-ink">
                    <input type="radio" name={`choose.${field}`} value={side} required className="size-5 accent-dai" />
                    <span>
                      {words[side]} <b>{show(field, merge[side])}</b>
                    </span>
                  </label>
                ))}
              </div>
            </fieldset>
          )
        })}
      </div>
    </section>
  )
}
