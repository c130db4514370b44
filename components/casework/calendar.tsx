import { visitsAddress } from '@/components/casework/addresses'
import { type CalendarDay, CalendarView } from '@/components/casework/calendar-view'
import { LinkButton } from '@/components/ui/link-button'
import { SectionHead } from '@/components/ui/section-head'
import { longDay, month as monthName } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import type { VisitCalendar } from '@/lib/visits/queries/calendar'
import { monthAfter, weeksOf } from '@/lib/visits/rules/month'

/** Stands for a day in the address that is made for each. */
const ANY_DAY = '0000-00-00'
const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '0'] as const

/** 走访日历 · One month by weeks: visits and households of each day, a day without any plainly so; every day opens its visits. */
export async function Calendar({
  region,
  visits,
  today,
}: Readonly<{ region: string; visits: VisitCalendar; today: string }>) {
  const [t, locale] = await Promise.all([getTranslations('casework.calendar'), getLocale()])
  const name = monthName(visits.month, locale)
  const at = (month: string) => `/dashboard/${region}/casework?month=${month}#calendar`
  const next = monthAfter(visits.month, 1)
  const isNow = visits.month === today.slice(0, 7)
  const cell = (day: string | null): CalendarDay => {
    if (!day) return null
    const [number, seen] = [Number(day.slice(8)), visits.days.get(day)]
    if (!seen) return number
    return [number, longDay(day, locale), t('visits', { n: seen.visits }), t('households', { n: seen.households })]
  }
  return (
    <section className="sheet px-4 pb-4" aria-labelledby="calendar">
      <SectionHead
        id="calendar"
        title={t('title')}
        note={
          <a href={visitsAddress(region, { month: visits.month })}>
            {t('sum', { month: name, n: visits.visits, days: visits.days.size })}
          </a>
        }
        end={
          <span className="flex flex-wrap gap-2">
            <LinkButton href={at(monthAfter(visits.month, -1))} icon="back">
              {t('earlier')}
            </LinkButton>
            {!isNow && <LinkButton href={at(today.slice(0, 7))}>{t('back')}</LinkButton>}
            {next <= today.slice(0, 7) && <LinkButton href={at(next)}>{t('later')}</LinkButton>}
          </span>
        }
      />
      <CalendarView
        caption={t('caption', { month: name })}
        month={visits.month}
        today={today}
        weekdays={WEEKDAYS.map((day) => t(`weekdays.${day}`))}
        weeks={weeksOf(visits.month).map((week) => week.map(cell))}
        href={visitsAddress(region, { on: ANY_DAY }).replace(ANY_DAY, '{0}')}
        words={{ today: t('today'), none: t('none'), notYet: t('notYet') }}
      />
    </section>
  )
}
