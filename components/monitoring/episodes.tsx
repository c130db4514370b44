import { SectionHead } from '@/components/ui/section-head'
import { Timeline } from '@/components/ui/timeline'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import type { CaseView } from '@/lib/monitoring/queries/case'

/** Every time that a household was monitored; nothing where this case is the only one. */
export async function Episodes({ monitored }: Readonly<{ monitored: CaseView }>) {
  const [t, modes, locale] = await Promise.all([
    getTranslations('monitoring.episodes'),
    getTranslations('identification.modes'),
    getLocale(),
  ])
  const { episodes, today } = monitored
  if (episodes.length < 2) return null
  const day = (text: string) => nearDay(text, today, locale)
  return (
    <section className="sheet px-4 pb-4">
      <SectionHead title={t('title')} />
      <Timeline
        items={[...episodes].reverse().map((each) => ({
          key: each.id,
          when: t('from', { day: day(each.identifiedOn) }),
          state: each.removedOn ? ('held' as const) : ('doing' as const),
          title:
            each.id === monitored.id ? (
              t('name', { n: each.episode, no: each.caseNo })
            ) : (
              <a href={`/monitoring/${each.id}`}>{t('name', { n: each.episode, no: each.caseNo })}</a>
            ),
          text: !each.removedOn
            ? t('still')
            : each.removalMode
              ? t('to', { day: day(each.removedOn), mode: modes(each.removalMode as 'SUPPORT') })
              : t('toPlain', { day: day(each.removedOn) }),
        }))}
      />
    </section>
  )
}
