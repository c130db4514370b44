import { EVENT_KINDS, EventChoices, type EventKind } from '@/lib/events/schema'

type Asked = Readonly<Record<string, string | string[] | undefined>>

export const CHOICE_NAMES = [
  'personId',
  'newHeadId',
  'memberIds',
  'otherNo',
  'village',
  'goneReason',
  'field',
  'clue',
  'monitoring',
  'helpers',
  'effectiveOn',
] as const

/** The answers of the first form as they stand in an address; empty ones are left out. */
export function chosenIn(asked: Asked, name: string): string[] {
  const value = asked[name]
  return (Array.isArray(value) ? value : value ? [value] : []).filter((each) => each !== '')
}

export function kindIn(asked: Asked): EventKind | null {
  return EVENT_KINDS.find((kind) => kind === chosenIn(asked, 'kind')[0]) ?? null
}

/** The choices of an address, once a day is among them; null before that or when they are no choices at all. */
export function choicesIn(asked: Asked): EventChoices | null {
  const kind = kindIn(asked)
  if (!kind || chosenIn(asked, 'effectiveOn').length === 0) return null
  const entries = CHOICE_NAMES.map((name) => [name, chosenIn(asked, name)] as const).filter(
    ([, values]) => values.length > 0,
  )
  const read = EventChoices.safeParse({
    kind,
    ...Object.fromEntries(entries.map(([name, values]) => [name, name === 'memberIds' ? values : values[0]])),
  })
  return read.success ? read.data : null
}
