import 'server-only'
import { getPlace, type Place, rowsIn } from '@/lib/monitoring/queries/places'
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

type Asked = { region?: string; month?: string }
type After = { present: number; regionCode: string; userId: string } | null

/** The days of a month of who is posted in the villages of a place, and how each of the work team stands; at most `most`. */
async function rankMonth(ctx: Ctx, place: Place, month: string | undefined, after: After, most: number) {
  const asked = monthAsked(ctx, month)
  const { needed, lateDays } = await getWorkPolicy(ctx, place.code, asked.from)
  const { from, until } = asked
  const rows = await rankPeople(ctx, { range: place.range, from, until, lateDays: lateDays ?? NEVER, after, most })
  const left = daysLeft(asked, ctx.today)
  const people = rows.map((person) => ({
    ...person,
    standing: needed === null || person.role !== 'FIRST_SECRETARY' ? null : standingOf(person.present, needed, left),
  }))
  return { month: asked.month, needed, people }
}

/** All who are posted in the villages of a region with the days of a month, in the order of their list; at most `most`. */
export async function rankAllPeople(ctx: Ctx, { region, month }: Asked, most: number) {
  return rankMonth(ctx, await getPlace(ctx, region), month, null, most)
}

/** Who is posted in the villages of a region, fifty at a time, those with the fewest days in the village first, and leave to decide. */
export async function listPeople(ctx: Ctx, { region, month, after }: Asked & { after?: string }) {
  const place = await getPlace(ctx, region)
  const [, present, regionCode, userId] = CURSOR.exec(after ?? '') ?? []
  const beyond = present && regionCode && userId ? { present: Number(present), regionCode, userId } : null
  const { people: ranked, needed, month: monthShown } = await rankMonth(ctx, place, month, beyond, PAGE + 1)
  const people = ranked.slice(0, PAGE)
  const last = people.at(-1)
  const mayDecide = may(ctx.actor.role, 'leave:decide')
  const waiting = mayDecide
    ? await ctx.db.workLeave.findMany({
        where: { ...rowsIn(place), decision: null, withdrawnAt: null },
        orderBy: [{ fromOn: 'asc' }, { id: 'asc' }],
        take: WAITING,
        include: { region: { select: { name: true } } },
      })
    : []
  return {
    place,
    month: monthShown,
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
    next: ranked.length > PAGE && last ? `${last.present}_${last.regionCode}_${last.userId}` : null,
  }
}
