import { deadlineSpeaker } from '@/components/deadlines/speak'
import { LinkButton } from '@/components/ui/link-button'
import { SectionHead } from '@/components/ui/section-head'
import { TupleTable } from '@/components/ui/tuple-table'
import type { OfficeDeadlines } from '@/lib/worklist/queries/deadlines'
import { byHousehold } from '@/lib/worklist/rules'

/** What waits at an office's level, household by household, the most urgent first; nothing when nothing waits. */
export async function DeadlineTasks({ deadlines, today }: Readonly<{ deadlines: OfficeDeadlines; today: string }>) {
  if (deadlines.total === 0) return null
  const speak = await deadlineSpeaker(today)
  const { t } = speak
  return (
    <section className="pb-4">
      <SectionHead
        ruled
        id="deadlines"
        title={t('today.title')}
        note={t('today.note')}
        end={
          <LinkButton href="/deadlines" size="small" look="quiet">
            {t('today.all')}
          </LinkButton>
        }
      />
      <TupleTable
        caption={t('today.title')}
        columns={[
          { head: t('heads.household'), at: 1, sub: 2, href: '/households/{0}', strong: true },
          { head: t('heads.what'), at: 3 },
          { head: t('heads.due'), at: 4, sub: 5, kind: 'state', state: 6 },
          { head: t('heads.answers'), at: 7, sub: 8 },
        ]}
        rows={byHousehold(deadlines.rows).map((rows) => {
          const [first] = rows
          const { state, text } = speak.due(first)
          return [
            first.householdId,
            first.name,
            [first.township, first.village].filter(Boolean).join(' '),
            rows.map(({ kind }) => speak.kind(kind)).join(t('listJoin')),
            text,
            t('by', { day: speak.day(first.dueOn) }),
            state,
            speak.answers(first.level, first.answers),
            speak.raised(first),
          ]
        })}
      />
    </section>
  )
}
