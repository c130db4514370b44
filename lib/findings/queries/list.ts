import 'server-only'
import { STEPS } from '@/lib/findings/lifecycle'
import { linesBehind } from '@/lib/findings/queries/figure'
import { type Age, foundDays } from '@/lib/findings/rules/ages'
import { unitKey } from '@/lib/findings/rules/units'
import type { Category, FindingFigure, FindingTab, Level, Source } from '@/lib/findings/schema'
import { countFindings } from '@/lib/findings/sql'
import { shownName } from '@/lib/monitoring/queries/names'
import { getPlace, type Place } from '@/lib/monitoring/queries/places'
import { cursorFrom, cursorText } from '@/lib/monitoring/rules/cursor'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { may } from '@/lib/platform/permissions'
import type { Prisma } from '@/lib/platform/prisma/client'
import { countyOfScope } from '@/lib/regions/rules'

const PAGE = 50
/** Lines that have no last day yet stand behind all that have one. */
const NEVER = '9999-12-31'
const AHEAD = ['assign', 'accept', 'submit', 'review', 'verify', 'close']

export type FindingQuery = {
  region?: string
  tab: FindingTab
  source?: Source
  category?: Category
  household?: string
  origin?: string
  /** How many days ago they were found. */
  age?: Age
  /** In place of the tab: the lines that an indicator counts, as of `on`. */
  figure?: FindingFigure
  on?: string
  after?: string
}
export type FindingList = Awaited<ReturnType<typeof listFindings>>

/** What waits for a step of this actor: not his own work, not his own unit's to verify or close, and not handed out above him. */
export function waitingFor({ actor }: Ctx): Prisma.FindingWhereInput {
  const { role, userId, unit, scope } = actor
  const own = unitKey(unit)
  const steps = STEPS.filter(({ step, needs }) => AHEAD.includes(step) && may(role, needs))
  return {
    OR: steps.map(({ step, from }): Prisma.FindingWhereInput => {
      const status = { in: [...from] }
      const notMine = { OR: [{ submittedBy: null }, { submittedBy: { not: userId } }] }
      if (step === 'review') return { status, AND: [notMine] }
      if (step !== 'verify' && step !== 'close') return { status, isLongTerm: false }
      return {
        status,
        unitKey: { not: own },
        AND: [notMine, { submittedUnitKey: { not: own } }],
        ...(step === 'close' ? { issuedDigits: { gte: scope.length } } : {}),
      }
    }),
  }
}

/** Lines of a region, fifty at a time: open ones by their last day, closed ones newest first; and how many stand where. */
export async function listFindings(
  ctx: Ctx,
  { region, tab, source, category, household, origin, age, figure, on, after }: FindingQuery,
) {
  const place = await getPlace(ctx, region)
  const county = countyOfScope(ctx.actor.scope)
  const { gte: lo, lt: hi } = place.range
  const found = age && foundDays(age, ctx.today)
  const counts = await countFindings(ctx, { ...county, lo, hi, source, category, household, origin, found })
  const here = linesOf(ctx, place, { source, category, household, origin, age })
  const mine = narrowed(ctx).mine
  const isClosed = !figure && (tab === 'closed' || tab === 'recheck')
  const shownIn = figure ? linesBehind(ctx, figure, on ?? ctx.today) : narrowed(ctx)[tab]
  const rows = await ctx.db.finding.findMany({
    where: { AND: [here, shownIn, beyond(after, isClosed)] },
    orderBy: orderOf(isClosed),
    take: PAGE + 1,
    select: LINE,
  })
  const shown = rows.slice(0, PAGE)
  const last = shown.at(-1)
  const lastDay = last && (isClosed ? last.closedOn : last.dueOn)
  return {
    place,
    counts: {
      ...counts,
      open: counts.registered + counts.rectifying + counts.checking + counts.toClose + counts.longTerm,
      mine: await ctx.db.finding.count({ where: { AND: [here, mine] } }),
    },
    findings: shown.map((row) => lineFrom(ctx, row)),
    next:
      rows.length > PAGE && last ? cursorText({ rank: 0, day: lastDay ? dayFrom(lastDay) : NEVER, id: last.id }) : null,
  }
}

/** The lines of a place that an address narrows the list to, before its tab. */
function linesOf(
  ctx: Ctx,
  { range }: Pick<Place, 'range'>,
  { source, category, household, origin, age }: Omit<FindingQuery, 'region' | 'tab' | 'figure' | 'on' | 'after'>,
): Prisma.FindingWhereInput {
  const found = age && foundDays(age, ctx.today)
  return {
    ...countyOfScope(ctx.actor.scope),
    regionCode: range,
    ...(source ? { source } : {}),
    ...(category ? { category } : {}),
    ...(household ? { householdId: household } : {}),
    ...(origin ? { originId: origin } : {}),
    ...(found
      ? {
          foundOn: {
            ...(found.first ? { gte: dateOf(found.first) } : {}),
            ...(found.last ? { lte: dateOf(found.last) } : {}),
          },
        }
      : {}),
  }
}

