import 'server-only'
import { findTurn, refuseInspector } from '@/lib/inspections/commands/record'
import { type Campaign, findCampaign, takeStep } from '@/lib/inspections/commands/step'
import { frameSum, METHOD } from '@/lib/inspections/rules/draw'
import { isFinal, nextOfLot, ruleOfOne } from '@/lib/inspections/rules/misses'
import { MissInput, type Stratum } from '@/lib/inspections/schema'
import { selectFrame } from '@/lib/inspections/sql/frame'
import { listParameterRows } from '@/lib/parameters/queries'
import { resolveParameter } from '@/lib/parameters/rules'
import { defineCommand } from '@/lib/platform/command'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError } from '@/lib/platform/errors'
import { ownPrefix, rangeOf } from '@/lib/regions/rules'

const VALUES = ['inspection.homeTries', 'inspection.elderlyAge', 'inspection.remoteKm'] as const

export type Missed = { campaignId: string; isFinal: boolean; insteadId: string | null }

/**
 * Records that a drawn household could not be inspected. Whoever was not at home stays to be inspected, up to the number of tries in force; whoever
 * refuses or moved away, and whoever is never at home, is replaced by the next of the same lot in the village and stratum, as a draw of one that is
 * kept like every other. Errors: NotFoundError, DomainError.
 */
export const missInspection = defineCommand({
  name: 'inspection.miss',
  permission: 'inspection:record',
  input: MissInput,
  async run(ctx, { id, campaignId, householdId, missedOn, outcome, note, recordedAt }): Promise<Missed> {
    const { campaign: seen, drawn } = await findTurn(ctx, campaignId, householdId)
    if (seen.status !== 'INSPECTING') throw new DomainError('inspections.notInspecting')
    if (missedOn > ctx.today) throw new DomainError('input.inTheFuture', {}, 'missedOn')
    const begins = dayFrom(seen.beginsOn)
    if (missedOn < begins) throw new DomainError('inspections.beforeBegin', { day: begins }, 'missedOn')
    await refuseInspector(ctx, seen, drawn.regionCode, missedOn)
    const { countyCode } = seen
    const turn = { countyCode, campaignId, householdId }
    const form = await ctx.db.inspectionForm.findFirst({
      where: turn,
      select: { inspectorName: true, inspectedOn: true },
    })
    if (form)
      throw new DomainError('inspections.formThere', { name: form.inspectorName, day: dayFrom(form.inspectedOn) })
    const before = await ctx.db.inspectionMiss.findMany({ where: turn, select: { isFinal: true } })
    if (before.some((each) => each.isFinal)) throw new DomainError('inspections.givenUp')
    const values = await listParameterRows(ctx, VALUES)
    const known = (code: (typeof VALUES)[number]) =>
      resolveParameter(values, code, seen.regionCode, ctx.today)?.value ?? null
    const final = isFinal(outcome, before.length + 1, known('inspection.homeTries'))
    const groups = { elderlyAge: known('inspection.elderlyAge'), remoteKm: known('inspection.remoteKm') }
    const instead = final ? await drawNext(ctx, await findCampaign(ctx, campaignId), drawn, groups) : null
    await ctx.db.inspectionMiss.create({
      data: {
        ...turn,
        id,
        regionCode: drawn.regionCode,
        round: drawn.round,
        missedOn: dateOf(missedOn),
        outcome,
        isFinal: final,
        insteadRound: instead?.round ?? null,
        note,
        inspectorId: ctx.actor.userId,
        inspectorName: ctx.actor.name,
        recordedAt: recordedAt ? new Date(recordedAt) : ctx.now,
      },
      select: { id: true },
    })
    return { campaignId, isFinal: final, insteadId: instead?.id ?? null }
  },
})

type Drawn = { countyCode: string; householdId: string; regionCode: string; round: number; stratum: string }
type Groups = { elderlyAge: number | null; remoteKm: number | null }

/** Draws the next household of the lot by which another was drawn, from those of the village that the campaign did not draw; null when none is left. */
async function drawNext(
  ctx: Ctx,
  campaign: Campaign,
  { householdId, regionCode, round, stratum }: Drawn,
  groups: Groups,
) {
  const { countyCode, id: campaignId } = campaign
  const key = { countyCode, campaignId }
  const { seed } = await ctx.db.inspectionDraw.findUniqueOrThrow({
    where: { countyCode_campaignId_round: { ...key, round } },
    select: { seed: true },
  })
  const ranges = [rangeOf(ownPrefix(regionCode))]
  const frame = await selectFrame(ctx, { ...key, ranges, ...groups })
  const next = nextOfLot(seed, frame, stratum as Stratum)
  if (!next) return null
  const own = { ...key, round: campaign.rounds + 1 }
  await ctx.db.inspectionDraw.create({
    data: {
      ...own,
      regionCode: campaign.regionCode,
      seed,
      method: METHOD,
      rule: { ...ruleOfOne(stratum as Stratum), ...groups, village: regionCode, instead: householdId },
      frameOn: dateOf(ctx.today),
      frameSize: frame.length,
      frameSha256: new Uint8Array(frameSum(frame)),
      drawn: 1,
      drawnAt: ctx.now,
      drawnBy: ctx.actor.userId,
      drawnByName: ctx.actor.name,
    },
    select: { round: true },
  })
  await ctx.db.inspectionDrawn.create({
    data: { ...own, householdId: next.id, regionCode, placeNo: 1, stratum, reason: 'INSTEAD' },
    select: { round: true },
  })
  await takeStep(ctx, campaign, {
    on: ctx.today,
    to: campaign.status,
    record: { round: own.round, drawn: 1, frame: frame.length, instead: 1 },
    data: { rounds: own.round },
  })
  return { id: next.id, round: own.round }
}
