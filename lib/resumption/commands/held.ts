import 'server-only'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import type { Prisma } from '@/lib/platform/prisma/client'
import { countyOfScope } from '@/lib/regions/rules'

export type Held = Awaited<ReturnType<typeof enterpriseOf>>

/** An enterprise that has not ended. Errors: NotFoundError, DomainError for one that ended. */
export async function enterpriseOf(ctx: Ctx, enterpriseId: string) {
  const held = await ctx.db.enterprise.findFirst({ where: { ...countyOfScope(ctx.actor.scope), id: enterpriseId } })
  if (!held) throw new NotFoundError()
  if (held.activeUntil) throw new DomainError('resumption.ended')
  return held
}

/** The same as it was seen. Errors: as `enterpriseOf`, DomainError where somebody changed it since. */
export async function enterpriseToChange(ctx: Ctx, enterpriseId: string, version: number): Promise<Held> {
  const held = await enterpriseOf(ctx, enterpriseId)
  if (held.version !== version) throw new DomainError('resumption.changed')
  return held
}

/** Writes where it is still as it was seen. Errors: DomainError. */
export async function change(ctx: Ctx, held: Held, data: Prisma.EnterpriseUncheckedUpdateManyInput): Promise<void> {
  const { countyCode, id, version } = held
  const { count } = await ctx.db.enterprise.updateMany({
    where: { countyCode, id, version },
    data: { ...data, version: { increment: 1 } },
  })
  if (count !== 1) throw new DomainError('resumption.changed')
}

/** A day that was and that lies in the enterprise's time. Errors: DomainError beside `field`. */
export function dayOfIts(ctx: Ctx, { activeFrom }: Held, day: string, field: string): void {
  if (day > ctx.today) throw new DomainError('input.inTheFuture', {}, field)
  const from = dayFrom(activeFrom)
  if (day < from) throw new DomainError('resumption.beforeIt', { day: from }, field)
}

export const keyOf = ({ countyCode, regionCode, id }: Held) => ({ countyCode, regionCode, enterpriseId: id })
