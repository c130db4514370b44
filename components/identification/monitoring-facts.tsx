import { Banner } from '@/components/ui/banner'
import { Facts } from '@/components/ui/facts'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import type { ProcedureView } from '@/lib/identification/queries/procedure'
import { daysBetween } from '@/lib/platform/days'

/** What a procedure about monitoring is about: its clue or case, who goes, its deadline, help first, a rolled back removal. */
export async function MonitoringFacts({ procedure }: Readonly<{ procedure: ProcedureView }>) {
  const [t, words, locale] = await Promise.all([
    getTranslations('identification'),
    getTranslations('monitoring'),
    getLocale(),
  ])
  const { monitoring, today } = procedure
  if (!monitoring) return null
  const { clue, case: monitored, earlierCase, identifyBy, found } = monitoring
  const isOpen = procedure.way.length > 0
  const items = [
    clue && {
      key: 'clue',
      name: t('monitoring.fromClue', { no: '' }),
      value: <a href={`/clues/${clue.id}`}>{clue.no}</a>,
    },
    monitored && {
      key: 'case',
      name: t('monitoring.ofCase', { no: '' }),
      value: <a href={`/monitoring/${monitored.id}`}>{monitored.no}</a>,
    },
    monitoring.assignee && { key: 'assignee', name: t('monitoring.assignee'), value: monitoring.assignee },
    identifyBy && { key: 'by', name: t('monitoring.identifyBy'), value: nearDay(identifyBy, today, locale) },
    monitoring.mode && {
      key: 'mode',
      name: t('fields.mode'),
      value: t(`modes.${monitoring.mode as 'SUPPORT'}`),
    },
    found && { key: 'type', name: t('fields.monitoredType'), value: words(`types.${found.type}`) },
    found && {
      key: 'risks',
      name: t('fields.risks'),
      value: found.risks.map((risk) => words(`risks.${risk as 'OTHER'}`)).join(t('join')),
    },
    found?.noLabour && { key: 'labour', name: t('fields.noLabour'), value: t('answers.YES') },
  ].filter((item) => !!item)
  return (
    <>
      {isOpen && identifyBy && (
        <Banner
          state={monitoring.late > 0 ? 'crossed' : 'due'}
          title={
            monitoring.late > 0
              ? t('monitoring.identifyLate', { n: monitoring.late })
              : t('monitoring.identifyLeft', {
                  day: nearDay(identifyBy, today, locale),
                  n: daysBetween(today, identifyBy),
                })
          }
        />
      )}
      {monitoring.greenReason !== null && (
        <Banner state="doing" title={t('monitoring.green')}>
          {monitoring.greenReason && t('monitoring.greenBody', { reason: monitoring.greenReason })}
        </Banner>
      )}
      {earlierCase && (
        <Banner
          state="reopened"
          title={t('monitoring.rollback')}
          action={{ href: `/monitoring/${earlierCase.id}`, label: earlierCase.no }}
        >
          {t('monitoring.rollbackBody', { no: earlierCase.no })}
        </Banner>
      )}
      <section className="sheet px-4 py-3">
        <Facts items={items} />
      </section>
    </>
  )
}
