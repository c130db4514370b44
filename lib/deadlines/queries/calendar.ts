import 'server-only'
import { calendarOf, correctedBy, type WorkCalendar } from '@/lib/deadlines/rules/days'
import { countOf, DEADLINE_CODES, type TermRules } from '@/lib/deadlines/rules/terms'
import type { DayKind } from '@/lib/deadlines/schema'
import { listParameterRows } from '@/lib/parameters/queries'
import type { ParameterRow } from '@/lib/parameters/schema'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { countyOf } from '@/lib/regions/rules'

const COUNTY_DIGITS = 6

/** The country's days of rest and work from a day on, as the actor's county corrected them. */
export async function getCalendar(ctx: Ctx, from: string): Promise<WorkCalendar> {
  const year = dateOf(`${from.slice(0, 4)}-01-01`)
  const rows = await ctx.db.calendarDay.findMany({ where: { day: { gte: year } }, select: { day: true, kind: true } })
  const country = calendarOf(rows.map(({ day, kind }) => ({ day: dayFrom(day), kind })))
  if (ctx.actor.scope.length < COUNTY_DIGITS) return country
  const own = await ctx.db.countyCalendarDay.findMany({
    where: { appliesTo: countyOf(ctx.actor.scope), day: { gte: year } },
    select: { day: true, kind: true },
  })
  return correctedBy(
    country,
    own.map(({ day, kind }) => ({ day: dayFrom(day), kind: kind as DayKind })),
  )
}

export type ShownDay = { day: string; kind: DayKind; name: string; source: string; correction: Correction | null }
type Correction = { reason: string; by: string; at: Date }

/** The arranged days of a year, as the actor's county counts them, with where each comes from. */
export async function listYear(ctx: Ctx, year: string): Promise<ShownDay[]> {
  const day = { gte: dateOf(`${year}-01-01`), lte: dateOf(`${year}-12-31`) }
  const country = await ctx.db.calendarDay.findMany({ where: { day } })
  const isInCounty = ctx.actor.scope.length >= COUNTY_DIGITS
  const own = isInCounty
    ? await ctx.db.countyCalendarDay.findMany({ where: { appliesTo: countyOf(ctx.actor.scope), day } })
    : []
  const shown = new Map<string, ShownDay>()
  for (const row of country) {
    const { kind, name, source } = row
    shown.set(dayFrom(row.day), { day: dayFrom(row.day), kind, name, source, correction: null })
  }
  for (const { name, reason, setByName, setAt, ...row } of own) {
    const on = dayFrom(row.day)
    const correction = { reason, by: setByName, at: setAt }
    shown.set(on, { day: on, kind: row.kind as DayKind, name, source: shown.get(on)?.source ?? '', correction })
  }
  return [...shown.values()].sort((a, b) => (a.day < b.day ? -1 : 1))
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
