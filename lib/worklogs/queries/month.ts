import 'server-only'
import { dayOf } from '@/lib/platform/clock'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid } from '@/lib/platform/ids'
import { may } from '@/lib/platform/permissions'
import { countyOf } from '@/lib/regions/rules'
import { nameWorkKinds } from '@/lib/worklogs/queries/kinds'
import { getWorkPolicy } from '@/lib/worklogs/queries/policy'
import { daysLeft, lateBy, mayTakeBack, monthRange, standingOf, statesOf } from '@/lib/worklogs/rules/month'
import type { LeaveDecision, LeaveKind, Presence } from '@/lib/worklogs/schema'
import { countVisits } from '@/lib/worklogs/sql'

export type MonthView = Awaited<ReturnType<typeof getMonth>>

/** The month asked for, this one without one or with a wrong one. */
export function monthAsked(ctx: Ctx, month: string | undefined) {
  const asked = month && monthRange(month) ? month : ctx.today.slice(0, 7)
  return { month: asked, ...(monthRange(asked) as { from: string; until: string }) }
}

/**
 * A month of somebody posted in a village, day by day: where he was, what he wrote, whom he visited, and how he stands against the days that
 * are asked for. In a village it is one's own alone. Errors: NotFoundError.
 */
export async function getMonth(ctx: Ctx, userId: string, month: string | undefined) {
  const { month: asked, from, until } = monthAsked(ctx, month)
  const span = { gte: dateOf(from), lt: dateOf(until) }
  const posting =
    isUuid(userId) && (ctx.actor.level !== 'VILLAGE' || userId === ctx.actor.userId)
      ? await ctx.db.posting.findFirst({
          where: {
            userId,
            role: { in: ['FIRST_SECRETARY', 'VILLAGE_CADRE'] },
            // Whoever stands in for somebody keeps his own diary there.
            ...(userId === ctx.actor.userId ? {} : { actingFor: null }),
            regionCode: { startsWith: ctx.actor.scope },
            validFrom: { lt: dateOf(until) },
            AND: [
              { OR: [{ validTo: null }, { validTo: { gte: dateOf(from) } }] },
              { OR: [{ proposedBy: null }, { decision: 'CONFIRMED' }] },
            ],
          },
          orderBy: { validFrom: 'desc' },
          select: {
            role: true,
            regionCode: true,
            region: { select: { name: true } },
            user: { select: { name: true } },
          },
        })
      : null
  if (!posting) throw new NotFoundError()
  const { regionCode } = posting
  const countyCode = countyOf(regionCode)
  const rows = await ctx.db.workLog.findMany({
    where: { countyCode, userId, regionCode, day: span, later: null },
    orderBy: { day: 'asc' },
    select: {
      id: true,
      day: true,
      presence: true,
      place: true,
      kinds: true,
      content: true,
      writtenAt: true,
      supersedes: true,
    },
  })
  const leaves = await ctx.db.workLeave.findMany({
    where: { countyCode, userId, regionCode, fromOn: { lt: dateOf(until) }, toOn: { gte: dateOf(from) } },
    orderBy: { fromOn: 'asc' },
  })
  const visits = await countVisits(ctx, { countyCode, regionCode, userId, from, until })
  const policy = await getWorkPolicy(ctx, regionCode, from)
  const kinds = await nameWorkKinds(ctx)
  const logs = new Map(
    rows.map((row) => {
      const day = dayFrom(row.day)
      const late = lateBy(day, dayOf(row.writtenAt))
      return [
        day,
        {
          id: row.id,
          presence: row.presence as Presence,
          place: row.place,
          content: row.content,
          kinds: row.kinds.flatMap((code) => kinds.get(code) ?? []),
          lateBy: policy.lateDays !== null && !row.supersedes && late > policy.lateDays ? late : null,
          isCorrected: row.supersedes !== null,
        },
      ] as const
    }),
  )
  const granted = leaves.flatMap(({ decision, withdrawnAt, fromOn, toOn }) =>
    decision === 'GRANTED' && !withdrawnAt ? [{ fromOn: dayFrom(fromOn), toOn: dayFrom(toOn) }] : [],
  )
  const states = statesOf(
    { from, until },
    ctx.today,
    [...logs].map(([day, { presence }]) => ({ day, presence })),
    granted,
  )
  const isOwn = userId === ctx.actor.userId && may(ctx.actor.role, 'workLog:write')
  const countOf = (state: string) => states.filter((each) => each.state === state).length
  const present = countOf('present')
  const isTeam = posting.role === 'FIRST_SECRETARY'
  return {
    month: asked,
    person: { id: userId, name: posting.user.name, role: posting.role, village: posting.region.name },
    days: states.map((each) => ({ ...each, log: logs.get(each.day) ?? null, visits: visits.get(each.day) ?? 0 })),
    counts: { present, elsewhere: countOf('elsewhere'), leave: countOf('leave'), gap: countOf('gap') },
    needed: isTeam ? policy.needed : null,
    standing:
      isTeam && policy.needed !== null
        ? standingOf(present, policy.needed, daysLeft({ from, until }, ctx.today))
        : null,
    leaves: leaves.map((leave) => {
      const standing = {
        decision: leave.decision as LeaveDecision | null,
        fromOn: dayFrom(leave.fromOn),
        isWithdrawn: leave.withdrawnAt !== null,
      }
      return {
        id: leave.id,
        kind: leave.kind as LeaveKind,
        reason: leave.reason,
        toOn: dayFrom(leave.toOn),
        ...standing,
        mayWithdraw: isOwn && mayTakeBack(standing, ctx.today),
        by: leave.decidedByName,
        note: leave.decisionNote,
      }
    }),
    isOwn,
    userId: ctx.actor.userId,
    today: ctx.today,
  }
}
