import { levelOf } from '@/lib/regions/rules'
import { UNRECORDED } from '@/lib/tables/catalogue'
import { TOTAL } from '@/lib/tables/rules/small-cells'
import type { Definition } from '@/lib/tables/schema'

type Conditions = Record<string, string>

/** How the list of a subject is narrowed to a value of a dimension; null where it cannot be. */
type Narrow = (name: string, value: string) => Record<string, string> | null

const same =
  (...names: string[]): Narrow =>
  (name, value) =>
    names.includes(name) && value !== UNRECORDED ? { [name]: value } : null

const LISTS: Partial<Record<Definition['subject'], { path: string; narrow: Narrow }>> = {
  households: {
    path: '/households',

    narrow: (name, value) =>
      name === 'monitored' ? { monitored: value === UNRECORDED ? 'NO' : value } : same('type', 'status')(name, value),
  },
  cases: {
    path: '/monitoring',

    narrow: (name, value) => (name === 'state' ? { tab: value === 'OPEN' ? 'open' : 'removed' } : null),
  },
  findings: {
    path: '/findings',

    narrow: (name, value) =>
      name === 'state' ? { tab: value === 'OPEN' ? 'open' : 'closed' } : same('source', 'category')(name, value),
  },
  measures: {
    path: '/support',

    narrow: (name, value) => (name === 'measureStatus' ? { status: value } : same('category', 'year')(name, value)),
  },
  visits: { path: '/visits', narrow: () => null },
}

/** Lists that show a part of their records unless they are told which. */
const NEEDS_TAB: readonly Definition['subject'][] = ['cases', 'findings']

/**
 * The address of the records behind a cell: the list that is narrowed to the same conditions. Null where no list can be: no such list, a
 * condition that it does not know, more than one value of it, or what belongs to a
 * place itself and to none below it.
 */
export function recordsBehind(definition: Definition, region: string, row: string, column: string): string | null {
  const list = LISTS[definition.subject]
  if (!list || definition.from || definition.to) return null
  const conditions: Conditions = {}
  let place = region
  for (const [name, values] of Object.entries(definition.filters)) {
    const [only] = values
    if (only === undefined || values.length > 1) return null
    conditions[name] = only
  }
  for (const [name, value] of [
    [definition.rows, row],
    [definition.columns, column],
  ] as const) {
    if (name === null || value === TOTAL) continue
    if (name === 'place') {
      if (value === region && levelOf(region) !== 'VILLAGE') return null
      place = value
    } else if (conditions[name] !== undefined && conditions[name] !== value) return null
    else conditions[name] = value
  }
  const query = new URLSearchParams({ region: place })
  for (const [name, value] of Object.entries(conditions)) {
    const narrowed = list.narrow(name, value)
    if (!narrowed) return null
    for (const [key, text] of Object.entries(narrowed)) query.set(key, text)
  }
  if (NEEDS_TAB.includes(definition.subject) && !query.has('tab')) return null
  return `${list.path}?${query}`
}
