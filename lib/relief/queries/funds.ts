import 'server-only'
import { getPlace } from '@/lib/monitoring/queries/places'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { may } from '@/lib/platform/permissions'
import type { Prisma } from '@/lib/platform/prisma/client'
import { countyOfScope } from '@/lib/regions/rules'
import type { EntryKind, FundLine, FundSource } from '@/lib/relief/schema/funds'

const LATEST = 30

const ORDER = [{ entryOn: 'desc' }, { entryNo: 'desc' }] satisfies Prisma.FundEntryOrderByWithRelationInput[]

/** Entries that touched the accounts of a year. */
const entriesOf = (here: Prisma.FundEntryWhereInput, year: number): Prisma.FundEntryWhereInput => ({
  ...here,
  lines: { some: { account: { year } } },
})

/** The ids of all entries of a region and year, of this year unless another is asked for, newest first; at most `most`. */
export async function listEntryIds(
  ctx: Ctx,
  asked: { region: string; year?: string },
  most: number,
): Promise<string[]> {
  const { range } = await getPlace(ctx, asked.region)
  const here = { ...countyOfScope(ctx.actor.scope), regionCode: range }
  const where = entriesOf(here, Number(asked.year ?? ctx.today.slice(0, 4)))
  const rows = await ctx.db.fundEntry.findMany({ where, orderBy: ORDER, take: most, select: { id: true } })
  return rows.map(({ id }) => id)
}

export type FundsView = Awaited<ReturnType<typeof getFunds>>

/** The fund accounts of a region and year with their balances, and the latest entries that touched them. */
export async function getFunds(ctx: Ctx, asked: { region?: string; year?: string }) {
  const place = await getPlace(ctx, asked.region)
  const thisYear = Number(ctx.today.slice(0, 4))
  const year = /^\d{4}$/.test(asked.year ?? '') ? Number(asked.year) : thisYear
  const here = { ...countyOfScope(ctx.actor.scope), regionCode: place.range }
  const accounts = await ctx.db.fundAccount.findMany({
    where: { ...here, year, source: { not: 'OUTSIDE' } },
    orderBy: [{ line: 'asc' }, { regionCode: 'asc' }, { source: 'asc' }],
    take: 200,
    select: { id: true, line: true, source: true, region: { select: { name: true } } },
  })
  const sums = new Map(
    (
      await ctx.db.fundLine.groupBy({
        by: ['accountId'],
        where: { ...countyOfScope(ctx.actor.scope), accountId: { in: accounts.map(({ id }) => id) } },
        _sum: { debitFen: true, creditFen: true },
      })
    ).map(({ accountId, _sum }) => [accountId, [Number(_sum.debitFen ?? 0), Number(_sum.creditFen ?? 0)] as const]),
  )
  const entries = await ctx.db.fundEntry.findMany({
    where: entriesOf(here, year),
    orderBy: ORDER,
    take: LATEST,
    include: { lines: { select: { debitFen: true } } },
  })
  const reversed = new Set(
    (
      await ctx.db.fundEntry.findMany({
        where: { ...countyOfScope(ctx.actor.scope), reverses: { in: entries.map(({ id }) => id) } },
        select: { reverses: true },
      })
    ).map(({ reverses }) => reverses),
  )
  const mayKeep = may(ctx.actor.role, 'fund:keep')
  return {
    place,
    year,
    years: [thisYear, thisYear - 1, thisYear - 2],
    accounts: accounts.map(({ id, line, source, region }) => {
      const [inFen, outFen] = sums.get(id) ?? [0, 0]
      return {
        id,
        line: line as FundLine,
        source: source as FundSource,
        place: region.name,
        inFen,
        outFen,
        fen: inFen - outFen,
      }
    }),
    entries: entries.map((entry) => ({
      id: entry.id,
      no: entry.entryNo,
      kind: entry.kind as EntryKind,
      on: dayFrom(entry.entryOn),
      document: [entry.document, entry.note].filter(Boolean).join(' '),
      by: entry.recordedByName,
      fen: entry.lines.reduce((sum, { debitFen }) => sum + Number(debitFen), 0),
      mayReverse: mayKeep && (entry.kind === 'PAY_IN' || entry.kind === 'ROLL_OVER') && !reversed.has(entry.id),
    })),
    mayKeep,
    mayRollOver: mayKeep && ctx.actor.level === 'COUNTY',
    actorRegion: { code: ctx.actor.regionCode, name: ctx.actor.regionName },
    today: ctx.today,
  }
}
