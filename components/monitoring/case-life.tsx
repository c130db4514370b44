import { Life } from '@/components/ui/life'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { standing } from '@/lib/monitoring/rules/explain'
import type { CaseStatus } from '@/lib/monitoring/schema'

type Props = {
  today: string
  monitored: { status: CaseStatus; identifiedOn: string; planBy: string; removedOn: string | null }
}

const ORDER: readonly CaseStatus[] = ['MONITORED', 'SUPPORTED', 'RISK_REMOVED']

/** The life of a monitoring case: identified, planned for, supported, risk removed. */
export async function CaseLife({ monitored, today }: Readonly<Props>) {
  const [t, locale] = await Promise.all([getTranslations('monitoring.life'), getLocale()])
  const day = (text: string) => nearDay(text, today, locale)
  const at = ORDER.indexOf(monitored.status === 'REMOVAL_PROPOSED' ? 'SUPPORTED' : monitored.status)
  const late = at === 0 && standing(today, monitored.planBy).late
  const phase = (step: number) => (at > step ? 'done' : at === step ? 'now' : 'todo')
  return (
    <Life
      steps={[
        { key: 'identified', phase: 'done', title: t('identified'), sub: day(monitored.identifiedOn) },
        {
          key: 'plan',
          phase: phase(0),
          state: late ? 'crossed' : undefined,
          title: t('plan', { day: day(monitored.planBy) }),
          sub: t('planSub'),
        },
        { key: 'support', phase: phase(1), state: at === 1 ? 'doing' : undefined, title: t('support') },
        {
          key: 'removal',
          phase: at === 2 ? 'done' : 'todo',
          title: t('removal'),
          sub: monitored.removedOn ? day(monitored.removedOn) : t('removalSub'),
        },
      ]}
    />
  )
}
