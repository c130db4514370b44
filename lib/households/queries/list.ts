import 'server-only'
import { logAccess } from '@/lib/audit/log-access'
import { maskName } from '@/lib/households/rules/masks'
import { readSearch, type Search } from '@/lib/households/rules/search'
import { viewOf } from '@/lib/households/rules/views'
import {
  type Cursor,
  type HouseholdPage,
  type HouseholdSort,
  type ListFilter,
  type ListRow,
  PAGE_SIZE,
} from '@/lib/households/schema'
import { findHouseholdIds, findHouseholds, type ListQuestion } from '@/lib/households/sql/list'
import type { Actor } from '@/lib/platform/actor'
import type { Ctx } from '@/lib/platform/db'
import { blindIndex, open, seal } from '@/lib/platform/fields'

const NO_HOUSEHOLD = new Uint8Array(16)

/** The sealed form of an identity number in an address: only the person who searched can use it. Null for any other text. */
export function sealSearch(actor: Pick<Actor, 'userId'>, text: string, today: string): string | null {
  const search = readSearch(text, today)
  if (search.kind !== 'ID_NUMBER') return null
  return seal('search', 'idNumber', actor.userId, search.idNumber).toString('base64url')
}

function openSearch(ctx: Ctx, token: string): Uint8Array<ArrayBuffer> {
  try {
    return blindIndex('idNumber', open('search', 'idNumber', ctx.actor.userId, Buffer.from(token, 'base64url')))
  } catch {
    return NO_HOUSEHOLD
  }
}

function questionOf(ctx: Ctx, filter: ListFilter, idsStatement?: string): ListQuestion {
  const search: Search = readSearch(filter.q ?? '', ctx.today)
  const idIndex = filter.person
    ? openSearch(ctx, filter.person)
    : search.kind === 'ID_NUMBER'
      ? blindIndex('idNumber', search.idNumber)
      : undefined
  return { filter, search, idIndex, idsStatement, scope: ctx.actor.scope }
}

/** The ids of all households that a list shows over all its pages, in its order; at most `most`. */
export async function listHouseholdIds(
  ctx: Ctx,
  filter: ListFilter,
  most: number,
  idsStatement?: string,
): Promise<string[]> {
  return findHouseholdIds(ctx, questionOf(ctx, filter, idsStatement), most)
}

/**
 * One page of the households in the reader's scope that fit the filter, names masked by role. `idsStatement` selects the ids of
 * those to show. An identity number finds its household by an exact match only, and that it was looked for is kept.
 */
export async function listHouseholds(ctx: Ctx, filter: ListFilter, idsStatement?: string): Promise<HouseholdPage> {
  const question = questionOf(ctx, filter, idsStatement)
  const found = await findHouseholds(ctx, question)
  const { cursor, sort } = filter
  if (question.idIndex && !cursor) {
    const [hit] = found.rows
    await logAccess(ctx, { kind: 'SEARCH_ID', householdId: hit?.id, regionCode: hit?.regionCode })
  }
  const back = cursor?.side === 'before'
  const more = found.rows.length > PAGE_SIZE
  const shown = more ? (back ? found.rows.slice(1) : found.rows.slice(0, PAGE_SIZE)) : found.rows
  const [first, last] = [shown[0], shown.at(-1)]
  const { name } = viewOf(ctx.actor.role)
  return {
    rows: shown.map((row) => ({
      ...row,
      name: maskName(row.name, name),
      found: row.found === row.name ? null : row.found && maskName(row.found, name),
    })),
    total: found.total,
    regions: found.regions,
    newer: first && (back ? more : cursor) ? cursorAt('before', sort, first) : null,
    older: last && (back || more) ? cursorAt('after', sort, last) : null,
  }
}

function cursorAt(side: Cursor['side'], sort: HouseholdSort, row: ListRow): Cursor {
  const value = {
    region: row.regionCode,
    name: '',
    visited: row.lastVisitedOn ?? '',
    due: row.nextVisitOn ?? '',
    income: row.incomeFen === null ? '' : String(row.incomeFen),
  }[sort]
  return { side, value, id: row.id }
}
