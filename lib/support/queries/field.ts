import 'server-only'
import { dateOf } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { seesOwnField } from '@/lib/platform/permissions'
import type { Prisma } from '@/lib/platform/prisma/client'
import { countyOf, countyOfScope } from '@/lib/regions/rules'
import type { Category } from '@/lib/support/schema'

/** The categories that the actor's department answers for, its deputy's too; null for everybody who is not narrowed to a field. */
export async function fieldOf(ctx: Ctx): Promise<readonly Category[] | null> {
  const { role, postingId, scope } = ctx.actor
  if (!seesOwnField(role)) return null
  const own = { OR: [{ id: postingId }, { deputies: { some: { id: postingId } } }] }
  const rows = await ctx.db.departmentField.findMany({
    where: { countyCode: countyOf(scope), posting: own },
    select: { categories: true },
  })
  return rows.flatMap(({ categories }) => categories as Category[])
}

/** The measures, and the batches of them, that the actor may know of at all. */
export async function measuresInField(ctx: Ctx): Promise<{ type?: { category: { in: Category[] } } }> {
  const field = await fieldOf(ctx)
  return field ? { type: { category: { in: [...field] } } } : {}
}

/**
 * The households that a department may know of and help (domain.md 6, matched only): those that have a measure of its field, and monitored
 * ones with a risk that a type of its field answers; and while they are in force, those whom its own lists of ID numbers matched.
 */
export async function householdsInField(ctx: Ctx): Promise<Prisma.HouseholdWhereInput> {
  const field = await fieldOf(ctx)
  if (!field) return {}
  const type = { category: { in: [...field] } }
  const types = await ctx.db.measureType.findMany({ where: type, select: { risks: true } })
  const risks = [...new Set(types.flatMap((each) => each.risks))]
  return {
    OR: [
      { departmentMatches: { some: { list: listsInForce(ctx) } } },
      { measures: { some: { type } } },
      { cases: { some: { status: { not: 'RISK_REMOVED' }, risks: { hasSome: risks } } } },
    ],
  }
}

/** The lists of ID numbers that the actor's department brought, its deputy too. */
export const ownLists = ({ actor }: Ctx) =>
  ({
    countyCode: countyOf(actor.scope),
    posting: { OR: [{ id: actor.postingId }, { deputies: { some: { id: actor.postingId } } }] },
  }) satisfies Prisma.DepartmentListWhereInput

/** Those of them that still show whom they matched: neither withdrawn nor past their day. */
export const listsInForce = (ctx: Ctx) =>
  ({
    ...ownLists(ctx),
    withdrawnAt: null,
    validUntil: { gte: dateOf(ctx.today) },
  }) satisfies Prisma.DepartmentListWhereInput

export type Department = Awaited<ReturnType<typeof listDepartments>>[number]

/** The line departments posted in the actor's county today, each with its field. */
export async function listDepartments(ctx: Ctx) {
  const today = dateOf(ctx.today)
  const rows = await ctx.db.posting.findMany({
    where: {
      ...countyOfScope(ctx.actor.scope),
      role: 'LINE_DEPARTMENT',
      actingPostingId: null,
      AND: [
        { OR: [{ validTo: null }, { validTo: { gte: today } }] },
        { OR: [{ proposedBy: null }, { decision: { not: null } }] },
        { OR: [{ decision: null }, { decision: { not: 'DECLINED' } }] },
      ],
    },
    orderBy: [{ validFrom: 'asc' }, { id: 'asc' }],
    select: { id: true, user: { select: { name: true, unit: true } }, field: { select: { categories: true } } },
  })
  return rows.map(({ id, user, field }) => ({
    postingId: id,
    name: user.name,
    unit: user.unit,
    categories: (field?.categories ?? []) as Category[],
  }))
}
