import 'server-only'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import type { Prisma } from '@/lib/platform/prisma/client'
import { planBatch } from '@/lib/support/rules/batch'

/** The year around a day, as the database compares it. */
export function yearOf(day: string): { gte: Date; lt: Date } {
  const year = Number(day.slice(0, 4))
  return { gte: dateOf(`${year}-01-01`), lt: dateOf(`${year + 1}-01-01`) }
}

type Asked = { typeCode: string; day: string }

/** Who of these households would get a measure, and who not and why: the same for the preview and the deed. */
export async function planFor(ctx: Ctx, where: Prisma.HouseholdWhereInput, asked: Asked, most: number) {
  const rows = await ctx.db.household.findMany({
    where,
    orderBy: [{ regionCode: 'asc' }, { id: 'asc' }],
    take: most,
    select: {
      countyCode: true,
      id: true,
      regionCode: true,
      headName: true,
      memberCount: true,
      isActive: true,
      monitoredType: true,
      region: { select: { name: true } },
      cases: { where: { status: { not: 'RISK_REMOVED' } }, select: { id: true, status: true } },
      clues: { where: { status: 'OPEN' }, select: { id: true } },
      measures: {
        where: { typeCode: asked.typeCode, countsOn: yearOf(asked.day) },
        select: { typeCode: true, countsOn: true, status: true },
      },
    },
  })
  const plan = planBatch(
    rows.map(({ id, isActive, measures }) => ({
      id,
      isActive,
      measures: measures.map((each) => ({ ...each, countsOn: dayFrom(each.countsOn) })),
    })),
    asked,
  )
  return { rows, ...plan }
}
