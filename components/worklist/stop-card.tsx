import { deadlineHref, deadlineSpeaker } from '@/components/deadlines/speak'
import { Dot } from '@/components/ui/dot'
import { Glyph } from '@/components/ui/glyph'
import { LinkButton } from '@/components/ui/link-button'
import { taskSpeaker } from '@/components/worklist/speak'
import { raisedTo } from '@/lib/deadlines/rules/standing'
import { getTranslations } from '@/lib/i18n/server'
import type { Stop, Task } from '@/lib/worklist/schema'

/** Where a task is done, if not on the visit itself. */
function hrefOf({ kind, id, subjectKind }: Task, householdId: string): string | null {
  if (!id || !subjectKind || kind === 'VISIT' || kind === 'PROMISE') return null
  const href = deadlineHref({ subjectKind, subjectId: id, householdId })
  return href === `/households/${householdId}` ? null : href
}

type Props = { stop: Stop; today: string; first: boolean; escalateDays: number }

/** One household with everything to do there, so that one trip clears several tasks. `first` is the trip to make next. */
export async function StopCard({ stop, today, first, escalateDays }: Readonly<Props>) {
  const [{ t, day, due, title, sub }, { due: near, raised }, household] = await Promise.all([
    taskSpeaker(today),
    deadlineSpeaker(today),
    getTranslations('households'),
  ])
  const kind = stop.monitoredType
    ? household(`monitoredTypes.${stop.monitoredType}` as never)
    : household(`statuses.${stop.povertyStatus}` as never)
  return (
    <li className="sheet px-3.5 pt-2.5 pb-0.5">
      <div className="flex items-center gap-2 pb-1.5">
        <div className="min-w-0 flex-1">
          <h3 className="flex flex-wrap items-baseline gap-x-2 text-20 font-bold">
            <a className="text-ink" href={`/households/${stop.id}`}>
              {stop.headName}
            </a>
            <span className="text-13 font-normal text-ink-2">{kind}</span>
          </h3>
          <p className="text-13 text-ink-3">
            {stop.groupName && (
              <>
                {stop.groupName}
                <Dot />
              </>
            )}
            {t('members', { n: stop.members })}
            <Dot />
            {stop.lastVisitedOn ? t('lastVisit', { day: day(stop.lastVisitedOn) }) : t('never')}
          </p>
        </div>
        <LinkButton
          href={`/visits/new?household=${stop.id}`}
          look={first ? 'act' : 'plain'}
          className="min-w-[84px] phone:min-h-12"
        >
          {t('visit')}
          <span className="sr-only">{stop.headName}</span>
        </LinkButton>
      </div>
      <ul>
        {stop.tasks.map((task) => {
          const by = task.amberOn ? near({ dueOn: task.dueOn, amberOn: task.amberOn }) : due(task.dueOn)
          const href = hrefOf(task, stop.id)
          const own = { level: 'VILLAGE', dueOn: task.dueOn } as const
          const risen = task.amberOn && raised({ ...own, raisedTo: raisedTo(own, today, escalateDays) })
          const text = (
            <>
              <b className="font-semibold">{title(task)}</b>
              <span className="block text-13 text-ink-2">{sub(task)}</span>
            </>
          )
          return (
            <li
              key={`${task.kind}${task.deadline ?? ''}${task.id ?? ''}`}
              className="flex min-h-12 items-start gap-2.5 border-t border-hair py-1.5 text-st"
              data-s={by.state}
            >
              <Glyph state={by.state} className="mt-1 size-[18px] shrink-0" />
              {href ? (
                <a className="min-w-0 flex-1 text-ink phone:min-h-12" href={href}>
                  {text}
                </a>
              ) : (
                <span className="min-w-0 flex-1 text-ink">{text}</span>
              )}
              <span className="text-right text-13 font-semibold whitespace-nowrap">
                {by.text}
                {risen && <span className="block font-normal text-ink-2">{risen}</span>}
              </span>
            </li>
          )
        })}
      </ul>
    </li>
  )
}
