import 'server-only'
import { getPlace, rowsIn } from '@/lib/monitoring/queries/places'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { may } from '@/lib/platform/permissions'
import { monthAsked } from '@/lib/worklogs/queries/month'
import { getWorkPolicy } from '@/lib/worklogs/queries/policy'
import { daysLeft, standingOf } from '@/lib/worklogs/rules/month'
import type { LeaveKind } from '@/lib/worklogs/schema'
import { rankPeople } from '@/lib/worklogs/sql'

const PAGE = 50
const WAITING = 20
/** A log is never late where no value says when. */
const NEVER = 100_000
const CURSOR = /^(\d{1,2})_(\d{12})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

export type PeopleList = Awaited<ReturnType<typeof listPeople>>

/** Who is posted in the villages of a region, fifty at a time, those with the fewest days in the village first, and leave to decide. */
export async function listPeople(
  ctx: Ctx,
  { region, month, after }: { region?: string; month?: string; after?: string },
) {
  const place = await getPlace(ctx, region)
  const asked = monthAsked(ctx, month)
  const { needed, lateDays } = await getWorkPolicy(ctx, place.code, asked.from)
  const [, present, regionCode, userId] = CURSOR.exec(after ?? '') ?? []
  const rows = await rankPeople(ctx, {
    range: place.range,
    from: asked.from,
    until: asked.until,
    lateDays: lateDays ?? NEVER,
    after: present && regionCode && userId ? { present: Number(present), regionCode, userId } : null,
    most: PAGE + 1,
  })
  const left = daysLeft(asked, ctx.today)
  const people = rows.slice(0, PAGE).map((person) => ({
    ...person,
    standing: needed === null || person.role !== 'FIRST_SECRETARY' ? null : standingOf(person.present, needed, left),
  }))
  const last = people.at(-1)
  const mayDecide = may(ctx.actor.role, 'leave:decide')
  const waiting = mayDecide
    ? await ctx.db.workLeave.findMany({
        where: { ...rowsIn(place), decision: null },
        orderBy: [{ fromOn: 'asc' }, { id: 'asc' }],
        take: WAITING,
        include: { region: { select: { name: true } } },
      })
    : []
  return {
    place,
    month: asked.month,
    needed,
    people,
    waiting: waiting.map((leave) => ({
      id: leave.id,
      name: leave.userName,
      village: leave.region.name,
      kind: leave.kind as LeaveKind,
      reason: leave.reason,
      fromOn: dayFrom(leave.fromOn),
      toOn: dayFrom(leave.toOn),
    })),
    own: { code: ctx.actor.regionCode, name: ctx.actor.regionName },
    today: ctx.today,
    next: rows.length > PAGE && last ? `${last.present}_${last.regionCode}_${last.userId}` : null,
  }
}
