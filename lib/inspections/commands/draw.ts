import 'server-only'
import { randomUUID } from 'node:crypto'
import { findCampaign, takeStep } from '@/lib/inspections/commands/step'
import { isOpenToChange } from '@/lib/inspections/lifecycle'
import { draw, frameSum, METHOD } from '@/lib/inspections/rules/draw'
import { DrawInput, type MustInclude } from '@/lib/inspections/schema'
import { selectFrame } from '@/lib/inspections/sql/frame'
import { listParameterRows } from '@/lib/parameters/queries'
import { resolveParameter } from '@/lib/parameters/rules'
import { defineCommand } from '@/lib/platform/command'
import { dateOf } from '@/lib/platform/days'
import { DomainError } from '@/lib/platform/errors'
import { ownPrefix, rangeOf } from '@/lib/regions/rules'

const GROUP_VALUES = ['inspection.elderlyAge', 'inspection.remoteKm'] as const

/**
 * Draws the next round of a campaign from the register of today, households of earlier rounds left out. Seed, frame and rule are kept, so
 * that the list can be made again. Errors: NotFoundError, DomainError.
 */
export const drawCampaign = defineCommand({
  name: 'inspection.draw',
  permission: 'inspection:plan',
  input: DrawInput,
  async run(ctx, { campaignId, version }): Promise<{ campaignId: string; drawn: number }> {
    const campaign = await findCampaign(ctx, campaignId)
    if (campaign.version !== version) throw new DomainError('inspections.changed')
    if (!isOpenToChange(campaign.status)) throw new DomainError('inspections.notNow')
    const { countyCode, regionCode, registeredTarget, othersTarget } = campaign
    const values = await listParameterRows(ctx, GROUP_VALUES)
    const known = (code: (typeof GROUP_VALUES)[number]) =>
      resolveParameter(values, code, regionCode, ctx.today)?.value ?? null
    const [elderlyAge, remoteKm] = [known('inspection.elderlyAge'), known('inspection.remoteKm')]
    const ranges = campaign.regions.map((code) => rangeOf(ownPrefix(code)))
    const frame = await selectFrame(ctx, { countyCode, campaignId, ranges, elderlyAge, remoteKm })
    const mustInclude = campaign.mustInclude as MustInclude[]
    const rule = { registered: registeredTarget, others: othersTarget, mustInclude }
    const seed = randomUUID()
    const list = draw(seed, frame, rule)
    if (list.length === 0) throw new DomainError('inspections.nothingToDraw')
    const round = campaign.rounds + 1
    await ctx.db.inspectionDraw.create({
      data: {
        countyCode,
        campaignId,
        round,
        regionCode,
        seed,
        method: METHOD,
        rule: { ...rule, elderlyAge, remoteKm },
        frameOn: dateOf(ctx.today),
        frameSize: frame.length,
        frameSha256: new Uint8Array(frameSum(frame)),
        drawn: list.length,
        drawnAt: ctx.now,
        drawnBy: ctx.actor.userId,
        drawnByName: ctx.actor.name,
      },
      select: { round: true },
    })
    await ctx.db.inspectionDrawn.createMany({
      data: list.map(({ id, village, stratum, reason }, index) => ({
        countyCode,
        campaignId,
        householdId: id,
        round,
        regionCode: village,
        placeNo: index + 1,
        stratum,
        reason,
      })),
    })
    const to = campaign.status === 'PLANNED' ? 'SAMPLING_DRAWN' : campaign.status
    await takeStep(ctx, campaign, {
      on: ctx.today,
      to,
      record: { round, drawn: list.length, frame: frame.length },
      data: { rounds: round },
    })
    return { campaignId, drawn: list.length }
  },
})
