import 'server-only'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { may } from '@/lib/platform/permissions'
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

/** Shipped kinds and those that the reader's county added, ended ones too. */
export async function listWorkCatalogue(ctx: Ctx) {
  const kinds = await ctx.db.workKind.findMany({ orderBy: [{ sortNo: 'asc' }, { code: 'asc' }] })
  return {
    kinds: kinds.map(({ appliesTo, endedOn, sortNo: _, ...kind }) => ({
      ...kind,
      isOwn: appliesTo !== '',
      endedOn: endedOn && dayFrom(endedOn),
    })),
    maySet: may(ctx.actor.role, 'workKind:set'),
    today: ctx.today,
  }
}
