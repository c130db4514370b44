import 'server-only'
import { maskName } from '@/lib/households/rules/masks'
import { viewOf } from '@/lib/households/rules/views'
import type { ListFilter } from '@/lib/households/schema'
import { AS_OF_PAGE, findFirstDay, findHouseholdOfDay, findHouseholdsOfDay } from '@/lib/households/sql/as-of'
import { findWhereabouts } from '@/lib/households/sql/whereabouts'
import { addDays, ageOn, isDay } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid } from '@/lib/platform/ids'
import { isWithinCounty } from '@/lib/regions/rules'

export type ListOfDay = Awaited<ReturnType<typeof listHouseholdsOfDay>>
export type RecordOfDay = Awaited<ReturnType<typeof getHouseholdOfDay>>

/**
 * The households of a region on a past day, fifty at a time, names masked by role, and how many of each status. A household shows where it
 * then was. `counts` is of what the pages show, null above a county.
 */
export async function listHouseholdsOfDay(ctx: Ctx, filter: ListFilter, on: string) {
  const after = filter.cursor?.side === 'after' ? filter.cursor : undefined
  const { region, status, type, monitored } = filter
  const found = await findHouseholdsOfDay(ctx, { region, on, status, type, monitored, after })
  const { name } = viewOf(ctx.actor.role)
  const rows = found.rows.slice(0, AS_OF_PAGE)
  const last = rows.at(-1)
  const isMore = found.rows.length > AS_OF_PAGE && last !== undefined
  const shown = found.statuses.filter((each) => status === undefined || each.status === status)
  const sum = (of: 'households' | 'persons') => shown.reduce((all, each) => all + each[of], 0)
  return {
    ...found,
    counts: isWithinCounty(region) ? { households: sum('households'), persons: sum('persons') } : null,
    rows: rows.map((row) => ({ ...row, head: row.head && maskName(row.head, name) })),
    older: isMore ? { side: 'after' as const, value: last.villageCode, id: last.id } : null,
  }
}

/** A household on a past day: who belonged, as what, where and in which standing. Errors: NotFoundError. */
export async function getHouseholdOfDay(ctx: Ctx, id: string, on: string) {
  if (!isUuid(id)) throw new NotFoundError()
  const found = await findHouseholdOfDay(ctx, id, on)
  const { name } = viewOf(ctx.actor.role)
  if (!found) {
    const first = await findFirstDay(ctx, id)
    if (!first) throw new NotFoundError()
    return { on, first: first.first, regionCode: first.regionCode, name: maskName(first.name, name), record: null }
  }
  return {
    on,
    first: found.first,
    regionCode: found.regionCode,
    name: maskName(found.headNow, name),
    record: {
      ...found,
      head: found.head && maskName(found.head, name),
      people: found.people.map((each) => ({
        ...each,
        name: maskName(each.name, name),
        age: ageOn(each.birthDate, on),
      })),
    },
  }
}

/**
 * Where a household is to be looked for: its last day where it has ended; the household that goes on, which may be the one into whose record
 * it was merged; neither where it is not there for this reader.
 */
export async function findWhereNow(ctx: Ctx, id: string) {
  const found = isUuid(id) ? await findWhereabouts(ctx, id) : null
  return {
    lastDay: found?.leftOn ? addDays(found.leftOn, -1) : null,
    household: found?.isActive ? { countyCode: found.countyCode, id: found.id, regionCode: found.regionCode } : null,
  }
}

/** The day that an address asks for; null when there is none. */
export function pastDay(asked: string | string[] | undefined): string | null {
  return typeof asked === 'string' && isDay(asked) ? asked : null
}
