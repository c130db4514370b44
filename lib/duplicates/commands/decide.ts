import 'server-only'
import { decideReview, reviewToDecide } from '@/lib/duplicates/commands/review'
import { DecideInput } from '@/lib/duplicates/schema'
import { defineCommand } from '@/lib/platform/command'
import { NotFoundError } from '@/lib/platform/errors'

/** Says that two records are one (the county merges them) or different; a pair found different is never asked about again. */
export const decideDuplicate = defineCommand({
  name: 'duplicate.decide',
  permission: 'duplicate:decide',
  input: DecideInput,
  async run(ctx, { reviewId, version, decision, note }) {
    const review = await reviewToDecide(ctx, reviewId, version, decision)
    if (review.kind === 'ENDING') throw new NotFoundError()
    await decideReview(ctx, review, { status: decision, note })
    return { reviewId }
  },
})
