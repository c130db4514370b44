import 'server-only'
import { defineCommand } from '@/lib/platform/command'
import { dateOf } from '@/lib/platform/days'
import { type Ctx, sqlStateOf } from '@/lib/platform/db'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { isWithin, ownPrefix } from '@/lib/regions/rules'
import { type Place, placeToStep, takeStep } from '@/lib/supervision/commands/step'
import { isArea, isBelowCounty } from '@/lib/supervision/rules/places'
import { MembersInput } from '@/lib/supervision/schema'

const EXCLUSION_VIOLATION = '23P01'

/**
 * Says from a day on which townships and villages a listed area consists of (片区组成); those left out end with that day. Until delisting is
 * proposed. Errors: NotFoundError, DomainError for a place that is no area, a region twice and one that belongs to another area.
 */
export const setMembers = defineCommand({
  name: 'supervision.members',
  permission: 'supervision:propose',
  input: MembersInput,
  async run(ctx, { members, ...wish }): Promise<{ placeId: string }> {
    const { place, step } = await placeToStep(ctx, wish, ['members'])
    if (!isArea(place)) throw new DomainError('supervision.noArea')
    const wanted = [...new Set(members)].sort()
    const nested = wanted.some((code) => wanted.some((other) => other !== code && other.startsWith(ownPrefix(code))))
    if (nested) throw new DomainError('supervision.memberTwice', {}, 'members')
    const names = await namesOf(ctx, place, wanted)
    const held = await ctx.db.listedMember.findMany({
      where: { countyCode: place.countyCode, placeId: place.id, validTo: null },
      select: { id: true, regionCode: true },
    })
    const there = new Set(held.map(({ regionCode }) => regionCode))
    const ended = held.filter(({ regionCode }) => !wanted.includes(regionCode)).map(({ id }) => id)
    await ctx.db.listedMember.updateMany({
      where: { countyCode: place.countyCode, id: { in: ended } },
      data: {
        validTo: dateOf(wish.on),
        endedBy: ctx.actor.userId,
        endedByName: ctx.actor.name,
        endedAt: ctx.now,
      },
    })
    await begin(
      ctx,
      place,
      wish.on,
      wanted.filter((code) => !there.has(code)),
    )
    await takeStep(ctx, place, step, { on: wish.on, note: noteOf(names), data: {} })
    return { placeId: place.id }
  },
})

const MOST_NOTE = 500
const noteOf = (names: readonly string[]) => names.join('  ').slice(0, MOST_NOTE)

async function namesOf(ctx: Ctx, { countyCode }: Place, codes: readonly string[]): Promise<string[]> {
  if (!codes.every((code) => isWithin(code, countyCode) && isBelowCounty(code))) throw new NotFoundError()
  const known = await ctx.db.region.findMany({
    where: { code: { in: [...codes] }, level: { in: ['TOWNSHIP', 'VILLAGE'] } },
    orderBy: { code: 'asc' },
    select: { name: true },
  })
  if (known.length !== codes.length) throw new NotFoundError()
  return known.map(({ name }) => name)
}

async function begin(ctx: Ctx, { countyCode, id: placeId }: Place, on: string, codes: readonly string[]) {
  const shared = { countyCode, placeId, validFrom: dateOf(on), setBy: ctx.actor.userId, setByName: ctx.actor.name }
  try {
    await ctx.db.listedMember.createMany({
      data: codes.map((regionCode) => ({ ...shared, id: newId(ctx.now), regionCode, recordedAt: ctx.now })),
    })
  } catch (error) {
    if (sqlStateOf(error) === EXCLUSION_VIOLATION) throw new DomainError('supervision.memberElsewhere', {}, 'members')
    throw error
  }
}
