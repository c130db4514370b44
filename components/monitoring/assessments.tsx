import { Banner } from '@/components/ui/banner'
import { SectionHead } from '@/components/ui/section-head'
import { Timeline } from '@/components/ui/timeline'
import { nearDay, yuan } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import type { CaseView } from '@/lib/monitoring/queries/case'

const SHAPES = { RED: 'crossed', YELLOW: 'due', GREEN: 'held' } as const

/** How a case stood quarter by quarter, and whether this quarter's look is still to be taken. */
export async function Assessments({ monitored }: Readonly<{ monitored: CaseView }>) {
  const [t, items, locale] = await Promise.all([
    getTranslations('monitoring.assess'),
    getTranslations('monitoring.items'),
    getLocale(),
  ])
  const { assessments, assessmentDue, quarter, today } = monitored
  const named = (code: string) => t('quarter', { year: code.slice(0, 4), n: code.slice(5) })
  return (
    <section className="sheet px-4 pb-4">
      <SectionHead title={t('title')} />
      {assessmentDue && <Banner state="due" title={t('due', { quarter: named(quarter) })} />}
      {assessments.length === 0 ? (
        !assessmentDue && <p className="text-13 text-ink-3">{t('none')}</p>
      ) : (
        <Timeline
          items={assessments.map((each) => ({
            key: each.quarter,
            when: nearDay(each.on, today, locale),
            state: SHAPES[each.level],
            title: `${named(each.quarter)} ${t(`levels.${each.level}`)}`,
            text: [
              each.perCapitaFen !== null && t('told', { figure: yuan(each.perCapitaFen) }),
              each.failing.length > 0 &&
                t('fails', { items: each.failing.map((item) => items(item as 'FOOD')).join(' ') }),
              each.opinion,
            ]
              .filter(Boolean)
              .join('; '),
            note: each.by,
          }))}
        />
      )}
    </section>
  )
}
