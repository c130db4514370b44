import { Picks } from '@/components/ui/picks'
import { SectionHead } from '@/components/ui/section-head'
import { TextArea } from '@/components/ui/text-area'
import type { FormWords } from '@/components/visits/form-words'
import type { Typed } from '@/components/visits/typed'
import { PEOPLE_MET } from '@/lib/visits/rules/choices'

type Props = { wide?: boolean; words: FormWords['met']; optional: string; typed: Typed }

/** Who was met, what they ask for, what else is to be kept. */
export function MetFields({ wide, words, optional, typed }: Readonly<Props>) {
  return (
    <section className="grid gap-3 pb-4">
      <div>
        <SectionHead ruled title={words.title} />
        <Picks
          name="peopleMet"
          legend={words.legend}
          hideLegend
          cols={wide ? 3 : 5}
          options={PEOPLE_MET.map((value) => ({ value, label: words[value] }))}
          value={PEOPLE_MET.filter((value) => typed.has('peopleMet', value))}
          error={typed.error('peopleMet')}
        />
      </div>
      <TextArea
        name="demands"
        label={words.demands}
        optional={optional}
        hint={words.demandsHint}
        rows={2}
        maxLength={1000}
        error={typed.error('demands')}
        defaultValue={typed.text('demands')}
      />
      <TextArea
        name="note"
        label={words.note}
        optional={optional}
        rows={2}
        maxLength={1000}
        error={typed.error('note')}
        defaultValue={typed.text('note')}
      />
    </section>
  )
}
