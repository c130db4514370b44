import { MonitoringListOfDay, type PastWays } from '@/components/monitoring/monitoring-list-of-day'
import { ruleName } from '@/components/monitoring/speak'
import { longDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import type { CluesOfDay } from '@/lib/monitoring/queries/as-of'

/** Clues as they stood on a past day. */
export async function ClueListOfDay({ page, ...ways }: Readonly<PastWays & { page: CluesOfDay }>) {
  const [t, locale] = await Promise.all([getTranslations('monitoring'), getLocale()])
  const why = (row: CluesOfDay['rows'][number]) =>
    row.ruleIds.map((ruleId) => ruleName(t, ruleId)).join(t('listJoin')) || row.summary || t(`sources.${row.source}`)
  return (
    <MonitoringListOfDay
      {...ways}
      kind="clues"
      path="/clues"
      page={page}
      speak={(status) => t(`clueStatus.${status}`)}
      about={(row) => [why(row), `${t(`sources.${row.source}`)} ${longDay(row.beganOn, locale)}`]}
      heads={[t('list.why'), t('list.no')]}
    />
  )
}
