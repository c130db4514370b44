import type { CSSProperties } from 'react'
import { Field } from '@/components/ui/field'
import { Glyph } from '@/components/ui/glyph'
import { SectionHead } from '@/components/ui/section-head'
import type { FormWords } from '@/components/visits/form-words'
import type { Typed } from '@/components/visits/typed'
import { NEXT_VISITS, type NextVisit } from '@/lib/visits/rules/choices'

type Props = {
  words: FormWords['next']
  typed: Typed
  today: string
  earliest: string
  latest: string
  tomorrow: string
  /** The day of each preset, in words. */
  days: Record<Exclude<NextVisit, 'on'>, string>
}

/** When to come again, as presets with their day; and the day of this visit, today unless said otherwise. */
export function NextVisitFields({ words, typed, today, earliest, latest, tomorrow, days }: Readonly<Props>) {
  const chosen = typed.text('nextVisitIn', '1m')
  return (
    <section className="next grid gap-3 pb-4">
      <div>
        <SectionHead ruled title={words.title} />
        <fieldset>
          <legend className="sr-only">{words.legend}</legend>
          <div className="picks" style={{ '--cols': 4 } as CSSProperties}>
            {NEXT_VISITS.map((preset) => (
              <label key={preset}>
                <input
                  className="sr-only"
                  type="radio"
                  id={`f-nextVisitIn-${preset}`}
                  name="nextVisitIn"
                  value={preset}
                  defaultChecked={preset === chosen}
                />
                <span className="flex-wrap content-center gap-y-0!">
                  <Glyph state="held" />
                  {words[preset]}
                  {preset !== 'on' && <small className="basis-full text-12 font-normal">{days[preset]}</small>}
                </span>
              </label>
            ))}
          </div>
        </fieldset>
      </div>
      <div className="hidden [.next:has([value=on]:checked)_&]:block">
        <Field
          name="nextVisitOn"
          label={words.day}
          type="date"
          min={tomorrow}
          max={latest}
          error={typed.error('nextVisitOn')}
          defaultValue={typed.text('nextVisitOn')}
        />
      </div>
      <Field
        name="visitedOn"
        label={words.visitedOn}
        hint={words.visitedToday}
        type="date"
        min={earliest}
        max={today}
        error={typed.error('visitedOn')}
        defaultValue={typed.text('visitedOn', today)}
      />
    </section>
  )
}
