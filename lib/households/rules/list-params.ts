import {
  type Cursor,
  HOUSEHOLD_SORTS,
  HOUSEHOLD_TYPES,
  type ListFilter,
  MONITORED_CHOICES,
  POVERTY_STATUSES,
} from '@/lib/households/schema'
import { isUuid } from '@/lib/platform/ids'
import { isPrefix, isWithin, ownPrefix } from '@/lib/regions/rules'

export type RawParams = Readonly<Record<string, string | string[] | undefined>>

/** A list's address as read: what is not understood is left out and named, never an error. */
export type ReadParams = { filter: ListFilter; ignored: string[] }

const LONGEST_UNVISITED = 3_650

/** Reads the list's address for a reader of `scope`. A region outside the scope reads like one that does not exist. */
export function readListParams(params: RawParams, scope: string): ReadParams {
  const ignored: string[] = []
  const text = (name: string) => {
    const value = params[name]
    return (Array.isArray(value) ? value[0] : value)?.trim() ?? ''
  }
  const choice = <T extends string>(name: string, choices: readonly T[]): T | undefined => {
    const value = text(name)
    if (value === '') return undefined
    const found = choices.find((each) => each === value)
    if (found === undefined) ignored.push(name)
    return found
  }
  const regionText = text('region')
  const region = readRegion(regionText, scope)
  if (regionText !== '' && region === null) ignored.push('region')
  const daysText = text('unvisited')
  const days = Number(daysText)
  const areDays = /^\d{1,4}$/.test(daysText) && days >= 1 && days <= LONGEST_UNVISITED
  if (daysText !== '' && !areDays) ignored.push('unvisited')
  const filter: ListFilter = {
    region: region ?? scope,
    status: choice('status', POVERTY_STATUSES),
    type: choice('type', HOUSEHOLD_TYPES),
    monitored: choice('monitored', MONITORED_CHOICES),
    unvisitedDays: areDays ? days : undefined,
    behind: text('behind') || undefined,
    part: choice('part', ['counted', 'missing', 'base']),
    q: text('q') || undefined,
    person: text('person') || undefined,
    sort: choice('sort', HOUSEHOLD_SORTS) ?? 'region',
    cursor: readCursor('after', text('after')) ?? readCursor('before', text('before')),
  }
  return { filter, ignored }
}

function readRegion(text: string, scope: string): string | null {
  if (!isPrefix(text)) return null
  const prefix = text.length === 12 ? ownPrefix(text) : text
  return isWithin(prefix, scope) ? prefix : null
}

function readCursor(side: Cursor['side'], text: string): Cursor | undefined {
  const [value = '', id = ''] = text.split('~')
  return /^[\d-]{0,20}$/.test(value) && isUuid(id) ? { side, value, id } : undefined
}

const TODAY_ONLY = ['unvisitedDays', 'behind', 'part', 'q', 'person'] as const

/** The address of the list of a past day: what is only known of today is left out and named, too. */
export function readPastParams(params: RawParams, scope: string): ReadParams {
  const { filter, ignored } = readListParams(params, scope)
  const left = TODAY_ONLY.filter((name) => filter[name] !== undefined)
  const today = Object.fromEntries(left.map((name) => [name, undefined]))
  return { filter: { ...filter, ...today, sort: 'region' }, ignored: [...ignored, ...left] }
}

/** What of a list's address also holds on a past day, by name. */
export function pastParams({ region, status, type, monitored }: ListFilter): Record<string, string> {
  const kept = Object.entries({ status, type, monitored }).flatMap(([name, value]) =>
    value ? [[name, value] as const] : [],
  )
  return { region: region.padEnd(12, '0'), ...Object.fromEntries(kept) }
}

const NAMES = ['status', 'type', 'monitored', 'behind', 'part', 'q', 'person'] as const

/** The address of a list. `over` replaces parts; a change of anything but the cursor starts at the first page. */
export function listHref(filter: ListFilter, scope: string, over: Partial<ListFilter> = {}): string {
  const next = { ...filter, cursor: undefined, ...over }
  const query = new URLSearchParams()
  if (next.region !== scope) query.set('region', next.region.padEnd(12, '0'))
  for (const name of NAMES) {
    const value = next[name]
    if (value) query.set(name, value)
  }
  if (next.unvisitedDays) query.set('unvisited', String(next.unvisitedDays))
  if (next.sort !== 'region') query.set('sort', next.sort)
  if (next.cursor) query.set(next.cursor.side, `${next.cursor.value}~${next.cursor.id}`)
  const text = query.toString()
  return text ? `/households?${text}` : '/households'
}
