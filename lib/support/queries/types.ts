import 'server-only'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { measuresInField } from '@/lib/support/queries/field'
import type { Category } from '@/lib/support/schema'

export type TypeLine = Awaited<ReturnType<typeof listTypes>>[number]

/** All types of measures for here, category by category in the order they were entered. */
export async function listTypes(ctx: Ctx) {
  const rows = await ctx.db.measureType.findMany({ orderBy: [{ sortNo: 'asc' }, { code: 'asc' }] })
  return rows.map(({ validFrom, validTo, category, ...row }) => ({
    ...row,
    category: category as Category,
    validFrom: dayFrom(validFrom),
    validTo: validTo && dayFrom(validTo),
    isOwn: row.appliesTo !== '' && row.appliesTo === ctx.actor.scope,
  }))
}

/** The types that the actor can choose today. */
export async function typesToday(ctx: Ctx) {
  const today = dateOf(ctx.today)
  const { type: ofField } = await measuresInField(ctx)
  const rows = await ctx.db.measureType.findMany({
    where: {
      ...ofField,
      validFrom: { lte: today },
      OR: [{ validTo: null }, { validTo: { gte: today } }],
    },
    orderBy: [{ sortNo: 'asc' }, { code: 'asc' }],
    select: { code: true, category: true, nameZh: true, nameEn: true },
  })
  return rows.map((row) => ({ ...row, category: row.category as Category }))
}
