import 'server-only'
import { getPlace } from '@/lib/monitoring/queries/places'
import { addDays, dateOf, dayFrom, isDay } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid, newId } from '@/lib/platform/ids'
import { countyOf, countyOfScope } from '@/lib/regions/rules'
import type { EnterpriseType } from '@/lib/resumption/schema'

const MOST_FIRMS = 500

/** Firms of a county that a workshop can belong to, as far as the actor sees them. */
export async function listFirms(ctx: Ctx, countyCode: string) {
  return ctx.db.enterprise.findMany({
    where: { countyCode, activeUntil: null, type: { not: 'WORKSHOP' } },
    orderBy: { name: 'asc' },
    take: MOST_FIRMS,
    select: { id: true, name: true },
  })
}

/** What the form of a new enterprise is filled with. Errors: NotFoundError. */
export async function getNewEnterprise(ctx: Ctx, region: string | undefined) {
  const place = await getPlace(ctx, region)
  return {
    place,
    own: { value: ctx.actor.regionCode, label: ctx.actor.regionName },
    firms: await listFirms(ctx, countyOf(place.code)),
    id: newId(ctx.now),
    today: ctx.today,
  }
}

/** What the form of a change is filled with; the phone stays sealed. Errors: NotFoundError. */
export async function getEnterpriseToEdit(ctx: Ctx, id: string) {
  const row = isUuid(id)
    ? await ctx.db.enterprise.findFirst({ where: { ...countyOfScope(ctx.actor.scope), id, activeUntil: null } })
    : null
  if (!row) throw new NotFoundError()
  return {
    id,
    name: row.name,
    type: row.type as EnterpriseType,
    creditCode: row.creditCode ?? '',
    parentId: row.parentId ?? '',
    contactName: row.contactName,
    version: row.version,
    firms: (await listFirms(ctx, row.countyCode)).filter((firm) => firm.id !== id),
    lastStepOn: dayFrom(row.lastStepOn),
    today: ctx.today,
  }
}

/** What the form of a day's figures is filled with: those of the day if there are any, else the last ones before it. Errors: NotFoundError. */
export async function getFiguresForm(ctx: Ctx, id: string, asked: string | undefined) {
  const row = isUuid(id)
    ? await ctx.db.enterprise.findFirst({ where: { ...countyOfScope(ctx.actor.scope), id, activeUntil: null } })
    : null
  if (!row) throw new NotFoundError()
  const from = dayFrom(row.activeFrom)
  const day = asked && isDay(asked) && asked <= ctx.today && asked >= from ? asked : ctx.today
  const last = await ctx.db.enterpriseFigure.findFirst({
    where: { countyCode: row.countyCode, enterpriseId: id, day: { lte: dateOf(day) } },
    orderBy: [{ day: 'desc' }, { edition: 'desc' }],
  })
  const lastDay = last && dayFrom(last.day)
  return {
    id,
    name: row.name,
    day,
    previous: addDays(day, -1) >= from ? addDays(day, -1) : null,
    edition: last && lastDay === day ? last.edition : 0,
    last: last && { ...last, day: lastDay as string },
    from,
    userId: ctx.actor.userId,
    today: ctx.today,
  }
}
