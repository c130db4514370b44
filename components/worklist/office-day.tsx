import { deadlineSpeaker } from '@/components/deadlines/speak'
import { wallSpeaker } from '@/components/indicators/speak'
import { type CountCell, CountStrip } from '@/components/ui/count-strip'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { SectionHead } from '@/components/ui/section-head'
import { TupleTable } from '@/components/ui/tuple-table'
import { DeadlineTasks } from '@/components/worklist/deadline-tasks'
import { EventTasks } from '@/components/worklist/event-tasks'
import { taskSpeaker } from '@/components/worklist/speak'
import { count, percent } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'
import type { VillageCoverage } from '@/lib/indicators/queries/wall'
import type { OfficeDeadlines } from '@/lib/worklist/queries/deadlines'
import type { OfficeDay as Day, EventTasks as Tasks } from '@/lib/worklist/schema'

type Props = {
  day: Day
  deadlines: OfficeDeadlines
  events: Tasks | null
  behind: { total: number; villages: VillageCoverage[] }
  today: string
  regionCode: string
}

/** The day of an office: clues by deadline, other deadlines, household events to check, and the villages furthest behind on visits. */
export async function OfficeDay({ day, deadlines, events, behind, today, regionCode }: Readonly<Props>) {
  const [t, { t: terms, kind, due, answers }, { day: dayText, why }, wall] = await Promise.all([
    getTranslations('worklist'),
    deadlineSpeaker(today),
    taskSpeaker(today),
    wallSpeaker(),
  ])
  const coverage = `/dashboard/${regionCode}?indicator=visitCoverage`
  const late = (n: number, flag: string, fine: string): Partial<CountCell> =>
    n > 0 ? { state: 'crossed', flag } : { state: 'held', flag: fine }
  const cells: CountCell[] = [
    {
      key: 'clues',
      href: '/clues',
      figure: count(day.clues),
      unit: t('unit.clue'),
      label: t('clues'),
      ...late(day.cluesOverdue, t('cluesOverdue', { n: day.cluesOverdue }), t('cluesFine')),
    },
    {
      key: 'deadlines',
      href: deadlines.total > 0 ? '#deadlines' : '/deadlines',
      figure: count(deadlines.total),
      unit: t('unit.deadline'),
      label: terms('today.count'),
      ...late(deadlines.over, terms('today.over', { n: deadlines.over }), terms('today.fine')),
    },
    {
      key: 'villages',
      href: coverage,
      figure: count(behind.total),
      unit: t('unit.village'),
      label: t('villages'),
    },
    ...(events
      ? [
          {
            key: 'events',
            href: '/events',
            figure: count(events.total),
            unit: t('unit.event'),
            label: t('eventTasks'),
            ...(events.late > 0 && { state: 'crossed' as const, flag: t('events.late', { n: events.late }) }),
          },
        ]
      : []),
  ]
  return (
    <>
      <CountStrip label={t('counts')} cells={cells} />
      <section>
        <SectionHead
          ruled
          title={t('officeClues')}
          note={t('officeNote')}
          end={
            day.clues > day.rows.length && (
              <LinkButton href="/clues" size="small" look="quiet">
                {t('allClues', { n: day.clues })}
              </LinkButton>
            )
          }
        />
        {day.rows.length === 0 ? (
          <EmptyState title={t('noneOffice.title')}>{t('noneOffice.text')}</EmptyState>
        ) : (
          <TupleTable
            caption={t('officeClues')}
            columns={[
              { head: t('heads.household'), at: 1, sub: 2, href: '/clues/{0}', strong: true },
              { head: t('heads.place'), at: 3 },
              { head: t('heads.why'), at: 4 },
              { head: t('heads.opened'), at: 5 },
              { head: t('heads.verifyBy'), at: 8, sub: 9 },
              { head: terms('heads.answers'), at: 10 },
              { head: t('heads.state'), at: 6, state: 7, kind: 'state' },
            ]}
            rows={day.rows.map((row) => {
              const next = row.next ?? {
                kind: 'HOME_CHECK',
                dueOn: row.verifyBy,
                amberOn: row.verifyBy,
                level: 'VILLAGE',
              }
              const by = due(next)
              const place = [row.township, row.village].filter(Boolean).join(' ')
              const reason = why(row.source, row.text, row.ruleIds)
              return [
                row.id,
                row.headName,
                row.clueNo,
                place,
                reason,
                dayText(row.openedOn),
                by.text,
                by.state,
                dayText(next.dueOn),
                kind(next.kind),
                answers(next.level, []),
              ]
            })}
          />
        )}
      </section>
      <DeadlineTasks deadlines={deadlines} today={today} />
      <EventTasks tasks={events} today={today} />
      {behind.villages.length > 0 && (
        <section className="mt-6">
          <SectionHead
            title={t('coverage')}
            note={t('coverageNote')}
            end={
              <LinkButton href={coverage} size="small" look="quiet">
                {t('allVillages')}
              </LinkButton>
            }
          />
          <TupleTable
            caption={t('coverage')}
            columns={[
              { head: t('heads.village'), at: 1, href: '/dashboard/{0}' },
              { head: t('heads.visited'), at: 2, kind: 'number' },
              { head: t('heads.due'), at: 3, kind: 'number' },
              { head: t('heads.rate'), at: 4, align: 'r', strong: true },
              { head: t('heads.gap'), at: 5, align: 'r' },
              { head: t('heads.state'), at: 6, kind: 'state', state: 7 },
            ]}
            rows={behind.villages.map(({ place, measured }) => {
              const { key, word } = wall.state(measured.assessment)
              const rate = percent(measured.numerator, measured.denominator)
              const gap = wall.gapFigure(measured.assessment)
              return [place.code, wall.place(place), measured.numerator, measured.denominator, rate, gap, word, key]
            })}
          />
        </section>
      )}
    </>
  )
}
