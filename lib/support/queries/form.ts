import 'server-only'
import { shownName } from '@/lib/monitoring/queries/names'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid } from '@/lib/platform/ids'
import { may } from '@/lib/platform/permissions'
import { countyOfScope } from '@/lib/regions/rules'
import { householdsInField } from '@/lib/support/queries/field'
import { typesToday } from '@/lib/support/queries/types'

export type MeasureFormView = Awaited<ReturnType<typeof getMeasureForm>>

/** What a measure of a household can be chosen from, and what is known already. Errors: NotFoundError. */
export async function getMeasureForm(ctx: Ctx, householdId: string) {
  const household = isUuid(householdId)
    ? await ctx.db.household.findFirst({
        where: {
          ...countyOfScope(ctx.actor.scope),
          id: householdId,
          isActive: true,
          AND: await householdsInField(ctx),
        },
        select: {
          id: true,
          headName: true,
          regionCode: true,
          region: { select: { name: true } },
          memberships: {
            where: { validTo: null },
            select: { person: { select: { id: true, name: true } } },
          },
          helpers: {
            where: { validTo: null },
            orderBy: { validFrom: 'desc' },
            take: 1,
            select: { name: true, unit: true, user: { select: { name: true, unit: true } } },
          },
          plans: { orderBy: { year: 'desc' }, take: 5, select: { id: true, year: true } },
        },
      })
    : null
  if (!household) throw new NotFoundError()
  const [helper] = household.helpers
  return {
    reading: { householdId: household.id, regionCode: household.regionCode },
    household: { id: household.id, headName: shownName(ctx, household.headName), village: household.region.name },
    members: household.memberships.map(({ person }) => ({ id: person.id, name: shownName(ctx, person.name) })),
    plans: household.plans,
    types: await typesToday(ctx),
    projects: await projectsToLink(ctx),
    usual: {
      unit: helper?.unit ?? helper?.user?.unit ?? ctx.actor.unit,
      responsible: helper?.name ?? helper?.user?.name ?? ctx.actor.name,
    },
    today: ctx.today,
  }
}

/** Projects that households can be linked to: those that are built or work. */
export async function projectsToLink(ctx: Ctx) {
  if (!may(ctx.actor.role, 'project:read')) return []
  return ctx.db.supportProject.findMany({
    where: { ...countyOfScope(ctx.actor.scope), status: { notIn: ['POOL', 'APPROVED'] } },
    orderBy: [{ lastStepOn: 'desc' }, { id: 'asc' }],
    take: 200,
    select: { id: true, name: true },
  })
}
