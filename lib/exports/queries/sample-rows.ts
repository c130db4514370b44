import 'server-only'
import { household, inOrder, rowOf } from '@/lib/exports/queries/household-row'
import type { List } from '@/lib/exports/queries/lists'
import { runsOf } from '@/lib/exports/queries/narrowed-lists'
import { aboutNobody, dayCell } from '@/lib/exports/queries/plain-row'
import { MAX_ROWS, type SheetRow } from '@/lib/exports/schema'
import type { HouseholdView } from '@/lib/households/rules/views'
import zhInspections from '@/lib/i18n/zh-CN/inspections'
import zh from '@/lib/i18n/zh-CN/supervision'
import { timesInspected } from '@/lib/inspections/queries/turns'
import type { Outcome, Reason, Stratum } from '@/lib/inspections/schema'
import type { Ctx } from '@/lib/platform/db'
import { listSessions } from '@/lib/supervision/queries/place'

const askedIn = (list: List, name: string) => new URLSearchParams(list.query).get(name) ?? ''

/** Drawn households of a campaign by their ids, as the list of whom to inspect tells of them. */
export async function readSampleRows(
  ctx: Ctx,
  list: List,
  ids: readonly string[],
  view: HouseholdView,
): Promise<SheetRow[]> {
  const { countyCode } = list
  const campaignId = askedIn(list, 'campaign')
  const campaign = await ctx.db.inspectionCampaign.findFirst({
    where: { countyCode, id: campaignId },
    select: { title: true },
  })
  const rows = await ctx.db.inspectionDrawn.findMany({
    where: { countyCode, campaignId, householdId: { in: [...ids] } },
    include: {
      household,
      forms: { select: { no: true } },
      misses: { orderBy: [{ missedOn: 'desc' }, { recordedAt: 'desc' }], select: { outcome: true, isFinal: true } },
    },
  })
  const times = await timesInspected(ctx, countyCode, ids)
  const lines = rows.map((row) => ({ ...row, id: row.householdId }))
  return inOrder(ids, lines).map((row) => {
    const [form] = row.forms
    const [last] = row.misses
    const isGivenUp = row.misses.some(({ isFinal }) => isFinal)
    return rowOf(row.household, view, {
      campaignTitle: campaign?.title ?? null,
      drawRound: row.round,
      drawPlace: row.placeNo,
      sampleStratum: zhInspections.strata[row.stratum as Stratum],
      sampleReason: zhInspections.reasons[row.reason as Reason],
      sampleState: zhInspections.turns[form ? 'done' : isGivenUp ? 'missed' : 'left'],
      missOutcome: last ? zhInspections.outcomes[last.outcome as Outcome] : null,
      missTimes: row.misses.length,
      formProblems: form?.no ?? null,
      monthInspections: times.get(row.householdId) ?? 0,
    })
  })
}

/** Derivation runs by their ids, as their list tells of them. */
export async function readDerivationRows(ctx: Ctx, { regionCode }: List, ids: readonly string[]): Promise<SheetRow[]> {
  return inOrder(ids, await runsOf(ctx)).map((run) =>
    aboutNobody(regionCode, {
      snapshotOn: dayCell(run.on),
      derivedBy: run.by,
      derivedOn: dayCell(run.madeOn),
      countyThreshold: run.county,
      villageThreshold: run.village,
      placesMatched: run.matched,
      placesListed: run.listed,
      changesWaiting: run.undecided,
    }),
  )
}

/** Sessions at a listed place by their ids, as its page tells of them; unannounced ones only for whoever may know of them. */
export async function readSessionRows(ctx: Ctx, list: List, ids: readonly string[]): Promise<SheetRow[]> {
  return inOrder(ids, await listSessions(ctx, askedIn(list, 'place'), MAX_ROWS)).map((session) =>
    aboutNobody(list.regionCode, {
      listedPlace: session.place,
      sessionNo: session.no,
      heldOn: dayCell(session.on),
      sessionMode: zh.modes[session.mode],
      sessionMethod: zh.methods[session.method],
      sessionState: session.isHidden ? zh.place.hidden : null,
      visitedHouseholds: session.households,
      helpLines: session.help,
      heldBy: session.by,
    }),
  )
}
