import 'server-only'
import { settingOf } from '@/lib/findings/rules/settings'
import { bulkClosings, doubtfulClosings, unitScores } from '@/lib/findings/sql'
import { shownName, shownSummary } from '@/lib/monitoring/queries/names'
import { getPlace } from '@/lib/monitoring/queries/places'
import { listParameterRows } from '@/lib/parameters/queries'
import { addDays } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { countyOfScope } from '@/lib/regions/rules'

const DAYS_BACK = 90

export type FindingAlerts = Awaited<ReturnType<typeof getFindingAlerts>>

/** What speaks for false closing in a region: many lines closed at once, closed lines whose household fails again, reopened lines by unit. */
export async function getFindingAlerts(ctx: Ctx, region: string | undefined) {
  const place = await getPlace(ctx, region)
  const rows = await listParameterRows(ctx, ['finding.bulkLines', 'finding.bulkMinutes'])
  const where = { ...countyOfScope(ctx.actor.scope), lo: place.range.gte, hi: place.range.lt }
  const lines = settingOf(rows, 'finding.bulkLines', place.code, ctx.today)
  const minutes = settingOf(rows, 'finding.bulkMinutes', place.code, ctx.today)
  const doubtful = await doubtfulClosings(ctx, where)
  return {
    place,
    limits: { lines, minutes, days: DAYS_BACK },
    bulk: await bulkClosings(ctx, { ...where, lines, minutes, since: addDays(ctx.today, -DAYS_BACK) }),
    doubtful: doubtful.map((each) => ({
      ...each,
      headName: shownName(ctx, each.headName),
      title: shownSummary(ctx, each.title) || each.findingNo,
    })),
    units: await unitScores(ctx, where),
    today: ctx.today,
  }
}
