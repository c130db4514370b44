import 'server-only'
import type { Category } from '@/lib/findings/schema'
import { listAspects } from '@/lib/inspections/queries/plan'
import type { HomePlace } from '@/lib/inspections/schema'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { may } from '@/lib/platform/permissions'
import { countyOf, isWithinCounty } from '@/lib/regions/rules'

/** The checklist of a county in the order of walking through a home; from above the shipped one and those of all counties. */
export async function listItems(ctx: Ctx) {
  const county = isWithinCounty(ctx.actor.scope) ? countyOf(ctx.actor.scope) : null
  const rows = await ctx.db.inspectionItem.findMany({
    where: county ? { appliesTo: { in: ['', county] } } : { appliesTo: '' },
    orderBy: [{ sortNo: 'asc' }, { code: 'asc' }],
    include: { about: { select: { nameZh: true, nameEn: true } } },
  })
  return {
    items: rows.map((row) => ({
      code: row.code,
      place: row.place as HomePlace,
      nameZh: row.nameZh,
      nameEn: row.nameEn,
      aspect: row.about,
      category: row.category as Category,
      mayNotApply: row.mayNotApply,
      isOwn: row.appliesTo !== '',
      endedOn: row.endedOn && dayFrom(row.endedOn),
    })),
    aspects: county ? await listAspects(ctx, county) : [],
    mayKeep: may(ctx.actor.role, 'inspection:item'),
    role: ctx.actor.role,
    today: ctx.today,
  }
}
