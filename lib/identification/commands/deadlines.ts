import 'server-only'
import { cancelDeadlines, meetDeadline, openDeadline } from '@/lib/deadlines/commands/keep'
import { getTermRules } from '@/lib/deadlines/queries/calendar'
import type { DeadlineKind } from '@/lib/deadlines/schema'
import type { StepName } from '@/lib/identification/schema'
import { clueDeadlines } from '@/lib/monitoring/rules/deadlines'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'

type Followed = {
  countyCode: string
  id: string
  regionCode: string
  householdId: string
  clueId: string | null
  identifyBy: Date | null
}

/**
 * What the procedure of a clue is next due for after a step: its home check, the departments' comparison, the publicity, all before the
 * county's decision. Sent back, the home check runs again by its own day. Other procedures have no such days.
 */
export async function followStep(ctx: Ctx, procedure: Followed, step: StepName, on: string): Promise<void> {
  const { countyCode, clueId, identifyBy } = procedure
  if (!clueId || !identifyBy) return
  const own = { countyCode, subjectId: procedure.id }
  const wait = async (kind: 'COMPARISON' | 'PUBLICITY') => {
    const { compareBy, publicityBy } = await daysOf(ctx, procedure, clueId)
    const dueOn = kind === 'COMPARISON' ? compareBy : publicityBy
    await open(ctx, procedure, { kind, subject: { kind: 'PROCEDURE', id: procedure.id }, from: on, dueOn })
  }
  switch (step) {
    case 'verify':
      await meetDeadline(ctx, { countyCode, kind: 'HOME_CHECK', subjectId: clueId, on })
      await setVerifyBy(ctx, countyCode, clueId, identifyBy)
      return wait('COMPARISON')
    case 'compare':
      await meetDeadline(ctx, { ...own, kind: 'COMPARISON', on })
      return wait('PUBLICITY')
    case 'publish':
      await meetDeadline(ctx, { ...own, kind: 'PUBLICITY', on })
      return
    case 'object':
      return wait('COMPARISON')
    case 'return': {
      await cancelDeadlines(ctx, own)
      const { verifyBy, openedOn } = await daysOf(ctx, procedure, clueId)
      await setVerifyBy(ctx, countyCode, clueId, dateOf(verifyBy))
      const subject = { kind: 'CLUE', id: clueId }
      return open(ctx, procedure, { kind: 'HOME_CHECK', subject, from: openedOn, dueOn: verifyBy })
    }
    case 'dismiss':
    case 'reject':
      await cancelDeadlines(ctx, own)
  }
}

async function daysOf(ctx: Ctx, { countyCode, regionCode }: Followed, clueId: string) {
  const clue = await ctx.db.clue.findUniqueOrThrow({
    where: { countyCode_id: { countyCode, id: clueId } },
    select: { openedOn: true },
  })
  const openedOn = dayFrom(clue.openedOn)
  return { ...clueDeadlines(await getTermRules(ctx, openedOn), regionCode, openedOn), openedOn }
}

/** The day by which lists call an open clue overdue. */
async function setVerifyBy(ctx: Ctx, countyCode: string, id: string, verifyBy: Date): Promise<void> {
  await ctx.db.clue.updateMany({ where: { countyCode, id, status: 'OPEN' }, data: { verifyBy } })
}

type Wanted = { kind: DeadlineKind; subject: { kind: string; id: string }; from: string; dueOn: string }

/** A step may come after its last day already; the deadline then begins on that day and is late at once. */
async function open(ctx: Ctx, { countyCode, regionCode, householdId }: Followed, wanted: Wanted): Promise<void> {
  const from = wanted.from < wanted.dueOn ? wanted.from : wanted.dueOn
  await openDeadline(ctx, { place: { countyCode, regionCode, householdId }, ...wanted, from })
}
