import 'server-only'
import type * as z from 'zod'
import { register } from '@/lib/findings/commands/register'
import { lineToStep, takeStep as takeFindingStep } from '@/lib/findings/commands/step'
import { defineCommand } from '@/lib/platform/command'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { nextNumber } from '@/lib/platform/numbers'
import { countyOfScope, ownPrefix, rangeOf } from '@/lib/regions/rules'
import { isArea } from '@/lib/supervision/rules/places'
import { HoldSessionInput, PublishSessionInput } from '@/lib/supervision/schema'
import { listAreaRegions } from '@/lib/supervision/sql'

type Told = z.output<typeof HoldSessionInput>
/** `within`: the regions of an area; null for a place that is a division. */
type Place = { countyCode: string; id: string; regionCode: string; within: string[] | null }

/**
 * Records a session at a listed place: where, with whom, which households, what was found, solved and brought along. What an unannounced one
 * found is hidden with it (暗访). Errors: NotFoundError for a place or household elsewhere, DomainError.
 */
export const holdSession = defineCommand({
  name: 'supervision.hold',
  permission: 'supervision:hold',
  input: HoldSessionInput,
  async run(ctx, input): Promise<{ sessionId: string }> {
    const place = await placeToVisit(ctx, input)
    const households = [
      ...new Set([
        ...input.households,
        ...input.findings.flatMap(({ householdId }) => (householdId ? [householdId] : [])),
      ]),
    ]
    await allOfPlace(ctx, place, households)
    const key = { countyCode: place.countyCode, regionCode: place.regionCode, sessionId: input.id }
    const { id, heldOn, mode, method, means, team, spots, summary } = input
    const hidden = method === 'UNANNOUNCED' ? ctx.actor.scope.length : null
    await ctx.db.supervisionSession.create({
      data: {
        countyCode: place.countyCode,
        regionCode: place.regionCode,
        placeId: place.id,
        id,
        sessionNo: await nextNumber(ctx, place.countyCode, 'DZ'),
        heldOn: dateOf(heldOn),
        mode,
        method,
        means: [...new Set(means)],
        team,
        spots,
        summary,
        heldBy: ctx.actor.userId,
        heldByName: ctx.actor.name,
        recordedAt: ctx.now,
        hiddenDigits: hidden,
      },
      select: { id: true },
    })
    await ctx.db.sessionHousehold.createMany({ data: households.map((householdId) => ({ ...key, householdId })) })
    await ctx.db.sessionHelp.createMany({
      data: input.help.map(({ amount, ...line }, index) => ({
        ...key,
        ...line,
        lineNo: index + 1,
        amountFen: BigInt(amount),
      })),
    })
    await registerFound(ctx, place, input, hidden ?? undefined)
    return { sessionId: id }
  },
})

async function placeToVisit(ctx: Ctx, { placeId, heldOn }: Told): Promise<Place> {
  const place = await ctx.db.listedPlace.findFirst({
    where: { ...countyOfScope(ctx.actor.scope), id: placeId },
    select: { countyCode: true, id: true, regionCode: true, areaName: true, status: true, listedOn: true },
  })
  if (!place) throw new NotFoundError()
  if (place.status === 'DELISTED') throw new DomainError('supervision.delisted')
  if (heldOn > ctx.today) throw new DomainError('input.inTheFuture', {}, 'heldOn')
  const listedOn = dayFrom(place.listedOn)
  if (heldOn < listedOn) throw new DomainError('supervision.beforeLast', { day: listedOn }, 'heldOn')
  const within = isArea(place) ? await listAreaRegions(ctx, place.countyCode, place.id) : null
  return { ...place, within }
}

async function allOfPlace(ctx: Ctx, { countyCode, regionCode, within }: Place, ids: string[]): Promise<void> {
  if (ids.length === 0) return
  const { lo, hi } = rangeOf(ownPrefix(regionCode))
  const found = await ctx.db.household.count({
    where: { countyCode, id: { in: ids }, regionCode: within ? { in: within } : { gte: lo, lt: hi } },
  })
  if (found !== ids.length) throw new NotFoundError()
}

async function registerFound(ctx: Ctx, place: Place, { id, heldOn, findings }: Told, hidden?: number): Promise<void> {
  for (const [index, { householdId, regionCode, ...found }] of findings.entries()) {
    const where = householdId ? { householdId } : { regionCode: whereOf(place, regionCode, index) }
    try {
      await register(
        ctx,
        {
          ...found,
          ...where,
          source: 'BATTLE_SUPERVISION',
          sourceYear: Number(heldOn.slice(0, 4)),
          document: '',
          reach: 'POINT',
          foundOn: heldOn,
          originKind: 'SESSION',
          originId: id,
        },
        hidden,
      )
    } catch (error) {
      if (error instanceof DomainError) throw new DomainError(error.code, error.params, fieldOf(index, error.field))
      throw error
    }
  }
}

// What an area's session finds lies in one of its members: under its county it would count for all of it.
function whereOf({ regionCode, within }: Place, said: string | undefined, index: number): string {
  if (!within) return regionCode
  if (!said || !within.includes(said))
    throw new DomainError('supervision.whereInArea', {}, fieldOf(index, 'regionCode'))
  return said
}

const fieldOf = (index: number, field: string | undefined) => field && `findings[${index}].${field}`

/** Publishes an unannounced session and what it found: from now on the inspected see it. Errors: NotFoundError, DomainError. */
export const publishSession = defineCommand({
  name: 'supervision.publish',
  permission: 'supervision:hold',
  input: PublishSessionInput,
  async run(ctx, { sessionId, on }): Promise<{ sessionId: string }> {
    const where = { ...countyOfScope(ctx.actor.scope), id: sessionId }
    const session = await ctx.db.supervisionSession.findFirst({ where })
    if (!session) throw new NotFoundError()
    if (session.hiddenDigits === null) throw new DomainError('supervision.publishedAlready')
    if (on > ctx.today) throw new DomainError('input.inTheFuture', {}, 'on')
    const heldOn = dayFrom(session.heldOn)
    if (on < heldOn) throw new DomainError('supervision.beforeLast', { day: heldOn }, 'on')
    const { countyCode } = session
    const lines = await ctx.db.finding.findMany({
      where: {
        countyCode,
        originKind: 'SESSION',
        originId: sessionId,
        hiddenDigits: { not: null },
        status: { not: 'CLOSED' },
      },
      select: { id: true, version: true },
    })
    for (const { id: findingId, version } of lines) {
      const { line, step } = await lineToStep(ctx, { findingId, version, on }, 'publish')
      await takeFindingStep(ctx, line, step, { on, record: {}, data: { hiddenDigits: null } })
    }
    const { count } = await ctx.db.supervisionSession.updateMany({
      where: { countyCode, id: sessionId, hiddenDigits: { not: null } },
      data: {
        hiddenDigits: null,
        publishedOn: dateOf(on),
        publishedBy: ctx.actor.userId,
        publishedByName: ctx.actor.name,
      },
    })
    if (count !== 1) throw new DomainError('supervision.publishedAlready')
    return { sessionId }
  },
})
