import 'server-only'
import { listAllReviews } from '@/lib/duplicates/queries/list'
import { TABS } from '@/lib/duplicates/schema'
import { listEventIds } from '@/lib/events/queries/list'
import { EVENT_TABS } from '@/lib/events/schema'
import { addressOf, misunderstood, oneOf, type Read, someOf } from '@/lib/exports/queries/asked'
import { sidesOf } from '@/lib/exports/queries/duplicate-rows'
import { listProcedureIds } from '@/lib/identification/queries/list'
import { PROCEDURE_KINDS, PROCEDURE_TABS } from '@/lib/identification/schema'
import { isDay } from '@/lib/platform/days'
import { listAllCycleIds } from '@/lib/relief/queries/cycles'
import { listContributionIds, listFilialIds, readHalf } from '@/lib/relief/queries/filial'
import { listEntryIds } from '@/lib/relief/queries/funds'
import { listVisitIds } from '@/lib/visits/queries/visit-list'
import { PERIODS } from '@/lib/visits/rules/choices'
import { isMonth } from '@/lib/visits/rules/month'

export const visits: Read = ({ params, regionCode: region }) => {
  const days = PERIODS.find((each) => String(each) === params.days)
  const own = params.own === '1'
  const on = isDay(params.on ?? '') ? params.on : undefined
  const month = isMonth(params.month) ? params.month : undefined
  if ((params.days && !days) || (params.own && !own) || (params.on && !on) || (params.month && !month))
    throw misunderstood()
  return {
    query: addressOf(region, { days, own: own ? '1' : undefined, on, month }),
    ids: (ctx, most) => listVisitIds(ctx, { region, days, own, on, month }, most),
  }
}

export const procedures: Read = ({ params, regionCode: region }) => {
  const tab = oneOf(PROCEDURE_TABS, params.tab, 'open')
  const kind = someOf(PROCEDURE_KINDS, params.kind)
  return {
    query: addressOf(region, { tab, kind }),
    ids: (ctx, most) => listProcedureIds(ctx, { region, tab, kind }, most),
  }
}

export const events: Read = ({ params, regionCode: region }) => {
  const tab = oneOf(EVENT_TABS, params.tab, 'all')
  return { query: addressOf(region, { tab }), ids: (ctx, most) => listEventIds(ctx, { region, tab }, most) }
}

export const duplicates: Read = ({ params, regionCode: region }) => {
  const tab = oneOf(TABS, params.tab, 'open')
  return {
    query: addressOf(region, { tab }),
    ids: async (ctx, most) => (await listAllReviews(ctx, { region, tab }, most)).flatMap(sidesOf).slice(0, most),
  }
}

const ofHalf =
  (list: typeof listFilialIds): Read =>
  ({ params, regionCode: region }) => {
    const period = readHalf(params.half)
    if (!period) throw misunderstood()
    return {
      query: addressOf(region, { half: `${period.year}-${period.half}` }),
      ids: (ctx, most) => list(ctx, { region, ...period }, most),
    }
  }

export const filialLists = ofHalf(listFilialIds)
export const contributions = ofHalf(listContributionIds)

export const fundEntries: Read = ({ params, regionCode: region }) => {
  const { year } = params
  if (year && !/^\d{4}$/.test(year)) throw misunderstood()
  return { query: addressOf(region, { year }), ids: (ctx, most) => listEntryIds(ctx, { region, year }, most) }
}

export const payoutCycles: Read = ({ regionCode: region }) => ({
  query: addressOf(region, {}),
  ids: (ctx, most) => listAllCycleIds(ctx, region, most),
})
