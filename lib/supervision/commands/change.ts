import 'server-only'
import { defineCommand } from '@/lib/platform/command'
import { dateOf } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { countyOfScope, isWithin } from '@/lib/regions/rules'
import { fitsLevel, typeOfLevel } from '@/lib/supervision/rules/places'
import { ChangeInput, DecideChangeInput } from '@/lib/supervision/schema'

/** The run of that id within the actor's scope. Errors: NotFoundError. */
export async function runToChange(ctx: Ctx, runId: string) {
  const run = await ctx.db.derivationRun.findFirst({ where: { ...countyOfScope(ctx.actor.scope), id: runId } })
  if (!run) throw new NotFoundError()
  return run
}

/**
 * Proposes to add a place to the list of a run, or to take one off it, with the reason; an area that is no division goes by its name under
 * the county. Errors: NotFoundError, DomainError.
 */
export const proposeChange = defineCommand({
  name: 'supervision.change',
  permission: 'supervision:propose',
  input: ChangeInput,
  async run(ctx, { id, runId, kind, targetType, regionCode, areaName, reason }): Promise<{ runId: string }> {
    const run = await runToChange(ctx, runId)
    const { countyCode } = run
    const region = isWithin(regionCode, countyCode)
      ? await ctx.db.region.findUnique({ where: { code: regionCode }, select: { level: true } })
      : null
    if (!region) throw new NotFoundError()
    if (kind === 'ADD' && !fitsLevel(targetType, region.level))
      throw new DomainError('supervision.otherLevel', {}, 'regionCode')
    if (areaName !== '' && region.level !== 'COUNTY') throw new DomainError('supervision.areaOfCounty', {}, 'areaName')
    const key = { countyCode, runId, regionCode }
    const line = await ctx.db.derivationLine.findFirst({ where: { ...key, isMatched: true } })
    if (kind === 'REMOVE' && (!line || areaName !== ''))
      throw new DomainError('supervision.notMatched', {}, 'regionCode')
    const type = kind === 'REMOVE' ? typeOfLevel(region.level) : targetType
    if (kind === 'ADD' && line && areaName === '' && type !== 'COUNTY_DELISTED')
      throw new DomainError('supervision.matchedAlready', {}, 'regionCode')
    const open = { countyCode, regionCode, areaName, status: { not: 'DELISTED' as const } }
    if (await ctx.db.listedPlace.findFirst({ where: open, select: { id: true } }))
      throw new DomainError('supervision.listedAlready', {}, 'regionCode')
    const twin = { ...key, areaName, OR: [{ decision: null }, { decision: 'APPROVED' }] }
    if (await ctx.db.listingChange.findFirst({ where: twin, select: { id: true } }))
      throw new DomainError('supervision.changeThere', {}, 'regionCode')
    await ctx.db.listingChange.create({
      data: {
        ...key,
        id,
        kind,
        targetType: type,
        areaName,
        reason,
        proposedBy: ctx.actor.userId,
        proposedByName: ctx.actor.name,
        proposedOn: dateOf(ctx.today),
        proposedDigits: ctx.actor.scope.length,
      },
      select: { id: true },
    })
    return { runId }
  },
})

/** Approves or refuses an addition or removal: one level up, and not by who proposed it. Errors: NotFoundError, DomainError. */
export const decideChange = defineCommand({
  name: 'supervision.decideChange',
  permission: 'supervision:decide',
  input: DecideChangeInput,
  async run(ctx, { changeId, decision, note }): Promise<{ runId: string }> {
    const where = { ...countyOfScope(ctx.actor.scope), id: changeId }
    const change = await ctx.db.listingChange.findFirst({ where })
    if (!change) throw new NotFoundError()
    if (change.decision) throw new DomainError('supervision.decidedAlready')
    mayDecide(ctx, change)
    const { count } = await ctx.db.listingChange.updateMany({
      where: { countyCode: change.countyCode, id: changeId, decision: null },
      data: {
        decision,
        decidedBy: ctx.actor.userId,
        decidedByName: ctx.actor.name,
        decidedOn: dateOf(ctx.today),
        decisionNote: note,
      },
    })
    if (count !== 1) throw new DomainError('supervision.decidedAlready')
    return { runId: change.runId }
  },
})

/** Refuses whoever proposed it, whoever stands in for him, and whoever is not above the level that proposed. */
export function mayDecide(ctx: Ctx, by: { proposedBy: string | null; proposedDigits: number | null }): void {
  if ([ctx.actor.userId, ctx.actor.actingFor?.userId].includes(by.proposedBy ?? ''))
    throw new DomainError('supervision.ownProposal')
  if (ctx.actor.scope.length >= (by.proposedDigits ?? 0)) throw new DomainError('supervision.oneLevelUp')
}
