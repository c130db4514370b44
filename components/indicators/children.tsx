import { ChildrenChart } from '@/components/indicators/children-chart'
import { ChildrenTable, type ChildTuple } from '@/components/indicators/children-table'
import { figureHeads } from '@/components/indicators/figure-heads'
import { figureTexts } from '@/components/indicators/figure-texts'
import { worstFirst } from '@/components/indicators/order'
import { levelSpeaker } from '@/components/indicators/score-card'
import { wallSpeaker } from '@/components/indicators/speak'
import { SectionHead } from '@/components/ui/section-head'
import type { ScoreCard } from '@/lib/casework/rules/score-card'
import { count, decimal, percent } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'
import { type IndicatorCode, indicatorOf } from '@/lib/indicators/catalogue'
import type { Measured, Wall } from '@/lib/indicators/queries/wall'
import { lookOf, shownOf } from '@/lib/indicators/rules/shown'

const FULL = 100
const GAPS = { RATE: 'rate', ZERO: 'count', DEADLINE: 'deadline', INFORM: 'count' } as const

/** The parts of a region compared in one figure: the table first, then the same figures as a chart. */
export async function Children({
  wall,
  code,
  scores,
  on,
}: Readonly<{ wall: Wall; code: IndicatorCode; scores?: ReadonlyMap<string, ScoreCard>; on?: string }>) {
  const { t, place, state, gapFigure } = await wallSpeaker()
  const [card, speakLevel] = await Promise.all([getTranslations('casework.card.heads'), levelSpeaker()])
  const level = wall.children[0]?.place.level
  if (!level || level === 'PROVINCE') return null
  const rows = worstFirst(wall.children, code)
  const whole = wall.figures[code]
  const { direction } = indicatorOf(code)
  const isRate = direction === 'RATE'
  const judged = rows.some(({ figures }) => figures[code].assessment.state !== null) || whole.assessment.state !== null
  const heads = await figureHeads(code)
  const isMean = lookOf(code) === 'MEAN'
  const shown = (figure: Measured) => shownOf(code, figure, wall.today) ?? 0
  const share = (figure: Measured) => {
    if (isMean) return shown(figure)
    return figure.denominator > 0 ? figure.numerator / figure.denominator : 0
  }
  const longest = Math.max(...rows.map(({ figures }) => share(figures[code])), share(whole))
  const widest = rows.map(({ figures }) => figures[code]).find((figure) => share(figure) === longest) ?? whole
  const tuple = (id: string, name: string, figure: Measured): ChildTuple => {
    const it = figure.assessment
    const { key, word } = state(it)
    const at = judged ? (it.kind === 'none' && !isRate ? 0 : it.at) : longest > 0 ? (FULL * share(figure)) / longest : 0
    const expected = 'expectedAt' in it ? it.expectedAt : null
    const { main, rate } = figureTexts(code, figure, wall.today)
    const [base, persons] = [count(figure.denominator), count(figure.numeratorPersons)]
    return [id, name, at, expected, key, word, main, base, persons, rate, gapFigure(it)]
  }
  const name = t(`names.${code}`)
  const title = t(`children.${level}.title`, { name })
  const assessment = whole.assessment
  const expected =
    assessment.kind === 'rate'
      ? { at: assessment.expectedAt, label: t('bar.expected', { value: `${decimal(assessment.expectedTenths)}%` }) }
      : assessment.kind === 'count'
        ? {
            at: assessment.expectedAt,
            label: t('bar.pace', { value: `${decimal(Math.round(10 * assessment.expectedAt))}%` }),
          }
        : null
  const goal = whole.target ?? rows.find(({ figures }) => figures[code].target)?.figures[code].target
  const target =
    direction === 'DEADLINE'
      ? t('goal.deadline')
      : t('bar.target', { value: `${goal?.value ?? 0}${isRate ? '%' : ''}` })
  const points = rows.map(({ place: each, figures }) => {
    const it = figures[code].assessment
    return {
      name: place(each),
      value: shown(figures[code]),
      expected:
        it.kind === 'rate'
          ? it.expectedTenths / 10
          : it.kind === 'count'
            ? it.expected
            : it.kind === 'deadline'
              ? figures[code].numerator - it.overdue
              : null,
      target: it.kind === 'rate' || it.kind === 'count' ? (figures[code].target?.value ?? null) : null,
      state: state(it).key,
    }
  })
  return (
    <>
      <section className="grid gap-2 min-w-0">
        <SectionHead title={title} note={judged ? t('sorted') : t('sortedByRate')} />
        <ChildrenTable
          caption={title}
          heads={{
            place: t(`children.${level}.one`),
            numerator: heads.numerator,
            denominator: heads.denominator,
            persons: heads.persons,
            rate: heads.rate,
            gap: t(`heads.gap.${GAPS[direction]}`),
            state: t('heads.standing'),
          }}
          bar={
            judged
              ? { target, expected }
              : { share: isMean ? '' : t('bar.share', { value: percent(widest.numerator, widest.denominator) }) }
          }
          rows={rows.map(({ place: each, figures }) => tuple(each.code, place(each), figures[code]))}
          sum={tuple(wall.region.code, t(`children.${level}.all`), whole)}
          query={`indicator=${code}${on ? `&on=${on}` : ''}`}
          judged={judged}
          scores={
            scores && scores.size > 0
              ? {
                  head: card('short'),
                  of: Object.fromEntries([...scores].map(([id, each]) => [id, speakLevel(each.level)])),
                }
              : undefined
          }
        />
      </section>
      {whole.denominator > 0 && (
        <ChildrenChart
          isRate={isRate}
          title={t('chart.title', { name: title })}
          caption={t('chart.figure', { region: place(wall.region), name })}
          points={points}
          words={{
            value: isRate ? t('chart.value.rate', { name }) : t('chart.value.count', { name }),
            expected: t('chart.expected'),
            target: t('chart.target'),
            loading: t('chart.loading'),
          }}
        />
      )}
    </>
  )
}
