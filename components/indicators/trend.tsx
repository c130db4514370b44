import { figureHeads } from '@/components/indicators/figure-heads'
import { figureTexts } from '@/components/indicators/figure-texts'
import { wallSpeaker } from '@/components/indicators/speak'
import { TrendDrawing } from '@/components/indicators/trend-drawing'
import { wallHref } from '@/components/indicators/wall-href'
import { LedgerTable } from '@/components/ui/ledger-table'
import { SectionHead } from '@/components/ui/section-head'
import { count, month as monthText, stamp } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'
import type { IndicatorCode } from '@/lib/indicators/catalogue'
import type { Trend as Months } from '@/lib/indicators/queries/months'
import type { Wall } from '@/lib/indicators/queries/wall'
import { monthEnd } from '@/lib/indicators/rules/past'
import { lookOf } from '@/lib/indicators/rules/shown'
import type { MonthLine } from '@/lib/indicators/rules/trend'
import type { Counts } from '@/lib/indicators/schema'
import { laterText } from './later-text'

type Props = { wall: Wall; code: IndicatorCode; trend: Months }

/** A figure over the last months as they were frozen: one line, and the table that says the same; each month opens its wall. */
export async function Trend({ wall, code, trend: { months } }: Readonly<Props>) {
  const [heads, { t, locale, place }, say] = await Promise.all([
    figureHeads(code),
    wallSpeaker(),
    getTranslations('past.trend'),
  ])
  const name = t(`names.${code}`)
  const look = lookOf(code)
  const isRate = look === 'RATE'
  const unit = (value: number) => `${look === 'COUNT' ? count(value) : value.toFixed(1)}${isRate ? '%' : ''}`
  const last = months.findLast(({ value }) => value !== null)
  const version = ({ frozen, isOther }: MonthLine) =>
    frozen && (isOther ? say('other', { n: String(frozen.version) }) : say('versionOf', { n: String(frozen.version) }))
  const when = ({ frozen, isPart }: MonthLine) => {
    if (!frozen) return say('none')
    return isPart ? say('part', { n: frozen.counties }) : stamp(frozen.frozenAt)
  }
  return (
    <section className="grid min-w-0 gap-2" aria-labelledby="trend">
      <SectionHead id="trend" title={say('title', { name })} note={say('note')} />
      {last ? (
        <TrendDrawing
          months={months}
          isRate={isRate}
          label={say('figure', { region: place(wall.region), name })}
          ends={{
            first: monthText(months[0]?.month ?? '', locale),
            last: monthText(months.at(-1)?.month ?? '', locale),
            value: last.value === null ? '' : unit(last.value),
            expected: last.expected === null ? null : say('expected', { value: unit(last.expected) }),
            target: last.target === null ? null : say('target', { value: unit(last.target) }),
          }}
        />
      ) : (
        <p className="text-13 text-ink-2">{say('empty')}</p>
      )}
      <LedgerTable
        caption={say('figure', { region: place(wall.region), name })}
        columns={[
          { head: say('month') },
          { head: heads.numerator, align: 'r' },
          { head: heads.persons, align: 'r' },
          { head: heads.denominator, align: 'r' },
          { head: heads.rate, align: 'r' },
          { head: say('frozen') },
          { head: say('version') },
          { head: say('now'), align: 'r' },
          { head: say('later'), align: 'r' },
        ]}
        rows={[...months].reverse().map((line) => {
          const { month, frozen, isPart, now } = line
          const whole = frozen && !isPart ? frozen : null
          const text = (counts: Counts) => figureTexts(code, counts, monthEnd(month))
          const href = wallHref(wall.region.code, code, monthEnd(month))
          return {
            key: month,
            cells: [
              <a key="month" href={href}>
                {monthText(month, locale)}
              </a>,
              whole && text(whole).main,
              whole && count(whole.numeratorPersons),
              whole && count(whole.denominator),
              whole && text(whole).rate,
              when(line),
              version(line),
              now && text(now).main,
              whole && now && laterText(code, now, whole, monthEnd(month)),
            ],
          }
        })}
      />
    </section>
  )
}
