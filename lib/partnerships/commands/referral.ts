import 'server-only'
import { findUnit } from '@/lib/partnerships/commands/unit'
import { CorrectReferralInput, ReportReferralInput } from '@/lib/partnerships/schema'
import { defineCommand } from '@/lib/platform/command'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { countyOfScope } from '@/lib/regions/rules'

type Row = { id: string; year: number; treated: number; referred: number; source: string }

/** Records how many patients a unit treated in a year and how many it sent away (转院). Errors: NotFoundError, DomainError. */
export const reportReferral = defineCommand({
  name: 'referral.report',
  permission: 'partnership:report',
  input: ReportReferralInput,
  async run(ctx, { unitId, ...row }): Promise<{ unitId: string }> {
    const unit = await findUnit(ctx, unitId)
    if (row.year > Number(ctx.today.slice(0, 4))) throw new DomainError('partnerships.yearToCome', {}, 'year')
    const there = await ctx.db.referralYear.findFirst({
      where: { countyCode: unit.countyCode, unitId, year: row.year },
      select: { id: true },
    })
    if (there) throw new DomainError('partnerships.yearThere', { year: String(row.year) }, 'year')
    await write(ctx, { countyCode: unit.countyCode, regionCode: unit.regionCode, unitId }, row)
    return { unitId }
  },
})

/** Puts the count of a year right by a later row with a reason; the earlier one stays. Errors: NotFoundError, DomainError. */
export const correctReferral = defineCommand({
  name: 'referral.correct',
  permission: 'partnership:report',
  input: CorrectReferralInput,
  async run(ctx, { referralId, ...row }): Promise<{ unitId: string }> {
    const earlier = await ctx.db.referralYear.findFirst({
      where: { ...countyOfScope(ctx.actor.scope), id: referralId },
      include: { later: { select: { id: true } } },
    })
    if (!earlier) throw new NotFoundError()
    if (earlier.later) throw new DomainError('partnerships.correctedAlready')
    const { countyCode, regionCode, unitId, year } = earlier
    await write(ctx, { countyCode, regionCode, unitId }, { ...row, year, supersedes: referralId })
    return { unitId }
  },
})

async function write(
  ctx: Ctx,
  unit: { countyCode: string; regionCode: string; unitId: string },
  row: Row & { supersedes?: string; reason?: string },
): Promise<void> {
  const { userId, name } = ctx.actor
  await ctx.db.referralYear.create({
    data: { ...unit, ...row, recordedBy: userId, recordedByName: name, recordedAt: ctx.now },
    select: { id: true },
  })
}
