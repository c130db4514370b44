import 'server-only'
import { cancelDeadlines, meetDeadline, openDeadline } from '@/lib/deadlines/commands/keep'
import type { DeadlineKind } from '@/lib/deadlines/schema'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import type { ReliefStatus } from '@/lib/relief/schema/applications'

type Applied = { countyCode: string; id: string; regionCode: string; householdId: string; line: number; manner: string }

/** The county decides what goes beyond a township: insurance, and whatever line 2 pays. */
const LEVELS: Readonly<Record<number, 'TOWNSHIP' | 'COUNTY'>> = {
  2: 'COUNTY',
  3: 'TOWNSHIP',
  4: 'COUNTY',
  6: 'TOWNSHIP',
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
  const met = (kind: DeadlineKind) => meetDeadline(ctx, { countyCode, kind, subjectId: id, on })
  switch (to) {
    case 'APPLIED':
      return wait(ctx, application, 'RELIEF_DECISION', on)
    case 'APPROVED':
      await met('RELIEF_DECISION')
      return wait(ctx, application, 'RELIEF_PAYOUT', on)
    case 'DISBURSED':
      await met('RELIEF_PAYOUT')
      if (postReviewOn) await wait(ctx, application, 'WELFARE_POST_REVIEW', on, dayFrom(postReviewOn))
      return
    case 'DRAFT':
    case 'REJECTED':
    case 'REVOKED':
      await cancelDeadlines(ctx, { countyCode, subjectId: id })
  }
}

/** The half-yearly appraisal of a welfare post was made; the next one is due on a day, or the post has ended. */
export async function followReview(ctx: Ctx, application: Applied, on: string, next: string | null): Promise<void> {
  const { countyCode, id } = application
  await meetDeadline(ctx, { countyCode, kind: 'WELFARE_POST_REVIEW', subjectId: id, on })
  if (next) await wait(ctx, application, 'WELFARE_POST_REVIEW', on, next)
}

async function wait(ctx: Ctx, application: Applied, kind: DeadlineKind, from: string, dueOn?: string): Promise<void> {
  const { countyCode, id, regionCode, householdId, line } = application
  await openDeadline(ctx, {
    place: { countyCode, regionCode, householdId },
    kind,
    subject: { kind: 'RELIEF', id },
    from,
    level: LEVELS[line],
    dueOn,
  })
}
