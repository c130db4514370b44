import 'server-only'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import type { PlanHead } from '@/lib/yearplans/queries/plan'
import { gapOf, newestOf } from '@/lib/yearplans/rules/supplies'
import type { Supply } from '@/lib/yearplans/schema/supplies'

export type SuppliesView = Awaited<ReturnType<typeof getSupplies>>

/** What a village needs and has for spring ploughing as last asked, with the gap, and how it was asked before. */
export async function getSupplies(ctx: Ctx, { id: planId, countyCode }: PlanHead) {
  const rows = await ctx.db.villageSupply.findMany({
    where: { countyCode, planId },
    orderBy: [{ asOf: 'desc' }, { recordedAt: 'desc' }, { id: 'desc' }],
  })
  const lines = rows.map((row) => ({
    id: row.id,
    item: row.item as Supply,
    name: row.name,
    unit: row.unit,
    need: row.need,
    stock: row.stock,
    gap: gapOf(row),
    supplier: row.supplier,
    asOf: dayFrom(row.asOf),
    by: row.recordedByName,
  }))
  const now = newestOf(lines)
  return { now, earlier: lines.filter((line) => !now.includes(line)), short: now.filter(({ gap }) => gap > 0).length }
}

/** What the form of a supply needs to know of its plan. */
export function suppliesForm({ id, today, year, userId, newId, region }: PlanHead) {
  return { id, today, least: `${year}-01-01`, userId, newId, village: region.name }
}
