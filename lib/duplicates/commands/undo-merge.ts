import 'server-only'
import { type Held, reviewToDecide } from '@/lib/duplicates/commands/review'
import { UndoMergeInput } from '@/lib/duplicates/schema'
import { lockHouseholds, lockPeople, moveHousehold } from '@/lib/duplicates/sql/merge'
import { dayOf } from '@/lib/platform/clock'
import { defineCommand } from '@/lib/platform/command'
import { dateOf } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { setEffective, undoJournal } from '@/lib/platform/journal'

/** Takes a merge back as a whole while nothing depends on it; its reviews are open again. Errors: NotFoundError, `journal.dependent`. */
export const undoMerge = defineCommand({
  name: 'merge.undo',
  permission: 'duplicate:merge',
  input: UndoMergeInput,
  async run(ctx, { reviewId, version }) {
    const review = await reviewToDecide(ctx, reviewId, version, 'OPEN')
    const { countyCode, journalId, decidedAt } = review
    if (!journalId || !decidedAt) throw new NotFoundError()
    const sides = (ids: (string | null)[]) => ids.filter((id): id is string => id !== null)
    await lockHouseholds(ctx, countyCode, sides([review.leftHouseholdId, review.rightHouseholdId]))
    await lockPeople(ctx, countyCode, sides([review.leftPersonId, review.rightPersonId]))
    // What the household was is told from the day of the merge on, as if there had been none.
    await setEffective(ctx, dayOf(decidedAt))
    await undoJournal(ctx, countyCode, journalId)
    await giveVillageBack(ctx, review)
    await giveDaysBack(ctx, review)
    await ctx.db.duplicateReview.updateMany({
      where: { countyCode, journalId },
      data: {
        status: 'OPEN',
        decidedBy: null,
        decidedByName: null,
        decidedAt: null,
        keptId: null,
        journalId: null,
        version: { increment: 1 },
      },
    })
    return { reviewId }
  },
})

type Summary = { visitedBefore?: string | null; nextBefore?: string | null; movedFrom?: string | null } | null

const droppedOf = ({ keptId, leftHouseholdId, rightHouseholdId }: Held) =>
  keptId === leftHouseholdId ? rightHouseholdId : leftHouseholdId

// A village follows from its household everywhere and stands in no journal.
async function giveVillageBack(ctx: Ctx, review: Held): Promise<void> {
  const [droppedId, from] = [droppedOf(review), (review.summary as Summary)?.movedFrom]
  if (droppedId && from) await moveHousehold(ctx, review.countyCode, droppedId, from)
}

// The days of visits follow from visits and stand in no journal; a visit paid since then stays.
async function giveDaysBack(ctx: Ctx, review: Held): Promise<void> {
  const { countyCode, keptId } = review
  const [droppedId, before] = [droppedOf(review), review.summary as Summary]
  if (!keptId || !droppedId) return
  const of = (id: string) =>
    ctx.db.household.findUniqueOrThrow({
      where: { countyCode_id: { countyCode, id } },
      select: { lastVisitedOn: true, nextVisitOn: true },
    })
  const [kept, dropped] = [await of(keptId), await of(droppedId)]
  const same = (a: Date | null, b: Date | null) => a?.getTime() === b?.getTime()
  const day = (text: string | null | undefined) => (text ? dateOf(text) : null)
  const data = {
    ...(same(kept.lastVisitedOn, dropped.lastVisitedOn) ? { lastVisitedOn: day(before?.visitedBefore) } : {}),
    ...(same(kept.nextVisitOn, dropped.nextVisitOn) ? { nextVisitOn: day(before?.nextBefore) } : {}),
  }
  await ctx.db.household.updateMany({ where: { countyCode, id: keptId }, data })
}
