import 'server-only'
import { dateOf } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { countyOf } from '@/lib/regions/rules'

export type WorkKind = { code: string; nameZh: string; nameEn: string }

/** Kinds of work that can be ticked today, of the reader's county. */
export async function listWorkKinds(ctx: Ctx): Promise<WorkKind[]> {
  return ctx.db.workKind.findMany({
    where: {
      appliesTo: { in: ['', countyOf(ctx.actor.regionCode)] },
      OR: [{ endedOn: null }, { endedOn: { gt: dateOf(ctx.today) } }],
    },
    orderBy: [{ sortNo: 'asc' }, { code: 'asc' }],
    select: { code: true, nameZh: true, nameEn: true },
  })
}

/** What kinds are called, ended ones too. */
export async function nameWorkKinds(ctx: Ctx): Promise<Map<string, WorkKind>> {
  const kinds = await ctx.db.workKind.findMany({ select: { code: true, nameZh: true, nameEn: true } })
  return new Map(kinds.map((kind) => [kind.code, kind]))
}
