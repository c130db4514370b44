import 'server-only'
import { listAspects, listVersions } from '@/lib/findings/queries/aspects'
import { inForce, versionAmong } from '@/lib/findings/rules/aspects'
import { findCampaign, keepStep, takeStep } from '@/lib/inspections/commands/step'
import { isOpenToChange } from '@/lib/inspections/lifecycle'
import { listInspectors } from '@/lib/inspections/queries/inspectors'
import { PlanInput, ReplanInput, TeamInput } from '@/lib/inspections/schema'
import { defineCommand } from '@/lib/platform/command'
import { dateOf } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { nextNumber } from '@/lib/platform/numbers'
import { countyOf, isWithin, levelOf, ownPrefix, pad, rangeOf } from '@/lib/regions/rules'

/** Plans a campaign in one county: what is looked at, where, and by which rule households are drawn. Errors: NotFoundError, DomainError. */
export const planCampaign = defineCommand({
  name: 'inspection.plan',
  permission: 'inspection:plan',
  input: PlanInput,
  async run(ctx, { id, regions, aspects, beginsOn, endsOn, ...said }) {
    const countyCode = await countyOfRegions(ctx, regions)
    const items = await itemsToAsk(ctx, countyCode, aspects)
    const place = { countyCode, id, regionCode: pad(countyCode) }
    const campaignNo = await nextNumber(ctx, countyCode, 'HT')
    await ctx.db.inspectionCampaign.create({
      data: {
        ...place,
        ...said,
        campaignNo,
        regions: [...new Set(regions)].sort(),
        aspects: [...new Set(aspects)],
        items: items.map(({ code }) => code),
        beginsOn: dateOf(beginsOn),
        endsOn: dateOf(endsOn),
        plannedBy: ctx.actor.userId,
        plannedByName: ctx.actor.name,
        lastStepOn: dateOf(ctx.today),
      },
      select: { id: true },
    })
    await keepStep(ctx, place, 1, { on: ctx.today, to: 'PLANNED', record: {} })
    return { campaignId: id, campaignNo }
  },
})

/**
 * Changes a plan until its first draw: what is looked at, where, when and by which rule; the record keeps who changed it and when, the audit what.
 * Errors: NotFoundError, DomainError for a campaign that was changed since or drawn, and for a team with villages beyond the new scope.
 */
export const replanCampaign = defineCommand({
  name: 'inspection.replan',
  permission: 'inspection:plan',
  input: ReplanInput,
  async run(ctx, { campaignId, version, regions, aspects, beginsOn, endsOn, ...said }) {
    const campaign = await findCampaign(ctx, campaignId)
    if (campaign.version !== version) throw new DomainError('inspections.changed')
    if (campaign.status !== 'PLANNED') throw new DomainError('inspections.drawnAlready')
    const { countyCode } = campaign
    if ((await countyOfRegions(ctx, regions)) !== countyCode)
      throw new DomainError('inspections.oneCounty', {}, 'regions')
    const prefixes = regions.map(ownPrefix)
    const teams = await ctx.db.inspectionTeam.findMany({ where: { countyCode, campaignId }, orderBy: { name: 'asc' } })
    const beyond = teams.find(({ villages }) => villages.some((code) => !prefixes.some((at) => isWithin(code, at))))
    if (beyond) throw new DomainError('inspections.teamBeyond', { name: beyond.name }, 'regions')
    const items = await itemsToAsk(ctx, countyCode, aspects)
    return takeStep(ctx, campaign, {
      on: ctx.today,
      to: 'PLANNED',
      record: { version: version + 1 },
      data: {
        ...said,
        regions: [...new Set(regions)].sort(),
        aspects: [...new Set(aspects)],
        items: items.map(({ code }) => code),
        beginsOn: dateOf(beginsOn),
        endsOn: dateOf(endsOn),
      },
    })
  },
})

