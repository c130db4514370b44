import { casesAddress } from '@/components/casework/addresses'
import { barOf, linked } from '@/components/casework/linked'
import { RowsTable } from '@/components/casework/rows-table'
import { EmptyState } from '@/components/ui/empty-state'
import { SectionHead } from '@/components/ui/section-head'
import type { Casework } from '@/lib/casework/queries/casework'
import { percent } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'

/** 致因和措施 · Open cases by risk: how many have a measure that answers it and how many have none. */
export async function Risks({ region, cases }: Readonly<{ region: string; cases: NonNullable<Casework['cases']> }>) {
  const [t, m] = await Promise.all([getTranslations('casework'), getTranslations('monitoring.risks')])
  return (
    <section className="sheet px-4 pb-4">
      <SectionHead title={t('risks.title')} note={t('risks.note')} />
      {cases.open === 0 ? (
        <EmptyState title={t('risks.empty')}>{t('funnel.emptyWhy')}</EmptyState>
      ) : (
        <>
          <p className="flex flex-wrap gap-x-4 pb-2">
            <a href={casesAddress(region)}>{t('risks.sum', { n: cases.open })}</a>
            <a href={casesAddress(region, { part: 'unhelped' })}>{t('risks.unhelped', { n: cases.unhelped })}</a>
          </p>
          <RowsTable
            caption={t('risks.title')}
            columns={[
              { head: t('risks.heads.risk') },
              { head: t('risks.heads.bar') },
              { head: t('risks.heads.open'), align: 'r' },
              { head: t('risks.heads.matched'), align: 'r' },
              { head: t('risks.heads.none'), align: 'r' },
              { head: t('risks.heads.rate'), align: 'r' },
            ]}
            rows={cases.risks.map(({ risk, open, matched, none }) => ({
              cells: [
                m(risk),
                { bar: barOf(matched, open) },
                linked(open, casesAddress(region, { risk })),
                linked(matched, casesAddress(region, { risk, help: 'matched' })),
                linked(none, casesAddress(region, { risk, help: 'none' })),
                t('ofAll', { rate: percent(matched, open), n: matched, of: open }),
              ],
            }))}
          />
          <p className="pt-2 text-12 text-ink-3">{t('risks.means')}</p>
        </>
      )}
    </section>
  )
}
