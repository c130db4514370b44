import 'server-only'
import { defineCommand } from '@/lib/platform/command'
import { dateOf } from '@/lib/platform/days'
import { type Ctx, sqlStateOf } from '@/lib/platform/db'
import { DomainError } from '@/lib/platform/errors'
import { mayDecide } from '@/lib/supervision/commands/change'
import { type Place, placeToStep, takeStep } from '@/lib/supervision/commands/step'
import { digitsOf, isArea } from '@/lib/supervision/rules/places'
import { isReached } from '@/lib/supervision/rules/standing'
import { DelistInput, type Direction, ProposeInput, ReturnInput } from '@/lib/supervision/schema'
import { countOpenFindings, hasMembers } from '@/lib/supervision/sql'

const CHECK_VIOLATION = '23514'

/** Proposes to delist: every key work at its target and no finding open (提请摘牌). Errors: NotFoundError, DomainError. */
export const proposeDelisting = defineCommand({
  name: 'supervision.propose',
  permission: 'supervision:propose',
  input: ProposeInput,
  async run(ctx, { note, ...wish }): Promise<{ placeId: string }> {
    const { place, step } = await placeToStep(ctx, wish, ['propose'])
    if (ctx.actor.scope.length > digitsOf(place.regionCode)) throw new DomainError('supervision.oneLevelUp')
    await refuseUncleared(ctx, place)
    await takeStep(ctx, place, step, {
      on: wish.on,
      note,
      data: {
        proposedBy: ctx.actor.userId,
        proposedByName: ctx.actor.name,
        proposedOn: dateOf(wish.on),
        proposedDigits: ctx.actor.scope.length,
      },
    })
    return { placeId: place.id }
  },
})

/** Delists: one level up, by another person, with nothing open (摘牌). Errors: NotFoundError, DomainError. */
export const delistPlace = defineCommand({
  name: 'supervision.delist',
  permission: 'supervision:decide',
  input: DelistInput,
  async run(ctx, { note, ...wish }): Promise<{ placeId: string }> {
    const { place, step } = await placeToStep(ctx, wish, ['delist'])
    mayDecide(ctx, place)
    await refuseUncleared(ctx, place)
    const data = { delistedBy: ctx.actor.userId, delistedByName: ctx.actor.name, delistedOn: dateOf(wish.on) }
    try {
      await takeStep(ctx, place, step, { on: wish.on, note, data })
    } catch (error) {
      // What an unannounced visit from still higher found counts too, though it may not be told here.
      if (sqlStateOf(error) === CHECK_VIOLATION) throw new DomainError('supervision.notCleared')
      throw error
    }
    return { placeId: place.id }
  },
})

/** Sends a proposal back with the reason; the place is fought for again. Errors: NotFoundError, DomainError. */
export const returnPlace = defineCommand({
  name: 'supervision.return',
  permission: 'supervision:decide',
  input: ReturnInput,
  async run(ctx, { note, ...wish }): Promise<{ placeId: string }> {
    const { place, step } = await placeToStep(ctx, wish, ['return'])
    mayDecide(ctx, place)
    const data = { proposedBy: null, proposedByName: null, proposedOn: null, proposedDigits: null }
    await takeStep(ctx, place, step, { on: wish.on, note, data })
    return { placeId: place.id }
  },
})

async function refuseUncleared(ctx: Ctx, place: Place): Promise<void> {
  const { countyCode, id, works } = place
  if (isArea(place) && !(await hasMembers(ctx, place))) throw new DomainError('supervision.noMembers')
  const short = works.filter(
    ({ direction, base, current, target }) =>
      !isReached({
        direction: direction as Direction,
        base: Number(base),
        current: Number(current),
        target: Number(target),
      }),
  )
  if (short.length > 0) throw new DomainError('supervision.worksOpen', { n: short.length })
  const n = await countOpenFindings(ctx, countyCode, id)
  if (n > 0) throw new DomainError('supervision.findingsOpen', { n })
}
