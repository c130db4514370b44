import 'server-only'
import { day, inOrder, yuan } from '@/lib/exports/queries/household-row'
import { aboutNobody } from '@/lib/exports/queries/plain-row'
import type { SheetRow } from '@/lib/exports/schema'
import zh from '@/lib/i18n/zh-CN/relief'
import type { Ctx } from '@/lib/platform/db'
import type { CycleStatus } from '@/lib/relief/schema/cycles'
import type { EntryKind, FundLine, FundSource } from '@/lib/relief/schema/funds'

/** Entries of the funds' journal by their ids, each with the accounts of both its sides. */
export async function readFundEntryRows(ctx: Ctx, countyCode: string, ids: readonly string[]): Promise<SheetRow[]> {
  const rows = await ctx.db.fundEntry.findMany({
    where: { countyCode, id: { in: [...ids] } },
    include: {
      lines: {
        orderBy: { lineNo: 'asc' },
        include: { account: { select: { line: true, source: true, year: true, region: { select: { name: true } } } } },
      },
    },
  })
  const reversed = await ctx.db.fundEntry.findMany({
    where: { countyCode, id: { in: rows.flatMap(({ reverses }) => reverses ?? []) } },
    select: { id: true, entryNo: true },
  })
  const numbers = new Map(reversed.map(({ id, entryNo }) => [id, entryNo]))
  return inOrder(ids, rows).map((entry) => {
    const accounts = (side: 'debitFen' | 'creditFen') =>
      entry.lines
        .filter((line) => line[side] > 0n)
        .map(({ account }) =>
          [
            account.region.name,
            account.year,
            zh.lines[`L${account.line as FundLine}`],
            zh.funds.sources[account.source as FundSource],
          ].join(' '),
        )
        .join('\n')
    return aboutNobody(entry.regionCode, {
      entryNo: entry.entryNo,
      entryKind: zh.funds.kinds[entry.kind as EntryKind],
      entryOn: day(entry.entryOn),
      debited: accounts('debitFen'),
      credited: accounts('creditFen'),
      entryYuan: yuan(entry.lines.reduce((sum, { debitFen }) => sum + debitFen, 0n)),
      document: entry.document || null,
      entryNote: entry.note || null,
      reversedEntry: numbers.get(entry.reverses ?? '') ?? null,
      entryBy: entry.recordedByName,
    })
  })
}

/** Cycles of payouts by their ids: sums and who answers for them, nobody in person. */
export async function readCycleRows(ctx: Ctx, countyCode: string, ids: readonly string[]): Promise<SheetRow[]> {
  const rows = await ctx.db.payoutCycle.findMany({
    where: { countyCode, id: { in: [...ids] } },
    include: { region: { select: { name: true } } },
  })
  return inOrder(ids, rows).map((cycle) =>
    aboutNobody(cycle.regionCode, {
      cycleNo: cycle.cycleNo,
      cyclePlace: cycle.region.name,
      status: zh.cycles.statuses[cycle.status as CycleStatus],
      payouts: cycle.payouts,
      totalYuan: yuan(cycle.totalFen),
      collectedDay: day(cycle.collectedOn),
      cycleBy: cycle.collectedByName,
      closedDay: day(cycle.closedOn),
      cycleClosedBy: cycle.closedByName,
      closeReason: cycle.closeReason || null,
    }),
  )
}
