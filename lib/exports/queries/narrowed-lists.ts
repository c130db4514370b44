import 'server-only'
import { listAcross } from '@/lib/duplicates/queries/list'
import { addressOf, idIn, misunderstood, oneOf, type Read } from '@/lib/exports/queries/asked'
import { allOf } from '@/lib/exports/queries/paged'
import { getFindingAlerts } from '@/lib/findings/queries/alerts'
import { listTurnIds, TURN_TABS } from '@/lib/inspections/queries/turns'
import type { Ctx } from '@/lib/platform/db'
import { listSessions } from '@/lib/supervision/queries/place'
import { listRuns } from '@/lib/supervision/queries/runs'

const MINE = 'mine'
const VILLAGE = /^\d{12}$/

/** The id that an address cannot do without. Errors: DomainError `exports.notUnderstood`. */
function needed(asked: string | undefined): string {
  const id = idIn(asked)
  if (!id) throw misunderstood()
  return id
}

const samples: Read = ({ params, regionCode: region }) => {
  const campaign = needed(params.campaign)
  const tab = oneOf(TURN_TABS, params.tab, 'left')
  const village = params.village || undefined
  if (village && village !== MINE && !VILLAGE.test(village)) throw misunderstood()
  return {
    query: addressOf(region, { campaign, tab, village }),
    ids: (ctx, most) => listTurnIds(ctx, campaign, { tab, village }, most),
  }
}

/** The derivation runs of the county, all pages. */
export const runsOf = (ctx: Ctx, most?: number) =>
  allOf(async (after) => {
    const { runs: lines, next } = await listRuns(ctx, after)
    return { lines, next }
  }, most)

const derivations: Read = ({ regionCode: region }) => ({
  query: addressOf(region, {}),
  ids: async (ctx, most) => (await runsOf(ctx, most)).map(({ id }) => id),
})

const sessions: Read = ({ params, regionCode: region }) => {
  const place = needed(params.place)
  return {
    query: addressOf(region, { place }),
    ids: async (ctx, most) => (await listSessions(ctx, place, most)).map(({ id }) => id),
  }
}

/** Who and the day: closings of one person on one day are one line. */
export const bulkKey = ({ closedBy, day }: { closedBy: string; day: string }) => `${closedBy}/${day}`

type Alerts = Awaited<ReturnType<typeof getFindingAlerts>>
const alerts =
  (keys: (alerts: Alerts) => string[]): Read =>
  ({ regionCode: region }) => ({
    query: addressOf(region, {}),
    ids: async (ctx, most) => keys(await getFindingAlerts(ctx, region)).slice(0, most),
  })

const across: Read = ({ regionCode: region }) => ({
  query: addressOf(region, {}),
  ids: async (ctx, most) => (await listAcross(ctx)).map(({ id }) => id).slice(0, most),
})

/** How the lists of whoever inspects and supervises read their addresses. */
export const OVERSIGHT = {
  SAMPLES: samples,
  DERIVATIONS: derivations,
  SESSIONS: sessions,
  DOUBTFUL_CLOSINGS: alerts(({ doubtful }) => doubtful.map(({ id }) => id)),
  BULK_CLOSINGS: alerts(({ bulk }) => bulk.map(bulkKey)),
  UNIT_SCORES: alerts(({ units }) => units.map(({ unit }) => unit)),
  DUPLICATES_ACROSS: across,
} as const satisfies Record<string, Read>
