import type { Metadata } from 'next'
import { PageHead } from '@/components/shell/page-head'
import { EmptyState } from '@/components/ui/empty-state'
import { SectionHead } from '@/components/ui/section-head'
import { Timeline } from '@/components/ui/timeline'
import { moment } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'
import { listAlerts } from '@/lib/users/queries/alerts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('audit'))('alerts.title') }
}

export default async function AlertsPage() {
  const alerts = await load('audit:alerts', listAlerts)
  const [t, locale] = await Promise.all([getTranslations('audit.alerts'), getLocale()])
  return (
    <div className="max-w-240">
      <PageHead title={t('title')} sub={t('note')} />
      <section className="sheet px-4 pb-4">
        <SectionHead title={t('latest')} />
        {alerts.length === 0 && <EmptyState title={t('none')} />}
        <Timeline
          items={alerts.map((alert) => ({
            key: alert.key,
            when: moment(alert.lastAt, locale),
            state: alert.kind === 'THIRTY' ? 'crossed' : 'behind',
            title: alert.userId ? (
              <a href={`/admin/people/${alert.userId}`} className="text-dai">
                {alert.name}
              </a>
            ) : (
              t('nobody')
            ),
            text: t(`kinds.${alert.kind}`, { n: alert.times, most: alert.mostInAnHour }),
          }))}
        />
      </section>
    </div>
  )
}
