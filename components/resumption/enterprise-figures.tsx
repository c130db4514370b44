import { LinkButton } from '@/components/ui/link-button'
import { SectionHead } from '@/components/ui/section-head'
import { TupleTable } from '@/components/ui/tuple-table'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import type { EnterpriseView } from '@/lib/resumption/queries/enterprise'

/** Figures by day, the last first; what was corrected stands below its correction. */
export async function EnterpriseFigures({ enterprise }: Readonly<{ enterprise: EnterpriseView }>) {
  const [t, locale] = await Promise.all([getTranslations('resumption'), getLocale()])
  const { id, figures, mayReport, today } = enterprise
  const isReplaced = (index: number) => figures[index - 1]?.day === figures[index]?.day
  return (
    <section className="sheet px-4 pb-2">
      <SectionHead
        title={t('page.figures')}
        end={
          mayReport && (
            <LinkButton href={`/enterprises/${id}/figures`} icon="pen">
              {figures[0]?.day === today ? t('page.correct') : t('page.reportToday')}
            </LinkButton>
          )
        }
      />
      {figures.length === 0 ? (
        <p className="pb-3 text-ink-2">{t('page.noFigures')}</p>
      ) : (
        <TupleTable
          caption={t('page.figures')}
          markAt={9}
          columns={[
            { head: t('page.day'), at: 1, sub: 10, strong: true },
            { head: t('page.total'), at: 2, kind: 'number' },
            { head: t('page.returned'), at: 3, kind: 'number' },
            { head: t('page.poor'), at: 4, kind: 'number' },
            { head: t('page.mayReturn'), at: 5, kind: 'number' },
            { head: t('page.heldBack'), at: 6, kind: 'number' },
            { head: t('page.driven'), at: 7, kind: 'number' },
            { head: t('page.by'), at: 8, sub: 11 },
          ]}
          rows={figures.map((each, index) => [
            `${each.day} ${each.edition}`,
            nearDay(each.day, today, locale),
            each.staffTotal,
            each.staffReturned,
            each.poorReturned,
            each.mayReturn,
            each.heldBack,
            each.householdsDriven,
            each.reportedByName,
            isReplaced(index) ? 'past' : '',
            isReplaced(index)
              ? t('page.replaced')
              : each.edition > 1
                ? t('page.edition', { n: String(each.edition - 1) })
                : null,
            each.reason,
          ])}
        />
      )}
    </section>
  )
}
