import { figureHeads } from '@/components/indicators/figure-heads'
import { figureTexts } from '@/components/indicators/figure-texts'
import type { FiguresRow } from '@/components/indicators/figures-table'
import { laterText } from '@/components/indicators/later-text'
import { wallSpeaker } from '@/components/indicators/speak'
import { trendLines } from '@/components/indicators/trend-lines'
import { TrendView } from '@/components/indicators/trend-view'
import { count, month as monthText, stamp } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'
import type { IndicatorCode } from '@/lib/indicators/catalogue'
import type { Trend as Months } from '@/lib/indicators/queries/months'
import type { Wall } from '@/lib/indicators/queries/wall'
import { monthEnd } from '@/lib/indicators/rules/past'
import { lookOf } from '@/lib/indicators/rules/shown'
import type { MonthLine } from '@/lib/indicators/rules/trend'
import type { Counts } from '@/lib/indicators/schema'

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
  const rowOf = (line: MonthLine): FiguresRow => {
    const { month, frozen, isPart, now } = line
    const on = monthEnd(month)
    const whole = frozen && !isPart ? frozen : null
    const text = (counts: Counts) => figureTexts(code, counts, on)
    const figures = whole
      ? [text(whole).main, whole.numeratorPersons, whole.denominator, text(whole).rate]
      : [null, null, null, null]
    return [
      on,
      monthText(month, locale),
      ...figures,
      when(line),
      version(line),
      now && text(now).main,
      whole && now && laterText(code, now, whole, on),
    ]
  }
  return (
    <TrendView
      title={say('title', { name })}
      note={say('note')}
      empty={say('empty')}
      drawing={
        last
          ? {
              lines: trendLines(months, isRate, {
                value: last.value === null ? null : unit(last.value),
                expected: last.expected === null ? null : say('expected', { value: unit(last.expected) }),
                target: last.target === null ? null : say('target', { value: unit(last.target) }),
              }),
              ends: [monthText(months[0]?.month ?? '', locale), monthText(months.at(-1)?.month ?? '', locale)],
            }
          : null
      }
      table={{
        caption: say('figure', { region: place(wall.region), name }),
        heads: [
          say('month'),
          heads.numerator,
          heads.persons,
          heads.denominator,
          heads.rate,
          [say('frozen')],
          [say('version')],
          say('now'),
          say('later'),
        ],
        rows: [...months].reverse().map(rowOf),
        href: `?indicator=${code}&on={0}`,
      }}
    />
  )
}
