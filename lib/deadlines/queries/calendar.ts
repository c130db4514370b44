import 'server-only'
import { calendarOf, type WorkCalendar } from '@/lib/deadlines/rules/days'
import { countOf, DEADLINE_CODES, type TermRules } from '@/lib/deadlines/rules/terms'
import { listParameterRows } from '@/lib/parameters/queries'
import type { ParameterRow } from '@/lib/parameters/schema'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'

/** The country's days of rest and work from a day on. */
export async function getCalendar(ctx: Ctx, from: string): Promise<WorkCalendar> {
  const year = dateOf(`${from.slice(0, 4)}-01-01`)
  const rows = await ctx.db.calendarDay.findMany({ where: { day: { gte: year } }, select: { day: true, kind: true } })
  return calendarOf(rows.map(({ day, kind }) => ({ day: dayFrom(day), kind })))
}

/** The years whose holidays are entered. */
export async function listArrangedYears(ctx: Ctx): Promise<string[]> {
  const { years } = await getCalendar(ctx, '2000-01-01')
  return [...years].sort()
}

/** Policy values with the calendar by which they count; the calendar is read only where a value counts working days. */
export async function withCalendar(ctx: Ctx, rows: readonly ParameterRow[], from: string): Promise<TermRules> {
  const isRead = rows.some(({ unit }) => countOf(unit) === 'WORKDAYS')
  return { rows, calendar: isRead ? await getCalendar(ctx, from) : calendarOf([]) }
}

/** What decides when deadlines that start on a day fall due. */
export async function getTermRules(ctx: Ctx, from: string): Promise<TermRules> {
  return withCalendar(ctx, await listParameterRows(ctx, DEADLINE_CODES), from)
}
