import 'server-only'
import { endMembership } from '@/lib/duplicates/commands/merge-person'
import { decideReview, reviewToDecide } from '@/lib/duplicates/commands/review'
import { CarryOutInput, DecideAcrossInput } from '@/lib/duplicates/schema'
import { lockHouseholds, refresh } from '@/lib/duplicates/sql/merge'
import { defineCommand } from '@/lib/platform/command'
import { dateOf } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { startJournal } from '@/lib/platform/journal'

/**
 * The common superior says which of two counties keeps a person whose number both hold. The other county gets a task to end the membership,
 * which names its own person and nothing of the other county. Errors: NotFoundError, `duplicates.decidedAlready`.
 */
export const decideAcross = defineCommand({
  name: 'duplicate.decideAcross',
  permission: 'duplicate:decideAcross',
  input: DecideAcrossInput,
  async run(ctx, { reviewId, version, decision, note }) {
    const held = await ctx.db.duplicateAcross.findFirst({ where: { id: reviewId } })
    if (!held) throw new NotFoundError()
    const keptCountyCode = { LEFT: held.leftCountyCode, RIGHT: held.rightCountyCode, DIFFERENT: null }[decision]
    const { count } = await ctx.db.duplicateAcross.updateMany({
      where: { countyCode: held.countyCode, id: held.id, status: 'OPEN', version },
      data: {
        status: keptCountyCode ? 'SAME' : 'DIFFERENT',
        keptCountyCode,
        note,
        decidedBy: ctx.actor.userId,
        decidedByName: ctx.actor.name,
        decidedAt: ctx.now,
        version: { increment: 1 },
      },
    })
    if (count === 0) throw new DomainError('duplicates.decidedAlready', { by: held.decidedByName ?? '—' })
    if (!keptCountyCode) return { reviewId }
    const [countyCode, personId] =
      keptCountyCode === held.leftCountyCode
        ? [held.rightCountyCode, held.rightPersonId]
        : [held.leftCountyCode, held.leftPersonId]
    const person = await ctx.db.person.findUnique({
      where: { countyCode_id: { countyCode, id: personId } },
      select: { regionCode: true },
    })
    if (!person) throw new NotFoundError()
    await ctx.db.duplicateReview.create({
      data: {
        countyCode,
        id: newId(ctx.now),
        regionCode: person.regionCode,
        kind: 'ENDING',
        leftPersonId: personId,
        score: 0,
        level: 'TOLD',
        foundBy: 'SUPERIOR',
        foundAt: ctx.now,
      },
      select: { id: true },
    })
    return { reviewId }
  },
})

/** Ends the membership that the common superior told this county to end. A head with others in the household hands over first. */
export const carryOutEnding = defineCommand({
  name: 'duplicate.carryOut',
  permission: 'duplicate:merge',
  input: CarryOutInput,
  async run(ctx, { reviewId, version, note }) {
    const review = await reviewToDecide(ctx, reviewId, version, 'DONE')
    const { countyCode, leftPersonId } = review
    if (review.kind !== 'ENDING' || !leftPersonId) throw new NotFoundError()
    const where = { countyCode, personId: leftPersonId, validTo: null }
    const before = await ctx.db.membership.findFirst({ where, select: { householdId: true } })
    if (before) await lockHouseholds(ctx, countyCode, [before.householdId])
    const living = await ctx.db.membership.findFirst({ where })
    if (living) {
      const { householdId, regionCode } = living
      await startJournal(ctx, { countyCode, id: newId(ctx.now), regionCode, command: 'duplicate.carryOut' })
      await endMembership(ctx, living)
      const others = await ctx.db.membership.count({ where: { countyCode, householdId, validTo: null } })
      if (others > 0 && living.relation === 'HEAD') throw new DomainError('duplicates.headOfOthers')
      if (others === 0) await leave(ctx, countyCode, householdId)
      await refresh(ctx, countyCode, [householdId])
    }
    await decideReview(ctx, review, { status: 'DONE', note })
    return { reviewId }
  },
})

async function leave(ctx: Ctx, countyCode: string, householdId: string): Promise<void> {
  await ctx.db.household.update({
    where: { countyCode_id: { countyCode, id: householdId } },
    data: {
      isActive: false,
      leftOn: dateOf(ctx.today),
      leftReason: 'OTHER',
      version: { increment: 1 },
      updatedAt: ctx.now,
    },
    select: { id: true },
  })
}
