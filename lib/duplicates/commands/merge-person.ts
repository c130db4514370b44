import 'server-only'
import { dropHousehold, mergePersons } from '@/lib/duplicates/commands/merge-records'
import { decideReview, reviewToDecide } from '@/lib/duplicates/commands/review'
import { other } from '@/lib/duplicates/rules/choices'
import { MergePersonInput } from '@/lib/duplicates/schema'
import { lockHouseholds, lockPeople, refresh } from '@/lib/duplicates/sql/merge'
import { defineCommand } from '@/lib/platform/command'
import { dateOf } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { startJournal } from '@/lib/platform/journal'
import type { Household, Membership, Person } from '@/lib/platform/prisma/client'
import { commonRegion } from '@/lib/regions/rules'

export type Living = Membership & { household: Household }

/**
 * Makes one person of two, field by field as chosen, in one transaction that can be taken back as a whole. The record that goes keeps what was
 * final and leads to the kept one. Errors: NotFoundError, and DomainErrors `duplicates.*` with what to do first.
 */
export const mergePerson = defineCommand({
  name: 'person.merge',
  permission: 'duplicate:merge',
  input: MergePersonInput,
  async run(ctx, { reviewId, version, keep, choose, note }) {
    const review = await reviewToDecide(ctx, reviewId, version, 'MERGED')
    const { countyCode, leftPersonId, rightPersonId } = review
    if (review.kind !== 'PERSON' || !leftPersonId || !rightPersonId) throw new NotFoundError()
    const ids = { left: leftPersonId, right: rightPersonId }
    const [keptId, droppedId] = [ids[keep], ids[other(keep)]]
    const homes = await openHomes(ctx, countyCode, [keptId, droppedId])
    const householdIds = homes.map(({ householdId }) => householdId)
    await lockHouseholds(ctx, countyCode, householdIds)
    if ((await lockPeople(ctx, countyCode, [keptId, droppedId])) < 2) throw new NotFoundError()
    const [kept, dropped] = [await personOf(ctx, countyCode, keptId), await personOf(ctx, countyCode, droppedId)]
    if (kept.mergedInto || dropped.mergedInto) throw new DomainError('duplicates.gone')
    const journalId = newId(ctx.now)
    const regionCode = commonRegion([kept.regionCode, dropped.regionCode])
    await startJournal(ctx, { countyCode, id: journalId, regionCode, command: 'person.merge' })
    await settleHomes(ctx, kept, dropped, await openHomes(ctx, countyCode, [keptId, droppedId]))
    await mergePersons(ctx, kept, dropped, choose, keep)
    await refresh(ctx, countyCode, householdIds)
    await decideReview(ctx, review, { status: 'MERGED', note, keptId, journalId })
    return { reviewId }
  },
})

/** Where these people live now, with the households. */
export function openHomes(ctx: Ctx, countyCode: string, personIds: readonly string[]): Promise<Living[]> {
  return ctx.db.membership.findMany({
    where: { countyCode, personId: { in: [...personIds] }, validTo: null },
    include: { household: true },
    orderBy: { id: 'asc' },
  })
}

export function personOf(ctx: Ctx, countyCode: string, id: string): Promise<Person> {
  return ctx.db.person.findUniqueOrThrow({ where: { countyCode_id: { countyCode, id } } })
}

/** Ends a membership today because its person goes on under another record, or in another household. */
export async function endMembership(ctx: Ctx, { countyCode, id }: Membership): Promise<void> {
  await ctx.db.membership.update({
    where: { countyCode_id: { countyCode, id } },
    data: { validTo: dateOf(ctx.today), endCause: 'MERGED' },
    select: { id: true },
  })
}

/** Lets a person belong to a household from today on. */
export async function join(
  ctx: Ctx,
  household: Pick<Household, 'countyCode' | 'id' | 'regionCode'>,
  personId: string,
  relation: string,
): Promise<void> {
  await ctx.db.membership.create({
    data: {
      countyCode: household.countyCode,
      id: newId(ctx.now),
      regionCode: household.regionCode,
      householdId: household.id,
      personId,
      relation,
      validFrom: dateOf(ctx.today),
      cause: 'MERGED',
    },
    select: { id: true },
  })
}

// A person lives in one household: the kept record's, unless only the other has one. Nobody is left without a head.
async function settleHomes(ctx: Ctx, kept: Person, dropped: Person, homes: readonly Living[]): Promise<void> {
  const mine = homes.find(({ personId }) => personId === kept.id)
  const theirs = homes.find(({ personId }) => personId === dropped.id)
  if (!theirs) return
  if (!mine) {
    if (kept.regionCode !== theirs.regionCode) throw new DomainError('duplicates.otherVillage')
    await endMembership(ctx, theirs)
    await join(ctx, theirs.household, kept.id, theirs.relation)
    return
  }
  const wasHead = theirs.relation === 'HEAD'
  await endMembership(ctx, theirs)
  if (!wasHead) return
  if (mine.householdId === theirs.householdId) {
    await endMembership(ctx, mine)
    await join(ctx, mine.household, kept.id, 'HEAD')
    return
  }
  const { countyCode, householdId } = theirs
  const others = await ctx.db.membership.count({ where: { countyCode, householdId, validTo: null } })
  if (others > 0) throw new DomainError('duplicates.headOfOthers')
  const where = { countyCode, householdId }
  const open =
    (await ctx.db.clue.count({ where: { ...where, status: 'OPEN' } })) +
    (await ctx.db.monitoringCase.count({ where: { ...where, status: { not: 'RISK_REMOVED' } } })) +
    (await ctx.db.visitPromise.count({ where: { ...where, status: 'OPEN' } }))
  if (open > 0) throw new DomainError('duplicates.openMatters')
  await dropHousehold(ctx, theirs.household, mine.householdId)
}
