import 'server-only'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { ownPrefix, rangeOf } from '@/lib/regions/rules'
import type { PlanHead } from '@/lib/yearplans/queries/plan'
import { differenceOf, totalOf } from '@/lib/yearplans/rules/labour'
import { countLabour } from '@/lib/yearplans/sql/labour'

const rangeOfRegion = (region: string) => {
  const { lo: gte, hi: lt } = rangeOf(ownPrefix(region))
  return { gte, lt }
}

export type LabourView = Awaited<ReturnType<typeof getLabour>>

/** Persons of a village working away as the register counts them today, beside what the village reported and how far the newest report lies off. */
export async function getLabour(ctx: Ctx, { id: planId, countyCode, region }: PlanHead) {
  const counted = await countLabour(ctx, rangeOfRegion(region.code))
  const rows = await ctx.db.labourReport.findMany({
    where: { countyCode, planId },
    orderBy: [{ asOf: 'desc' }, { id: 'desc' }],
    include: { later: { select: { id: true } } },
  })
  const reports = rows.map((row) => ({
    id: row.id,
    asOf: dayFrom(row.asOf),
    total: row.total,
    outside: row.outside,
    province: row.province,
    county: row.county,
    combined: row.combined,
    source: row.source,
    reason: row.reason,
    by: row.recordedByName,
    isCorrected: row.later !== null,
  }))
  const newest = reports.find(({ isCorrected }) => !isCorrected) ?? null
  return {
    counted: { ...counted, total: totalOf(counted) },
    reports,
    newest,
    difference: newest && differenceOf(newest, counted),
  }
}

/** Persons working away in a region as the register counts them today, by area and in all. */
export async function getLabourFigures(ctx: Ctx, region: string) {
  const counted = await countLabour(ctx, rangeOfRegion(region))
  return { ...counted, total: totalOf(counted) }
}
