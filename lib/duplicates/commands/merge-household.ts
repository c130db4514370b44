import 'server-only'
import { endMembership, join, type Living, personOf } from '@/lib/duplicates/commands/merge-person'
import { dropHousehold, mergePersons, resealed } from '@/lib/duplicates/commands/merge-records'
import { decideReview, reviewToDecide } from '@/lib/duplicates/commands/review'
import { HOUSEHOLD_COLUMNS, other, pick, takenFields } from '@/lib/duplicates/rules/choices'
import { ordered } from '@/lib/duplicates/rules/pairs'
import { type HouseholdField, MergeHouseholdInput } from '@/lib/duplicates/schema'
import {
  copyGuarantees,
  copyIncomes,
  copyLivings,
  lockHouseholds,
  lockPeople,
  moveHelpers,
  moveHousehold,
  moveOpen,
  moveRelief,
  refresh,
} from '@/lib/duplicates/sql/merge'
import { defineCommand } from '@/lib/platform/command'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { startJournal } from '@/lib/platform/journal'
import type { Household, Prisma } from '@/lib/platform/prisma/client'
import { commonRegion } from '@/lib/regions/rules'

/**
 * Makes one household of two of a county, in one transaction that can be taken back as a whole. Members who are the same become one, the
 * others move in; years that only one record knows are added, the newer guarantee wins, pairings, open clues, cases and promises move; visits
 * and what was decided stay with the record that goes and are shown through the kept one. A record of another village goes to the kept one's
 * village first, with all that hangs on it.
 */
export const mergeHousehold = defineCommand({
  name: 'household.merge',
  permission: 'duplicate:merge',
  input: MergeHouseholdInput,
  async run(ctx, input) {
    const review = await reviewToDecide(ctx, input.reviewId, input.version, 'MERGED')
    const { countyCode, leftHouseholdId, rightHouseholdId } = review
    if (review.kind !== 'HOUSEHOLD' || !leftHouseholdId || !rightHouseholdId) throw new NotFoundError()
    const ids = { left: leftHouseholdId, right: rightHouseholdId }
    const [keptId, droppedId] = [ids[input.keep], ids[other(input.keep)]]
    if ((await lockHouseholds(ctx, countyCode, [keptId, droppedId])) < 2) throw new NotFoundError()
    const [kept, dropped] = [await householdOf(ctx, countyCode, keptId), await householdOf(ctx, countyCode, droppedId)]
    if (!kept.isActive || !dropped.isActive) throw new DomainError('duplicates.gone')
    await assertOneOpen(ctx, countyCode, [keptId, droppedId])
    const journalId = newId(ctx.now)
    await startJournal(ctx, {
      countyCode,
      id: journalId,
      regionCode: commonRegion([kept.regionCode, dropped.regionCode]),
      command: 'household.merge',
    })
    const isMoved = kept.regionCode !== dropped.regionCode
    if (isMoved) await moveHousehold(ctx, countyCode, droppedId, kept.regionCode)
    const merged = await mergeMembers(ctx, kept, dropped, input.members)
    await copyIncomes(ctx, countyCode, keptId, droppedId)
    await copyLivings(ctx, countyCode, keptId, droppedId)
    await copyGuarantees(ctx, countyCode, keptId, droppedId)
    await moveHelpers(ctx, countyCode, keptId, droppedId)
    const moved = await moveOpen(ctx, countyCode, keptId, droppedId)
    await moveRelief(ctx, countyCode, keptId, droppedId)
    await changeKept(ctx, kept, dropped, input)
    await dropHousehold(ctx, dropped, keptId)
    await refresh(ctx, countyCode, [keptId, droppedId])
    const before = [kept.lastVisitedOn, kept.nextVisitOn].map((day) => day && dayFrom(day))
    await decideReview(ctx, review, {
      status: 'MERGED',
      note: input.note,
      keptId,
      journalId,
      summary: {
        ...moved,
        merged: merged.length,
        visitedBefore: before[0] ?? null,
        nextBefore: before[1] ?? null,
        movedFrom: isMoved ? dropped.regionCode : null,
      },
    })
    await closePeople(ctx, countyCode, merged, journalId)
    return { reviewId: input.reviewId }
  },
})

const householdOf = (ctx: Ctx, countyCode: string, id: string) =>
  ctx.db.household.findUniqueOrThrow({ where: { countyCode_id: { countyCode, id } } })

