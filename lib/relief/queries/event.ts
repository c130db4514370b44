import 'server-only'
import { householdFrom, householdShown } from '@/lib/monitoring/queries/household'
import { shownName } from '@/lib/monitoring/queries/names'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid } from '@/lib/platform/ids'
import { may } from '@/lib/platform/permissions'
import { countyOfScope } from '@/lib/regions/rules'
import { SETTLED } from '@/lib/relief/lifecycle'
import { answersOf, costsOf, eventCosts, getFacts, getPolicy } from '@/lib/relief/queries/costs'
import { grantsOf, townshipLimitFen } from '@/lib/relief/rules/amounts'
import { judgeLines } from '@/lib/relief/rules/eligibility'
import { openFen, staircaseOf } from '@/lib/relief/rules/staircase'
import type { ReliefStatus } from '@/lib/relief/schema/applications'
import {
  type AppliedLine,
  type Cause,
  isMedical,
  type Line,
  type MarkState,
  type SettlementKind,
} from '@/lib/relief/schema/lines'

/** Whoever may not read about health sees that there was a hardship, not that it was an illness, nor whose. */
export function shownCause(ctx: Ctx, cause: string): Cause | 'HIDDEN' {
  return may(ctx.actor.role, 'health:read') || cause === 'SCHOOLING' || cause === 'DISASTER'
    ? (cause as Cause)
    : 'HIDDEN'
}

export type EventView = Awaited<ReturnType<typeof getReliefEvent>>

/** A hardship event: its cost, the staircase, the conditions of each line with their figures, and what was recorded. Errors: NotFoundError. */
export async function getReliefEvent(ctx: Ctx, id: string) {
  if (!isUuid(id)) throw new NotFoundError()
  const event = await ctx.db.reliefEvent.findFirst({
    where: { ...countyOfScope(ctx.actor.scope), id },
    select: {
      ...eventCosts,
      countyCode: true,
      id: true,
      regionCode: true,
      householdId: true,
      eventNo: true,
      note: true,
      version: true,
      recordedByName: true,
      person: { select: { name: true } },
      household: { select: householdShown },
      settlements: { orderBy: [{ settledOn: 'asc' }, { recordedAt: 'asc' }] },
      marks: { orderBy: { markNo: 'asc' } },
      applications: { orderBy: { applicationNo: 'asc' } },
    },
  })
  if (!event) throw new NotFoundError()
  const { role } = ctx.actor
  const seesHealth = may(role, 'health:read')
  const costs = costsOf(event)
  const answers = answersOf(event)
  const policy = await getPolicy(ctx, event.regionCode, ctx.today)
  const facts = await getFacts(ctx, event, event)
  const reversed = new Set(event.settlements.map(({ reverses }) => reverses))
  const open = event.applications.filter(({ status }) => !SETTLED.includes(status as ReliefStatus))
  return {
    id: event.id,
    no: event.eventNo,
    cause: shownCause(ctx, event.cause),
    isMedical: isMedical(event.cause),
    happenedOn: dayFrom(event.happenedOn),
    note: seesHealth ? event.note : '',
    person: seesHealth && event.person ? shownName(ctx, event.person.name) : null,
    by: event.recordedByName,
    version: event.version,
    reading: { householdId: event.householdId, regionCode: event.regionCode },
    household: householdFrom(ctx, event.household),
    staircase: staircaseOf(costs),
    openFen: openFen(costs),
    answers: ([1, 2, 3, 4, 5] as const).map((line) => ({ line, state: (answers.get(line) ?? 'OPEN') as MarkState })),
    marks: event.marks.map((mark) => ({
      no: mark.markNo,
      line: mark.line as Line,
      state: mark.state as MarkState,
      reason: mark.reason,
      on: dayFrom(mark.markedOn),
      by: mark.markedByName,
    })),
    judgements: judgeLines(facts, policy),
    limitFen: townshipLimitFen(policy),
    grants: grantsOf(policy),
    settlements: event.settlements.map((each) => ({
      id: each.id,
      kind: each.kind as SettlementKind,
      fen: Number(each.amountFen),
      on: dayFrom(each.settledOn),
      document: each.document,
      isReversal: each.reverses !== null,
      mayReverse: each.reverses === null && !reversed.has(each.id),
    })),
    applications: event.applications.map((each) => ({
      id: each.id,
      no: each.applicationNo,
      line: each.line as AppliedLine,
      status: each.status as ReliefStatus,
      isPost: each.manner === 'POST',
      claimedFen: Number(each.claimedFen),
      grantedFen: each.grantedFen === null ? null : Number(each.grantedFen),
      on: dayFrom(each.lastStepOn),
    })),
    openLines: open.map(({ line }) => line as AppliedLine),
    mayWrite: may(role, 'relief:apply'),
    today: ctx.today,
  }
}

/** A household for which an event is recorded, with the members it may be about. Errors: NotFoundError. */
export async function getReliefStart(ctx: Ctx, householdId: string) {
  if (!isUuid(householdId)) throw new NotFoundError()
  const household = await ctx.db.household.findFirst({
    where: { ...countyOfScope(ctx.actor.scope), id: householdId, isActive: true },
    select: {
      ...householdShown,
      memberships: {
        where: { validTo: null },
        orderBy: { id: 'asc' },
        select: { personId: true, person: { select: { name: true, birthDate: true } } },
      },
    },
  })
  if (!household) throw new NotFoundError()
  return {
    household: householdFrom(ctx, household),
    members: household.memberships.map(({ personId, person }) => ({
      id: personId,
      name: shownName(ctx, person.name),
      birthDate: dayFrom(person.birthDate),
    })),
    today: ctx.today,
  }
}
