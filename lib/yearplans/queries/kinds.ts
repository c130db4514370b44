import 'server-only'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { may } from '@/lib/platform/permissions'
import { countyOfScope } from '@/lib/regions/rules'

/** The tasks that a plan of a county is made with today: its own, and the shipped ones that none of its own replaces. */
export async function listKinds(ctx: Ctx, countyCode: string) {
  const rows = await ctx.db.yearTaskKind.findMany({
    where: {
      appliesTo: { in: ['', countyCode] },
      OR: [{ endedOn: null }, { endedOn: { gt: dateOf(ctx.today) } }, { replaces: { not: null } }],
    },
    orderBy: [{ sortNo: 'asc' }, { code: 'asc' }],
  })
  const replaced = new Set(rows.map(({ replaces }) => replaces))
  const isOpen = (endedOn: Date | null) => endedOn === null || endedOn > dateOf(ctx.today)
  return rows.filter(({ code, endedOn }) => !replaced.has(code) && isOpen(endedOn))
}

/** The whole catalogue of yearly tasks for whoever keeps it, shipped and own. */
export async function listCatalogue(ctx: Ctx) {
  const { countyCode } = countyOfScope(ctx.actor.scope)
  const rows = await ctx.db.yearTaskKind.findMany({ orderBy: [{ sortNo: 'asc' }, { code: 'asc' }] })
  const replaced = new Set(rows.map(({ replaces }) => replaces))
  return {
    kinds: rows.map(({ code, appliesTo, nameZh, nameEn, endedOn }) => ({
      code,
      nameZh,
      nameEn,
      isOwn: appliesTo !== '' && appliesTo === countyCode,
      isReplaced: replaced.has(code),
      endedOn: endedOn && dayFrom(endedOn),
    })),
    mayKeep: may(ctx.actor.role, 'yearTask:set'),
    today: ctx.today,
  }
}
