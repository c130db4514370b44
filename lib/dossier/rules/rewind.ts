export type Row = Readonly<Record<string, unknown>>

/** A change as the audit keeps it: old and new of the changed columns, for a deletion the whole row. `at` is an ISO instant. */
export type Entry = {
  table: string
  rowId: string
  action: 'INSERT' | 'UPDATE' | 'DELETE'
  at: string
  by: string | null
  command: string
  old: Row | null
  new: Row | null
}

/** Rows by `table rowId`. */
export type State = ReadonlyMap<string, Row>

export const keyOf = (table: string, rowId: string) => `${table} ${rowId}`

/** What stood at an instant: the present rows with every later change taken back. `entries` are in the order they were made. */
export function rewind(present: State, entries: readonly Entry[], until: string): State {
  const state = new Map(present)
  for (let index = entries.length - 1; index >= 0; index--) {
    const entry = entries[index] as Entry
    if (Date.parse(entry.at) < Date.parse(until)) break
    const key = keyOf(entry.table, entry.rowId)
    if (entry.action === 'INSERT') state.delete(key)
    else if (entry.action === 'DELETE') state.set(key, entry.old ?? {})
    else state.set(key, { ...state.get(key), ...entry.old })
  }
  return state
}

/** One difference between two states of a row. `touched` is set where a sealed value was changed: both sides read alike. */
export type Difference = {
  table: string
  rowId: string
  kind: 'ADDED' | 'GONE' | 'CHANGED'
  field: string
  old: unknown
  new: unknown
  last: Entry | null
}

type Fields = ReadonlyMap<string, readonly string[]>
/** `headlines`: what is told of a row that is new or gone as a whole. */
type Asked = { before: State; after: State; entries: readonly Entry[]; fields: Fields; headlines: Fields }

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** What differs between two states, in the order of `fields`; each with the last change that touched it between them. */
export function differences({ before, after, entries, fields, headlines }: Asked): Difference[] {
  const found: Difference[] = []
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const [table = '', rowId = ''] = key.split(' ')
    const [was, is] = [before.get(key), after.get(key)]
    const own = entries.filter((entry) => keyOf(entry.table, entry.rowId) === key)
    const kind = was && is ? 'CHANGED' : is ? 'ADDED' : 'GONE'
    for (const field of (kind === 'CHANGED' ? fields : headlines).get(table) ?? []) {
      const touching = kind === 'CHANGED' ? own.filter((entry) => entry.new && field in entry.new) : own
      const [old, now] = [was?.[field] ?? null, is?.[field] ?? null]
      const isResealed =
        kind === 'CHANGED' && /_enc$/.test(field) && touching.length > 0 && old !== null && now !== null
      if (!same(old, now) || isResealed) {
        found.push({ table, rowId, kind, field, old, new: now, last: touching.at(-1) ?? null })
      }
    }
  }
  return found
}
