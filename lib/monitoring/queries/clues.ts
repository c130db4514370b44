import 'server-only'
import { inTellingOrder } from '@/lib/monitoring/catalogue'
import { shownName, shownSummary } from '@/lib/monitoring/queries/names'
import { getPlace, type Place, rowsIn } from '@/lib/monitoring/queries/places'
import { cursorFrom, cursorText } from '@/lib/monitoring/rules/cursor'
import type { CluePart, ClueTab, RuleId } from '@/lib/monitoring/schema'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import type { Prisma } from '@/lib/platform/prisma/client'

const PAGE = 50

export type ClueQuery = { region?: string; tab: ClueTab; part?: CluePart; after?: string }
export type ClueList = Awaited<ReturnType<typeof listClues>>

/**
 * Clues of a region, fifty at a time: open and overdue ones by their deadline, decided ones newest first. `after` is the cursor of
 * the page before; a region outside the actor's is not found.
 */
export async function listClues(ctx: Ctx, { region, tab, part, after }: ClueQuery) {
  const place = await getPlace(ctx, region)
  const here = rowsIn(place)
  const today = dateOf(ctx.today)
  const open = await ctx.db.clue.count({ where: { ...here, status: 'OPEN' } })
  const overdue = await ctx.db.clue.count({ where: { ...here, status: 'OPEN', verifyBy: { lt: today } } })
  const cursor = cursorFrom(after)
  const start = cursor && { day: dateOf(cursor.day), id: cursor.id }
  const isDecided = tab === 'decided'
  const beyond: Prisma.ClueWhereInput = !start
    ? {}
    : isDecided
      ? { OR: [{ decidedOn: { lt: start.day } }, { decidedOn: start.day, id: { lt: start.id } }] }
      : { OR: [{ verifyBy: { gt: start.day } }, { verifyBy: start.day, id: { gt: start.id } }] }
  const rows = await ctx.db.clue.findMany({
    where: { AND: [here, narrowedTo(ctx, tab), part ? CLUE_PARTS[part] : {}, beyond] },
    orderBy: orderOf(tab),
    take: PAGE + 1,
    select: {
      id: true,
      clueNo: true,
      source: true,
      status: true,
      summary: true,
      openedOn: true,
      verifyBy: true,
      decidedOn: true,
      decidedByName: true,
      signals: { select: { ruleId: true } },
      household: { select: { headName: true, region: { select: { name: true } } } },
    },
  })
  const shown = rows.slice(0, PAGE)
  const last = shown.at(-1)
  return {
    place,
    counts: { open, overdue },
    clues: shown.map(({ household, signals, ...clue }) => ({
      ...clue,
      openedOn: dayFrom(clue.openedOn),
      verifyBy: dayFrom(clue.verifyBy),
      summary: shownSummary(ctx, clue.summary),
      decidedOn: clue.decidedOn && dayFrom(clue.decidedOn),
      headName: shownName(ctx, household.headName),
      village: household.region.name,
      ruleIds: inTellingOrder([...new Set(signals.map((signal) => signal.ruleId as RuleId))], (ruleId) => ruleId),
    })),
    next:
      rows.length > PAGE && last
        ? cursorText({
            rank: 0,
            day: dayFrom((isDecided ? last.decidedOn : last.verifyBy) ?? last.openedOn),
            id: last.id,
          })
        : null,
  }
}

function narrowedTo(ctx: Ctx, tab: ClueTab): Prisma.ClueWhereInput {
  const narrowed: Record<ClueTab, Prisma.ClueWhereInput> = {
    open: { status: 'OPEN' },
    overdue: { status: 'OPEN', verifyBy: { lt: dateOf(ctx.today) } },
    decided: { status: { not: 'OPEN' } },
  }
  return narrowed[tab]
}

const isRunning: Prisma.StatusProcedureWhereInput = { status: { notIn: ['DONE', 'REJECTED'] } }

/** How far clues have come: nobody took them up yet, under verification by a procedure, set aside without a case. */
const CLUE_PARTS: Record<CluePart, Prisma.ClueWhereInput> = {
  waiting: { status: 'OPEN', procedures: { none: isRunning } },
  verifying: { status: 'OPEN', procedures: { some: isRunning } },
  dismissed: { status: 'DISMISSED' },
}

/** How many clues of a region stand in a part, by the condition of their list. */
export const countClues = (ctx: Ctx, place: Place, part: CluePart): Promise<number> =>
  ctx.db.clue.count({ where: { AND: [rowsIn(place), CLUE_PARTS[part]] } })

function orderOf(tab: ClueTab): Prisma.ClueOrderByWithRelationInput[] {
  return tab === 'decided' ? [{ decidedOn: 'desc' }, { id: 'desc' }] : [{ verifyBy: 'asc' }, { id: 'asc' }]
}

/** The ids of all clues that a list shows over all its pages, in its order; at most `most`. */
export async function listClueIds(ctx: Ctx, { region, tab, part }: ClueQuery, most: number): Promise<string[]> {
  const place = await getPlace(ctx, region)
  const where = { AND: [rowsIn(place), narrowedTo(ctx, tab), part ? CLUE_PARTS[part] : {}] }
  const rows = await ctx.db.clue.findMany({ where, orderBy: orderOf(tab), take: most, select: { id: true } })
  return rows.map(({ id }) => id)
}
