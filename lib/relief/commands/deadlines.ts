import 'server-only'
import { cancelDeadlines, meetDeadline, openDeadline } from '@/lib/deadlines/commands/keep'
import type { DeadlineKind } from '@/lib/deadlines/schema'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { getPolicy } from '@/lib/relief/queries/costs'
import { deciderOf } from '@/lib/relief/rules/amounts'
import { FOLLOWS, LEVEL_OF } from '@/lib/relief/rules/deadlines'
import type { ReliefStatus } from '@/lib/relief/schema/applications'
import type { AppliedLine } from '@/lib/relief/schema/lines'

type Applied = {
  countyCode: string
  id: string
  regionCode: string
  householdId: string
  line: number
  manner: string
  claimedFen: bigint
}

/** What an application is next due for once it came to a status on a day: a decision, a payout, and for a welfare post its appraisal. */
export async function followStep(
  ctx: Ctx,
  application: Applied,
  to: ReliefStatus,
  on: string,
  postReviewOn: Date | null,
): Promise<void> {
  const { countyCode, id } = application
  const { meets, opens, cancels } = FOLLOWS[to] ?? {}
  if (cancels) await cancelDeadlines(ctx, { countyCode, subjectId: id })
  if (meets) await meetDeadline(ctx, { countyCode, kind: meets, subjectId: id, on })
  if (opens === 'WELFARE_POST_REVIEW') {
    if (postReviewOn) await wait(ctx, application, opens, on, dayFrom(postReviewOn))
  } else if (opens) await wait(ctx, application, opens, on)
}

/** The half-yearly appraisal of a welfare post was made; the next one is due on a day, or the post has ended. */
export async function followReview(ctx: Ctx, application: Applied, on: string, next: string | null): Promise<void> {
  const { countyCode, id } = application
  await meetDeadline(ctx, { countyCode, kind: 'WELFARE_POST_REVIEW', subjectId: id, on })
  if (next) await wait(ctx, application, 'WELFARE_POST_REVIEW', on, next)
}

async function wait(ctx: Ctx, application: Applied, kind: DeadlineKind, from: string, dueOn?: string): Promise<void> {
  const { countyCode, id, regionCode, householdId, line, claimedFen } = application
  // What goes beyond the township's limit waits at the county's desk.
  const decides = kind === 'RELIEF_DECISION'
  const policy = decides ? await getPolicy(ctx, regionCode, from) : null
  const level = policy ? deciderOf(line as AppliedLine, Number(claimedFen), policy) : LEVEL_OF[line]
  await openDeadline(ctx, {
    place: { countyCode, regionCode, householdId },
    kind,
    subject: { kind: 'RELIEF', id },
    from,
    level,
    dueOn,
  })
}
