import 'server-only'
import { listAspects, listVersions } from '@/lib/findings/queries/aspects'
import { inForce, versionAmong } from '@/lib/findings/rules/aspects'
import type { Category } from '@/lib/findings/schema'
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
  const versions = await listVersions(ctx)
  const aspects = await listAspects(ctx, county)
  const now = (code: string) =>
    versionAmong(
      versions,
      aspects.map((each) => each.code),
      code,
    )
  const current = new Set(inForce(rows, county).map(({ code }) => code))
  return {
    items: rows.map((row) => ({
      code: row.code,
      place: row.place as HomePlace,
      nameZh: row.nameZh,
      nameEn: row.nameEn,
      aspect: aspects.find(({ code }) => code === now(row.aspect)) ?? row.about,
      aspectCode: now(row.aspect),
      category: row.category as Category,
      mayNotApply: row.mayNotApply,
      isOwn: row.appliesTo !== '',
      isInForce: current.has(row.code),
      endedOn: row.endedOn && dayFrom(row.endedOn),
    })),
    aspects: county ? aspects : [],
    mayKeep: may(ctx.actor.role, 'inspection:item'),
    role: ctx.actor.role,
    today: ctx.today,
  }
}
