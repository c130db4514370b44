import 'server-only'
import { defineCommand } from '@/lib/platform/command'
import { dateOf } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { countyOf, countyOfScope, isWithin, levelOf } from '@/lib/regions/rules'
import { listKinds } from '@/lib/yearplans/queries/kinds'
import { EditPlanInput, MakePlanInput } from '@/lib/yearplans/schema'

/**
 * Makes the plan of a village for a year, with a task of every kind of the county's catalogue, from the first to the last day of the year and
 * owned by the first secretary until it is set. Errors: NotFoundError beyond the scope, DomainError for no village or a plan that is there.
 */
export const makePlan = defineCommand({
  name: 'villagePlan.make',
  permission: 'villagePlan:keep',
  input: MakePlanInput,
  async run(ctx, { id, regionCode, year, secretary, aims }): Promise<{ planId: string }> {
    const known =
      isWithin(regionCode, ctx.actor.scope) && (await ctx.db.region.findUnique({ where: { code: regionCode } }))
    if (!known) throw new NotFoundError()
    if (levelOf(regionCode) !== 'VILLAGE') throw new DomainError('yearplans.villageOnly', {}, 'regionCode')
    const countyCode = countyOf(regionCode)
    const there = await ctx.db.villagePlan.findFirst({ where: { countyCode, regionCode, year }, select: { id: true } })
    if (there) throw new DomainError('yearplans.planThere', { year: String(year) }, 'year')
    const { userId, name } = ctx.actor
    await ctx.db.villagePlan.create({
      data: { countyCode, id, regionCode, year, secretary, aims, madeBy: userId, madeByName: name, madeAt: ctx.now },
      select: { id: true },
    })
    const kinds = await listKinds(ctx, countyCode)
    await ctx.db.villageTask.createMany({
      data: kinds.map(({ code }, index) => ({
        countyCode,
        regionCode,
        id: newId(ctx.now),
        planId: id,
        kindCode: code,
        taskNo: index + 1,
        owner: secretary,
        startsOn: dateOf(`${year}-01-01`),
        endsOn: dateOf(`${year}-12-31`),
      })),
    })
    return { planId: id }
  },
})

/** Says anew who is first secretary and what the year is to reach. Errors: NotFoundError, DomainError. */
export const editPlan = defineCommand({
  name: 'villagePlan.edit',
  permission: 'villagePlan:keep',
  input: EditPlanInput,
  async run(ctx, { planId, version, ...about }): Promise<{ planId: string }> {
    const { countyCode, id } = await findPlan(ctx, planId)
    const { count } = await ctx.db.villagePlan.updateMany({
      where: { countyCode, id, version },
      data: { ...about, version: { increment: 1 } },
    })
    if (count !== 1) throw new DomainError('yearplans.changed')
    return { planId }
  },
})

/** A plan within the scope. Errors: NotFoundError. */
export async function findPlan(ctx: Ctx, planId: string) {
  const plan = await ctx.db.villagePlan.findFirst({ where: { ...countyOfScope(ctx.actor.scope), id: planId } })
  if (!plan) throw new NotFoundError()
  return plan
}
