import 'server-only'
import type { Ctx } from '@/lib/platform/db'
import { ownPrefix, rangeOf } from '@/lib/regions/rules'
import { countResumptionOn, countVisitsUntil } from '@/lib/resumption/queries/counts'

type Span = { region: string; from: string; asOf: string }

/**
 * What the records of enterprises come to, by the input that reports the same: enterprises and staff as of the last day, visits of leaders between
 * the two. A type of which nothing is registered says nothing, and staff says nothing before the first report.
 */
export async function ofResumption(ctx: Ctx, { region, from, asOf }: Span): Promise<Record<string, number>> {
  const range = rangeOf(ownPrefix(region))
  const all = await countResumptionOn(ctx, range, asOf)
  const visits = await countVisitsUntil(ctx, range, from, asOf)
  const { LEADING_ENTERPRISE: firms, WORKSHOP: workshops, INDUSTRIAL_ABOVE_SCALE: above } = all
  return {
    ...(firms.firms > 0 ? { leading_firms_total: firms.firms, leading_firms_resumed: firms.resumed } : {}),
    ...(firms.figured > 0
      ? {
          leading_firm_staff_total: firms.staffTotal,
          leading_firm_staff_returned: firms.staffReturned,
          leading_firm_poor_staff_returned: firms.poorReturned,
        }
      : {}),
    ...(workshops.firms > 0 ? { workshops_total: workshops.firms, workshops_resumed: workshops.resumed } : {}),
    ...(workshops.figured > 0
      ? {
          workshop_staff_total: workshops.staffTotal,
          workshop_staff_returned: workshops.staffReturned,
          workshop_poor_staff_returned: workshops.poorReturned,
        }
      : {}),
    ...(above.firms > 0 ? { above_scale_firms_total: above.firms, above_scale_firms_running: above.resumed } : {}),
    ...(visits.main > 0 ? { main_leader_visits: visits.main, main_leader_problems_solved: visits.mainSolved } : {}),
    ...(visits.liaison > 0
      ? {
          liaison_leader_visits: visits.liaison,
          liaison_leader_problems_solved: visits.liaisonSolved,
        }
      : {}),
    ...(visits.main + visits.liaison > 0
      ? { liaison_problems_raised: visits.raised, liaison_problems_solved: visits.mainSolved + visits.liaisonSolved }
      : {}),
  }
}
