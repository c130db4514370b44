import { Life, type LifeStep } from '@/components/ui/life'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { standing } from '@/lib/monitoring/rules/explain'
import type { ClueSource, ClueStatus } from '@/lib/monitoring/schema'

type Clue = {
  status: ClueStatus
  source: ClueSource
  openedOn: string
  openedBy: string
  verifyBy: string
  compareBy: string
  publicityBy: string
  identifyBy: string
  identifyDays: number
  decision: { on: string; by: string } | null
  case: { planBy: string } | null
}

/** The life of a clue: found, checked at home, compared, appraised, decided. Only the home check is active while it is open. */
export async function ClueLife({ clue, today }: Readonly<{ clue: Clue; today: string }>) {
  const [t, sources, locale] = await Promise.all([
    getTranslations('monitoring.life'),
    getTranslations('monitoring.sources'),
    getLocale(),
  ])
  const day = (text: string) => nearDay(text, today, locale)
  const found: LifeStep = {
    key: 'found',
    phase: 'done',
    title: t('found'),
    sub: t('foundSub', { day: day(clue.openedOn), source: sources(clue.source), by: clue.openedBy }),
  }
  if (clue.decision) {
    const isIn = clue.status === 'CONFIRMED'
    const decided: LifeStep = {
      key: 'decided',
      phase: 'done',
      state: isIn ? 'held' : 'closed',
      title: t(isIn ? 'confirmed' : 'dismissed'),
      sub: t('decidedSub', { day: day(clue.decision.on), by: clue.decision.by }),
    }
    const plan: LifeStep[] = clue.case
      ? [{ key: 'plan', phase: 'now', title: t('plan', { day: day(clue.case.planBy) }), sub: t('planSub') }]
      : []
    return <Life steps={[found, decided, ...plan]} />
  }
  const late = standing(today, clue.verifyBy).late
  return (
    <Life
      steps={[
        found,
        {
          key: 'verify',
          phase: 'now',
          state: late ? 'crossed' : 'due',
          title: t('verify', { day: day(clue.verifyBy) }),
          sub: t('verifySub'),
        },
        { key: 'compare', phase: 'todo', title: t('compare', { day: day(clue.compareBy) }), sub: t('compareSub') },
        {
          key: 'publicity',
          phase: 'todo',
          title: t('publicity', { day: day(clue.publicityBy) }),
          sub: t('publicitySub'),
        },
        {
          key: 'county',
          phase: 'todo',
          title: t('county', { day: day(clue.identifyBy) }),
          sub: t('countySub', { n: clue.identifyDays }),
        },
      ]}
    />
  )
}
