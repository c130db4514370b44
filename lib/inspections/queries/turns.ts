import 'server-only'
import type { Outcome, Reason, Stratum } from '@/lib/inspections/schema'
import { countByVillage, countInspections } from '@/lib/inspections/sql/summary'
import { shownName } from '@/lib/monitoring/queries/names'
import { listParameterRows } from '@/lib/parameters/queries'
import { resolveParameter } from '@/lib/parameters/rules'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid } from '@/lib/platform/ids'
import { may } from '@/lib/platform/permissions'
import type { Prisma } from '@/lib/platform/prisma/client'
import { countyOfScope } from '@/lib/regions/rules'

const PAGE = 50
const MONTH: readonly ['inspection.monthlyLimit'] = ['inspection.monthlyLimit']

/** From how many inspections of a household in a month on people are warned; null where no value is in force. */
export async function monthlyLimit(ctx: Ctx, regionCode: string): Promise<number | null> {
  return resolveParameter(await listParameterRows(ctx, MONTH), MONTH[0], regionCode, ctx.today)?.value ?? null
}

/** How often each of some households was inspected this month. */
export const timesInspected = (ctx: Ctx, countyCode: string, ids: readonly string[]) =>
  countInspections(ctx, countyCode, ctx.today, [...ids])

export const TURN_TABS = ['left', 'done', 'missed'] as const
export type TurnTab = (typeof TURN_TABS)[number]

const STATES: Readonly<Record<TurnTab, Prisma.InspectionDrawnWhereInput>> = {
  left: { forms: { none: {} }, misses: { none: { isFinal: true } } },
  done: { forms: { some: {} } },
  missed: { misses: { some: { isFinal: true } } },
}

export type TurnQuery = { village?: string; tab: TurnTab; after?: string }

const IN_TURN = [
  { round: 'asc' },
  { placeNo: 'asc' },
] as const satisfies Prisma.InspectionDrawnOrderByWithRelationInput[]

/** A campaign and the condition of its drawn households in a village, in the reader's own villages, or in all. Errors: NotFoundError. */
async function drawnOf(ctx: Ctx, id: string, village: string | undefined) {
  const campaign = isUuid(id)
    ? await ctx.db.inspectionCampaign.findFirst({
        where: { ...countyOfScope(ctx.actor.scope), id },
        select: { countyCode: true, title: true, status: true, id: true },
      })
    : null
  if (!campaign) throw new NotFoundError()
  const { countyCode } = campaign
  const teams = await ctx.db.inspectionTeam.findMany({
    where: { countyCode, campaignId: id, memberIds: { has: ctx.actor.userId } },
    select: { villages: true },
  })
  const mine = teams.flatMap((team) => team.villages)
  const where: Prisma.InspectionDrawnWhereInput = {
    countyCode,
    campaignId: id,
    ...(village === 'mine' ? { regionCode: { in: mine } } : village ? { regionCode: village } : {}),
  }
  return { campaign, mine, where }
}

/** The households of all that the list of drawn households shows, in its order; at most `most`. Errors: NotFoundError. */
export async function listTurnIds(ctx: Ctx, id: string, { village, tab }: TurnQuery, most: number): Promise<string[]> {
  const { where } = await drawnOf(ctx, id, village)
  const rows = await ctx.db.inspectionDrawn.findMany({
    where: { AND: [where, STATES[tab]] },
    orderBy: [...IN_TURN],
    take: most,
    select: { householdId: true },
  })
  return rows.map(({ householdId }) => householdId)
}

/** Drawn households of a campaign by place in the draw, fifty at a time: those to inspect, those inspected, or those given up. Errors: NotFoundError. */
export async function listTurns(ctx: Ctx, id: string, { village, tab, after }: TurnQuery) {
  const { campaign, mine, where } = await drawnOf(ctx, id, village)
  const { countyCode } = campaign
  const villages = await countByVillage(ctx, campaign)
  const [, round, place] = /^(\d{1,4})_(\d{1,6})$/.exec(after ?? '') ?? []
  const beyond: Prisma.InspectionDrawnWhereInput = round
    ? { OR: [{ round: { gt: Number(round) } }, { round: Number(round), placeNo: { gt: Number(place) } }] }
    : {}
  const rows = await ctx.db.inspectionDrawn.findMany({
    where: { AND: [where, STATES[tab], beyond] },
    orderBy: [...IN_TURN],
    take: PAGE + 1,
    include: {
      region: { select: { name: true } },
      household: { select: { headName: true, householdNo: true, memberCount: true, groupName: true } },
      forms: { select: { id: true, no: true } },
      misses: { orderBy: [{ missedOn: 'desc' }, { recordedAt: 'desc' }], select: { outcome: true } },
    },
  })
  const shown = rows.slice(0, PAGE)
  const times = await timesInspected(
    ctx,
    countyCode,
    shown.map(({ householdId }) => householdId),
  )
  const limit = await monthlyLimit(ctx, `${countyCode}000000`)
  const last = shown.at(-1)
  return {
    campaign,
    villages,
    hasMine: mine.length > 0,
    counts: {
      left: await ctx.db.inspectionDrawn.count({ where: { AND: [where, STATES.left] } }),
      done: await ctx.db.inspectionDrawn.count({ where: { AND: [where, STATES.done] } }),
      missed: await ctx.db.inspectionDrawn.count({ where: { AND: [where, STATES.missed] } }),
    },
    turns: shown.map((row) => ({
      householdId: row.householdId,
      headName: shownName(ctx, row.household.headName),
      householdNo: row.household.householdNo,
      members: row.household.memberCount,
      village: row.region.name,
      group: row.household.groupName,
      stratum: row.stratum as Stratum,
      reason: row.reason as Reason,
      form: row.forms[0] ?? null,
      tries: row.misses.length,
      outcome: (row.misses[0]?.outcome ?? null) as Outcome | null,
      times: times.get(row.householdId) ?? 0,
      isOften: limit !== null && (times.get(row.householdId) ?? 0) >= limit,
    })),
    next: rows.length > PAGE && last ? `${last.round}_${last.placeNo}` : null,
    mayRecord: may(ctx.actor.role, 'inspection:record') && campaign.status === 'INSPECTING',
    userId: ctx.actor.userId,
    role: ctx.actor.role,
  }
}
