import type { CSSProperties } from 'react'
import type { Cockpit } from '@/lib/cockpit/queries/cockpit'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { daysBetween } from '@/lib/platform/days'

/** From the first listing to the last deadline: how much of the time is over, and how many days are left. */
export async function Period({ period, today }: Readonly<Pick<Cockpit, 'period' | 'today'>>) {
  const [t, locale] = await Promise.all([getTranslations('cockpit'), getLocale()])
  if (!period) return <p className="pb-3 text-13 text-ink-2">{t('noPeriod')}</p>
  const { from, to, next } = period
  const day = (text: string) => nearDay(text, today, locale)
  const left = daysBetween(today, to)
  const percent = Math.round(10 * period.gone) / 10
  return (
    <section aria-label={t('countdown', { day: day(to) })}>
      <p className="flex flex-wrap items-baseline justify-end gap-2 text-13 text-ink-2">
        {next && next !== to && <span className="mr-auto">{t('next', { day: day(next) })}</span>}
        {t('countdown', { day: day(to) })}
        <b className="text-44 font-semibold text-ink">{Math.abs(left)}</b>
        {left < 0 ? t('daysOver') : t('days')}
      </p>
      <div
        className="ck-period"
        role="img"
        aria-label={t('period', { from: day(from), to: day(to), today: day(today), percent })}
        style={{ '--v': `${period.gone}%` } as CSSProperties}
      >
        <i style={{ width: `${period.gone}%` }} />
        <span className="tick" />
        <span className="now">{t('todayAt', { percent })}</span>
        <span className="from">{t('begins', { day: day(from) })}</span>
        <span className="to">{t('ends', { day: day(to) })}</span>
      </div>
    </section>
  )
}
