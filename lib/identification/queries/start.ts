import 'server-only'
import { ENDED } from '@/lib/identification/lifecycle'
import { kindsFor } from '@/lib/identification/rules/starts'
import { householdFrom, householdShown } from '@/lib/monitoring/queries/household'
import { shownName } from '@/lib/monitoring/queries/names'
import { getPlace } from '@/lib/monitoring/queries/places'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid } from '@/lib/platform/ids'
import type { Prisma } from '@/lib/platform/prisma/client'
import { countyOfScope } from '@/lib/regions/rules'

/** An open procedure about the status; one about monitoring goes beside it. */
const OPEN: Prisma.StatusProcedureWhereInput = { status: { notIn: ENDED }, clueId: null, caseId: null }
const MOST_ON_A_LIST = 200

/** A household with the procedures it can begin, or the open one. Errors: NotFoundError. */
export async function getStart(ctx: Ctx, householdId: string) {
  const household = isUuid(householdId)
    ? await ctx.db.household.findFirst({
        where: { ...countyOfScope(ctx.actor.scope), id: householdId, isActive: true },
        select: {
          ...householdShown,
          mainCause: true,
          procedures: { where: OPEN, select: { id: true, procedureNo: true } },
        },
      })
    : null
  if (!household) throw new NotFoundError()
  return {
    household: householdFrom(ctx, household),
    mainCause: household.mainCause,
    kinds: kindsFor(household.povertyStatus),
    open: household.procedures[0] ?? null,
    today: ctx.today,
  }
}

/** Households of a region that can go on an exit list, at most two hundred, village by village. */
export async function getPlan(ctx: Ctx, region: string | undefined) {
  const place = await getPlace(ctx, region)
  const where: Prisma.HouseholdWhereInput = {
    ...countyOfScope(ctx.actor.scope),
    regionCode: place.range,
    isActive: true,
    povertyStatus: { in: ['NOT_EXITED', 'EXIT_PLANNED', 'RELAPSED'] },
    procedures: { none: OPEN },
  }
  const rows = await ctx.db.household.findMany({
    where,
    orderBy: [{ regionCode: 'asc' }, { id: 'asc' }],
    take: MOST_ON_A_LIST,
    select: {
      id: true,
      headName: true,
      memberCount: true,
      perCapitaIncomeFen: true,
      incomeYear: true,
      region: { select: { name: true } },
      guaranteeStates: { where: { result: 'FAIL' }, select: { item: true } },
    },
  })
  return {
    place,
    total: rows.length < MOST_ON_A_LIST ? rows.length : await ctx.db.household.count({ where }),
    households: rows.map((row) => ({
      id: row.id,
      headName: shownName(ctx, row.headName),
      members: row.memberCount,
      village: row.region.name,
      incomeFen: row.perCapitaIncomeFen === null ? null : Number(row.perCapitaIncomeFen),
      incomeYear: row.incomeYear,
      failing: row.guaranteeStates.map(({ item }) => item),
    })),
    year: Number(ctx.today.slice(0, 4)),
  }
}
