import '@/components/casework/calendar.css'
import { visitsAddress } from '@/components/casework/addresses'
import { LinkButton } from '@/components/ui/link-button'
import { SectionHead } from '@/components/ui/section-head'
import { longDay, month as monthName } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import type { VisitCalendar } from '@/lib/visits/queries/calendar'
import { monthAfter, weeksOf } from '@/lib/visits/rules/month'

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
      <table className="cal">
        <caption className="sr-only">{t('caption', { month: name })}</caption>
        <thead>
          <tr>
            {WEEKDAYS.map((day) => (
              <th key={day} scope="col">
                {t(`weekdays.${day}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(visits.month).map((week) => (
            <tr key={week.find(Boolean)}>
              {week.map((day, index) => {
                if (!day) return <td key={WEEKDAYS[index]} className="out" />
                const seen = visits.days.get(day)
                return (
                  <td key={day} data-today={day === today ? '' : undefined}>
                    <b>
                      <time dateTime={day}>{Number(day.slice(8))}</time>
                      {day === today && <span className="u">{t('today')}</span>}
                    </b>
                    {seen ? (
                      <a href={visitsAddress(region, { on: day })}>
                        <span className="sr-only">{longDay(day, locale)} </span>
                        <span>{t('visits', { n: seen.visits })}</span>{' '}
                        <span>{t('households', { n: seen.households })}</span>
                      </a>
                    ) : (
                      <span className="none">{day > today ? t('notYet') : t('none')}</span>
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
