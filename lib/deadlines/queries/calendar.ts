import 'server-only'
import { calendarOf, type WorkCalendar } from '@/lib/deadlines/rules/days'
import { DEADLINE_CODES, type TermRules } from '@/lib/deadlines/rules/terms'
import { listParameterRows } from '@/lib/parameters/queries'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'

/** The country's days of rest and work from a day on. */
export async function getCalendar(ctx: Ctx, from: string): Promise<WorkCalendar> {
  const year = dateOf(`${from.slice(0, 4)}-01-01`)
  const rows = await ctx.db.calendarDay.findMany({ where: { day: { gte: year } }, select: { day: true, kind: true } })
  return calendarOf(rows.map(({ day, kind }) => ({ day: dayFrom(day), kind })))
}

/** What decides when deadlines that start on a day fall due. */
export async function getTermRules(ctx: Ctx, from: string): Promise<TermRules> {
  const rows = await listParameterRows(ctx, DEADLINE_CODES)
  return { rows, calendar: await getCalendar(ctx, from) }
}
