import { HouseholdPicks } from '@/components/shell/household-picks'
import { Chip } from '@/components/ui/chip'
import { Dot } from '@/components/ui/dot'
import { standingOf } from '@/components/visits/standing'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { daysBetween } from '@/lib/platform/days'
import type { Pick } from '@/lib/visits/queries/pick'

const SOON_DAYS = 7

type Props = { picks: readonly Pick[]; text: string; today: string }

/** Households to visit, most urgent first, with a search box over them. */
export async function VisitPicks({ picks, text, today }: Readonly<Props>) {
  const [t, h, s, locale] = await Promise.all([
    getTranslations('visits.pick'),
    getTranslations('visits.head'),
    getTranslations('households'),
    getLocale(),
  ])
  const due = (pick: Pick) => {
    if (!pick.nextVisitOn) return <span className="text-13 text-ink-3">{t('noPlan')}</span>
    const n = daysBetween(today, pick.nextVisitOn)
    if (n < 0)
      return (
        <Chip bare state="crossed">
          {t('overdue', { n: -n })}
        </Chip>
      )
    if (n === 0)
      return (
        <Chip bare state="due">
          {t('dueToday')}
        </Chip>
      )
    if (n <= SOON_DAYS)
      return (
        <Chip bare state="due">
          {t('dueIn', { n })}
        </Chip>
      )
    return <span className="text-13 text-ink-2">{t('dueOn', { day: nearDay(pick.nextVisitOn, today, locale) })}</span>
  }
  return (
    <HouseholdPicks
      isRanked
      path="/visits/new"
      text={text}
      words={{ search: t('search'), choose: t('visit') }}
      head={{ title: text ? t('found') : t('suggested'), note: t('foundNote', { n: picks.length }) }}
      nothing={{ title: text ? t('nothing') : t('empty'), text: text ? t('nothingText') : t('emptyText') }}
      picks={picks.map((pick) => ({
        ...pick,
        beside: <small className="ml-2 text-13 font-normal text-ink-2">{s(standingOf(pick))}</small>,
        more: (
          <>
            <Dot />
            {h('members', { n: pick.memberCount })}
            <Dot />
            {pick.lastVisitedOn
              ? t('lastVisit', { day: nearDay(pick.lastVisitedOn, today, locale) })
              : t('neverVisited')}
          </>
        ),
        below: due(pick),
      }))}
    />
  )
}
