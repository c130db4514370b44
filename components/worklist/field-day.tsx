import { type CountCell, CountStrip } from '@/components/ui/count-strip'
import { Dot } from '@/components/ui/dot'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { SectionHead } from '@/components/ui/section-head'
import { EventTasks } from '@/components/worklist/event-tasks'
import { StopCard } from '@/components/worklist/stop-card'
import { count } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'
import type { FieldDay as Day, EventTasks as Tasks } from '@/lib/worklist/schema'

type Props = { day: Day; events: Tasks | null; today: string; regionCode: string; isAll: boolean; escalateDays: number }

/** The day of somebody in the field: three counts, household events to answer, then the households to go to. */
export async function FieldDay({ day, events, today, regionCode, isAll, escalateDays }: Readonly<Props>) {
  const [t, terms] = await Promise.all([getTranslations('worklist'), getTranslations('deadlines')])
  const due = `/households?region=${regionCode}&behind=visitCoverage`
  const visits: Partial<CountCell> =
    day.visitsOverdue > 0
      ? { state: 'crossed', flag: t('overdue', { n: day.visitsOverdue }) }
      : day.visitedToday > 0
        ? { state: 'held', flag: t('visited', { n: day.visitedToday }) }
        : {}
  const clues: Partial<CountCell> =
    day.cluesOverdue > 0 ? { state: 'crossed', flag: t('cluesOverdue', { n: day.cluesOverdue }) } : {}
  const promises: Partial<CountCell> =
    day.promisesOverdue > 0
      ? { state: 'crossed', flag: t('promisesOverdue', { n: day.promisesOverdue }) }
      : day.promisesToday > 0
        ? { state: 'due', flag: t('promisesToday', { n: day.promisesToday }) }
        : {}
  const cells: CountCell[] = [
    {
      key: 'visits',
      href: due,
      figure: count(day.visitsDue),
      unit: t('unit.household'),
      label: t('visits'),
      ...visits,
    },
    { key: 'clues', href: '/clues', figure: count(day.clues), unit: t('unit.clue'), label: t('clues'), ...clues },
    {
      key: 'promises',
      href: '#stops',
      figure: count(day.promises),
      unit: t('unit.promise'),
      label: t('promises'),
      ...promises,
    },
    ...(day.deadlines > 0
      ? [
          {
            key: 'deadlines',
            href: '/deadlines?level=VILLAGE',
            figure: count(day.deadlines),
            unit: t('unit.deadline'),
            label: terms('today.count'),
            ...(day.deadlinesOverdue > 0 && {
              state: 'crossed' as const,
              flag: terms('today.over', { n: day.deadlinesOverdue }),
            }),
          },
        ]
      : []),
  ]
  const nothing = day.rows.length === 0 && !events?.total
  const rest = day.stops - day.rows.length
  return (
    <>
      <CountStrip label={t('counts')} cells={cells} />
      <EventTasks tasks={events} today={today} />
      {nothing && (
        <EmptyState title={t('none.title')} action={{ href: '/visits/new', label: t('none.visit') }}>
          {t('none.text')}
        </EmptyState>
      )}
      {day.rows.length > 0 && (
        <section aria-labelledby="stops">
          <SectionHead
            id="stops"
            ruled
            title={t('byHousehold')}
            note={
              <>
                {t('note')}
                <Dot />
                {t('stops', { n: day.stops })}
              </>
            }
          />
          <ul className="grid gap-2 desk:grid-cols-2 wide:grid-cols-3 items-start">
            {day.rows.map((stop, index) => (
              <StopCard key={stop.id} stop={stop} today={today} first={index === 0} escalateDays={escalateDays} />
            ))}
          </ul>
          {rest > 0 && (
            <p className="py-4 text-center">
              {isAll ? (
                <a href={due}>{t('rest', { n: rest })}</a>
              ) : (
                <LinkButton href="/?all=1">{t('more', { n: rest })}</LinkButton>
              )}
            </p>
          )}
        </section>
      )}
    </>
  )
}
