import 'server-only'
import { ordered } from '@/lib/duplicates/rules/pairs'
import { RaiseInput, wholeIdNumber } from '@/lib/duplicates/schema'
import { insertReviews } from '@/lib/duplicates/sql/candidates'
import { defineCommand } from '@/lib/platform/command'
import type { Ctx } from '@/lib/platform/db'
import { DomainError } from '@/lib/platform/errors'
import { blindIndex } from '@/lib/platform/fields'
import { newId } from '@/lib/platform/ids'
import { commonRegion, countyOf, isWithinCounty } from '@/lib/regions/rules'

type Found = { kind: 'PERSON' | 'HOUSEHOLD'; id: string; regionCode: string }

/** Puts two records side by side that the system did not find, by their household numbers or their identity numbers. */
export const raiseDuplicate = defineCommand({
  name: 'duplicate.raise',
  permission: 'duplicate:merge',
  input: RaiseInput,
  async run(ctx, { leftNo, rightNo }) {
    const [a, b] = [await find(ctx, leftNo, 'leftNo'), await find(ctx, rightNo, 'rightNo')]
    if (a.kind !== b.kind) throw new DomainError('duplicates.twoKinds', {}, 'rightNo')
    if (a.id === b.id) throw new DomainError('duplicates.sameNumber', {}, 'rightNo')
    const countyCode = countyOf(ctx.actor.scope)
    const [left, right] = ordered(a.id, b.id)
    const pair =
      a.kind === 'PERSON'
        ? { left_person_id: left, right_person_id: right }
        : { left_household_id: left, right_household_id: right }
    const row = {
      county_code: countyCode,
      id: newId(ctx.now),
      region_code: commonRegion([a.regionCode, b.regionCode]),
      kind: a.kind,
      ...pair,
      score: 0,
      level: 'TOLD',
      reasons: [],
      found_by: 'HAND',
    }
    await insertReviews(ctx, JSON.stringify([row]))
    const where =
      a.kind === 'PERSON'
        ? { countyCode, leftPersonId: left, rightPersonId: right }
        : { countyCode, leftHouseholdId: left, rightHouseholdId: right }
    const { id } = await ctx.db.duplicateReview.findFirstOrThrow({ where, select: { id: true } })
    return { reviewId: id }
  },
})

// A number of a record that was merged leads to the kept one.
async function find(ctx: Ctx, no: string, field: string): Promise<Found> {
  const unknown = new DomainError('duplicates.numberUnknown', {}, field)
  if (!isWithinCounty(ctx.actor.scope)) throw unknown
  const countyCode = countyOf(ctx.actor.scope)
  const id = wholeIdNumber(no, ctx.today)
  if (id) {
    const where = { countyCode, idNumberBidx: blindIndex('idNumber', id.idNumber) }
    const person = await ctx.db.person.findFirst({ where, select: { id: true, mergedInto: true, regionCode: true } })
    if (!person) throw unknown
    return { kind: 'PERSON', id: person.mergedInto ?? person.id, regionCode: person.regionCode }
  }
  const numbers = [no, no.toUpperCase()]
  const household = await ctx.db.household.findFirst({
    where: { countyCode, OR: [{ householdNo: { in: numbers } }, { nationalHouseholdNo: { in: numbers } }] },
    select: { id: true, mergedInto: true, regionCode: true },
  })
  if (!household) throw unknown
  return { kind: 'HOUSEHOLD', id: household.mergedInto ?? household.id, regionCode: household.regionCode }
}
