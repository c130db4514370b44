import type { StateKey } from '@/components/ui/glyph'
import type { Effect, EventKind, EventStatus } from '@/lib/events/schema'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'

const RELATIONS = ['relation', 'was']

/** Effects of an event in the reader's words; codes of relations, kinds and fields are spoken, days are near ones. */
export async function effectSpeaker(today: string) {
  const [t, named, locale] = await Promise.all([getTranslations('events'), getTranslations('households'), getLocale()])
  const word = (name: string, value: string | number): string | number => {
    if (typeof value === 'number') return value
    if (RELATIONS.includes(name))
      return named.has(`relations.${value}` as never) ? named(`relations.${value}` as never) : value
    if (name === 'day') return nearDay(value, today, locale)
    if (name === 'kind') return t(`kinds.${value as EventKind}`)
    if (name === 'field') return t(`fields.${value}` as never)
    return value
  }
  const valueWord = (effect: Effect, value: string) => {
    if (effect.params.field === 'ID_NUMBER') return t('effects.sealed')
    if (effect.params.field === 'SEX') return t(`sexes.${value}` as never)
    return effect.params.field === 'BIRTH_DATE' ? nearDay(value, today, locale) : value
  }
  const sentence = (effect: Effect): string => {
    const params = Object.fromEntries(Object.entries(effect.params).map(([name, value]) => [name, word(name, value)]))
    return t(`effects.${effect.say}` as never, params as never)
  }
  return {
    sentence,
    kind: (kind: EventKind): string => t(`kinds.${kind}`),
    /** Who proposed and checked it, and who took it back. */
    people: ({ by, checkedBy, undoneBy }: { by: string; checkedBy: string; undoneBy: string | null }): string =>
      [t('history.people', { by, checker: checkedBy }), undoneBy && t('history.undone', { by: undoneBy })]
        .filter(Boolean)
        .join(t('effects.join')),
    /** Effects in one line, as a history tells them; of a correction not what stood there. */
    line: (effects: readonly Effect[]): string =>
      effects
        .map((effect) =>
          effect.before !== undefined && effect.say !== 'corrected'
            ? t('effects.change', { what: sentence(effect), before: effect.before || '—', after: effect.after || '—' })
            : sentence(effect),
        )
        .join(t('effects.join')),
    values: (effect: Effect): { before: string; after: string } | null =>
      effect.before === undefined || effect.after === undefined
        ? null
        : { before: valueWord(effect, effect.before), after: valueWord(effect, effect.after) },
  }
}

/** The shape of an event's state; its word stands beside it. */
export const EVENT_STATES: Record<EventStatus, StateKey> = {
  PROPOSED: 'open',
  CHECKED: 'doing',
  OFFERED: 'due',
  APPLIED: 'held',
  RETURNED: 'crossed',
  WITHDRAWN: 'na',
  REFUSED: 'crossed',
  UNDONE: 'reopened',
}
