import 'server-only'
import { DEADLINES } from '@/lib/deadlines/catalogue'
import { getTermRules } from '@/lib/deadlines/queries/calendar'
import { type TermRules, termOf } from '@/lib/deadlines/rules/terms'
import type { DeadlineKind, DeadlineLevel, DeadlinePlace, DeadlineSubject } from '@/lib/deadlines/schema'
import { insertDeadline, selectOpenDue } from '@/lib/deadlines/sql/keep'
import { dateOf } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'

type NewDeadline = {
  place: DeadlinePlace
  kind: DeadlineKind
  subject: DeadlineSubject
  from: string
  level?: DeadlineLevel
  /** A day that was agreed instead of counted: a planned end, a promise. */
  dueOn?: string
  /** For many at once: what `getTermRules` answered. */
  rules?: TermRules
}

/**
 * Opens a deadline within the caller's transaction; the policy values of the region and day say when it falls due. One of the same kind
 * and subject that is open already stays as it is, and its day is answered: opening twice equals opening once.
 */
export async function openDeadline(
  ctx: Ctx,
  { place, kind, subject, from, level, dueOn, rules }: NewDeadline,
): Promise<{ dueOn: string }> {
  const term = termOf(rules ?? (await getTermRules(ctx, from)), { kind, regionCode: place.regionCode, from, dueOn })
  const opened = await insertDeadline(ctx, { place, kind, subject, from, level: level ?? DEADLINES[kind].level, term })
  if (opened) return { dueOn: opened }
  return { dueOn: (await selectOpenDue(ctx, place.countyCode, kind, subject.id)) ?? term.dueOn }
}

type Met = { countyCode: string; kind: DeadlineKind; subjectId: string; on: string; lateReason?: string }

/**
 * Marks the open deadline of a subject as met on a day. Late is allowed and is marked; a reason is kept only where it is late. Where
 * nothing was open, nothing changes: `isLate` is null.
 */
export async function meetDeadline(
  ctx: Ctx,
  { countyCode, kind, subjectId, on, lateReason }: Met,
): Promise<{ isLate: boolean | null }> {
  const dueOn = await selectOpenDue(ctx, countyCode, kind, subjectId)
  if (dueOn === null) return { isLate: null }
  const isLate = on > dueOn
  const { count } = await ctx.db.deadline.updateMany({
    where: { countyCode, subjectId, kind, status: 'OPEN' },
    data: {
      status: 'MET',
      metOn: dateOf(on),
      metBy: ctx.actor.userId,
      ...(isLate && lateReason ? { lateReason } : {}),
    },
  })
  return { isLate: count === 0 ? null : isLate }
}

/** Cancels every open deadline of a subject that came to an end another way; answers how many. */
export async function cancelDeadlines(
  ctx: Ctx,
  { countyCode, subjectId, kinds }: { countyCode: string; subjectId: string; kinds?: readonly DeadlineKind[] },
): Promise<number> {
  const { count } = await ctx.db.deadline.updateMany({
    where: { countyCode, subjectId, status: 'OPEN', ...(kinds ? { kind: { in: [...kinds] } } : {}) },
    data: { status: 'CANCELLED' },
  })
  return count
}
