import 'server-only'
import { getPlace } from '@/lib/monitoring/queries/places'
import { cursorFrom, cursorText } from '@/lib/monitoring/rules/cursor'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import type { Prisma } from '@/lib/platform/prisma/client'
import { countyOfScope, levelOfPrefix } from '@/lib/regions/rules'

const PAGE = 50

/** Whether somebody sees campaigns, or only the letters that came of them: a campaign is the county's. */
export const seesCampaigns = (ctx: Ctx) => !['TOWNSHIP', 'VILLAGE'].includes(levelOfPrefix(ctx.actor.scope))

/** Campaigns of a region, fifty at a time by their last step, with how far they are. */
export async function listCampaigns(ctx: Ctx, { region, after }: { region?: string; after?: string }) {
  const place = await getPlace(ctx, region)
  const here: Prisma.InspectionCampaignWhereInput = { ...countyOfScope(ctx.actor.scope), regionCode: place.range }
  const cursor = cursorFrom(after)
  const beyond: Prisma.InspectionCampaignWhereInput = cursor
    ? { OR: [{ lastStepOn: { lt: dateOf(cursor.day) } }, { lastStepOn: dateOf(cursor.day), id: { lt: cursor.id } }] }
    : {}
  const total = await ctx.db.inspectionCampaign.count({ where: here })
  const rows = await ctx.db.inspectionCampaign.findMany({
    where: { AND: [here, beyond] },
    orderBy: [{ lastStepOn: 'desc' }, { id: 'desc' }],
    take: PAGE + 1,
    include: { region: { select: { name: true } } },
  })
  const shown = rows.slice(0, PAGE)
  const ids = shown.map(({ id }) => id)
  const inThese = { ...countyOfScope(ctx.actor.scope), campaignId: { in: ids } }
  const drawn = await ctx.db.inspectionDrawn.groupBy({
    by: ['campaignId'],
    where: inThese,
    _count: { householdId: true },
  })
  const done = await ctx.db.inspectionForm.groupBy({ by: ['campaignId'], where: inThese, _count: { id: true } })
  const open = await ctx.db.finding.groupBy({
    by: ['originId', 'status'],
    where: { ...countyOfScope(ctx.actor.scope), originKind: 'CAMPAIGN', originId: { in: ids } },
    _count: { id: true },
  })
  const last = shown.at(-1)
  return {
    place,
    total,
    campaigns: shown.map((row) => ({
      id: row.id,
      campaignNo: row.campaignNo,
      title: row.title,
      region: row.region.name,
      beginsOn: dayFrom(row.beginsOn),
      endsOn: dayFrom(row.endsOn),
      status: row.status,
      drawn: drawn.find(({ campaignId }) => campaignId === row.id)?._count.householdId ?? 0,
      done: done.find(({ campaignId }) => campaignId === row.id)?._count.id ?? 0,
      findings: open.filter(({ originId }) => originId === row.id).reduce((sum, each) => sum + each._count.id, 0),
      open: open
        .filter(({ originId, status }) => originId === row.id && status !== 'CLOSED')
        .reduce((sum, each) => sum + each._count.id, 0),
    })),
    next: rows.length > PAGE && last ? cursorText({ rank: 0, day: dayFrom(last.lastStepOn), id: last.id }) : null,
  }
}

/** Feedback letters to the villages of a region, newest first, fifty at a time. */
export async function listLetters(ctx: Ctx, { region, after }: { region?: string; after?: string }) {
  const place = await getPlace(ctx, region)
  const here: Prisma.InspectionLetterWhereInput = { ...countyOfScope(ctx.actor.scope), regionCode: place.range }
  const cursor = cursorFrom(after)
  const beyond: Prisma.InspectionLetterWhereInput = cursor
    ? { OR: [{ issuedOn: { lt: dateOf(cursor.day) } }, { issuedOn: dateOf(cursor.day), id: { lt: cursor.id } }] }
    : {}
  const total = await ctx.db.inspectionLetter.count({ where: here })
  const rows = await ctx.db.inspectionLetter.findMany({
    where: { AND: [here, beyond] },
    orderBy: [{ issuedOn: 'desc' }, { id: 'desc' }],
    take: PAGE + 1,
    include: { region: { select: { name: true } } },
  })
  const shown = rows.slice(0, PAGE)
  const last = shown.at(-1)
  return {
    place,
    total,
    letters: shown.map((row) => ({
      id: row.id,
      letterNo: row.letterNo,
      title: row.campaignTitle,
      village: row.region.name,
      issuedOn: dayFrom(row.issuedOn),
      replyBy: dayFrom(row.replyBy),
      households: row.households,
      problems: row.problems,
      fixed: row.fixed,
    })),
    next: rows.length > PAGE && last ? cursorText({ rank: 0, day: dayFrom(last.issuedOn), id: last.id }) : null,
  }
}
