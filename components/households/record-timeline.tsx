import { EVENT_STATES, effectSpeaker } from '@/components/events/speak'
import { LinkButton } from '@/components/ui/link-button'
import { SectionHead } from '@/components/ui/section-head'
import { Timeline, type TimelineItem } from '@/components/ui/timeline'
import { TIMELINE_GROUPS, type TimelineEvent, type TimelineGroup } from '@/lib/households/rules/timeline'
import { clockTime, moment, nearDay, shortDay, yuan } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'

type Props = {
  events: readonly TimelineEvent[]
  today: string
  householdId: string
  only?: TimelineGroup | null
  /** Whether the reader may open a household event. */
  mayOpenEvents: boolean
  earlierHref?: string
  latestHref?: string
}

const LATE_MS = 60_000
const ENDS = /[.!?\u2026\u3002\uff01\uff1f]$/

/** What happened to a household, newest first: visits, clues, cases, promises kept, evidence, who came and went, changes of what it is and of its file. */
export async function RecordTimeline(props: Readonly<Props>) {
  const { events, today, householdId, mayOpenEvents, only = null, earlierHref, latestHref } = props
  const [t, dossier, deadlines, monitoring, family, speak, locale] = await Promise.all([
    getTranslations('households'),
    getTranslations('dossier'),
    getTranslations('deadlines'),
    getTranslations('monitoring'),
    getTranslations('events'),
    effectSpeaker(today),
    getLocale(),
  ])
  const [comma, stop] = [t('join'), t('stop')]
  const ended = (text: string) => (ENDS.test(text) ? text : text + stop)
  const word = (say: { has(key: never): boolean; (key: never, values?: never): string }, key: string) =>
    say.has(key as never) ? say(key as never) : key
  const item = (code: string) => word(t as never, `guaranteeItems.${code}`)
  const rule = (id: string) =>
    id.startsWith('guarantee.')
      ? monitoring('rules.guarantee' as never, { item: item(id.slice('guarantee.'.length)) } as never)
      : word(monitoring as never, `rules.${id}`)
  const shockText = (shock: { kind: string; totalFen: number | null; selfPaidFen: number | null; note: string }) => {
    const kind = word(t as never, `shocks.${shock.kind}`)
    const total = shock.totalFen === null ? '' : yuan(shock.totalFen)
    const self = shock.selfPaidFen === null ? '' : yuan(shock.selfPaidFen)
    const said =
      total && self
        ? t('shockBoth', { kind, total, self })
        : total
          ? t('shockTotal', { kind, total })
          : self
            ? t('shockSelfPaid', { kind, self })
            : kind
    return shock.note ? `${said} (${shock.note})` : said
  }
  const visitText = (event: TimelineEvent & { kind: 'VISIT' }) => {
    const failed = Object.entries(event.guarantees).filter(([, check]) => check.result === 'FAIL')
    const parts = [
      event.peopleMet.length > 0 &&
        t('page.met', { people: event.peopleMet.map((who) => word(t as never, `peopleMet.${who}`)).join(comma) }),
      failed.length === 0
        ? t('page.allMet')
        : t('page.notMet', {
            items: failed.map(([code, check]) => item(code) + (check.reason && ` (${check.reason})`)).join(comma),
          }),
      ...event.shocks.map(shockText).map(ended),
      event.incomeChange !== 'NONE' && word(t as never, `incomeChanges.${event.incomeChange}`) + stop,
      event.expectedFen !== null && t('page.expected', { yuan: yuan(event.expectedFen) }),
      event.demands && ended(t('page.demands', { text: event.demands })),
      event.note && ended(event.note),
      ...event.promises.map(({ content, dueOn }) =>
        t('page.promised', { text: content, day: shortDay(dueOn, locale) }),
      ),
    ]
    return parts.filter(Boolean).join(locale === 'en' ? ' ' : '')
  }
  const fieldName = (column: string) => {
    const key = `fields.${column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())}` as never
    return dossier.has(key) ? dossier(key) : ''
  }
  const stateText = (event: TimelineEvent & { kind: 'STATE' }) => {
    const was = (from: string, to: string) => (from === to ? '' : dossier('timeline.was', { from, to }))
    const watch = (code: string | null) =>
      code ? word(t as never, `monitoredTypes.${code}`) : t('monitoredChoices.NO')
    return [
      was(word(t as never, `statuses.${event.wasStatus}`), word(t as never, `statuses.${event.status}`)),
      was(word(t as never, `types.${event.wasType}`), word(t as never, `types.${event.type}`)),
      was(watch(event.wasMonitored), watch(event.monitored)),
      event.moved && dossier('timeline.moved', { village: event.village }),
    ]
      .filter(Boolean)
      .join(comma)
  }
  const line = (event: TimelineEvent): Omit<TimelineItem, 'key' | 'when' | 'group'> => {
    switch (event.kind) {
      case 'VISIT': {
        const [recorded, received] = [new Date(event.recordedAt), new Date(event.receivedAt)]
        const late = received.getTime() - recorded.getTime() > LATE_MS
        return {
          icon: 'pin',
          title: <a href={`/visits/${event.id}`}>{t('page.visit', { name: event.name })}</a>,
          text: visitText(event),
          note: late && t('page.offline', { recorded: clockTime(recorded), received: moment(received, locale) }),
        }
      }
      case 'CLUE_OPENED':
        return {
          icon: 'flag',
          state: 'crossed',
          title: <a href={`/clues/${event.id}`}>{t('page.clueOpened', { number: event.no })}</a>,
          text: [(event.rules ?? []).map(rule).join(comma), event.summary].filter(Boolean).join(' '),
        }
      case 'CLUE_DECIDED':
        return {
          state: event.status === 'CONFIRMED' ? 'doing' : 'closed',
          title: t(event.status === 'CONFIRMED' ? 'page.clueConfirmed' : 'page.clueDismissed', { number: event.no }),
          text: [event.by, event.reason && word(monitoring as never, `reasons.${event.reason}`), event.note]
            .filter(Boolean)
            .join(comma),
        }
      case 'CASE_OPENED':
        return {
          icon: 'eye',
          title: <a href={`/monitoring/${event.id}`}>{t('page.caseOpened', { number: event.no })}</a>,
          text: word(t as never, `monitoredTypes.${event.type}`),
        }
      case 'CASE_REMOVED':
        return { state: 'held', title: t('page.caseRemoved', { number: event.no }) }
      case 'MEASURE_GIVEN':
        return {
          icon: 'yuan',
          title: <a href={`/support/${event.id}`}>{t('page.measureGiven', { title: event.title })}</a>,
          text: [event.fen > 0 && t('page.measureAmount', { yuan: yuan(event.fen) }), event.by]
            .filter(Boolean)
            .join(comma),
        }
      case 'PROMISE_KEPT':
        return { state: 'held', title: t('page.promiseKept', { text: event.content }), text: event.by }
      case 'EVIDENCE':
        return {
          icon: 'camera',
          title: <a href={`/evidence/${event.id}`}>{dossier('timeline.evidence', { n: event.n })}</a>,
          text: [event.by, event.seenBefore > 0 && dossier('timeline.seenBefore', { n: event.seenBefore })]
            .filter(Boolean)
            .join(comma),
        }
      case 'LATE':
        return {
          state: 'behind',
          title: deadlines('timeline', { kind: deadlines(`kinds.${event.what}` as never), n: event.days }),
          text: [event.by, event.reason ?? deadlines('late.missing')].filter(Boolean).join(comma),
        }
      case 'STATE':
        return { icon: 'swap', title: dossier('timeline.state'), text: stateText(event) }
      case 'EVENT': {
        const what = word(family as never, `kinds.${event.what}`)
        const isOpen = event.status !== 'APPLIED' && event.status !== 'UNDONE'
        return {
          state: EVENT_STATES[event.status as keyof typeof EVENT_STATES],
          title: mayOpenEvents ? <a href={`/events/${event.id}`}>{what}</a> : what,
          text: speak.line(event.effects ?? []),
          note: event.undoneBy
            ? family('history.undone', { by: event.undoneBy })
            : isOpen && word(family as never, `statuses.${event.status}`),
        }
      }
      case 'EDITED':
        return {
          icon: 'pen',
          title: dossier('timeline.edited', { by: event.by ?? dossier('changes.system') }),
          text: event.columns.map(fieldName).filter(Boolean).join(comma),
        }
    }
  }
  const items = events.map((event, index): TimelineItem => {
    const year = event.day.slice(0, 4)
    return {
      key: `${event.kind}-${event.id}`,
      when: shortDay(event.day, locale),
      group: events[index - 1]?.day.slice(0, 4) === year ? undefined : t('page.year', { year }),
      ...line(event),
    }
  })
  return (
    <section className="sheet px-4 pb-4">
      <SectionHead
        id="timeline"
        title={t('page.timeline')}
        note={latestHref && events[0] ? nearDay(events[0].day, today, locale) : undefined}
        end={
          latestHref && (
            <LinkButton href={latestHref} look="quiet" size="small">
              {t('page.latest')}
            </LinkButton>
          )
        }
      />
      <nav className="flex flex-wrap gap-x-4 pb-2 text-13" aria-label={dossier('timeline.filter')}>
        {[null, ...(Object.keys(TIMELINE_GROUPS) as TimelineGroup[])].map((group) => (
          <a
            key={group ?? 'all'}
            href={`/households/${householdId}${group ? `?only=${group}` : ''}#timeline`}
            aria-current={group === only ? 'true' : undefined}
            className={
              group === only
                ? 'inline-flex min-h-8 items-center font-semibold text-ink'
                : 'inline-flex min-h-8 items-center'
            }
          >
            {group ? dossier(`timeline.kinds.${group}`) : dossier('timeline.all')}
          </a>
        ))}
      </nav>
      {items.length === 0 ? <p className="text-13 text-ink-3">{t('page.timelineNone')}</p> : <Timeline items={items} />}
      {earlierHref && (
        <div className="border-t border-hair pt-2 text-center">
          <LinkButton href={earlierHref} look="quiet" icon="down">
            {t('page.earlier')}
          </LinkButton>
        </div>
      )}
    </section>
  )
}
