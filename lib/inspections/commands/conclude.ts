import 'server-only'
import { campaignToStep, takeStep } from '@/lib/inspections/commands/step'
import { CloseInput, IssueInput, RectifyInput, StartInput, SummariseInput } from '@/lib/inspections/schema'
import { countByVillage } from '@/lib/inspections/sql/summary'
import { defineCommand } from '@/lib/platform/command'
import { dateOf } from '@/lib/platform/days'
import { DomainError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'

/** The teams go out. Errors: NotFoundError, DomainError without a team. */
export const startCampaign = defineCommand({
  name: 'inspection.start',
  permission: 'inspection:plan',
  input: StartInput,
  async run(ctx, input) {
    const campaign = await campaignToStep(ctx, input, 'INSPECTING')
    if (campaign._count.teams === 0) throw new DomainError('inspections.noTeam')
    return takeStep(ctx, campaign, { on: input.on, to: 'INSPECTING', record: {} })
  },
})

/** Nobody inspects any more; the figures of this day are kept with the conclusion. Errors: NotFoundError, DomainError. */
export const summariseCampaign = defineCommand({
  name: 'inspection.summarise',
  permission: 'inspection:plan',
  input: SummariseInput,
  async run(ctx, input) {
    const campaign = await campaignToStep(ctx, input, 'SUMMARISED')
    const villages = await countByVillage(ctx, campaign)
    const sum = (part: 'drawn' | 'done' | 'missed' | 'problems' | 'fixed') =>
      villages.reduce((all, each) => all + each[part], 0)
    if (sum('done') === 0) throw new DomainError('inspections.nothingSeen')
    const record = {
      drawn: sum('drawn') - sum('missed'),
      missed: sum('missed'),
      done: sum('done'),
      problems: sum('problems'),
      fixed: sum('fixed'),
    }
    return takeStep(ctx, campaign, { on: input.on, to: 'SUMMARISED', record, data: { conclusion: input.conclusion } })
  },
})

/** Writes a numbered letter to every inspected village. Errors: NotFoundError, DomainError. */
export const issueFeedback = defineCommand({
  name: 'inspection.issue',
  permission: 'inspection:plan',
  input: IssueInput,
  async run(ctx, input) {
    const campaign = await campaignToStep(ctx, input, 'FEEDBACK_ISSUED')
    const seen = (await countByVillage(ctx, campaign)).filter(({ done }) => done > 0)
    const { countyCode, id: campaignId, campaignNo, title, organiser, beginsOn, endsOn } = campaign
    await ctx.db.inspectionLetter.createMany({
      data: seen.map(({ village, done, problems, fixed }, index) => ({
        countyCode,
        id: newId(ctx.now),
        campaignId,
        campaignRegion: campaign.regionCode,
        regionCode: village,
        letterNo: `${campaignNo}-${String(index + 1).padStart(3, '0')}`,
        campaignTitle: title,
        organiser,
        beginsOn,
        endsOn,
        issuedOn: dateOf(input.on),
        replyBy: dateOf(input.replyBy),
        opinion: input.opinion,
        households: done,
        problems,
        fixed,
        issuedBy: ctx.actor.userId,
        issuedByName: ctx.actor.name,
      })),
    })
    return takeStep(ctx, campaign, { on: input.on, to: 'FEEDBACK_ISSUED', record: { letters: seen.length } })
  },
})

/** The villages put right what was found. Errors: NotFoundError, DomainError. */
export const startRectifying = defineCommand({
  name: 'inspection.rectify',
  permission: 'inspection:plan',
  input: RectifyInput,
  async run(ctx, input) {
    const campaign = await campaignToStep(ctx, input, 'RECTIFYING')
    return takeStep(ctx, campaign, { on: input.on, to: 'RECTIFYING', record: {} })
  },
})

/** Ends a campaign of which every finding is closed; long-term ones are not. Errors: NotFoundError, DomainError. */
export const closeCampaign = defineCommand({
  name: 'inspection.close',
  permission: 'inspection:plan',
  input: CloseInput,
  async run(ctx, input) {
    const campaign = await campaignToStep(ctx, input, 'CLOSED')
    const open = await ctx.db.finding.count({
      where: {
        countyCode: campaign.countyCode,
        originKind: 'CAMPAIGN',
        originId: campaign.id,
        status: { not: 'CLOSED' },
      },
    })
    if (open > 0) throw new DomainError('inspections.findingsOpen', { n: open })
    return takeStep(ctx, campaign, { on: input.on, to: 'CLOSED', record: { note: input.note } })
  },
})