/** Keeps a team, new or changed: who inspects which villages. Errors: NotFoundError, DomainError. */
export const keepTeam = defineCommand({
  name: 'inspection.team',
  permission: 'inspection:plan',
  input: TeamInput,
  async run(ctx, { id, campaignId, name, members, companions, regions }) {
    const campaign = await findCampaign(ctx, campaignId)
    if (!isOpenToChange(campaign.status)) throw new DomainError('inspections.notNow')
    const { countyCode, regionCode } = campaign
    const villages = await villagesOf(ctx, campaign.regions, regions)
    if (villages.length === 0) throw new DomainError('inspections.noVillage', {}, 'regions')
    const twin = await ctx.db.inspectionTeam.findFirst({
      where: { countyCode, campaignId, name, id: { not: id } },
      select: { id: true },
    })
    if (twin) throw new DomainError('inspections.teamThere', {}, 'name')
    const people = await listInspectors(ctx, countyCode, members)
    if (people.length < new Set(members).size) throw new DomainError('inspections.noInspector', {}, 'members')
    const said = {
      name,
      companions,
      villages,
      memberIds: people.map((each) => each.id),
      memberNames: people.map((each) => each.name),
    }
    const held = await ctx.db.inspectionTeam.findUnique({
      where: { countyCode_id: { countyCode, id } },
      select: { campaignId: true },
    })
    if (held && held.campaignId !== campaignId) throw new NotFoundError()
    await ctx.db.inspectionTeam.upsert({
      where: { countyCode_id: { countyCode, id } },
      create: { countyCode, id, campaignId, regionCode, ...said },
      update: said,
      select: { id: true },
    })
    return { campaignId }
  },
})

/** The checklist items in force that belong to some aspects of a county, in order; items of an older version of an aspect are the new one's. */
async function itemsToAsk(ctx: Ctx, countyCode: string, aspects: readonly string[]) {
  const known = (await listAspects(ctx, countyCode)).map(({ code }) => code)
  if (aspects.some((code) => !known.includes(code))) throw new DomainError('inspections.noAspect', {}, 'aspects')
  const versions = await listVersions(ctx)
  const rows = await ctx.db.inspectionItem.findMany({
    where: { appliesTo: { in: ['', countyCode] } },
    orderBy: [{ sortNo: 'asc' }, { code: 'asc' }],
  })
  const items = inForce(rows, countyCode).filter(({ aspect }) =>
    aspects.includes(versionAmong(versions, aspects, aspect)),
  )
  if (items.length === 0) throw new DomainError('inspections.nothingToAsk', {}, 'aspects')
  return items
}

async function countyOfRegions(ctx: Ctx, regions: readonly string[]): Promise<string> {
  const known = await ctx.db.region.count({ where: { code: { in: [...regions] } } })
  const areThere = known === new Set(regions).size && regions.every((code) => isWithin(code, ctx.actor.scope))
  if (!areThere) throw new NotFoundError()
  if (regions.some((code) => ['PROVINCE', 'CITY'].includes(levelOf(code))))
    throw new DomainError('inspections.oneCounty', {}, 'regions')
  const [county, ...others] = [...new Set(regions.map(countyOf))]
  if (!county || others.length > 0) throw new DomainError('inspections.oneCounty', {}, 'regions')
  return county
}

/** The villages of a campaign that lie in some regions. */
async function villagesOf(ctx: Ctx, scope: readonly string[], regions: readonly string[]): Promise<string[]> {
  const ranges = regions.map((code) => rangeOf(ownPrefix(code)))
  const rows = await ctx.db.region.findMany({
    where: { level: 'VILLAGE', OR: ranges.map(({ lo, hi }) => ({ code: { gte: lo, lt: hi } })) },
    orderBy: { code: 'asc' },
    select: { code: true },
  })
  const prefixes = scope.map(ownPrefix)
  return rows.map(({ code }) => code).filter((code) => prefixes.some((prefix) => isWithin(code, prefix)))
}
