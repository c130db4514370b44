import 'server-only'
import { nextOf } from '@/lib/inspections/lifecycle'
import type { CampaignStatus } from '@/lib/inspections/schema'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import type { Prisma } from '@/lib/platform/prisma/client'
import { countyOfScope } from '@/lib/regions/rules'

export type Campaign = Awaited<ReturnType<typeof findCampaign>>

/** The campaign, locked for this transaction. Errors: NotFoundError. */
export async function findCampaign(ctx: Ctx, campaignId: string) {
  const where = { ...countyOfScope(ctx.actor.scope), id: campaignId }
  const found = await ctx.db.inspectionCampaign.findFirst({ where, select: { countyCode: true } })
  if (!found) throw new NotFoundError()
  await ctx.db
    .$queryRaw`SELECT FROM inspection_campaign WHERE county_code = ${found.countyCode} AND id = ${campaignId}::uuid FOR UPDATE`
  return ctx.db.inspectionCampaign.findUniqueOrThrow({
    where: { countyCode_id: { countyCode: found.countyCode, id: campaignId } },
    include: { _count: { select: { steps: true, teams: true } } },
  })
}

type Wish = { campaignId: string; version: number; on: string }

/** The campaign, as far as it may take its next step now. Errors: NotFoundError, DomainError. */
export async function campaignToStep(
  ctx: Ctx,
  { campaignId, version, on }: Wish,
  to: CampaignStatus,
): Promise<Campaign> {
  const campaign = await findCampaign(ctx, campaignId)
  if (campaign.version !== version) throw new DomainError('inspections.changed')
  if (nextOf(campaign.status) !== to) throw new DomainError('inspections.notNow')
  if (on > ctx.today) throw new DomainError('input.inTheFuture', {}, 'on')
  const last = dayFrom(campaign.lastStepOn)
  if (on < last) throw new DomainError('inspections.beforeLast', { day: last }, 'on')
  return campaign
}

type Taken = {
  on: string
  to: CampaignStatus
  record: Record<string, Prisma.InputJsonValue | null>
  data?: Prisma.InspectionCampaignUncheckedUpdateManyInput
}

/** Moves the campaign where it is still as it was seen, and writes the step. */
export async function takeStep(
  ctx: Ctx,
  campaign: Campaign,
  { on, to, record, data }: Taken,
): Promise<{ campaignId: string }> {
  const { countyCode, id, version, _count } = campaign
  const { count } = await ctx.db.inspectionCampaign.updateMany({
    where: { countyCode, id, version },
    data: { ...data, status: to, lastStepOn: dateOf(on), version: { increment: 1 } },
  })
  if (count !== 1) throw new DomainError('inspections.changed')
  await keepStep(ctx, campaign, _count.steps + 1, { on, to, record })
  return { campaignId: id }
}

type Place = { countyCode: string; id: string; regionCode: string }

/** Writes one line of the record of a campaign; it is never changed. */
export async function keepStep(
  ctx: Ctx,
  { countyCode, id, regionCode }: Place,
  stepNo: number,
  { on, to, record }: Omit<Taken, 'data'>,
): Promise<void> {
  await ctx.db.inspectionStep.create({
    data: {
      countyCode,
      campaignId: id,
      stepNo,
      regionCode,
      toStatus: to,
      stepOn: dateOf(on),
      recordedAt: ctx.now,
      actorId: ctx.actor.userId,
      actorName: ctx.actor.name,
      record: record as Prisma.InputJsonObject,
    },
    select: { stepNo: true },
  })
}
