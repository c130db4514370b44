import { MoneyInput } from '@/components/ui/money-input'
import { Picks } from '@/components/ui/picks'
import { SectionHead } from '@/components/ui/section-head'
import type { FormWords } from '@/components/visits/form-words'
import type { Typed } from '@/components/visits/typed'
import { INCOME_CHANGES } from '@/lib/monitoring/rules/choices'

type Props = { words: FormWords['income']; optional: string; unit: string; typed: Typed }

/** How the income changed; when it fell, the expected income per person is asked. */
export function IncomeFields({ words, optional, unit, typed }: Readonly<Props>) {
  return (
    <section className="income pb-4">
      <SectionHead ruled title={words.title} note={words.legend} />
      <Picks
        name="incomeChange"
        legend={words.legend}
        hideLegend
        type="radio"
        cols={4}
        options={INCOME_CHANGES.map((value) => ({ value, label: words[value] }))}
        value={[typed.text('incomeChange', 'NONE') ?? 'NONE']}
        error={typed.error('incomeChange')}
      />
      <div className="hidden pt-3 [.income:has([value=DOWN]:checked,[value=LOST_MOST]:checked,.amount:not(:placeholder-shown))_&]:block">
        <MoneyInput
          name="expectedPerCapitaYuan"
          label={words.expected}
          optional={optional}
          hint={words.expectedHint}
          unit={unit}
          placeholder=" "
          error={typed.error('expectedPerCapitaYuan')}
          defaultValue={typed.text('expectedPerCapitaYuan')}
        />
      </div>
    </section>
  )
}
