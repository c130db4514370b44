import 'server-only'
import { mayStep } from '@/lib/duplicates/lifecycle'
import type { Status } from '@/lib/duplicates/schema'
import { lockReview } from '@/lib/duplicates/sql/merge'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import type { Prisma } from '@/lib/platform/prisma/client'
import { countyOfScope } from '@/lib/regions/rules'

/**
 * A review, taken for this transaction, that may go to `to` and is as it was seen. Errors: NotFoundError beyond the scope or when one side
 * is; DomainError `duplicates.decidedAlready` when somebody was first.
 */
export async function reviewToDecide(ctx: Ctx, id: string, version: number, to: Status) {
  const held = await ctx.db.duplicateReview.findFirst({
    where: { ...countyOfScope(ctx.actor.scope), id },
    select: { countyCode: true },
  })
  if (!held || !(await lockReview(ctx, held.countyCode, id))) throw new NotFoundError()
  const review = await ctx.db.duplicateReview.findUniqueOrThrow({
    where: { countyCode_id: { countyCode: held.countyCode, id } },
    include: {
      leftPerson: { select: { regionCode: true } },
      rightPerson: { select: { regionCode: true } },
      leftHousehold: { select: { regionCode: true } },
      rightHousehold: { select: { regionCode: true } },
    },
  })
  const sides = [review.leftPerson ?? review.leftHousehold, review.rightPerson ?? review.rightHousehold]
  if (!sides[0] || (review.kind !== 'ENDING' && !sides[1])) throw new NotFoundError()
  if (!mayStep(review.status, to) || review.version !== version) {
    throw new DomainError('duplicates.decidedAlready', { by: review.decidedByName ?? '—' })
  }
  return review
}

export type Held = Awaited<ReturnType<typeof reviewToDecide>>

type Decision = Pick<
  Prisma.DuplicateReviewUncheckedUpdateManyInput,
  'status' | 'note' | 'keptId' | 'journalId' | 'summary'
>

/** Writes who decided what about a review that was taken before. */
export async function decideReview(ctx: Ctx, { countyCode, id }: Held, decision: Decision): Promise<void> {
  await ctx.db.duplicateReview.updateMany({
    where: { countyCode, id },
    data: {
      ...decision,
      decidedBy: ctx.actor.userId,
      decidedByName: ctx.actor.name,
      decidedAt: ctx.now,
      version: { increment: 1 },
    },
  })
}
