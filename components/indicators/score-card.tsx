import { casesAddress, linesAddress } from '@/components/casework/addresses'
import { listAddress } from '@/components/shell/address'
import { Chip } from '@/components/ui/chip'
import type { StateKey } from '@/components/ui/glyph'
import { LedgerTable } from '@/components/ui/ledger-table'
import { SectionHead } from '@/components/ui/section-head'
import type { ScoreCard as Card, JudgedPart, Level, Part } from '@/lib/casework/rules/score-card'
import { percent } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'

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

type Props = { village: { code: string; name: string }; card: Card | undefined }

/** 村级评分 · The level of a village and the five parts that it is the worst of, each with its figure, its limits and its records. */
export async function ScoreCard({ village, card }: Readonly<Props>) {
  if (!card) return null
  const [t, level] = await Promise.all([getTranslations('casework.card'), levelSpeaker()])
  const whole = level(card.level)
  const addresses = addressOf(village.code)
  const figure = ({ part, n, of }: JudgedPart) => {
    if (of === 0) return t('noBase')
    if (of !== null) return t('rate', { rate: percent(n, of), n, of })
    return t(part === 'overdue' ? 'lines' : 'households', { n })
  }
  return (
    <section className="sheet mb-4 px-4 pb-2">
      <SectionHead title={t('title')} note={t('note')} end={<Chip state={whole.state}>{whole.word}</Chip>} />
      <LedgerTable
        stack
        caption={t('level', { place: village.name, level: whole.word })}
        columns={[
          { head: t('heads.part') },
          { head: t('heads.figure') },
          { head: t('heads.limits') },
          { head: t('heads.level') },
        ]}
        rows={card.parts.map((each) => {
          const { state, word } = level(each.level)
          const { part, watch, alert } = each
          return {
            key: part,
            cells: [
              t(`parts.${part}`),
              <a key="figure" href={addresses[part]}>
                {figure(each)}
              </a>,
              t(part === 'coverage' ? 'below' : 'atLeast', { watch, alert }),
              <span key="level">
                <Chip state={state} bare>
                  {word}
                </Chip>
                {card.worst.includes(part) && <span className="s2">{t('worst')}</span>}
              </span>,
            ],
          }
        })}
      />
    </section>
  )
}
