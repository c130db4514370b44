import 'server-only'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { may } from '@/lib/platform/permissions'
import { countyOfScope } from '@/lib/regions/rules'
import { seesRuns } from '@/lib/supervision/rules/places'

/** The catalogue of key works, shipped ones first; those that ended last. */
export async function listWorks(ctx: Ctx) {
  const rows = await ctx.db.keyWork.findMany({ orderBy: [{ sortNo: 'asc' }, { code: 'asc' }] })
  const { countyCode } = countyOfScope(ctx.actor.scope)
  return {
    works: rows.map(({ code, appliesTo, nameZh, nameEn, isInferred, endedOn }) => ({
      code,
      nameZh,
      nameEn,
      isInferred,
      isOwn: appliesTo !== '' && appliesTo === countyCode,
      isShipped: appliesTo === '',
      endedOn: endedOn && dayFrom(endedOn),
    })),
    mayKeep: may(ctx.actor.role, 'supervision:propose'),
    seesRuns: seesRuns(ctx.actor.scope),
    today: ctx.today,
  }
}
