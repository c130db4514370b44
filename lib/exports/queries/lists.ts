import 'server-only'
import type { Narrowed } from '@/lib/exports/queries/asked'
import { READ } from '@/lib/exports/queries/narrowed'
import { columnsOf } from '@/lib/exports/rules/columns'
import { isAggregate, isOfHouseholds } from '@/lib/exports/rules/view'
import { type Column, type Kind, MAX_ROWS, OF_NOBODY } from '@/lib/exports/schema'
import { countYears } from '@/lib/exports/sql/ledger'
import { countMembers } from '@/lib/exports/sql/lists'
import type { HouseholdView } from '@/lib/households/rules/views'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { countyOf, isPrefix, isWithin, ownPrefix, pad } from '@/lib/regions/rules'

const COUNTY_DIGITS = 6

/** A list as its address names it: the same conditions, all pages. */
export type List = Narrowed & { kind: Kind; regionCode: string; regionName: string; countyCode: string }

/**
 * Reads the address of a list for whoever asks. Errors: NotFoundError for a region that is not there or not his; DomainError
 * `exports.chooseCounty` above a county, `exports.notUnderstood` for a filter that the list would leave out.
 */
export async function readList(ctx: Ctx, kind: Kind, address: string): Promise<List> {
  const params = Object.fromEntries(new URLSearchParams(address))
  const { scope } = ctx.actor
  const code = params.region || pad(scope)
  const known = /^\d{12}$/.test(code) && isPrefix(ownPrefix(code)) && isWithin(code, scope)
  const region = known ? await ctx.db.region.findUnique({ where: { code }, select: { name: true } }) : null
  if (!region) throw new NotFoundError()
  const isFromAbove = isAggregate(kind) || kind === 'DUPLICATES_ACROSS'
  if (!isFromAbove && ownPrefix(code).length < COUNTY_DIGITS) throw new DomainError('exports.chooseCounty')
  return {
    ...READ[kind]({ params, regionCode: code, scope }),
    kind,
    regionCode: code,
    regionName: region.name,
    countyCode: countyOf(code),
  }
}

/**
 * The ids of what the list shows, in its order, in one snapshot; one more than may leave where there are more. Errors: DomainError
 * `exports.stillChecking` where villages of a list of quality are still to be checked.
 */
export async function idsOfList(ctx: Ctx, list: List): Promise<string[]> {
  return list.ids(ctx, MAX_ROWS + 1)
}

/** The columns of the file of a list: those of its kind, or those that the list itself makes. */
export async function columnsOfList(ctx: Ctx, list: List, view: HouseholdView): Promise<Column[]> {
  return list.columns ? list.columns(ctx) : columnsOf(list.kind, view)
}

export type Size = { rows: number; persons: number }

/** How many rows the file of a list has, and how many persons it tells of. */
export async function sizeOf(ctx: Ctx, { kind, countyCode }: List, ids: readonly string[]): Promise<Size> {
  if (OF_NOBODY.includes(kind)) return { rows: ids.length, persons: 0 }
  if (!isOfHouseholds(kind)) return { rows: ids.length, persons: ids.length }
  const persons = await countMembers(ctx, countyCode, ids)
  if (kind === 'INCOMES' || kind === 'LIVING') return { rows: await countYears(ctx, countyCode, ids, kind), persons }
  return { rows: kind === 'LEDGER' ? persons : ids.length, persons }
}
