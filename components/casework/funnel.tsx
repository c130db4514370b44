import { stepAddress } from '@/components/casework/addresses'
import { barOf, linked } from '@/components/casework/linked'
import { RowsTable } from '@/components/casework/rows-table'
import { EmptyState } from '@/components/ui/empty-state'
import { SectionHead } from '@/components/ui/section-head'
import type { Casework } from '@/lib/casework/queries/casework'
import { getTranslations } from '@/lib/i18n/server'

/** 从线索到风险消除 · Where clues and cases stand, each number the link to its list, with the days that a step takes. */
export async function Funnel({ region, cases }: Readonly<{ region: string; cases: NonNullable<Casework['cases']> }>) {
  const t = await getTranslations('casework')
  const onTheWay = cases.steps.filter(({ step }) => step !== 'removed')
  const longest = Math.max(...onTheWay.map(({ n }) => n))
  const all = [...cases.steps, ...cases.beside].reduce((sum, { n }) => sum + n, 0)
  return (
    <section className="sheet px-4 pb-4">
      <SectionHead ruled title={t('funnel.title')} note={t('funnel.note')} />
      {all === 0 ? (
        <EmptyState title={t('funnel.empty')}>{t('funnel.emptyWhy')}</EmptyState>
      ) : (
        <RowsTable
          caption={t('funnel.title')}
          columns={[
            { head: t('funnel.heads.step') },
            { head: t('funnel.heads.bar', { n: longest }) },
            { head: t('funnel.heads.n'), align: 'r' },
            { head: t('funnel.heads.days'), align: 'r' },
          ]}
          rows={[
            ...cases.steps.map(({ step, n, days }) => ({
              cells: [
                t(`funnel.steps.${step}`),
                step !== 'removed' && longest > 0 ? { bar: barOf(n, longest), isOpen: true } : '',
                linked(n, stepAddress(region, step)),
                step === 'removed'
                  ? ''
                  : days
                    ? t('funnel.daysOf', { n: days.median, of: days.of })
                    : t('funnel.noDays'),
              ],
            })),
            ...cases.beside.map(({ step, n }) => ({
              isPast: true,
              cells: [t(`funnel.steps.${step}`), '', linked(n, stepAddress(region, step)), ''],
            })),
          ]}
        />
      )}
      <p className="pt-2 text-12 text-ink-3">
        {t('funnel.looked')} {t('funnel.besideNote')}
      </p>
    </section>
  )
}
