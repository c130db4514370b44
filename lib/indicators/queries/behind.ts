import 'server-only'
import { maskName } from '@/lib/households/rules/masks'
import { viewOf } from '@/lib/households/rules/views'
import { listParameterRows } from '@/lib/parameters/queries'
import type { Ctx } from '@/lib/platform/db'
import { countyOf, ownPrefix } from '@/lib/regions/rules'
import { conditionBehind, type IndicatorCode, indicatorOf, type ListPart, type Part } from '../catalogue'
import { INTERVAL_PARAMETERS, momentOf } from '../rules/periods'
import type { BehindRow } from '../schema'
import { selectBehind, selectBehindOn } from '../sql/behind'
import { factsSql, inRegion } from '../sql/facts'

const MOST = 300

export type Behind = { part: Part; total: number; rows: BehindRow[] }

/**
 * The households behind a figure, by the figure's own condition: those counted, or those its base still lacks. At most `limit`. `on`: behind
 * the figure of that past day; without those that live outside the reader's scope since.
 */
export async function listBehind(
  ctx: Ctx,
  regionCode: string,
  code: IndicatorCode,
  { part = indicatorOf(code).opens, limit = MOST, on }: { part?: Part; limit?: number; on?: string } = {},
): Promise<Behind> {
  const parameters = await listParameterRows(ctx, INTERVAL_PARAMETERS)
  const moment = momentOf(parameters, countyOf(regionCode), on ?? ctx.today)
  const asked = { prefix: ownPrefix(regionCode), condition: conditionBehind(code, part), limit }
  const { total, rows } = await (on ? selectBehindOn : selectBehind)(ctx, moment, asked)
  const { name } = viewOf(ctx.actor.role)
  return { part, total, rows: rows.map((row) => ({ ...row, headName: maskName(row.headName, name) })) }
}

/** SQL that selects the ids of the households behind a figure, for a list that filters by it; a county or below. */
export async function idsBehind(
  ctx: Ctx,
  regionCode: string,
  code: IndicatorCode,
  part: ListPart = indicatorOf(code).opens,
): Promise<string> {
  const facts = await factsOf(ctx, regionCode)
  return `SELECT f.id FROM (${facts}) f WHERE ${conditionBehind(code, part)}`
}

/** SQL of the facts of every active household of a region (a county or below): `visit_from` and `visit_until` bound its running visit interval. */
export async function factsOf(ctx: Ctx, regionCode: string): Promise<string> {
  const county = countyOf(regionCode)
  const moment = momentOf(await listParameterRows(ctx, INTERVAL_PARAMETERS), county, ctx.today)
  return factsSql(moment, (alias) => inRegion(alias, county, ownPrefix(regionCode)))
}
