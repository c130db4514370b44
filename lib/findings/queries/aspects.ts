import 'server-only'
import { inForce } from '@/lib/findings/rules/aspects'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { may } from '@/lib/platform/permissions'
import { countyOf, isWithinCounty } from '@/lib/regions/rules'

const CHANGES = 50

/** Every version of every aspect, ended and replaced ones too, in order. */
export function listVersions(ctx: Ctx) {
  return ctx.db.findingAspect.findMany({ orderBy: [{ sortNo: 'asc' }, { code: 'asc' }] })
}

/** The aspects in force in a county, in their order; from above counties (null) the shipped ones. */
export async function listAspects(ctx: Ctx, county: string | null) {
  return inForce(await listVersions(ctx), county).map(({ code, nameZh, nameEn, isInferred }) => ({
    code,
    nameZh,
    nameEn,
    isInferred,
  }))
}

/** The county that somebody works in; null for those above counties. */
export const ownCounty = (ctx: Ctx): string | null =>
  isWithinCounty(ctx.actor.scope) ? countyOf(ctx.actor.scope) : null

export type AspectsView = Awaited<ReturnType<typeof getAspects>>

/** How the aspects of the county stand: in force, those of former times, and the changes proposed, those to decide first. */
export async function getAspects(ctx: Ctx) {
  const county = ownCounty(ctx)
  const versions = (await listVersions(ctx)).filter(({ appliesTo }) => appliesTo === '' || appliesTo === county)
  const current = new Set(inForce(versions, county).map(({ code }) => code))
  const changes = await ctx.db.aspectChange.findMany({
    where: county ? { countyCode: county } : {},
    orderBy: [{ decidedOn: { sort: 'desc', nulls: 'first' } }, { proposedOn: 'desc' }, { id: 'desc' }],
    take: CHANGES,
    include: { of: { select: { nameZh: true, nameEn: true } } },
  })
  const mayDecide = may(ctx.actor.role, 'aspect:decide')
  const own = [ctx.actor.userId, ctx.actor.actingFor?.userId]
  return {
    aspects: versions.map((row) => ({
      code: row.code,
      nameZh: row.nameZh,
      nameEn: row.nameEn,
      isInferred: row.isInferred,
      isOwn: row.appliesTo !== '',
      isInForce: current.has(row.code),
      endedOn: row.endedOn && dayFrom(row.endedOn),
    })),
    changes: changes.map((row) => ({
      id: row.id,
      kind: row.kind as 'ADD',
      of: row.of,
      nameZh: row.nameZh,
      nameEn: row.nameEn,
      reason: row.reason,
      by: row.proposedByName,
      on: dayFrom(row.proposedOn),
      decision: row.decision as 'APPROVED' | 'REFUSED' | null,
      decidedBy: row.decidedByName,
      decidedOn: row.decidedOn && dayFrom(row.decidedOn),
      note: row.decisionNote ?? '',
      mayDecide: mayDecide && row.decision === null && !own.includes(row.proposedBy),
    })),
    mayPropose: may(ctx.actor.role, 'aspect:propose'),
    today: ctx.today,
    id: newId(ctx.now),
  }
}
