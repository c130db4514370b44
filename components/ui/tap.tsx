import { Glyph } from '@/components/ui/glyph'
import { Icon, type IconName } from '@/components/ui/icon'

export type TapWords = { pass: string; fail: string; na: string; unset: string }

type Props = {
  name: string
  legend: string
  icon: IconName
  words: TapWords
  value?: string | null
  values?: { pass: string; fail: string; na: string }
  /** Words that stand in for the general ones, such as a grade or why it does not apply. */
  notes?: Partial<TapWords>
}

const VALUES = { pass: 'PASS', fail: 'FAIL', na: 'NA' }

/**
 * One tile with three answers, turned by a tap: met, not met, not applicable. Three native radios lie under it, and the
 * label on top is always that of the next answer, so it turns without script and reads as a radio group.
 */
export function Tap({ name, legend, icon, words, value, values = VALUES, notes }: Readonly<Props>) {
  const id = `f-${name}`
  const answers = ['pass', 'fail', 'na'] as const
  const shapes = { pass: 'held', fail: 'crossed', na: 'na' } as const
  return (
    <fieldset className="tap">
      <legend className="sr-only">{legend}</legend>
      {answers.map((answer) => (
        <input
          key={answer}
          className={answer}
          type="radio"
          id={answer === 'pass' ? id : `${id}-${answer}`}
          name={name}
          value={values[answer]}
          defaultChecked={value === values[answer]}
          aria-label={words[answer]}
        />
      ))}
      <span className="face" aria-hidden="true">
        <span className="crest">
          <Icon name={icon} />
          <span className="if-unset">
            <Glyph state="open" />
          </span>
          {answers.map((answer) => (
            <span key={answer} className={`if-${answer}`}>
              <Glyph state={shapes[answer]} />
            </span>
          ))}
        </span>
        <span>
          <span className="name">{legend}</span>
          <span className="word if-unset">{notes?.unset ?? words.unset}</span>
          {answers.map((answer) => (
            <span key={answer} className={`word if-${answer}`}>
              {notes?.[answer] ?? words[answer]}
            </span>
          ))}
        </span>
      </span>
      {answers.map((answer) => (
        <label key={answer} className={`to-${answer}`} htmlFor={answer === 'pass' ? id : `${id}-${answer}`}>
          {words[answer]}
        </label>
      ))}
    </fieldset>
  )
}
