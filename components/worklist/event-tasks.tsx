import { LinkButton } from '@/components/ui/link-button'
import { SectionHead } from '@/components/ui/section-head'
import { TupleTable } from '@/components/ui/tuple-table'
import { taskSpeaker } from '@/components/worklist/speak'
import { getTranslations } from '@/lib/i18n/server'
import type { EventTasks as Tasks } from '@/lib/worklist/schema'

/** Household events that wait for the reader, those with a deadline first; nothing when there are none. */
export async function EventTasks({ tasks, today }: Readonly<{ tasks: Tasks | null; today: string }>) {
  if (!tasks || tasks.total === 0) return null
  const [{ t, day, due }, event] = await Promise.all([taskSpeaker(today), getTranslations('events')])
  return (
    <section className="pb-4">
      <SectionHead
        ruled
        title={t('events.title')}
        note={t('events.note')}
        end={
          tasks.total > tasks.rows.length && (
            <LinkButton href="/events" size="small" look="quiet">
              {t('events.all', { n: tasks.total })}
            </LinkButton>
          )
        }
      />
      <TupleTable
        caption={t('events.title')}
        columns={[
          { head: t('events.what'), at: 1, sub: 2, href: '/events/{0}', strong: true },
          { head: t('events.who'), at: 3, sub: 4 },
          { head: t('events.since'), at: 5, sub: 6 },
          { head: t('events.until'), at: 7, kind: 'state', state: 8 },
        ]}
        rows={tasks.rows.map(({ deed, id, kind, name, village, by, since, answerBy }) => {
          const until = answerBy ? due(answerBy) : { text: t('events.open'), state: 'open' }
          const what = t(`events.deeds.${deed}`)
          return [id, what, event(`kinds.${kind}`), name, village, day(since), by, until.text, until.state]
        })}
      />
    </section>
  )
}
