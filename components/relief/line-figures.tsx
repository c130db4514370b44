import { StepForm } from '@/components/shell/step-form'
import { LedgerTable } from '@/components/ui/ledger-table'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import { count, decimal, percent, yuan } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'
import { withdrawFigureAction } from '@/lib/relief/actions'
import type { FiguresView } from '@/lib/relief/queries/figures'
import { eachFen, type Ratio } from '@/lib/relief/rules/figures'
import { type Measure, MONEY_MEASURES } from '@/lib/relief/schema/figures'

const TENTH_OF_A_YUAN = 10
type Props = { figures: FiguresView['lines'][number]; mayReport: boolean }

/** A figure as it is written: money in yuan, everything else as a count. */
const written = (measure: Measure | 'PREMIUM' | 'INSURED', value: number) =>
  MONEY_MEASURES.includes(measure as Measure) || measure === 'PREMIUM' ? yuan(value) : count(value)

/** A share as per cent, an amount per head in yuan with one decimal below 1,000 yuan. */
function result(ratio: Ratio): string {
  if (ratio.as === 'SHARE') return percent(ratio.numerator, ratio.denominator)
  const fen = eachFen(ratio)
  return fen < 100_000 ? decimal(Math.round(fen / TENTH_OF_A_YUAN)) : yuan(Math.round(fen / 100) * 100)
}

/** One line of defence in a period: reported and counted figures, and the rates with numerator and denominator. */
export async function LineFigures({ figures, mayReport }: Readonly<Props>) {
  const t = await getTranslations('relief')
  const { line, measures, reportedRatios, countedRatios, told } = figures
  const name = (measure: Measure | 'PREMIUM' | 'INSURED') => {
    const plain = t(`figures.measures.${measure}`)
    return MONEY_MEASURES.includes(measure as Measure) || measure === 'PREMIUM'
      ? t('figures.moneyIn', { name: plain })
      : plain
  }
  const cell = (measure: Measure | 'PREMIUM' | 'INSURED', value: number | null, about = false) =>
    value === null ? '' : `${about ? `${t('figures.approximate')} ` : ''}${written(measure, value)}`
  const insured = [
    ['PREMIUM', figures.premium, figures.premiumIsApproximate],
    ['INSURED', figures.insured, false],
  ] as const
  const amounts = (ratio: Ratio, value: number) =>
    ratio.as === 'SHARE' || value === ratio.numerator ? yuan(value) : count(value)
  const ratios = [
    ...reportedRatios.map((ratio) => ({ ratio, of: t('figures.reported') })),
    ...countedRatios.map((ratio) => ({ ratio, of: t('figures.counted') })),
  ]
  return (
    <section className="sheet min-w-0 px-4 pb-4">
      <SectionHead title={t(`lineFull.L${line}`)} />
      <LedgerTable
        caption={t(`lineFull.L${line}`)}
        columns={[
          { head: t('figures.measure') },
          { head: t('figures.reported'), align: 'r' },
          { head: t('figures.counted'), align: 'r' },
        ]}
        rows={[
          ...insured
            .filter(([, value]) => value !== null)
            .map(([measure, value, about]) => ({
              key: measure,
              cells: [name(measure), cell(measure, value, about), ''],
            })),
          ...measures.map(({ measure, reported, counted, isApproximate }) => ({
            key: measure,
            cells: [name(measure), cell(measure, reported, isApproximate), cell(measure, counted)],
          })),
        ]}
      />
      {ratios.length > 0 && (
        <LedgerTable
          caption={`${t(`lineFull.L${line}`)} ${t('figures.ratio')}`}
          columns={[
            { head: t('figures.measure') },
            { head: t('figures.numerator'), align: 'r' },
            { head: t('figures.denominator'), align: 'r' },
            { head: t('figures.ratio'), align: 'r' },
          ]}
          rows={ratios.map(({ ratio, of }) => ({
            key: `${ratio.code} ${of}`,
            cells: [
              `${t(`figures.ratios.${ratio.code}`)} (${of})`,
              amounts(ratio, ratio.numerator),
              amounts(ratio, ratio.denominator),
              <b key="result">{result(ratio)}</b>,
            ],
          }))}
        />
      )}
      {told.map((each) => (
        <Reveal
          key={each.id}
          summary={`${name(each.measure)} ${cell(each.measure, each.value, each.isApproximate)} · ${each.from} – ${each.to}`}
        >
          <p className="pb-2 text-13 text-ink-3">
            {t('figures.source')}: {each.source}
          </p>
          {mayReport && (
            <StepForm
              prefix={`withdraw${each.id}-`}
              action={withdrawFigureAction}
              hidden={{ commandId: crypto.randomUUID(), figureId: each.id }}
              fields={[{ name: 'reason', label: t('figures.withdrawReason'), type: 'text', max: 200 }]}
              submit={t('figures.withdraw')}
              busy={t('busy')}
              look="plain"
            />
          )}
        </Reveal>
      ))}
    </section>
  )
}
