import { getTranslations } from 'next-intl/server'
import { Chip } from '@/components/ui/chip'
import { FigureAgainstLine } from '@/components/ui/figure-against-line'
import { SectionHead } from '@/components/ui/section-head'
import type { IncomeYear } from '@/lib/households/queries/record'
import { yuan } from '@/lib/i18n/format'

/** Income per head of the last two years, each against the warning line that it is measured by. */
export async function RecordIncome({ incomes }: Readonly<{ incomes: readonly IncomeYear[] }>) {
  const [t, common] = await Promise.all([getTranslations('households'), getTranslations('common')])
  return (
    <section className="sheet px-4 pb-4">
      <SectionHead title={t('page.income')} />
      {incomes.length === 0 && <p className="text-13 text-ink-3">{t('page.incomeNone')}</p>}
      <div className="grid gap-6 desk:grid-cols-2">
        {incomes.map(({ year, fen, lineYuan }) => {
          const title = t('page.incomeYear', { year: String(year) })
          if (lineYuan === null) {
            return (
              <div key={year}>
                <p className="text-13 text-ink-2">{title}</p>
                <p className="text-20 font-semibold">
                  {yuan(fen)} <span className="u">{common('yuan')}</span>
                </p>
                <p className="text-12 text-ink-3">{t('page.lineUnknown', { year: String(year + 1) })}</p>
              </div>
            )
          }
          const lineFen = Math.round(lineYuan * 100)
          const gap = yuan(Math.abs(fen - lineFen))
          return (
            <div key={year}>
              <p className="flex flex-wrap items-center gap-x-3 text-13 text-ink-2">
                {title}
                <Chip state={fen < lineFen ? 'crossed' : 'held'} bare>
                  {t(fen < lineFen ? 'page.belowLine' : 'page.aboveLine', { yuan: gap })}
                </Chip>
              </p>
              <FigureAgainstLine
                figure={fen}
                figureText={yuan(fen)}
                unit={common('yuan')}
                line={{ value: lineFen, name: t('page.line', { year: String(year + 1) }), text: yuan(lineFen) }}
                bad="below"
                label={title}
              />
            </div>
          )
        })}
      </div>
    </section>
  )
}
