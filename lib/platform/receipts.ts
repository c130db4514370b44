import 'server-only'
import { pad } from '@/lib/regions/rules'
import type { Ctx } from './db'
import type { Prisma } from './prisma/client'

type Receipt = { payloadHash: string; answer: unknown }

const countyOf = (ctx: Ctx) => pad(ctx.actor.scope).slice(0, 6)

/** The answer kept for a command id of this actor, if it was carried out before. */
export async function findReceipt(ctx: Ctx, id: string): Promise<Receipt | null> {
  return ctx.db.commandReceipt.findUnique({
    where: { countyCode_actorId_id: { countyCode: countyOf(ctx), actorId: ctx.actor.userId, id } },
    select: { payloadHash: true, answer: true },
  })
}

/** Keeps the answer in the transaction of the command itself. */
export async function keepReceipt(
  ctx: Ctx,
  receipt: { id: string; command: string; payloadHash: string; answer: unknown },
): Promise<void> {
  await ctx.db.commandReceipt.create({
    data: {
      countyCode: countyOf(ctx),
      actorId: ctx.actor.userId,
      id: receipt.id,
      command: receipt.command,
      payloadHash: receipt.payloadHash,
      answer: (receipt.answer ?? {}) as Prisma.InputJsonValue,
      createdAt: ctx.now,
    },
    select: { id: true },
  })
}
