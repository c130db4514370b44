import 'server-only'
import type { Place } from '@/lib/monitoring/queries/places'
import type { Ctx } from '@/lib/platform/db'
import { selectVisitDays } from '@/lib/visits/sql/calendar'

export type VisitCalendar = Awaited<ReturnType<typeof getVisitCalendar>>

/** The visits of a month ('YYYY-MM') in a region: of each day with the households seen on it, and of each region below. */
export async function getVisitCalendar(ctx: Ctx, place: Place, month: string, childDigits: number) {
  const rows = await selectVisitDays(ctx, { range: place.range, month, childDigits })
  const days = new Map<string, { visits: number; households: number }>()
  const children = new Map<string, number>()
  for (const { day, child, visits, households } of rows) {
    const known = days.get(day) ?? { visits: 0, households: 0 }
    days.set(day, { visits: known.visits + visits, households: known.households + households })
    children.set(child, (children.get(child) ?? 0) + visits)
  }
  return { month, days, children, visits: rows.reduce((all, each) => all + each.visits, 0) }
}