/** The ids of what a tab of the list shows, in its order; at most so many. */
export async function listFindingIds(
  ctx: Ctx,
  { region, tab, figure, on, ...narrow }: Omit<FindingQuery, 'after'>,
  most: number,
): Promise<string[]> {
  const place = await getPlace(ctx, region)
  const rows = await ctx.db.finding.findMany({
    where: {
      AND: [linesOf(ctx, place, narrow), figure ? linesBehind(ctx, figure, on ?? ctx.today) : narrowed(ctx)[tab]],
    },
    orderBy: orderOf(!figure && (tab === 'closed' || tab === 'recheck')),
    take: most,
    select: { id: true },
  })
  return rows.map(({ id }) => id)
}

function orderOf(isClosed: boolean): Prisma.FindingOrderByWithRelationInput[] {
  return isClosed ? [{ closedOn: 'desc' }, { id: 'desc' }] : [{ dueOn: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }]
}

function narrowed(ctx: Ctx): Record<FindingTab, Prisma.FindingWhereInput> {
  const open: Prisma.FindingWhereInput = { status: { not: 'CLOSED' } }
  return {
    open,
    mine: { AND: [open, waitingFor(ctx)] },
    registered: { status: 'REGISTERED' },
    rectifying: { status: { in: ['ASSIGNED', 'RECTIFYING'] }, isLongTerm: false },
    checking: { status: { in: ['SUBMITTED', 'REVIEWED'] } },
    toClose: { status: 'VERIFIED' },
    overdue: { ...open, isLongTerm: false, dueOn: { lt: dateOf(ctx.today) } },
    longTerm: { isLongTerm: true },
    recheck: { status: 'CLOSED', rechecks: { some: { isDrawn: true, result: null, lapsed: false } } },
    closed: { status: 'CLOSED' },
  }
}

export const LINE = {
  id: true,
  findingNo: true,
  title: true,
  source: true,
  category: true,
  level: true,
  status: true,
  unit: true,
  person: true,
  dueOn: true,
  isLongTerm: true,
  reopened: true,
  hiddenDigits: true,
  closedOn: true,
  foundOn: true,
  region: { select: { name: true } },
  householdId: true,
  household: { select: { id: true, headName: true } },
  needs: true,
  proofs: { select: { kind: true, round: true, evidence: { select: { withdrawnAt: true } } } },
} as const satisfies Prisma.FindingSelect

type Row = Prisma.FindingGetPayload<{ select: typeof LINE }>
export type FindingLine = ReturnType<typeof lineFrom>

/** A line as lists show it. What was found of a household may tell of somebody's health: without that right the title is empty, its category says enough. */
export function lineFrom(ctx: Ctx, row: Row) {
  const dueOn = row.dueOn && dayFrom(row.dueOn)
  const { id, findingNo, title, status, unit, person, isLongTerm, reopened, household } = row
  return {
    id,
    findingNo,
    title: row.householdId && !may(ctx.actor.role, 'health:read') ? '' : title,
    status,
    unit,
    person,
    isLongTerm,
    reopened,
    source: row.source as Source,
    category: row.category as Category,
    level: row.level as Level,
    dueOn,
    foundOn: dayFrom(row.foundOn),
    closedOn: row.closedOn && dayFrom(row.closedOn),
    isHidden: row.hiddenDigits !== null,
    isOverdue: status !== 'CLOSED' && !isLongTerm && dueOn !== null && dueOn < ctx.today,
    held: row.needs.filter((kind) =>
      row.proofs.some((proof) => proof.kind === kind && proof.round === reopened && !proof.evidence?.withdrawnAt),
    ).length,
    needed: row.needs.length,
    region: row.region.name,
    household: household && { id: household.id, headName: shownName(ctx, household.headName) },
  }
}

function beyond(after: string | undefined, isClosed: boolean): Prisma.FindingWhereInput {
  const cursor = cursorFrom(after)
  if (!cursor) return {}
  const day = dateOf(cursor.day)
  if (isClosed) return { OR: [{ closedOn: { lt: day } }, { closedOn: day, id: { lt: cursor.id } }] }
  if (cursor.day === NEVER) return { dueOn: null, id: { gt: cursor.id } }
  return { OR: [{ dueOn: { gt: day } }, { dueOn: day, id: { gt: cursor.id } }, { dueOn: null }] }
}
