import 'server-only'
import { getCalendar, listArrangedYears } from '@/lib/deadlines/queries/calendar'
import { getEscalateDays } from '@/lib/deadlines/queries/escalation'
import { yearsUnknown } from '@/lib/deadlines/rules/days'
import { ASKED_FOR_DAYS } from '@/lib/deadlines/rules/late'
import { type Colour, colourOf, deskLevel, raisedTo } from '@/lib/deadlines/rules/standing'
import type { DeadlineKind, DeadlineLevel } from '@/lib/deadlines/schema'
import { maskName } from '@/lib/households/rules/masks'
import { viewOf } from '@/lib/households/rules/views'
import { getPlace } from '@/lib/monitoring/queries/places'
import { cursorFrom, cursorText } from '@/lib/monitoring/rules/cursor'
import { addDays } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { rangeOf } from '@/lib/regions/rules'
import type { DeadlineTab } from '@/lib/worklist/rules/deadline-address'
import {
  countDeadlines,
  countUnexplainedSince,
  type DeadlineRow,
  type FiledDeadline,
  selectAnswerers,
  selectDeadlineIds,
  selectDeadlines,
  selectDeadlinesById,
} from '@/lib/worklist/sql/deadlines'

const PAGE = 50
const PEOPLE = 200
const OFFICE = 20

export type DeadlineQuery = {
  region?: string
  tab: DeadlineTab
  kind?: DeadlineKind
  level?: DeadlineLevel
  person?: string
  after?: string
}
export type ShownDeadline = DeadlineRow & { colour: Colour; raisedTo: DeadlineLevel; years: string[] }

/** Deadlines of a region, fifty at a time: open ones by their last day, late ones newest first; names masked by role. */
export async function listDeadlines(ctx: Ctx, { region, tab, after, ...narrow }: DeadlineQuery) {
  const place = await getPlace(ctx, region)
  const filter = { range: place.range, ...narrow }
  const isLate = tab === 'LATE'
  const cursor = cursorFrom(after)
  const found = await selectDeadlines(ctx, { ...filter, ...standingOf(tab) }, { after: cursor, limit: PAGE + 1 })
  const rows = found.slice(0, PAGE)
  const last = rows.at(-1)
  return {
    place,
    counts: await countDeadlines(ctx, filter, addDays(ctx.today, -ASKED_FOR_DAYS)),
    people: await selectAnswerers(ctx, place.range, PEOPLE),
    rows: await shown(ctx, rows, await getEscalateDays(ctx)),
    years: await listArrangedYears(ctx),
    next:
      found.length > PAGE && last
        ? cursorText({ rank: 0, day: (isLate ? last.metOn : last.dueOn) ?? last.dueOn, id: last.id })
        : null,
  }
}

/** The ids of all deadlines that a list shows over all its pages, in its order; at most `most`. */
export async function listDeadlineIds(
  ctx: Ctx,
  { region, tab, ...narrow }: Omit<DeadlineQuery, 'after'>,
  most: number,
): Promise<string[]> {
  const { range } = await getPlace(ctx, region)
  return selectDeadlineIds(ctx, { range, ...narrow, ...standingOf(tab) }, most)
}

/** Deadlines by their ids, in their order, as their list tells of them. */
export async function readDeadlines(ctx: Ctx, ids: readonly string[]): Promise<(ShownDeadline & FiledDeadline)[]> {
  const rows = await shown(ctx, await selectDeadlinesById(ctx, ids), await getEscalateDays(ctx))
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

const standingOf = (tab: DeadlineTab) => ({
  isLate: tab === 'LATE',
  colour: tab === 'OPEN' || tab === 'LATE' ? undefined : tab,
})

async function shown<R extends DeadlineRow>(
  ctx: Ctx,
  rows: readonly R[],
  escalateDays: number,
): Promise<(R & ShownDeadline)[]> {
  const { name } = viewOf(ctx.actor.role)
  const working = rows.filter(({ clock }) => clock === 'WORKING').map(({ startsOn }) => startsOn)
  const calendar = working.length > 0 ? await getCalendar(ctx, working.sort()[0] as string) : null
  return rows.map((row) => ({
    ...row,
    name: maskName(row.name, name),
    answers: row.answers.map((who) => maskName(who, name)),
    colour: colourOf(row, ctx.today),
    raisedTo: raisedTo(row, ctx.today, escalateDays),
    years: calendar && row.clock === 'WORKING' ? yearsUnknown(row.startsOn, row.dueOn, calendar) : [],
  }))
}

/** What waits, what is over, and how many were met late lately without a reason. */
export type OfficeDeadlines = { total: number; over: number; late: number; rows: ShownDeadline[] }

/** What waits at an office's level, its own and what the levels below let pass, most urgent first. */
export async function getOfficeDeadlines(ctx: Ctx, all: boolean): Promise<OfficeDeadlines> {
  const { lo, hi } = rangeOf(ctx.actor.scope)
  const escalateDays = await getEscalateDays(ctx)
  const filter = {
    range: { gte: lo, lt: hi },
    desk: { level: deskLevel(ctx.actor.level), escalateDays },
    besideToday: true,
  }
  const rows = await selectDeadlines(ctx, filter, { after: null, limit: all ? 500 : OFFICE })
  const { RED, ORANGE, AMBER, CALM, LATE } = await countDeadlines(ctx, filter, addDays(ctx.today, -ASKED_FOR_DAYS))
  return { total: RED + ORANGE + AMBER + CALM, over: RED, late: LATE, rows: await shown(ctx, rows, escalateDays) }
}

/** How many deadlines were met late lately, in the reader's region, without anybody saying why. */
export async function countUnexplained(ctx: Ctx): Promise<number> {
  const { lo, hi } = rangeOf(ctx.actor.scope)
  return countUnexplainedSince(ctx, { range: { gte: lo, lt: hi } }, addDays(ctx.today, -ASKED_FOR_DAYS))
}
