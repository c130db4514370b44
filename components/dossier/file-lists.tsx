import type { ReactNode } from 'react'
import { eventLines } from '@/components/dossier/event-lines'
import type { ValueWords } from '@/components/dossier/value-words'
import { SectionHead } from '@/components/ui/section-head'
import type { Dossier } from '@/lib/dossier/queries/file'
import { longDay, yuan } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'

type Props = { file: Dossier; words: ValueWords; today: string; mayOpenEvents: boolean }

/** Who came and went, visits with what was seen and promised, clues, cases, helpers and what the household was from day to day. */
export async function FileLists({ file, words, today, mayOpenEvents }: Readonly<Props>) {
  const { t, locale, households } = words
  const day = (text: string) => longDay(text, locale)
  const span = (from: string, to: string | null) =>
    to === null ? t('stateSince', { from: day(from) }) : t('statePeriod', { from: day(from), to: day(to) })
  const support = await getTranslations('support')
  const events = await eventLines(file.events, today, mayOpenEvents)
  return (
    <>
      <Section title={t('sections.events')} none={t('nothing')}>
        {events.map((event) => (
          <Line key={event.id} when={day(event.on)} title={event.title} text={event.text} />
        ))}
      </Section>
      <Section title={t('sections.helpers')} none={t('nothing')}>
        {file.helpers.map((helper) => (
          <Line key={helper.id} when={span(helper.from, helper.to)} title={helper.name} text={helper.unit} />
        ))}
      </Section>
      <Section title={t('sections.measures')} none={t('nothing')}>
        {file.measures.map((measure) => (
          <Line
            key={measure.id}
            when={day(measure.countsOn)}
            title={<a href={`/support/${measure.id}`}>{measure.title || support(`categories.${measure.category}`)}</a>}
            text={[
              support(`categories.${measure.category}`),
              measure.scale,
              measure.amountFen > 0 ? `${yuan(measure.amountFen)} ${support('yuan')}` : '',
              measure.unit,
              support(`statuses.${measure.status}`),
              measure.effect,
            ]
              .filter(Boolean)
              .join(' · ')}
          />
        ))}
      </Section>
      <Section title={t('sections.visits')} none={t('nothing')}>
        {file.visits.map((visit) => (
          <Line
            key={visit.id}
            when={day(visit.visitedOn)}
            title={<a href={`/visits/${visit.id}`}>{visit.by}</a>}
            text={[
              visit.failed.length === 0
                ? t('allMet')
                : t('notMet', {
                    items: visit.failed.map((item) => households(`guaranteeItems.${item}` as never)).join(t('join')),
                  }),
              visit.demands,
              visit.note,
              ...visit.promises.map(
                (promise) =>
                  `${promise.content} (${t(`promiseStates.${promise.status}` as never)}, ${day(promise.dueOn)})`,
              ),
            ]
              .filter(Boolean)
              .join(' · ')}
          />
        ))}
      </Section>
      <Section title={t('sections.clues')} none={t('nothing')}>
        {file.clues.map((clue) => (
          <Line key={clue.id} when={day(clue.openedOn)} title={<a href={`/clues/${clue.id}`}>{clue.no}</a>} />
        ))}
      </Section>
      <Section title={t('sections.cases')} none={t('nothing')}>
        {file.cases.map((each) => (
          <Line
            key={each.id}
            when={span(each.identifiedOn, each.removedOn)}
            title={<a href={`/monitoring/${each.id}`}>{each.no}</a>}
            text={words.code('monitoredType', each.type)}
          />
        ))}
      </Section>
      <Section title={t('sections.states')} none={t('nothing')}>
        {file.states.map((state) => (
          <Line
            key={state.from}
            when={span(state.from, state.to)}
            title={words.code('povertyStatus', state.status)}
            text={[
              words.code('householdType', state.type),
              state.monitored && words.code('monitoredType', state.monitored),
              state.village,
            ]
              .filter(Boolean)
              .join(t('join'))}
          />
        ))}
      </Section>
    </>
  )
}

/** A list of lines under its title, or that there is nothing. */
export function Section({ title, none, children }: Readonly<{ title: string; none: string; children: ReactNode[] }>) {
  return (
    <section className="sheet px-4 pb-4">
      <SectionHead title={title} />
      {children.length === 0 ? (
        <p className="text-13 text-ink-3">{none}</p>
      ) : (
        <ul className="grid gap-2">{children}</ul>
      )}
    </section>
  )
}

/** One line of a list: when, what, and what is said of it. */
export function Line({ when, title, text }: Readonly<{ when: string; title: ReactNode; text?: string }>) {
  return (
    <li className="grid gap-x-4 border-b border-hair pb-2 text-14 rail:grid-cols-[200px_minmax(0,1fr)]">
      <span className="text-13 text-ink-3">{when}</span>
      <span>
        <b>{title}</b>
        {text && <span className="block text-13 text-ink-2">{text}</span>}
      </span>
    </li>
  )
}
