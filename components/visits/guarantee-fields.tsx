import { Field } from '@/components/ui/field'
import type { IconName } from '@/components/ui/icon'
import { SectionHead } from '@/components/ui/section-head'
import { Tap } from '@/components/ui/tap'
import type { FormWords } from '@/components/visits/form-words'
import type { Typed } from '@/components/visits/typed'
import { fill } from '@/lib/i18n/fill'
import { GUARANTEE_ITEMS, type GuaranteeItem } from '@/lib/monitoring/rules/choices'

const ICONS: Record<GuaranteeItem, IconName> = {
  FOOD: 'bowl',
  CLOTHING: 'coat',
  EDUCATION: 'book',
  MEDICAL: 'medicine',
  HOUSING: 'house',
  WATER: 'drop',
}

// Each reason shows while its tile stands on "not met", also without script; written out because the styles are read from the source.
const SHOWN: Record<GuaranteeItem, string> = {
  FOOD: '[.six:has(.tap:nth-child(1)_.fail:checked)_&]:block',
  CLOTHING: '[.six:has(.tap:nth-child(2)_.fail:checked)_&]:block',
  EDUCATION: '[.six:has(.tap:nth-child(3)_.fail:checked)_&]:block',
  MEDICAL: '[.six:has(.tap:nth-child(4)_.fail:checked)_&]:block',
  HOUSING: '[.six:has(.tap:nth-child(5)_.fail:checked)_&]:block',
  WATER: '[.six:has(.tap:nth-child(6)_.fail:checked)_&]:block',
}

const VALUES = { pass: 'PASS', fail: 'FAIL', na: 'NOT_APPLICABLE' }

export type KnownChecks = Partial<Record<GuaranteeItem, { result: string; reason: string }>>

type Props = { words: FormWords['guarantees']; known: KnownChecks; typed: Typed }

/** The six guarantees as six taps, as they stood last time. */
export function GuaranteeFields({ words, known, typed }: Readonly<Props>) {
  const isFirst = Object.keys(known).length === 0
  return (
    <section className="six pb-4">
      <SectionHead ruled title={words.title} note={isFirst ? words.first : words.note} />
      <div className="taps">
        {GUARANTEE_ITEMS.map((item) => (
          <Tap
            key={item}
            name={`guarantees.${item}.result`}
            legend={words[item]}
            icon={ICONS[item]}
            words={words}
            values={VALUES}
            value={typed.text(`guarantees.${item}.result`, known[item]?.result)}
          />
        ))}
      </div>
      {GUARANTEE_ITEMS.map((item) => {
        const wrong = typed.error(`guarantees.${item}.result`)
        return (
          wrong && (
            <p key={item} className="mend pt-1">
              {words[item]} {wrong}
            </p>
          )
        )
      })}
      {GUARANTEE_ITEMS.map((item) => (
        <div key={item} className={`hidden pt-2 ${SHOWN[item]}`}>
          <Field
            name={`guarantees.${item}.reason`}
            label={fill(words.reason, { item: words[item] })}
            hint={words.reasonHint}
            error={typed.error(`guarantees.${item}.reason`)}
            defaultValue={typed.text(`guarantees.${item}.reason`, known[item]?.reason)}
            maxLength={300}
            autoComplete="off"
          />
        </div>
      ))}
    </section>
  )
}
