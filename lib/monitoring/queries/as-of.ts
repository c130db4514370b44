import 'server-only'
import { inTellingOrder } from '@/lib/monitoring/catalogue'
import { shownName, shownSummary } from '@/lib/monitoring/queries/names'
import { getPlace } from '@/lib/monitoring/queries/places'
import { cursorFrom, cursorText } from '@/lib/monitoring/rules/cursor'
import { CASE_STATUSES, CLUE_STATUSES } from '@/lib/monitoring/schema'
import { type OfDayQuestion, selectCasesOfDay, selectCluesOfDay } from '@/lib/monitoring/sql'
import type { Ctx } from '@/lib/platform/db'

const PAGE = 50

export type OfDayQuery = { region?: string; status?: string; after?: string; on: string }
export type CluesOfDay = Awaited<ReturnType<typeof listCluesOfDay>>
export type CasesOfDay = Awaited<ReturnType<typeof listCasesOfDay>>

/**
 * The clues of a region as they stood on a past day, fifty at a time, and how many of each status; a clue shows where and in whose household
 * it then was. A region outside the actor's is not found.
 */
export async function listCluesOfDay(ctx: Ctx, asked: OfDayQuery) {
  const page = await listOfDay(ctx, asked, CLUE_STATUSES, selectCluesOfDay)
  return {
    ...page,
    rows: page.rows.map((row) => ({
      ...row,
      summary: shownSummary(ctx, row.summary),
      ruleIds: inTellingOrder(row.ruleIds, (ruleId) => ruleId),
    })),
  }
}

/** The monitoring cases of a region as they stood on a past day, as `listCluesOfDay`. */
export function listCasesOfDay(ctx: Ctx, asked: OfDayQuery) {
  return listOfDay(ctx, asked, CASE_STATUSES, selectCasesOfDay)
}

type Found<S, R> = { statuses: { status: S; n: number }[]; first: string | null; rows: R[] }

async function listOfDay<S extends string, R extends { id: string; changedOn: string; head: string }>(
  ctx: Ctx,
  { region, status: text, after, on }: OfDayQuery,
  order: readonly S[],
  select: (ctx: Ctx, asked: OfDayQuestion) => Promise<Found<S, R>>,
) {
  const place = await getPlace(ctx, region)
  const status = order.find((each) => each === text)
  const cursor = cursorFrom(after) ?? undefined
  const found = await select(ctx, { region: place.code, on, status, after: cursor, take: PAGE + 1 })
  const shown = found.rows.slice(0, PAGE)
  const last = shown.at(-1)
  return {
    place,
    status,
    first: found.first,
    statuses: found.statuses.sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status)),
    count: found.statuses.reduce((all, each) => (status && status !== each.status ? all : all + each.n), 0),
    rows: shown.map((row) => ({ ...row, head: shownName(ctx, row.head) })),
    next: found.rows.length > PAGE && last ? cursorText({ rank: 0, day: last.changedOn, id: last.id }) : null,
  }
}
