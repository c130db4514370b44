import { Facts } from '@/components/ui/facts'
import { longDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { daysBetween } from '@/lib/platform/days'
import type { ListedView } from '@/lib/supervision/queries/place'

/** Days to go, who fights there, and why the place is listed. */
export async function PlaceHead({ place }: Readonly<{ place: ListedView }>) {
  const [t, locale] = await Promise.all([getTranslations('supervision'), getLocale()])
  const { deadlineOn, gone, run, households, persons } = place
  const left = deadlineOn === null ? null : daysBetween(place.today, deadlineOn)
  const counted = run
    ? t('place.byRun', { day: longDay(run.on, locale), households, persons })
    : t('place.byRunPlain', { households, persons })
  return (
    <section className="sheet wenwu grid gap-3 px-4 py-3">
      {place.status !== 'DELISTED' && (
        <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
          <span className="text-13 text-ink-3">{t('place.countdown')}</span>
          {left === null || deadlineOn === null ? (
            <b>{t('place.noDeadline')}</b>
          ) : (
            <>
              <span className={left < 0 ? 'text-zhu' : undefined}>
                <b className="text-44">{Math.abs(left)}</b> {left < 0 ? t('place.daysOver') : t('place.days')}
              </span>
              <span className="text-13 text-ink-2">
                {t('place.deadline', { day: longDay(deadlineOn, locale) })}
                {gone !== null && `  ${t('place.gone', { percent: Math.round(gone) })}`}
              </span>
            </>
          )}
        </div>
      )}
      <Facts
        items={[
          { key: 'leader', name: t('place.leader'), value: place.leader || t('none') },
          { key: 'team', name: t('place.team'), value: place.team || t('none') },
          { key: 'liaison', name: t('place.liaison'), value: place.liaison || t('none') },
          { key: 'listedOn', name: t('place.listedOn'), value: longDay(place.listedOn, locale) },
          {
            key: 'why',
            name: t('place.why'),
            value: (
              <>
                {run ? <a href={`/supervision/runs/${run.id}`}>{counted}</a> : counted}
                {place.isAdded && <span className="block text-13 text-ink-3">{t('place.added')}</span>}
              </>
            ),
          },
        ]}
      />
    </section>
  )
}
