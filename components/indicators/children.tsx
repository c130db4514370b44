import type { ChildTuple, Mark, Plan } from '@/components/indicators/children-rows'
import { ChildrenView } from '@/components/indicators/children-view'
import { figureHeads } from '@/components/indicators/figure-heads'
import { figureTexts } from '@/components/indicators/figure-texts'
import { worstFirst } from '@/components/indicators/order'
import { levelSpeaker } from '@/components/indicators/score-card'
import { hundredths, stateOf, wallSpeaker } from '@/components/indicators/speak'
import { RegionMap } from '@/components/outlines/region-map'
import type { ScoreCard } from '@/lib/casework/rules/score-card'
import { decimal, percent } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'
import { type IndicatorCode, indicatorOf } from '@/lib/indicators/catalogue'
import type { Measured, Wall } from '@/lib/indicators/queries/wall'
import { lookOf, shownOf } from '@/lib/indicators/rules/shown'
import type { Outline } from '@/lib/outlines/queries'

const FULL = 100
const GAPS = { RATE: 'rate', ZERO: 'count', DEADLINE: 'deadline', INFORM: 'count' } as const

/** Things that many rows share, each once; `of` gives the place of one among them. */
function shared<T extends readonly unknown[]>() {
  const [all, places] = [[] as T[], new Map<string, number>()]
  const of = (each: T): number => {
    const key = JSON.stringify(each)
    const found = places.get(key)
    if (found !== undefined) return found
    places.set(key, all.length)
    return all.push(each) - 1
  }
  return { all, of }
}

/** Where a part should be today and at the end, in the unit of its figure. */
function planOf({ assessment: it, numerator, target }: Measured): Plan {
  const at = 'expectedAt' in it ? hundredths(it.expectedAt) : null
  if (it.kind === 'rate') return [at, it.expectedTenths / 10, target?.value ?? null]
  if (it.kind === 'count') return [at, it.expected, target?.value ?? null]
  return [at, it.kind === 'deadline' ? numerator - it.overdue : null, null]
}

type Props = {
  wall: Wall
  code: IndicatorCode
  scores?: ReadonlyMap<string, ScoreCard>
  on?: string
  outline: Outline | null
  /** Whether the reader asked for tiles where there are outlines. */
  isTiled: boolean
}

/** The parts of a region compared in one figure: as a table, as a chart and on the map, in one block that is sent as tuples. */
export async function Children({ wall, code, scores, on, outline, isTiled }: Readonly<Props>) {
  const level = wall.children[0]?.place.level
  if (!level || level === 'PROVINCE') return null
  const [{ t, place, state, gapFigure }, card, maps, speakLevel, heads] = await Promise.all([
    wallSpeaker(),
    getTranslations('casework.card.heads'),
    getTranslations('outlines'),
    levelSpeaker(),
    figureHeads(code),
  ])
  const children = worstFirst(wall.children, code)
  const whole = wall.figures[code]
  const { direction } = indicatorOf(code)
  const isRate = direction === 'RATE'
  const look = lookOf(code)
  const isMean = look === 'MEAN'
  const judged =
    children.some(({ figures }) => figures[code].assessment.state !== null) || whole.assessment.state !== null
  const share = (figure: Measured) => {
    if (isMean) return shownOf(code, figure, wall.today) ?? 0
    return figure.denominator > 0 ? figure.numerator / figure.denominator : 0
  }
  const longest = Math.max(...children.map(({ figures }) => share(figures[code])), share(whole))
  const widest = children.map(({ figures }) => figures[code]).find((figure) => share(figure) === longest) ?? whole
  const [marks, plans] = [shared<Mark>(), shared<Plan>()]
  const tuple = (id: string, name: string, figure: Measured): ChildTuple => {
    const { assessment: it, numerator, denominator, numeratorPersons } = figure
    const at = judged ? (it.kind === 'none' && !isRate ? 0 : it.at) : longest > 0 ? (FULL * share(figure)) / longest : 0
    const counted = isMean ? figureTexts(code, figure, wall.today).main : numerator
    const mark = marks.of([stateOf(it), state(it).word])
    return [
      id,
      name,
      counted,
      denominator,
      numeratorPersons,
      hundredths(at),
      gapFigure(it),
      mark,
      plans.of(planOf(figure)),
    ]
  }
  const rows = children.map(({ place: each, figures }) => tuple(each.code, place(each), figures[code]))
  const sum = tuple(wall.region.code, t(`children.${level}.all`), whole)
  const name = t(`names.${code}`)
  const title = t(`children.${level}.title`, { name })
  const it = whole.assessment
  const expected =
    it.kind === 'rate'
      ? { at: hundredths(it.expectedAt), label: t('bar.expected', { value: `${decimal(it.expectedTenths)}%` }) }
      : it.kind === 'count'
        ? {
            at: hundredths(it.expectedAt),
            label: t('bar.pace', { value: `${decimal(Math.round(10 * it.expectedAt))}%` }),
          }
        : null
  const goal = whole.target ?? children.find(({ figures }) => figures[code].target)?.figures[code].target
  const target =
    direction === 'DEADLINE'
      ? t('goal.deadline')
      : t('bar.target', { value: `${goal?.value ?? 0}${isRate ? '%' : ''}` })
  const query = `indicator=${code}${on ? `&on=${on}` : ''}`
  const here = `?${query}`
  const at = new Map(children.map(({ place: each }, index) => [each.code, index]))
  return (
    <ChildrenView
      note={judged ? t('sorted') : t('sortedByRate')}
      table={{
        caption: title,
        heads: {
          place: t(`children.${level}.one`),
          numerator: heads.numerator,
          denominator: heads.denominator,
          persons: heads.persons,
          rate: heads.rate,
          judged: judged ? { gap: t(`heads.gap.${GAPS[direction]}`), state: t('heads.standing') } : undefined,
        },
        bar: judged
          ? { target, expected }
          : { share: isMean ? '' : t('bar.share', { value: percent(widest.numerator, widest.denominator) }) },
        parts: { look, marks: marks.all, plans: plans.all, rows },
        sum,
        query,
        scores:
          scores && scores.size > 0
            ? {
                head: card('short'),
                of: Object.fromEntries(
                  [...scores].map(([id, each]): [string, Mark] => {
                    const { state: key, word } = speakLevel(each.level)
                    return [id, [key, word]]
                  }),
                ),
              }
            : undefined,
      }}
      chart={
        whole.denominator > 0
          ? {
              title: t('chart.title', { name: title }),
              caption: t('chart.figure', { region: place(wall.region), name }),
              words: {
                value: isRate ? t('chart.value.rate', { name }) : t('chart.value.count', { name }),
                expected: t('chart.expected'),
                target: t('chart.target'),
                loading: t('chart.loading'),
              },
            }
          : null
      }
      order={wall.children.map(({ place: { code: id } }) => at.get(id) ?? -1)}
      others={outline ? { href: here, label: maps('map.outlines') } : undefined}
      outlines={
        outline &&
        !isTiled && (
          <RegionMap
            title={title}
            outline={outline}
            isTiled={false}
            other={`${here}&map=tiles`}
            href={`/dashboard/{0}?${query}`}
            areas={wall.children.map(({ place: child, figures }) => {
              const figure = figures[code]
              const { key, word } = state(figure.assessment)
              const { main, rate } = figureTexts(code, figure, wall.today)
              return { code: child.code, name: place(child), value: isRate ? rate : main, state: key, words: word }
            })}
          />
        )
      }
    />
  )
}
