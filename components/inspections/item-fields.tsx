import type { InspectWords } from '@/components/inspections/form-words'
import { Field } from '@/components/ui/field'
import { Picks } from '@/components/ui/picks'
import { SectionHead } from '@/components/ui/section-head'
import type { Typed } from '@/components/visits/typed'

export type AskedItem = { code: string; place: string; name: string; mayNotApply: boolean }

type Props = {
  items: readonly AskedItem[]
  places: Readonly<Record<string, string>>
  words: InspectWords
  typed: Typed
}

const LEVELS = ['GENERAL', 'SERIOUS', 'MAJOR'] as const
const COURSES = ['LEDGER', 'FIXED'] as const

/** The checklist, place by place through a home: three answers an item; "no" opens what is wrong and what becomes of it, also without script. */
export function ItemFields({ items, places, words, typed }: Readonly<Props>) {
  return items.map((item, index) => {
    const name = (part: string) => `answers[${index}].${part}`
    const value = (part: string, start: string) => [typed.text(name(part), start) ?? start]
    const options = [
      { value: 'YES', label: words.yes },
      { value: 'NO', label: words.no },
      ...(item.mayNotApply ? [{ value: 'NA', label: words.na }] : []),
    ]
    return (
      <div key={item.code} className="item">
        {items[index - 1]?.place !== item.place && <SectionHead ruled title={places[item.place] ?? ''} />}
        <div className="group border-b border-hair py-3">
          <input type="hidden" name={name('code')} value={item.code} />
          <Picks
            type="radio"
            name={name('answer')}
            legend={item.name}
            options={options}
            value={value('answer', '')}
            cols={options.length}
            error={typed.error(name('answer'))}
          />
          <div className="hidden gap-3 pt-3 group-has-[input[value=NO]:checked]:grid">
            <Field
              name={name('note')}
              label={words.what}
              hint={words.whatHint}
              error={typed.error(name('note'))}
              defaultValue={typed.text(name('note'))}
              maxLength={300}
              autoComplete="off"
            />
            <Picks
              type="radio"
              name={name('course')}
              legend={words.course}
              options={COURSES.map((course) => ({ value: course, label: words[course] }))}
              value={value('course', 'LEDGER')}
              cols={2}
            />
            <div className="group-has-[input[value=FIXED]:checked]:hidden">
              <Picks
                type="radio"
                name={name('level')}
                legend={words.level}
                options={LEVELS.map((level) => ({ value: level, label: words[level] }))}
                value={value('level', 'GENERAL')}
                cols={3}
              />
            </div>
          </div>
        </div>
      </div>
    )
  })
}
