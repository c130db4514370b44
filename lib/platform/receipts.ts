import 'server-only'
import { pad } from '@/lib/regions/rules'
import type { Ctx } from './db'

type Receipt = { payloadHash: string; answer: unknown }

const countyOf = (ctx: Ctx) => pad(ctx.actor.scope).slice(0, 6)

/** The answer kept for a command id of this actor, if it was carried out before. */
export async function findReceipt(ctx: Ctx, id: string): Promise<Receipt | null> {
  const [receipt] = await ctx.db.$queryRaw<Receipt[]>`
    SELECT payload_hash AS "payloadHash", answer FROM command_receipt
    WHERE county_code = ${countyOf(ctx)} AND actor_id = ${ctx.actor.userId}::uuid AND id = ${id}::uuid`
  return receipt ?? null
}

/** Keeps the answer in the transaction of the command itself. */
export async function keepReceipt(
  ctx: Ctx,
  receipt: { id: string; command: string; payloadHash: string; answer: unknown },
): Promise<void> {
  await ctx.db.$executeRaw`
    INSERT INTO command_receipt (county_code, actor_id, id, command, payload_hash, answer, created_at)
    VALUES (${countyOf(ctx)}, ${ctx.actor.userId}::uuid, ${receipt.id}::uuid, ${receipt.command}, ${receipt.payloadHash},
      ${JSON.stringify(receipt.answer ?? {})}::jsonb, ${ctx.now})`
}
