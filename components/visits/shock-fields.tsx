import type { CSSProperties } from 'react'
import { Field } from '@/components/ui/field'
import { Glyph } from '@/components/ui/glyph'
import { MoneyInput } from '@/components/ui/money-input'
import { SectionHead } from '@/components/ui/section-head'
import type { FormWords } from '@/components/visits/form-words'
import type { Typed } from '@/components/visits/typed'
import { SHOCKS } from '@/lib/visits/rules/choices'

// The amounts of a shock show while it is ticked, also without script; written out because the styles are read from the source.
const SHOWN = [
  '[.shocks:has(label:nth-child(1)_:checked)_&]:grid',
  '[.shocks:has(label:nth-child(2)_:checked)_&]:grid',
  '[.shocks:has(label:nth-child(3)_:checked)_&]:grid',
  '[.shocks:has(label:nth-child(4)_:checked)_&]:grid',
  '[.shocks:has(label:nth-child(5)_:checked)_&]:grid',
  '[.shocks:has(label:nth-child(6)_:checked)_&]:grid',
  '[.shocks:has(label:nth-child(7)_:checked)_&]:grid',
  '[.shocks:has(label:nth-child(8)_:checked)_&]:grid',
]

/** What befell the household: ticked kinds reveal the amounts that they need. */
export function ShockFields({ words, typed }: Readonly<{ words: FormWords['shocks']; typed: Typed }>) {
  return (
    <section className="shocks pb-4">
      <SectionHead ruled title={words.title} note={words.note} />
      <fieldset>
        <legend className="sr-only">{words.legend}</legend>
        <div className="picks" style={{ '--cols': 3 } as CSSProperties}>
          {SHOCKS.map(({ kind }, index) => (
            <label key={kind}>
              <input
                className="sr-only"
                type="checkbox"
                id={`f-shocks[${index}].kind`}
                name={`shocks[${index}].kind`}
                value={kind}
                defaultChecked={typed.has(`shocks[${index}].kind`, kind)}
              />
              <span>
                <Glyph state="held" />
                {words[kind]}
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      {SHOCKS.map(({ kind, amounts }, index) => {
        const at = `shocks[${index}]`
        const isOther = kind === 'OTHER'
        if (amounts === 'none') return null
        return (
          <fieldset key={kind} className={`hidden grid-cols-2 gap-2 pt-3 ${SHOWN[index]}`}>
            <legend className="float-left col-span-2 w-full text-13 font-semibold text-ink-2">{words[kind]}</legend>
            {isOther && (
              <div className="col-span-2">
                <Field
                  name={`${at}.note`}
                  label={words.what}
                  error={typed.error(`${at}.note`)}
                  defaultValue={typed.text(`${at}.note`)}
                  maxLength={300}
                  autoComplete="off"
                />
              </div>
            )}
            <MoneyInput
              name={`${at}.totalYuan`}
              label={amounts === 'total' ? words.loss : words.total}
              unit={words.yuan}
              error={typed.error(`${at}.totalYuan`)}
              defaultValue={typed.text(`${at}.totalYuan`)}
            />
            {amounts === 'totalAndSelfPaid' && (
              <MoneyInput
                name={`${at}.selfPaidYuan`}
                label={words.selfPaid}
                unit={words.yuan}
                error={typed.error(`${at}.selfPaidYuan`)}
                defaultValue={typed.text(`${at}.selfPaidYuan`)}
              />
            )}
          </fieldset>
        )
      })}
    </section>
  )
}
