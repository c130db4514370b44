import 'server-only'
import { logPrint } from '@/lib/audit/log-print'
import { getPlace } from '@/lib/monitoring/queries/places'
import { addDays, isDay } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { levelBelow, levelOf, ownPrefix, prefixOf } from '@/lib/regions/rules'
import { byType, type ReportRow } from '@/lib/resumption/rules/report'
import { countResumption, countVisits } from '@/lib/resumption/sql'

const DIGITS = { PROVINCE: 2, CITY: 4, COUNTY: 6, TOWNSHIP: 9, VILLAGE: 12 } as const

export type AskedReport = { region?: string; day?: string }
export type ResumptionReport = Awaited<ReturnType<typeof getReport>>

/**
 * 复工复产日报 · A region on a day, by type and by the regions below it: enterprises in all and resumed, staff in all and returned, of whom poor;
 * visits of leaders since the first of January. What lies in the region itself and in none below it stands under its own code. Errors: NotFoundError.
 */
export async function getReport(ctx: Ctx, asked: AskedReport) {
  const place = await getPlace(ctx, asked.region)
  const day = asked.day && isDay(asked.day) && asked.day <= ctx.today ? asked.day : ctx.today
  const level = levelOf(place.code)
  const below = levelBelow(level)
  const { gte: lo, lt: hi } = place.range
  const rows = await countResumption(ctx, { lo, hi, day, digits: DIGITS[below ?? level] })
  const from = `${day.slice(0, 4)}-01-01`
  return {
    place,
    day,
    previous: addDays(day, -1),
    following: day < ctx.today ? addDays(day, 1) : null,
    all: byType(rows),
    children: below ? await childrenOf(ctx, place, rows) : [],
    visits: await countVisits(ctx, { lo, hi, from, to: day }),
    visitsFrom: from,
    today: ctx.today,
  }
}

async function childrenOf(ctx: Ctx, place: { code: string; name: string }, rows: readonly ReportRow[]) {
  const regions = await ctx.db.region.findMany({
    where: { parentCode: place.code },
    orderBy: [{ sortNo: 'asc' }, { code: 'asc' }],
    select: { code: true, name: true },
  })
  const of = (prefix: string) => rows.filter((row) => row.place === prefix)
  const own = ownPrefix(place.code).padEnd(rows[0]?.place.length ?? 0, '0')
  const listed = [
    ...regions.map(({ code, name }) => ({ code, name, rows: of(prefixOf(code, levelOf(code))), isOwn: false })),
    { ...place, rows: of(own), isOwn: true },
  ]
  return listed
    .filter(({ rows: its }) => its.length > 0)
    .map(({ code, name, isOwn, rows: its }) => ({ code, name, isOwn, ...byType(its) }))
}

/** The same on paper; that it was printed is written down. Errors: NotFoundError. */
export async function printReport(ctx: Ctx, asked: AskedReport) {
  const report = await getReport(ctx, asked)
  return { ...report, printed: await logPrint(ctx, { regionCode: report.place.code, field: 'resumption' }) }
}
export type PrintedReport = Awaited<ReturnType<typeof printReport>>
