import 'server-only'
import { ABOUT_HEALTH, COMPARED, type ComparedTable, HEADLINES } from '@/lib/dossier/catalogue'
import {
  type Difference,
  differences,
  type Entry,
  keyOf,
  type Row,
  rewind,
  type State,
} from '@/lib/dossier/rules/rewind'
import { selectChanges, selectPresent, selectTakenPersons } from '@/lib/dossier/sql/history'
import { type HouseholdEventLine, listHouseholdEvents } from '@/lib/events/queries/of-household'
import { maskName } from '@/lib/households/rules/masks'
import { viewOf } from '@/lib/households/rules/views'
import { addDays } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid } from '@/lib/platform/ids'
import { countyOfScope } from '@/lib/regions/rules'

/** One field that reads otherwise on the later day. `about` names the member, year, helper or guarantee it belongs to. */
export type Change = {
  table: ComparedTable
  kind: Difference['kind']
  about: string
  field: string
  old: unknown
  new: unknown
  /** Null where it came by the calendar alone, or from before the audit. */
  when: string | null
  by: string | null
  command: string | null
}

export type Comparison = {
  headName: string
  regionCode: string
  from: string
  to: string
  /** Household events that were carried out or taken back between the two days. */
  events: HouseholdEventLine[]
  changes: Change[]
}

const FIELDS: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(COMPARED))
const HEADS: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(HEADLINES))

/** The first instant after a day in Asia/Shanghai. */
const endOf = (day: string) => `${addDays(day, 1)}T00:00:00+08:00`

/**
 * What the file of a household said at the end of one day and says otherwise at the end of another, by the audit: field by field, with who
 * changed it last and when. Names masked and health left out by role; sealed values only as changed. Errors: NotFoundError.
 */
export async function compareDays(ctx: Ctx, id: string, from: string, to: string): Promise<Comparison> {
  const household = await ctx.db.household.findFirst({
    where: { ...countyOfScope(ctx.actor.scope), id: isUuid(id) ? id : '00000000-0000-0000-0000-000000000000' },
    select: { countyCode: true, id: true, headName: true, regionCode: true },
  })
  if (!household) throw new NotFoundError()
  const since = new Date(endOf(from))
  const present = await selectPresent(ctx, household, await selectTakenPersons(ctx, household, since))
  const entries = await selectChanges(
    ctx,
    household,
    present.map(({ rowId }) => rowId),
    since,
  )
  const now: State = new Map(present.map(({ table, rowId, row }) => [keyOf(table, rowId), row]))
  const [before, after] = [onDay(rewind(now, entries, endOf(from)), from), onDay(rewind(now, entries, endOf(to)), to)]
  const within = entries.filter((entry) => Date.parse(entry.at) < Date.parse(endOf(to)))
  const view = viewOf(ctx.actor.role)
  const name = (text: string) => maskName(text, view.name)
  const names = namesOf(before, after, now)
  const shown = ({ table, field }: Difference, value: unknown) => {
    if (field === 'region_code') return villages.get(String(value)) ?? value
    return table === 'person' && field === 'name' && typeof value === 'string' ? name(value) : value
  }
  const villages = await villageNames(ctx, [before, after])
  const changes = differences({ before, after, entries: within, fields: FIELDS, headlines: HEADS })
    .filter(({ field }) => view.health || !ABOUT_HEALTH.has(field))
    .filter(({ field }) => view.address || field !== 'address')
    .map((difference) => ({ difference, about: aboutOf(difference, before, after, names) }))
    .map(
      ({ difference, about }): Change => ({
        table: difference.table as ComparedTable,
        kind: difference.kind,
        about: ['person', 'membership'].includes(difference.table) ? name(about) : about,
        field: difference.field,
        old: shown(difference, difference.old),
        new: shown(difference, difference.new),
        ...lastOf(difference.last),
      }),
    )
  return {
    headName: name(household.headName),
    regionCode: household.regionCode,
    from,
    to,
    events: await listHouseholdEvents(ctx, household, { after: since, before: new Date(endOf(to)) }),
    changes: ordered(changes),
  }
}

function lastOf(last: Entry | null): Pick<Change, 'when' | 'by' | 'command'> {
  return { when: last?.at ?? null, by: last?.by ?? null, command: last?.command ?? null }
}

async function villageNames(ctx: Ctx, states: State[]): Promise<Map<string, string>> {
  const codes = states.flatMap((state) =>
    [...state].filter(([key]) => key.startsWith('household ')).map(([, row]) => String(row.region_code)),
  )
  const rows = await ctx.db.region.findMany({ where: { code: { in: codes } }, select: { code: true, name: true } })
  return new Map(rows.map(({ code, name }) => [code, name]))
}

/** Of memberships and helpers those that hold on the day; people only while one of their memberships holds. */
function onDay(state: State, day: string): State {
  const isHeld = (row: Row, isLastDayIn: boolean) => {
    const [from, to] = [
      String(row.valid_from ?? ''),
      row.valid_to === null || row.valid_to === undefined ? null : String(row.valid_to),
    ]
    return from <= day && (to === null || (isLastDayIn ? to >= day : to > day))
  }
  const held = new Map<string, Row>()
  const members = new Set<unknown>()
  for (const [key, row] of state) {
    if (!key.startsWith('membership ')) continue
    if (!isHeld(row, false)) continue
    members.add(row.person_id)
    held.set(key, row)
  }
  for (const [key, row] of state) {
    const [table] = key.split(' ')
    if (table === 'membership' || (table === 'person' && !members.has(row.id))) continue
    if (table === 'household_helper' && !isHeld(row, true)) continue
    held.set(key, row)
  }
  return held
}

function namesOf(...states: State[]): Map<unknown, string> {
  const names = new Map<unknown, string>()
  for (const state of states) {
    for (const [key, row] of state) if (key.startsWith('person ')) names.set(row.id, String(row.name ?? ''))
  }
  return names
}

function aboutOf({ table, rowId }: Difference, before: State, after: State, names: Map<unknown, string>): string {
  const row = after.get(keyOf(table, rowId)) ?? before.get(keyOf(table, rowId)) ?? {}
  switch (table) {
    case 'person':
      return names.get(row.id) ?? ''
    case 'membership':
      return names.get(row.person_id) ?? ''
    case 'household_helper':
      return String(row.name ?? '')
    case 'household':
      return ''
    default:
      return rowId.split('/').at(-1) ?? ''
  }
}

const TABLES = Object.keys(COMPARED)

function ordered(changes: Change[]): Change[] {
  const place = (change: Change) => TABLES.indexOf(change.table)
  return changes.sort((a, b) => place(a) - place(b) || a.about.localeCompare(b.about))
}