async function assertOneOpen(ctx: Ctx, countyCode: string, ids: string[]): Promise<void> {
  const where = { countyCode, householdId: { in: ids } }
  if ((await ctx.db.clue.count({ where: { ...where, status: 'OPEN' } })) > 1) {
    throw new DomainError('duplicates.bothClues')
  }
  if ((await ctx.db.monitoringCase.count({ where: { ...where, status: { not: 'RISK_REMOVED' } } })) > 1) {
    throw new DomainError('duplicates.bothCases')
  }
  const monitoring = { OR: [{ clueId: { not: null } }, { caseId: { not: null } }] }
  const status = { notIn: ['DONE' as const, 'REJECTED' as const] }
  if ((await ctx.db.statusProcedure.count({ where: { ...where, ...monitoring, status } })) > 1) {
    throw new DomainError('duplicates.bothProcedures')
  }
}

async function membersOf(ctx: Ctx, { countyCode, id }: Household): Promise<Living[]> {
  return ctx.db.membership.findMany({
    where: { countyCode, householdId: id, validTo: null },
    include: { household: true },
    orderBy: { id: 'asc' },
  })
}

// Answers who became one: [kept, dropped].
async function mergeMembers(
  ctx: Ctx,
  kept: Household,
  dropped: Household,
  told: MergeHouseholdInput['members'],
): Promise<[string, string][]> {
  const { countyCode } = kept
  const [mine, theirs] = [await membersOf(ctx, kept), await membersOf(ctx, dropped)]
  const people = [...mine, ...theirs].map(({ personId }) => personId)
  await lockPeople(ctx, countyCode, people)
  const pairs = told.filter((each) => each.kept !== '')
  if (new Set(pairs.map((each) => each.kept)).size < pairs.length) throw new DomainError('duplicates.memberTwice')
  const known = (list: Living[], id: string) => list.some(({ personId }) => personId === id)
  if (pairs.some((each) => !known(mine, each.kept) || !known(theirs, each.dropped))) {
    throw new DomainError('duplicates.memberUnknown')
  }
  const merged: [string, string][] = []
  for (const living of theirs) {
    const twin = pairs.find((each) => each.dropped === living.personId)?.kept
    await endMembership(ctx, living)
    if (!twin) {
      const hasHead = mine.some(({ relation }) => relation === 'HEAD')
      await join(ctx, kept, living.personId, living.relation === 'HEAD' && hasHead ? 'OTHER' : living.relation)
      continue
    }
    const [a, b] = [await personOf(ctx, countyCode, twin), await personOf(ctx, countyCode, living.personId)]
    await mergePersons(ctx, a, b, {}, 'left')
    merged.push([a.id, b.id])
  }
  return merged
}

async function changeKept(
  ctx: Ctx,
  kept: Household,
  dropped: Household,
  { keep, choose }: MergeHouseholdInput,
): Promise<void> {
  const rows = keep === 'left' ? { left: kept, right: dropped } : { left: dropped, right: kept }
  const taken = takenFields<HouseholdField>(HOUSEHOLD_COLUMNS, keep, choose, rows)
  const data: Record<string, unknown> = Object.assign(
    {},
    ...taken.map((field) => pick(dropped, HOUSEHOLD_COLUMNS[field])),
  )
  if (taken.includes('phone')) {
    data.phoneEnc = resealed('household', 'phone_enc', dropped, kept, dropped.phoneEnc)
  }
  if (taken.includes('bank')) {
    data.bankAccountEnc = resealed('household', 'bank_account_enc', dropped, kept, dropped.bankAccountEnc)
  }
  const later = (a: Date | null, b: Date | null) => (a && b ? (a > b ? a : b) : (a ?? b))
  await ctx.db.household.update({
    where: { countyCode_id: { countyCode: kept.countyCode, id: kept.id } },
    data: {
      ...(data as Prisma.HouseholdUncheckedUpdateInput),
      monitoredType: kept.monitoredType ?? dropped.monitoredType,
      lastVisitedOn: later(kept.lastVisitedOn, dropped.lastVisitedOn),
      nextVisitOn: kept.nextVisitOn ?? dropped.nextVisitOn,
      version: { increment: 1 },
      updatedAt: ctx.now,
    },
    select: { id: true },
  })
}

// The reviews of members who became one with their households are answered by the same deed.
async function closePeople(
  ctx: Ctx,
  countyCode: string,
  merged: readonly [string, string][],
  journalId: string,
): Promise<void> {
  for (const [keptId, droppedId] of merged) {
    const [leftPersonId, rightPersonId] = ordered(keptId, droppedId)
    await ctx.db.duplicateReview.updateMany({
      where: { countyCode, leftPersonId, rightPersonId, status: { not: 'MERGED' } },
      data: {
        status: 'MERGED',
        keptId,
        journalId,
        decidedBy: ctx.actor.userId,
        decidedByName: ctx.actor.name,
        decidedAt: ctx.now,
        version: { increment: 1 },
      },
    })
  }
}
