import { effectSpeaker } from '@/components/events/speak'
import type { HouseholdEventLine } from '@/lib/events/queries/of-household'

/** Household events as lines of a file: kind with a link for who may open it, what it changed, and by whom. */
export async function eventLines(events: readonly HouseholdEventLine[], today: string, mayOpen: boolean) {
  const speak = await effectSpeaker(today)
  return events.map((event) => {
    const kind = speak.kind(event.kind)
    const people = speak.people(event)
    return {
      id: event.id,
      on: event.on,
      title: mayOpen ? <a href={`/events/${event.id}`}>{kind}</a> : kind,
      text: [speak.line(event.effects), people].filter(Boolean).join(' · '),
    }
  })
}
