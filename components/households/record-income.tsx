import { IncomeTable } from '@/components/households/income-table'
import { Chip } from '@/components/ui/chip'
import { FigureAgainstLine } from '@/components/ui/figure-against-line'
import { LinkButton } from '@/components/ui/link-button'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import type { IncomeYear } from '@/lib/households/queries/record'
import type { IncomeYearItems } from '@/lib/households/queries/whole'
import { yuan } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'

type Props = { incomes: readonly IncomeYear[]; years: readonly IncomeYearItems[]; href: string; mayRecord: boolean }

/** Income per head of the last two years, each against the warning line that it is measured by; then every year by item. */
export async function RecordIncome({ incomes, years, href, mayRecord }: Readonly<Props>) {
  const [t, common, register] = await Promise.all([
    getTranslations('households'),
    getTranslations('common'),
    getTranslations('register'),
  ])
  const hasItems = years.some(({ result }) => result !== null)
  return (
    <section className="sheet px-4 pb-4" id="income">
      <SectionHead
        title={t('page.income')}
        end={
          mayRecord && (
            <LinkButton href={href} icon="pen" size="small">
              {register('income.edit')}
            </LinkButton>
          )
        }
      />
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
      {hasItems ? (
        <div className="pt-4">
          <Reveal summary={register('income.item')} open>
            <IncomeTable incomes={years} />
          </Reveal>
        </div>
      ) : (
        years.length > 0 && <p className="pt-3 text-13 text-ink-3">{register('income.perHeadOnly')}</p>
      )}
    </section>
  )
}
