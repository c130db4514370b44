import 'server-only'
import { defineCommand } from '@/lib/platform/command'
import { dateOf } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { countyOfScope } from '@/lib/regions/rules'
import { findPlan } from '@/lib/yearplans/commands/plan'
import { CorrectLabourInput, ReportLabourInput } from '@/lib/yearplans/schema/labour'

/**
 * Records what a village reports of its people working away as of a day; the total is the sum of its parts, two of which may stand as one
 * figure (850 = 247 + 603). Errors: NotFoundError, DomainError.
 */
export const reportLabour = defineCommand({
  name: 'villagePlan.reportLabour',
  permission: 'villagePlan:keep',
  input: ReportLabourInput,
  async run(ctx, { planId, asOf, recordedAt: _, ...row }): Promise<{ planId: string }> {
    const { countyCode, regionCode, year } = await findPlan(ctx, planId)
    if (asOf > ctx.today) throw new DomainError('input.inTheFuture', {}, 'asOf')
    if (!asOf.startsWith(String(year))) throw new DomainError('yearplans.withinTheYear', { year: String(year) }, 'asOf')
    const there = await ctx.db.labourReport.findFirst({ where: { countyCode, planId, asOf: dateOf(asOf) } })
    if (there) throw new DomainError('yearplans.reportThere', { day: asOf }, 'asOf')
    await write(ctx, { countyCode, regionCode, planId, asOf: dateOf(asOf) }, row)
    return { planId }
  },
})

/** Puts a report right by a later row with a reason; the earlier one stays. Errors: NotFoundError, DomainError. */
export const correctLabour = defineCommand({
  name: 'villagePlan.correctLabour',
  permission: 'villagePlan:keep',
  input: CorrectLabourInput,
  async run(ctx, { reportId, ...row }): Promise<{ planId: string }> {
    const earlier = await ctx.db.labourReport.findFirst({
      where: { ...countyOfScope(ctx.actor.scope), id: reportId },
      include: { later: { select: { id: true } } },
    })
    if (!earlier) throw new NotFoundError()
    if (earlier.later) throw new DomainError('yearplans.correctedAlready')
    const { countyCode, regionCode, planId, asOf } = earlier
    await write(ctx, { countyCode, regionCode, planId, asOf }, { ...row, supersedes: reportId })
    return { planId }
  },
})

type Place = { countyCode: string; regionCode: string; planId: string; asOf: Date }
type Row = {
  id: string
  total: number
  outside: number
  province: number | null
  county: number | null
  combined: number | null
  source: string
  supersedes?: string
  reason?: string
}

async function write(ctx: Ctx, place: Place, row: Row): Promise<void> {
  const { userId, name } = ctx.actor
  await ctx.db.labourReport.create({
    data: { ...place, ...row, recordedBy: userId, recordedByName: name, recordedAt: ctx.now },
    select: { id: true },
  })
}
