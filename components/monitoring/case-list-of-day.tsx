import { MonitoringListOfDay, type PastWays } from '@/components/monitoring/monitoring-list-of-day'
import { longDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import type { CasesOfDay } from '@/lib/monitoring/queries/as-of'

/** Monitoring cases as they stood on a past day. */
export async function CaseListOfDay({ page, ...ways }: Readonly<PastWays & { page: CasesOfDay }>) {
  const [t, locale] = await Promise.all([getTranslations('monitoring'), getLocale()])
  return (
    <MonitoringListOfDay
      {...ways}
      kind="cases"
      path="/monitoring"
      page={page}
      speak={(status) => t(`caseStatus.${status}`)}
      about={(row) => [
        `${t(`types.${row.type}`)} ${longDay(row.beganOn, locale)}`,
        row.risks.map((risk) => t(`risks.${risk}`)).join(t('listJoin')),
      ]}
      heads={[t('list.type'), t('list.caseNo')]}
    />
  )
}
