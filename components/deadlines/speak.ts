import type { StateKey } from '@/components/ui/glyph'
import { type Colour, colourOf } from '@/lib/deadlines/rules/standing'
import type { DeadlineKind, DeadlineLevel } from '@/lib/deadlines/schema'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { daysBetween } from '@/lib/platform/days'

const SHAPES: Record<Colour, StateKey> = { RED: 'crossed', ORANGE: 'behind', AMBER: 'due', CALM: 'open' }

type Subject = { subjectKind: string; subjectId: string; householdId: string | null }

/** Where a deadline is met: the record it is about, or the household's page. */
export function deadlineHref({ subjectKind, subjectId, householdId }: Subject): string {
  if (subjectKind === 'CLUE') return `/clues/${subjectId}`
  if (subjectKind === 'CASE') return `/monitoring/${subjectId}`
  if (subjectKind === 'EVENT') return `/events/${subjectId}`
  if (subjectKind === 'PROCEDURE') return `/identification/${subjectId}`
  return `/households/${householdId}`
}

/** Deadlines in the reader's words: what, how it stands today, who answers. Colour never stands alone. */
export async function deadlineSpeaker(today: string) {
  const [t, locale] = await Promise.all([getTranslations('deadlines'), getLocale()])
  const day = (text: string) => nearDay(text, today, locale)
  return {
    t,
    day,
    kind: (kind: DeadlineKind) => t(`kinds.${kind}`),
    due: (row: { amberOn: string; dueOn: string }): { state: StateKey; text: string } => {
      const colour = colourOf(row, today)
      const n = Math.abs(daysBetween(today, row.dueOn))
      const state = SHAPES[colour]
      if (colour === 'RED') return { state, text: t('due.over', { n }) }
      if (colour === 'ORANGE') return { state, text: t('due.today') }
      return { state, text: t(colour === 'AMBER' ? 'due.near' : 'due.left', { n }) }
    },
    clock: ({ clock, days, startsOn }: { clock: 'CALENDAR' | 'WORKING'; days: number; startsOn: string }) =>
      t(`clock.${clock}`, { n: days, from: day(startsOn) }),
    answers: (level: DeadlineLevel, names: readonly string[]) =>
      names.length > 0
        ? t('answers', { level: t(`levels.${level}`), names: names.join(t('listJoin')) })
        : t(`levels.${level}`),
    raised: ({ level, raisedTo }: { level: DeadlineLevel; raisedTo: DeadlineLevel }) =>
      raisedTo === level ? '' : t('raised', { level: t(`levels.${raisedTo}`) }),
  }
}
