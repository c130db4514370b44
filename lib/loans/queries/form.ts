import 'server-only'
import { getLoanPolicy } from '@/lib/loans/queries/policy'
import { shownName } from '@/lib/monitoring/queries/names'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid, newId } from '@/lib/platform/ids'
import { countyOfScope } from '@/lib/regions/rules'

export type LoanForm = Awaited<ReturnType<typeof getLoanForm>>

/** Who of a household can borrow, and the limits of today. Errors: NotFoundError. */
export async function getLoanForm(ctx: Ctx, householdId: string) {
  const household = isUuid(householdId)
    ? await ctx.db.household.findFirst({
        where: { ...countyOfScope(ctx.actor.scope), id: householdId, isActive: true },
        select: {
          id: true,
          headName: true,
          regionCode: true,
          region: { select: { name: true } },
          memberships: {
            where: { validTo: null, person: { diedOn: null } },
            orderBy: { id: 'asc' },
            select: { person: { select: { id: true, name: true, birthDate: true } } },
          },
        },
      })
    : null
  if (!household) throw new NotFoundError()
  return {
    reading: { householdId, regionCode: household.regionCode },
    household: { id: household.id, head: shownName(ctx, household.headName), village: household.region.name },
    members: household.memberships.map(({ person }) => ({
      id: person.id,
      name: shownName(ctx, person.name),
      year: dayFrom(person.birthDate).slice(0, 4),
    })),
    policy: await getLoanPolicy(ctx, household.regionCode, ctx.today),
    userId: ctx.actor.userId,
    newId: newId(ctx.now),
    today: ctx.today,
  }
}
