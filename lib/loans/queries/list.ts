import 'server-only'
import { getLoanSpans } from '@/lib/loans/queries/policy'
import type { LoanFilter } from '@/lib/loans/rules/list-address'
import { standingOf } from '@/lib/loans/rules/standing'
import type { LoanTab, Purpose } from '@/lib/loans/schema'
import { countLoans } from '@/lib/loans/sql'
import { shownName } from '@/lib/monitoring/queries/names'
import { getPlace, type Place, rowsIn } from '@/lib/monitoring/queries/places'
import { cursorFrom, cursorText } from '@/lib/monitoring/rules/cursor'
import { addDays, dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { may } from '@/lib/platform/permissions'
import type { Prisma } from '@/lib/platform/prisma/client'

const PAGE = 50
const OPEN = { repaidOn: null, withdrawnOn: null } satisfies Prisma.MicrocreditLoanWhereInput

export type LoanList = Awaited<ReturnType<typeof listLoans>>

type Narrow = LoanFilter & { region?: string }

/** Which loans of a place a list shows today, and in which order. */
function narrowed(ctx: Ctx, place: Place, { tab, household }: LoanFilter, soonBy: string) {
  const tabs: Record<LoanTab, Prisma.MicrocreditLoanWhereInput> = {
    open: OPEN,
    overdue: { ...OPEN, dueOn: { lt: dateOf(ctx.today) } },
    soon: { ...OPEN, dueOn: { gte: dateOf(ctx.today), lte: dateOf(soonBy) } },
    asked: { ...OPEN, extensions: { some: { decision: null } } },
    extended: { ...OPEN, extensions: { some: { decision: 'GRANTED' } } },
    repaid: { repaidOn: { not: null } },
  }
  return {
    where: [rowsIn(place), tabs[tab], household ? { householdId: household } : {}],
    order: tab === 'repaid' ? ('desc' as const) : ('asc' as const),
  }
}

/** Ids of all loans that the list shows, in its order; at most `most`. */
export async function listLoanIds(ctx: Ctx, { region, ...filter }: Narrow, most: number): Promise<string[]> {
  const place = await getPlace(ctx, region)
  const { soonDays } = await getLoanSpans(ctx, place.code)
  const { where, order } = narrowed(ctx, place, filter, addDays(ctx.today, soonDays))
  const rows = await ctx.db.microcreditLoan.findMany({
    where: { AND: where },
    orderBy: [{ dueOn: order }, { id: order }],
    take: most,
    select: { id: true },
  })
  return rows.map(({ id }) => id)
}

/** Loans of a region, fifty at a time: open ones by the day on which they are due, repaid ones the latest first. */
export async function listLoans(ctx: Ctx, { region, after, ...filter }: Narrow & { after?: string }) {
  const place = await getPlace(ctx, region)
  const spans = await getLoanSpans(ctx, place.code)
  const soonBy = addDays(ctx.today, spans.soonDays)
  const counts = await countLoans(ctx, place.range, soonBy)
  const { where, order } = narrowed(ctx, place, filter, soonBy)
  const cursor = cursorFrom(after)
  const past = order === 'desc' ? 'lt' : 'gt'
  const beyond: Prisma.MicrocreditLoanWhereInput = cursor
    ? {
        OR: [{ dueOn: { [past]: dateOf(cursor.day) } }, { dueOn: dateOf(cursor.day), id: { [past]: cursor.id } }],
      }
    : {}
  const rows = await ctx.db.microcreditLoan.findMany({
    where: { AND: [...where, beyond] },
    orderBy: [{ dueOn: order }, { id: order }],
    take: PAGE + 1,
    select: {
      id: true,
      bank: true,
      amountFen: true,
      lentOn: true,
      firstDueOn: true,
      dueOn: true,
      purpose: true,
      repaidOn: true,
      withdrawnOn: true,
      person: { select: { name: true } },
      household: { select: { id: true, headName: true, region: { select: { name: true } } } },
    },
  })
  const loans = rows.slice(0, PAGE).map(({ person, household: of, amountFen, purpose, ...row }) => {
    const days = {
      lentOn: dayFrom(row.lentOn),
      firstDueOn: dayFrom(row.firstDueOn),
      dueOn: dayFrom(row.dueOn),
      repaidOn: row.repaidOn && dayFrom(row.repaidOn),
      withdrawnOn: row.withdrawnOn && dayFrom(row.withdrawnOn),
    }
    return {
      id: row.id,
      bank: row.bank,
      ...days,
      ...standingOf(days, ctx.today, spans),
      amountFen: Number(amountFen),
      purpose: purpose as Purpose,
      borrower: shownName(ctx, person.name),
      head: shownName(ctx, of.headName),
      village: of.region.name,
    }
  })
  const last = loans.at(-1)
  return {
    place,
    counts,
    spans,
    loans,
    own: { code: ctx.actor.regionCode, name: ctx.actor.regionName },
    mayKeep: may(ctx.actor.role, 'loan:keep'),
    next: rows.length > PAGE && last ? cursorText({ rank: 0, day: last.dueOn, id: last.id }) : null,
    today: ctx.today,
  }
}
