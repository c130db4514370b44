import 'server-only'
import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import { HandoverInput } from '@/lib/handover/schema'
import { findOpenItems, findSuccessors } from '@/lib/handover/sql'
import { defineCommand } from '@/lib/platform/command'
import { addDays } from '@/lib/platform/days'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { may } from '@/lib/platform/permissions'

/**
 * Hands everything that is open of a person to a successor, with a note to each. Nothing moves before he accepts. Errors: DomainError
 * `users.handoverSelf`, `users.handoverRole`, `users.handoverNothing`; NotFoundError.
 */
export const makeHandover = defineCommand({
  name: 'handover.make',
  permission: 'handover:make',
  input: HandoverInput,
  async run(ctx, { id, from, to, note, items: notes }) {
    const { actor } = ctx
    const fromUser = from ?? actor.userId
    if (fromUser !== actor.userId && !may(actor.role, 'handover:forOthers')) throw new NotFoundError()
    if (fromUser === to) throw new DomainError('users.handoverSelf', {}, 'to')
    const leaving = await ctx.db.appUser.findUnique({ where: { id: fromUser }, select: { name: true } })
    const successor = (await findSuccessors(ctx, fromUser)).find((each) => each.id === to)
    if (!leaving) throw new NotFoundError()
    if (!successor) throw new DomainError('users.handoverRole', {}, 'to')
    const items = await findOpenItems(ctx, fromUser)
    if (items.length === 0) throw new DomainError('users.handoverNothing')
    const noteOf = new Map(notes.map((each) => [each.id, each.note]))
    const countyCode = actor.regionCode.slice(0, 6)
    await ctx.db.handover.create({
      data: {
        countyCode,
        id,
        regionCode: actor.regionCode,
        fromUser,
        fromName: leaving.name,
        toUser: to,
        toName: successor.name,
        note,
        madeBy: actor.userId,
        madeAt: ctx.now,
      },
      select: { id: true },
    })
    await ctx.db.handoverItem.createMany({
      data: items.map((item, index) => ({
        countyCode,
        handoverId: id,
        itemNo: index + 1,
        regionCode: item.regionCode,
        kind: item.kind,
        itemId: item.itemId,
        householdId: item.householdId,
        dueOn: item.dueOn === null ? null : new Date(item.dueOn),
        subject: item.subject,
        note: noteOf.get(item.itemId) ?? '',
      })),
    })
    return { handoverId: id }
  },
})

/**
 * The successor accepts: pairings go on with him from today, promises still open become his. Clues keep their opener, for who opened one may
 * not decide it. Errors: DomainError `users.handoverAccepted`, `users.handoverNotYours`; NotFoundError.
 */
export const acceptHandover = defineCommand({
  name: 'handover.accept',
  permission: 'handover:accept',
  input: z.object({ handoverId: z.uuid() }),
  async run(ctx, { handoverId }) {
    const held = await ctx.db.handover.findFirst({ where: { id: handoverId }, include: { items: true } })
    if (!held) throw new NotFoundError()
    if (held.toUser !== ctx.actor.userId) throw new DomainError('users.handoverNotYours')
    const { count } = await ctx.db.handover.updateMany({
      where: { countyCode: held.countyCode, id: handoverId, acceptedAt: null },
      data: { acceptedAt: ctx.now },
    })
    if (count === 0) throw new DomainError('users.handoverAccepted')
    const of = (kind: string) => held.items.filter((item) => item.kind === kind).map((item) => item.itemId)
    await ctx.db.visitPromise.updateMany({
      where: { countyCode: held.countyCode, id: { in: of('PROMISE') }, status: 'OPEN' },
      data: { promisedBy: held.toUser, promisedByName: held.toName, version: { increment: 1 } },
    })
    const pairings = await ctx.db.householdHelper.findMany({
      where: {
        countyCode: held.countyCode,
        id: { in: of('PAIRING') },
        OR: [{ validTo: null }, { validTo: { gte: new Date(ctx.today) } }],
      },
    })
    const today = new Date(ctx.today)
    const yesterday = new Date(addDays(ctx.today, -1))
    for (const { countyCode, id, regionCode, householdId, validFrom } of pairings) {
      await ctx.db.householdHelper.update({
        where: { countyCode_id: { countyCode, id } },
        data: {
          validTo: validFrom > yesterday ? validFrom : yesterday,
          endReason: 'REASSIGNED',
          handoverNote: held.items.find((item) => item.itemId === id)?.note || null,
        },
        select: { id: true },
      })
      const again = await ctx.db.householdHelper.findFirst({
        where: { countyCode, householdId, userId: held.toUser, OR: [{ validTo: null }, { validTo: { gte: today } }] },
        select: { id: true },
      })
      if (again) continue
      await ctx.db.householdHelper.create({
        data: { countyCode, id: randomUUID(), regionCode, householdId, userId: held.toUser, validFrom: today },
        select: { id: true },
      })
    }
    return { handoverId }
  },
})
