import 'server-only'
import { listAspects } from '@/lib/findings/queries/aspects'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { idSequence, isUuid } from '@/lib/platform/ids'
import { may } from '@/lib/platform/permissions'
import { countyOfScope, ownPrefix, rangeOf } from '@/lib/regions/rules'
import { isArea } from '@/lib/supervision/rules/places'
import type { HelpKind } from '@/lib/supervision/schema'
import { listAreaRegions } from '@/lib/supervision/sql'

const OFFERED = 60

export type SessionView = Awaited<ReturnType<typeof getSession>>

/** A session with the households visited, what was found, solved and brought along. Hidden ones are missing for the inspected. Errors: NotFoundError. */
export async function getSession(ctx: Ctx, id: string) {
  const row = isUuid(id)
    ? await ctx.db.supervisionSession.findFirst({
        where: { ...countyOfScope(ctx.actor.scope), id },
        include: {
          place: { select: { id: true, areaName: true, region: { select: { name: true } } } },
          households: { select: { householdId: true } },
          help: { orderBy: { lineNo: 'asc' } },
        },
      })
    : null
  if (!row) throw new NotFoundError()
  // One that moved away since is seen by whoever sees where it lives now.
  const households = await ctx.db.household.findMany({
    where: { countyCode: row.countyCode, id: { in: row.households.map(({ householdId }) => householdId) } },
    orderBy: { householdNo: 'asc' },
    select: { id: true, headName: true, groupName: true },
  })
  const findings = await ctx.db.finding.findMany({
    where: { countyCode: row.countyCode, originKind: 'SESSION', originId: id },
    orderBy: [{ findingNo: 'asc' }],
    select: { id: true, findingNo: true, title: true, status: true, level: true, isLongTerm: true, reopened: true },
  })
  return {
    id,
    no: row.sessionNo,
    place: { id: row.place.id, name: row.place.areaName || row.place.region.name },
    on: dayFrom(row.heldOn),
    mode: row.mode as 'ROUTINE',
    method: row.method as 'ANNOUNCED',
    means: row.means as 'MEETING'[],
    team: row.team,
    spots: row.spots,
    summary: row.summary,
    by: row.heldByName,
    isHidden: row.hiddenDigits !== null,
    publishedOn: row.publishedOn && dayFrom(row.publishedOn),
    publishedBy: row.publishedByName,
    visited: row.households.length,
    households,
    help: row.help.map(({ lineNo, kind, content, amountFen }) => ({
      no: lineNo,
      kind: kind as HelpKind,
      content,
      amountFen: Number(amountFen),
    })),
    findings: findings.map((line) => ({ ...line, level: line.level as 'GENERAL' })),
    mayPublish: may(ctx.actor.role, 'supervision:hold') && row.hiddenDigits !== null,
    today: ctx.today,
  }
}

export type SessionForm = Awaited<ReturnType<typeof getSessionForm>>

/** What the form of a session offers: the households of the place that are most in need, the aspects of findings, and fresh ids. Errors: NotFoundError. */
export async function getSessionForm(ctx: Ctx, placeId: string) {
  const place = isUuid(placeId)
    ? await ctx.db.listedPlace.findFirst({
        where: { ...countyOfScope(ctx.actor.scope), id: placeId, status: { not: 'DELISTED' } },
        include: { region: { select: { name: true } } },
      })
    : null
  if (!place) throw new NotFoundError()
  const within = isArea(place) ? await listAreaRegions(ctx, place.countyCode, place.id) : null
  const { lo, hi } = rangeOf(ownPrefix(place.regionCode))
  const households = await ctx.db.household.findMany({
    where: {
      countyCode: place.countyCode,
      regionCode: within ? { in: within } : { gte: lo, lt: hi },
      isActive: true,
      OR: [{ povertyStatus: { in: ['NOT_EXITED', 'EXIT_PLANNED', 'RELAPSED'] } }, { monitoredType: { not: null } }],
    },
    orderBy: [{ regionCode: 'asc' }, { householdNo: 'asc' }],
    take: OFFERED,
    select: { id: true, headName: true, groupName: true },
  })
  const regions = await ctx.db.region.findMany({
    where: { code: { in: within ?? [] } },
    orderBy: { code: 'asc' },
    select: { code: true, name: true, level: true, parent: { select: { name: true } } },
  })
  const aspects = await listAspects(ctx, place.countyCode)
  const next = idSequence(ctx.now)
  return {
    placeId,
    name: place.areaName || place.region.name,
    team: place.team,
    listedOn: dayFrom(place.listedOn),
    households: households.map(({ id, headName, groupName }) => ({
      value: id,
      label: `${headName} ${groupName}`.trim(),
    })),
    /** Where in an area something may be found; none for a place that is a division. */
    regions: regions.map(({ code, name, level, parent }) => ({
      value: code,
      label: level === 'VILLAGE' ? `${parent?.name ?? ''} ${name}` : name,
    })),
    aspects: aspects.map(({ code, nameZh, nameEn }) => ({ code, nameZh, nameEn })),
    id: next(),
    findingId: next(),
    userId: ctx.actor.userId,
    today: ctx.today,
  }
}
