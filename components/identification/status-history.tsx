import { SectionHead } from '@/components/ui/section-head'
import { Timeline } from '@/components/ui/timeline'
import { longDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import type { StatusHistory as History } from '@/lib/identification/queries/history'

/** What a household was from day to day, and the procedures that made it so. */
export async function StatusHistory({ history }: Readonly<{ history: History }>) {
  const [t, named, locale] = await Promise.all([
    getTranslations('identification'),
    getTranslations('households'),
    getLocale(),
  ])
  const states = history.states.map((state) => ({
    day: state.from,
    rank: 0,
    item: {
      key: `s${state.from}`,
      when: '',
      state: state.isActive ? ('held' as const) : ('closed' as const),
      title: [
        state.isActive ? named(`statuses.${state.status}`) : t('page.gone'),
        named(`types.${state.type}`),
        state.monitored && named(`monitoredTypes.${state.monitored}`),
      ]
        .filter(Boolean)
        .join(t('join')),
      text: state.to
        ? t('page.until', { from: longDay(state.from, locale), to: longDay(state.to, locale) })
        : t('page.since', { from: longDay(state.from, locale) }),
    },
  }))
  const procedures = history.procedures.map((each) => ({
    day: each.endedOn ?? each.startedOn,
    rank: 1,
    item: {
      key: each.id,
      when: '',
      state:
        each.status === 'DONE'
          ? ('closed' as const)
          : each.status === 'REJECTED'
            ? ('na' as const)
            : ('doing' as const),
      title: (
        <a href={`/identification/${each.id}`}>
          {t(`kinds.${each.kind}`)} {each.procedureNo}
        </a>
      ),
      text: `${t(`statuses.${each.status}`)} ${longDay(each.endedOn ?? each.startedOn, locale)}`,
    },
  }))
  const items = [...states, ...procedures]
    .sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : b.rank - a.rank))
    .map(({ item }) => item)
  return (
    <section className="sheet px-4 pb-4">
      <SectionHead title={t('page.history')} note={t('page.historyNote')} />
      <Timeline items={items} />
    </section>
  )
}
