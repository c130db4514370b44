import 'server-only'
import { shownName } from '@/lib/monitoring/queries/names'
import { getPlace } from '@/lib/monitoring/queries/places'
import { cursorFrom, cursorText } from '@/lib/monitoring/rules/cursor'
import type { Role } from '@/lib/platform/actor'
import { eyesOf } from '@/lib/platform/actor'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { may } from '@/lib/platform/permissions'
import type { Prisma } from '@/lib/platform/prisma/client'
import { countyOfScope } from '@/lib/regions/rules'
import { ENDED, isAside, SETTLED, STEPS } from '@/lib/relief/lifecycle'
import { dayOrNull } from '@/lib/relief/queries/costs'
import type { ReliefStatus, ReliefTab } from '@/lib/relief/schema/applications'
import { APPLIED_LINES, type AppliedLine } from '@/lib/relief/schema/lines'

const PAGE = 50
const OPEN: Prisma.ReliefApplicationWhereInput = { status: { notIn: [...SETTLED] } }
const PAID: Prisma.ReliefApplicationWhereInput = { disbursedOn: { not: null } }

/** What waits for a step of this role: lines with the statuses from which it may lead on. */
function waitingFor(role: Role): Prisma.ReliefApplicationWhereInput[] {
  return APPLIED_LINES.flatMap((line) => {
    const statuses = STEPS[line].flatMap(({ step, from, needs }) => (!isAside(step) && may(role, needs) ? from : []))
    return statuses.length > 0 ? [{ line, status: { in: [...new Set(statuses)] } }] : []
  })
}

/** `from` and `to`: only what was paid between these days. */
export type ReliefQuery = {
  region?: string
  tab: ReliefTab
  line?: AppliedLine
  from?: string
  to?: string
  after?: string
}

type Narrowing = Pick<ReliefQuery, 'line' | 'from' | 'to'>

const narrowedBy = ({ line, from, to }: Narrowing): Prisma.ReliefApplicationWhereInput => ({
  ...(line ? { line } : {}),
  ...(from || to
    ? { disbursedOn: { ...(from ? { gte: dateOf(from) } : {}), ...(to ? { lte: dateOf(to) } : {}) } }
    : {}),
})

function conditionsOf(ctx: Ctx, tab: ReliefTab): Prisma.ReliefApplicationWhereInput {
  if (tab === 'open') return OPEN
  if (tab === 'paid') return PAID
  if (tab === 'ended') return { status: { in: [...ENDED] } }
  return {
    AND: [
      { OR: waitingFor(ctx.actor.role) },
      { OR: [{ mayGoOnFrom: null }, { mayGoOnFrom: { lte: dateOf(ctx.today) } }] },
      { NOT: { status: 'APPROVED', approvedBy: { in: eyesOf(ctx.actor) } } },
    ],
  }
}

/** The ids of all applications that a list shows over all its pages, in its order; at most `most`. */
export async function listReliefIds(ctx: Ctx, { region, tab, ...by }: ReliefQuery, most: number): Promise<string[]> {
  const place = await getPlace(ctx, region)
  const here = { ...countyOfScope(ctx.actor.scope), regionCode: place.range, ...narrowedBy(by) }
  const order = tab === 'open' || tab === 'mine' ? 'asc' : 'desc'
  const rows = await ctx.db.reliefApplication.findMany({
    where: { AND: [here, conditionsOf(ctx, tab)] },
    orderBy: [{ lastStepOn: order }, { id: order }],
    take: most,
    select: { id: true },
  })
  return rows.map(({ id }) => id)
}

/** Applications of a region, fifty at a time: open ones by their last step, the longest waiting first; the others newest first. */
export async function listRelief(ctx: Ctx, { region, tab, after, ...by }: ReliefQuery) {
  const place = await getPlace(ctx, region)
  const here: Prisma.ReliefApplicationWhereInput = {
    ...countyOfScope(ctx.actor.scope),
    regionCode: place.range,
    ...narrowedBy(by),
  }
  const mine = conditionsOf(ctx, 'mine')
  const counts = {
    open: await ctx.db.reliefApplication.count({ where: { AND: [here, OPEN] } }),
    mine: await ctx.db.reliefApplication.count({ where: { AND: [here, mine] } }),
  }
  const isOpen = tab === 'open' || tab === 'mine'
  const cursor = cursorFrom(after)
  const way = isOpen ? 'gt' : 'lt'
  const beyond: Prisma.ReliefApplicationWhereInput = cursor
    ? {
        OR: [
          { lastStepOn: { [way]: dateOf(cursor.day) } },
          { lastStepOn: dateOf(cursor.day), id: { [way]: cursor.id } },
        ],
      }
    : {}
  const order = isOpen ? 'asc' : 'desc'
  const rows = await ctx.db.reliefApplication.findMany({
    where: { AND: [here, conditionsOf(ctx, tab), beyond] },
    orderBy: [{ lastStepOn: order }, { id: order }],
    take: PAGE + 1,
    select: {
      id: true,
      applicationNo: true,
      line: true,
      status: true,
      manner: true,
      claimedFen: true,
      grantedFen: true,
      lastStepOn: true,
      mayGoOnFrom: true,
      event: { select: { household: { select: { headName: true, region: { select: { name: true } } } } } },
    },
  })
  const shown = rows.slice(0, PAGE)
  const last = shown.at(-1)
  return {
    place,
    counts,
    applications: shown.map(({ event: { household }, ...row }) => ({
      id: row.id,
      no: row.applicationNo,
      line: row.line as AppliedLine,
      status: row.status as ReliefStatus,
      isPost: row.manner === 'POST',
      claimedFen: Number(row.claimedFen),
      grantedFen: row.grantedFen === null ? null : Number(row.grantedFen),
      lastStepOn: dayFrom(row.lastStepOn),
      mayGoOnFrom: dayOrNull(row.mayGoOnFrom),
      headName: shownName(ctx, household.headName),
      village: household.region.name,
    })),
    next: rows.length > PAGE && last ? cursorText({ rank: 0, day: dayFrom(last.lastStepOn), id: last.id }) : null,
  }
}
