import { casesAddress, linesAddress } from '@/components/casework/addresses'
import { RowsTable } from '@/components/casework/rows-table'
import { aboveSpeaker } from '@/components/indicators/above-words'
import { listAddress } from '@/components/shell/address'
import { Chip } from '@/components/ui/chip'
import type { StateKey } from '@/components/ui/glyph'
import { SectionHead } from '@/components/ui/section-head'
import type { ScoreCard as Card, JudgedPart, Level, Part } from '@/lib/casework/rules/score-card'
import { percent } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'
import type { IndicatorCode } from '@/lib/indicators/catalogue'
import { type Above, complementOf } from '@/lib/indicators/rules/above'

const STATES: Record<Level, StateKey> = { steady: 'held', watch: 'behind', alert: 'crossed' }

/** A level of a score-card as shape and word. */
export async function levelSpeaker() {
  const t = await getTranslations('casework.card.levels')
  return (level: Level | null): { state: StateKey; word: string } => ({
    state: level ? STATES[level] : 'na',
    word: t(level ?? 'unknown'),
  })
}

const addressOf = (village: string): Record<Part, string> => ({
  poor: listAddress('/households', { region: village, behind: 'remainingPoor' }),
  overdue: linesAddress(village, { tab: 'overdue' }),
  unmet: listAddress('/households', { region: village, behind: 'guaranteesNotMet' }),
  unhelped: casesAddress(village, { part: 'unhelped' }),
  coverage: listAddress('/households', { region: village, behind: 'visitCoverage' }),
})

/** The figures that places above show for a part; lines of findings are no figure of households. */
const FIGURES: Partial<Record<Part, { code: IndicatorCode; isRest?: boolean }>> = {
  poor: { code: 'remainingPoor' },
  unmet: { code: 'guaranteesNotMet' },
  unhelped: { code: 'measureCoverage', isRest: true },
  coverage: { code: 'visitCoverage' },
}

type Props = { village: { code: string; name: string }; card: Card; above: Above | null; today: string }

/** 村级评分 · The level of a village and the five parts that it is the worst of, each with its figure, its limits and its records; beside it the places above. */
export async function ScoreCard({ village, card, above, today }: Readonly<Props>) {
  const [t, level, beside] = await Promise.all([getTranslations('casework.card'), levelSpeaker(), aboveSpeaker(today)])
  const whole = level(card.level)
  const addresses = addressOf(village.code)
  const figure = ({ part, n, of }: JudgedPart) => {
    if (of === 0) return t('noBase')
    if (of !== null) return t('rate', { rate: percent(n, of), n, of })
    return t(part === 'overdue' ? 'lines' : 'households', { n })
  }
  const higher = (part: Part) => {
    const figure = FIGURES[part]
    const line = above?.lines.find(({ code }) => code === figure?.code)
    if (!above || !figure || !line) return []
    return above.places.map(({ place }, index) => {
      const other = line.above[index] ?? 'UNCOUNTED'
      const told = beside.line(figure.code, figure.isRest ? complementOf(other) : other)
      return beside.t('cardOf', { place: beside.name(place), figure: told })
    })
  }
  return (
    <section className="sheet mb-4 px-4 pb-2">
      <SectionHead title={t('title')} note={t('note')} end={<Chip state={whole.state}>{whole.word}</Chip>} />
      <RowsTable
        caption={t('level', { place: village.name, level: whole.word })}
        columns={[
          { head: t('heads.part') },
          { head: t('heads.figure') },
          ...(above ? [{ head: beside.t('card') }] : []),
          { head: t('heads.limits') },
          { head: t('heads.level') },
        ]}
        rows={card.parts.map((each) => {
          const { state, word } = level(each.level)
          const { part, watch, alert } = each
          return {
            cells: [
              t(`parts.${part}`),
              { links: [[figure(each), addresses[part]]] },
              ...(above ? [{ lines: higher(part) }] : []),
              t(part === 'coverage' ? 'below' : 'atLeast', { watch, alert }),
              { state, word, below: card.worst.includes(part) ? t('worst') : undefined },
            ],
          }
        })}
      />
    </section>
  )
}
