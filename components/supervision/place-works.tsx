import { Chip } from '@/components/ui/chip'
import { Gauge } from '@/components/ui/gauge'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import type { ListedView } from '@/lib/supervision/queries/place'

/** Every key work of a place: how far from the base to the target, and how far it should be by the time that is over. */
export async function PlaceWorks({ place }: Readonly<{ place: ListedView }>) {
  const [t, locale] = await Promise.all([getTranslations('supervision'), getLocale()])
  const day = (text: string) => nearDay(text, place.today, locale)
  const number = (n: number) => n.toLocaleString('en-US')
  return (
    <section className="sheet px-4 pb-4">
      <SectionHead title={t('place.works')} />
      {place.works.length === 0 && <p className="text-ink-2">{t('place.noWorks')}</p>}
      <ul className="grid gap-4">
        {place.works.map((work) => {
          const name = locale === 'zh-CN' ? work.nameZh : work.nameEn
          const { unit, current, target, base } = work
          const figures = t('place.figures', {
            unit,
            current: number(current),
            target: number(target),
            base: number(base),
          })
          return (
            <li key={work.code} className="grid gap-1">
              <div className="flex flex-wrap items-center justify-between gap-2">
                <span>
                  <b>{name}</b> {work.isInferred && <span className="text-12 text-ink-3">{t('works.inferred')}</span>}
                </span>
                <Chip bare state={work.standing}>
                  {t(`standings.${work.standing}`)}
                </Chip>
              </div>
              <Gauge state={work.standing} value={work.done} expected={place.gone} label={`${name}  ${figures}`} />
              <p className="text-13 text-ink-2">
                {figures}{' '}
                <span className="text-ink-3">
                  {work.reportedOn ? t('place.reported', { day: day(work.reportedOn) }) : t('place.notReported')}
                </span>
              </p>
              {work.reports.length > 0 && (
                <Reveal summary={`${t('place.history')}  ${work.reports.length}`}>
                  <ul className="grid gap-1 text-13">
                    {work.reports.map((report) => (
                      <li key={report.id}>
                        {[day(report.on), `${number(report.value)} ${unit}`, report.by, report.note]
                          .filter(Boolean)
                          .join('  ')}
                      </li>
                    ))}
                  </ul>
                </Reveal>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
