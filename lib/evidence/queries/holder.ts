import 'server-only'
import type { Subject } from '@/lib/evidence/schema'
import { findLinePlace, subjectExists } from '@/lib/evidence/sql'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { may } from '@/lib/platform/permissions'
import { countyOfScope } from '@/lib/regions/rules'

/** To what evidence belongs: a household, a line of the ledger about a place, or an entry of a village's year. */
export type Holder = {
  countyCode: string
  regionCode: string
  householdId: string | null
  findingId: string | null
  taskEntryId: string | null
}

/** Whose evidence it would be, with the record seen by who asks; a household's where one is named. Errors: NotFoundError. */
export async function getHolder(ctx: Ctx, householdId: string | undefined, subject: Subject): Promise<Holder> {
  if (householdId) {
    const holder = await getHouseholdHolder(ctx, householdId)
    if (!(await subjectExists(ctx, { countyCode: holder.countyCode, id: householdId }, subject)))
      throw new NotFoundError()
    return holder
  }
  if (subject.kind === 'TASK_ENTRY') return getEntryHolder(ctx, subject.id)
  const place =
    subject.kind === 'FINDING' ? await findLinePlace(ctx, countyOfScope(ctx.actor.scope).countyCode, subject.id) : null
  if (!place) throw new NotFoundError()
  return { ...place, householdId: null, findingId: subject.id, taskEntryId: null }
}

/** The household within the scope. Errors: NotFoundError. */
export async function getHouseholdHolder(ctx: Ctx, householdId: string): Promise<Holder> {
  const household = await ctx.db.household.findFirst({
    where: { ...countyOfScope(ctx.actor.scope), id: householdId },
    select: { countyCode: true, regionCode: true },
  })
  if (!household) throw new NotFoundError()
  return { ...household, householdId, findingId: null, taskEntryId: null }
}

/** An entry of a village's year, for whoever keeps that year: others look at it. Errors: NotFoundError. */
async function getEntryHolder(ctx: Ctx, taskEntryId: string): Promise<Holder> {
  const entry = may(ctx.actor.role, 'villagePlan:keep')
    ? await ctx.db.villageTaskEntry.findFirst({
        where: { ...countyOfScope(ctx.actor.scope), id: taskEntryId },
        select: { countyCode: true, regionCode: true },
      })
    : null
  if (!entry) throw new NotFoundError()
  return { ...entry, householdId: null, findingId: null, taskEntryId }
}
