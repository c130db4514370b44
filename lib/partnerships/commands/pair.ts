import 'server-only'
import { findUnit } from '@/lib/partnerships/commands/unit'
import { EditPairInput, EndPairInput, MakePairInput } from '@/lib/partnerships/schema'
import { defineCommand } from '@/lib/platform/command'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { countyOfScope } from '@/lib/regions/rules'

/** Pairs a supporting hospital with a unit (结对); the same two are paired once at a time in a programme. Errors: NotFoundError, DomainError. */
export const makePair = defineCommand({
  name: 'pair.make',
  permission: 'partnership:keep',
  input: MakePairInput,
  async run(ctx, { id, unitId, fromOn, toOn, ...about }): Promise<{ pairId: string; unitId: string }> {
    const unit = await findUnit(ctx, unitId)
    if (unit.closedOn) throw new DomainError('partnerships.unitClosed')
    if (fromOn > ctx.today) throw new DomainError('input.inTheFuture', {}, 'fromOn')
    const { countyCode, regionCode } = unit
    if (about.supporterName === unit.name) throw new DomainError('partnerships.itself', {}, 'supporterName')
    const { supporterName, programme } = about
    const twin = await ctx.db.medicalPair.findFirst({
      where: {
        countyCode,
        unitId,
        supporterName,
        programme,
        ...(toOn ? { fromOn: { lte: dateOf(toOn) } } : {}),
        OR: [{ toOn: null }, { toOn: { gte: dateOf(fromOn) } }],
      },
      select: { id: true },
    })
    if (twin) throw new DomainError('partnerships.pairThere', {}, 'supporterName')
    await ctx.db.medicalPair.create({
      data: {
        countyCode,
        regionCode,
        id,
        unitId,
        ...about,
        fromOn: dateOf(fromOn),
        toOn: toOn ? dateOf(toOn) : null,
        madeBy: ctx.actor.userId,
        madeByName: ctx.actor.name,
      },
      select: { id: true },
    })
    return { pairId: id, unitId }
  },
})

/** Says anew how many are stationed, and which departments and techniques it is about. Errors: NotFoundError, DomainError. */
export const editPair = defineCommand({
  name: 'pair.edit',
  permission: 'partnership:keep',
  input: EditPairInput,
  async run(ctx, { pairId, version, ...about }): Promise<{ pairId: string }> {
    await change(ctx, await pairToChange(ctx, pairId, version), about)
    return { pairId }
  },
})

/** Ends a pair earlier than agreed, or one without an end, with a reason. Errors: NotFoundError, DomainError. */
export const endPair = defineCommand({
  name: 'pair.end',
  permission: 'partnership:keep',
  input: EndPairInput,
  async run(ctx, { pairId, version, on, reason }): Promise<{ pairId: string }> {
    const pair = await pairToChange(ctx, pairId, version)
    const [from, to] = [dayFrom(pair.fromOn), pair.toOn && dayFrom(pair.toOn)]
    if (on > ctx.today) throw new DomainError('input.inTheFuture', {}, 'on')
    if (on < from) throw new DomainError('partnerships.beforeStart', { day: from }, 'on')
    if (to && on > to) throw new DomainError('partnerships.endsEarlier', { day: to }, 'on')
    const after = await ctx.db.pairOutput.findFirst({
      where: { countyCode: pair.countyCode, pairId, toOn: { gt: dateOf(on) }, amount: { gt: 0 }, later: { is: null } },
      orderBy: { toOn: 'desc' },
    })
    if (after) throw new DomainError('partnerships.doneAfter', { day: dayFrom(after.toOn) }, 'on')
    await change(ctx, pair, {
      toOn: dateOf(on),
      endReason: reason,
      endedBy: ctx.actor.userId,
      endedByName: ctx.actor.name,
    })
    return { pairId }
  },
})

type Pair = Awaited<ReturnType<typeof findPair>>

/** A pair within the scope. Errors: NotFoundError. */
export async function findPair(ctx: Ctx, pairId: string) {
  const pair = await ctx.db.medicalPair.findFirst({ where: { ...countyOfScope(ctx.actor.scope), id: pairId } })
  if (!pair) throw new NotFoundError()
  return pair
}

async function pairToChange(ctx: Ctx, pairId: string, version: number): Promise<Pair> {
  const pair = await findPair(ctx, pairId)
  if (pair.endReason !== '') throw new DomainError('partnerships.pairEnded')
  if (pair.version !== version) throw new DomainError('partnerships.changed')
  return pair
}

async function change(
  ctx: Ctx,
  { countyCode, id, version }: Pair,
  data: Parameters<Ctx['db']['medicalPair']['updateMany']>[0]['data'],
): Promise<void> {
  const { count } = await ctx.db.medicalPair.updateMany({
    where: { countyCode, id, version },
    data: { ...data, version: { increment: 1 } },
  })
  if (count !== 1) throw new DomainError('partnerships.changed')
}
