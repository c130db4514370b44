import 'server-only'
import * as z from 'zod'
import { planFromRecord, problemIn } from '@/lib/events/queries/plan'
import { Effect, EventDetails, type EventStatus } from '@/lib/events/schema'
import { listFollowers } from '@/lib/events/sql'
import { eyesOf } from '@/lib/platform/actor'
import { dayOf } from '@/lib/platform/clock'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { journalBlockers } from '@/lib/platform/journal'
import { may } from '@/lib/platform/permissions'
import type { EventParty, HouseholdEvent } from '@/lib/platform/prisma/client'
import { countyOfScope, isWithin } from '@/lib/regions/rules'

const Told = Effect.extend({ group: z.enum(['CHANGES', 'STAYS', 'CLOSE']).default('CHANGES') })
export type ToldEffect = z.output<typeof Told>
export type EventView = Awaited<ReturnType<typeof getEvent>>

/** An event as its village and those above see it, or as the other village of a hand-over is told of it. Errors: NotFoundError. */
export async function getEvent(ctx: Ctx, id: string) {
  const where = countyOfScope(ctx.actor.scope)
  const event = await ctx.db.householdEvent.findFirst({
    where: { ...where, id },
    include: {
      household: { select: { headName: true, regionCode: true, region: { select: { name: true } } } },
      steps: { orderBy: { stepNo: 'asc' } },
    },
  })
  const parties = await ctx.db.eventParty.findMany({ where: { ...where, eventId: id } })
  if (!event && parties.length === 0) throw new NotFoundError()
  const isOwn = event !== null && [event.proposedBy, event.checkedBy].includes(ctx.actor.userId)
  const offer = await offerOf(ctx, parties, isOwn)
  if (!event) return { event: null, offer, today: ctx.today }
  const { household, steps } = event
  const details = EventDetails.parse(event.details)
  const isOpen = event.status === 'PROPOSED'
  const present = isOpen ? await presentPlan(ctx, event) : null
  return {
    event: {
      id: event.id,
      kind: event.kind,
      status: event.status,
      version: event.version,
      householdId: event.householdId,
      householdRegion: household.regionCode,
      headName: details.headName || household.headName,
      village: household.region.name,
      effectiveOn: dayFrom(event.effectiveOn),
      note: event.note,
      reason: event.reason,
      proposedBy: event.proposedByName,
      proposedAt: event.proposedAt,
      details: { place: details.place, relation: details.relation ?? null, field: details.field ?? null },
      effects: present?.effects ?? Told.array().parse(event.effects ?? []),
      asks: present?.asks ?? false,
      problem: present?.problem ?? null,
      steps: steps.map(({ stepNo, status, at, actorName, note }) => ({
        key: String(stepNo),
        status,
        at,
        by: actorName,
        note,
      })),
      standing: standingOf(ctx, event),
      mayWithdraw: mayWithdraw(ctx, event),
      undo: event.status === 'APPLIED' && may(ctx.actor.role, 'event:check') ? await undoOf(ctx, event, parties) : null,
    },
    offer,
    today: ctx.today,
  }
}

type Asked = { name: string; code: string }

async function offerOf(ctx: Ctx, parties: readonly EventParty[], isOwn: boolean) {
  const asked = parties.find(({ answers }) => answers)
  const shown = asked ?? parties[0]
  if (!shown) return null
  const codes = [shown.regionCode, shown.otherRegionCode]
  const regions = await ctx.db.region.findMany({
    where: { code: { in: codes } },
    select: { code: true, name: true, parent: { select: { name: true } } },
  })
  const place = (code: string): Asked => {
    const found = regions.find((each) => each.code === code)
    return { code, name: found ? `${found.parent?.name ?? ''}${found.name}` : code }
  }
  const giving = shown.side === 'GIVING' ? shown.regionCode : shown.otherRegionCode
  const receiving = shown.side === 'GIVING' ? shown.otherRegionCode : shown.regionCode
  const askedVillage = shown.answers ? shown.regionCode : shown.otherRegionCode
  const isLate = dayFrom(shown.acceptBy) < ctx.today
  const isHere = asked !== undefined && may(ctx.actor.role, 'event:propose')
  const isOverBoth = isWithin(giving, ctx.actor.scope) && isWithin(receiving, ctx.actor.scope)
  return {
    eventId: shown.eventId,
    kind: shown.kind,
    status: shown.status as EventStatus,
    name: shown.subjectName,
    persons: shown.persons,
    effectiveOn: dayFrom(shown.effectiveOn),
    note: shown.note,
    reason: shown.reason,
    by: shown.offeredByName,
    acceptBy: dayFrom(shown.acceptBy),
    offeredOn: dayOf(shown.offeredAt),
    from: place(giving),
    to: place(receiving),
    asked: place(askedVillage),
    isLate,
    isOwn: isOwn && isHere && (!isLate || isOverBoth),
    mayAnswer: shown.status === 'OFFERED' && isHere && !isOwn && (!isLate || isOverBoth),
  }
}

async function presentPlan(ctx: Ctx, event: HouseholdEvent) {
  try {
    const { plan, asks } = await planFromRecord(ctx, event)
    return { effects: plan.effects, asks, problem: null }
  } catch (error) {
    const problem = problemIn(error)
    if (!problem) throw error
    return { effects: Told.array().parse(event.effects ?? []), asks: false, problem }
  }
}

/** Why the actor may not check an event now; MAY when he may. */
function standingOf(ctx: Ctx, event: HouseholdEvent): 'MAY' | 'OWN' | 'ROLE' | 'DONE' {
  if (event.status !== 'PROPOSED') return 'DONE'
  if (!may(ctx.actor.role, 'event:check')) return 'ROLE'
  return eyesOf(ctx.actor).includes(event.proposedBy) ? 'OWN' : 'MAY'
}

function mayWithdraw(ctx: Ctx, event: HouseholdEvent): boolean {
  if (!['PROPOSED', 'RETURNED', 'OFFERED'].includes(event.status)) return false
  return event.proposedBy === ctx.actor.userId || may(ctx.actor.role, 'event:check')
}

async function undoOf(ctx: Ctx, event: HouseholdEvent, parties: readonly EventParty[]) {
  const isOne = parties.length === 0 && event.acceptBy !== null
  if (isOne || parties.length === 1) return { needsBoth: true, blockers: [] as string[] }
  const rows = await journalBlockers(ctx, event.countyCode, event.journalId ?? '')
  const later = event.acceptBy ? await listFollowers(ctx, event.countyCode, event.id) : []
  return {
    needsBoth: false,
    blockers: [...new Set([...rows.map(({ table }) => table), ...later.map(({ what }) => what)])],
  }
}
