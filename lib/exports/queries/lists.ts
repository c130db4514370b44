import 'server-only'
import { isOfHouseholds } from '@/lib/exports/rules/view'
import { type Kind, MAX_ROWS } from '@/lib/exports/schema'
import { countYears } from '@/lib/exports/sql/ledger'
import { countMembers } from '@/lib/exports/sql/lists'
import { listHouseholdIds } from '@/lib/households/queries/list'
import { listHref, readListParams } from '@/lib/households/rules/list-params'
import type { ListFilter } from '@/lib/households/schema'
import { isIndicatorCode } from '@/lib/indicators/catalogue'
import { idsBehind } from '@/lib/indicators/queries/behind'
import { listCaseIds } from '@/lib/monitoring/queries/cases'
import { listClueIds } from '@/lib/monitoring/queries/clues'
import { CASE_TABS, CLUE_TABS } from '@/lib/monitoring/schema'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { listIssueIds } from '@/lib/quality/queries/issues'
import { refreshQuality } from '@/lib/quality/queries/refresh'
import { ruleOf } from '@/lib/quality/rules/clearing'
import { ISSUE_FILTERS, type IssueFilter } from '@/lib/quality/schema'
import { countyOf, isPrefix, isWithin, ownPrefix, pad } from '@/lib/regions/rules'
import { listReliefIds } from '@/lib/relief/queries/list'
import { RELIEF_TABS } from '@/lib/relief/schema/applications'
import { APPLIED_LINES } from '@/lib/relief/schema/lines'
import { listMeasureIds } from '@/lib/support/queries/list'
import { readMeasureFilter } from '@/lib/support/rules/list-address'

const COUNTY_DIGITS = 6

/** A list as its address names it: the same conditions, all pages. */
export type List = {
  kind: Kind
  /** The address without what only pages it. */
  query: string
  regionCode: string
  regionName: string
  countyCode: string
  filter: ListFilter | null
  tab: string | null
  /** Narrows the list of quality. */
  rule: string | null
}

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
  const place = { kind, rule: null, regionCode: code, regionName: region.name, countyCode: countyOf(code) }
  if (kind === 'SUMMARY')
    return { ...place, query: new URLSearchParams({ region: code }).toString(), filter: null, tab: null }
  if (ownPrefix(code).length < COUNTY_DIGITS) throw new DomainError('exports.chooseCounty')
  if (isOfHouseholds(kind)) {
    const { filter, ignored } = readListParams(params, scope)
    const isWrong = ignored.length > 0 || (filter.behind !== undefined && !isIndicatorCode(filter.behind))
    if (isWrong) throw new DomainError('exports.notUnderstood')
    const query = listHref({ ...filter, region: ownPrefix(code) }, '', { cursor: undefined }).split('?')[1] ?? ''
    return { ...place, query, filter: { ...filter, region: ownPrefix(code), cursor: undefined }, tab: null }
  }
  if (kind === 'MEASURES') {
    const { isWrong, ...filter } = readMeasureFilter(params)
    if (isWrong) throw new DomainError('exports.notUnderstood')
    const told = Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))
    const query = new URLSearchParams([['region', code], ...told]).toString()
    return { ...place, query, filter: null, tab: filter.tab }
  }
  if (kind === 'QUALITY') {
    const show = ISSUE_FILTERS.find((each) => each === (params.show ?? 'ALL'))
    const rule = params.rule ? ruleOf(params.rule)?.id : null
    if (!show || rule === undefined) throw new DomainError('exports.notUnderstood')
    const query = new URLSearchParams({ region: code, show, ...(rule ? { rule } : {}) }).toString()
    return { ...place, query, filter: null, tab: show, rule }
  }
  const tabs: readonly string[] = kind === 'CLUES' ? CLUE_TABS : kind === 'RELIEF' ? RELIEF_TABS : CASE_TABS
  const tab = tabs.find((each) => each === (params.tab ?? 'open'))
  if (!tab) throw new DomainError('exports.notUnderstood')
  const line: Record<string, string> = kind === 'RELIEF' && params.line ? { line: params.line } : {}
  return { ...place, query: new URLSearchParams({ region: code, tab, ...line }).toString(), filter: null, tab }
}

/**
 * The ids of what the list shows, in its order, in one snapshot; one more than may leave where there are more. Errors: DomainError
 * `exports.stillChecking` where villages of a list of quality are still to be checked.
 */
export async function idsOfList(ctx: Ctx, { kind, query, filter, tab, rule, regionCode }: List): Promise<string[]> {
  const most = MAX_ROWS + 1
  if (filter) {
    const behind = isIndicatorCode(filter.behind)
      ? await idsBehind(ctx, regionCode, filter.behind, filter.part)
      : undefined
    return listHouseholdIds(ctx, filter, most, behind)
  }
  if (kind === 'SUMMARY') return listRegionsBelow(ctx, regionCode)
  if (kind === 'MEASURES') {
    const { isWrong: _isWrong, ...narrowed } = readMeasureFilter(Object.fromEntries(new URLSearchParams(query)))
    return listMeasureIds(ctx, { ...narrowed, region: regionCode }, most)
  }
  if (kind === 'QUALITY') {
    const left = await refreshQuality(ctx, ownPrefix(regionCode))
    if (left > 0) throw new DomainError('exports.stillChecking', { n: left })
    return listIssueIds(ctx, ownPrefix(regionCode), { filter: tab as IssueFilter, rule, limit: most })
  }
  if (kind === 'RELIEF') {
    const line = APPLIED_LINES.find((each) => String(each) === new URLSearchParams(query).get('line'))
    return listReliefIds(ctx, { region: regionCode, tab: tab as (typeof RELIEF_TABS)[number], line }, most)
  }
  return kind === 'CLUES'
    ? listClueIds(ctx, { region: regionCode, tab: tab as (typeof CLUE_TABS)[number] }, most)
    : listCaseIds(ctx, { region: regionCode, tab: tab as (typeof CASE_TABS)[number] }, most)
}

/** The codes of the regions one level below; a village's own. */
async function listRegionsBelow(ctx: Ctx, regionCode: string): Promise<string[]> {
  const below = await ctx.db.region.findMany({
    where: { parentCode: regionCode },
    orderBy: [{ sortNo: 'asc' }, { code: 'asc' }],
    select: { code: true },
  })
  return below.length > 0 ? below.map(({ code }) => code) : [regionCode]
}

export type Size = { rows: number; persons: number }

/** How many rows the file of a list has, and how many persons it tells of. */
export async function sizeOf(ctx: Ctx, list: List, ids: readonly string[]): Promise<Size> {
  if (list.kind === 'SUMMARY') return { rows: ids.length, persons: 0 }
  if (!list.filter) return { rows: ids.length, persons: ids.length }
  const persons = await countMembers(ctx, list.countyCode, ids)
  if (list.kind === 'INCOMES' || list.kind === 'LIVING') {
    return { rows: await countYears(ctx, list.countyCode, ids, list.kind), persons }
  }
  return { rows: list.kind === 'LEDGER' ? persons : ids.length, persons }
}
