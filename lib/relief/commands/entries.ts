import 'server-only'
import { yuanText } from '@/lib/households/rules/money-text'
import { dateOf } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { nextNumber } from '@/lib/platform/numbers'
import type { FundEntry, FundLine as FundLineRow } from '@/lib/platform/prisma/client'
import { pad, prefixOf } from '@/lib/regions/rules'
import { recordedBy } from '@/lib/relief/commands/recorded'
import { changesOf, contrary, isWhole, mayOwe, movement, type Side } from '@/lib/relief/rules/journal'
import type { EntryKind, FundLine, FundSource } from '@/lib/relief/schema/funds'
import { lockAccounts, selectAccounts } from '@/lib/relief/sql'

export type AccountKey = { countyCode: string; regionCode: string; line: FundLine; source: FundSource; year: number }

/** The account of a region, line, source and year; made when it is first needed. */
export async function accountOf(ctx: Ctx, key: AccountKey): Promise<string> {
  const found = await ctx.db.fundAccount.findFirst({ where: key, select: { id: true } })
  if (found) return found.id
  await ctx.db.fundAccount.createMany({ data: [{ ...key, id: newId(ctx.now) }], skipDuplicates: true })
  return (await ctx.db.fundAccount.findFirstOrThrow({ where: key, select: { id: true } })).id
}

export type Entry = {
  id: string
  countyCode: string
  regionCode: string
  kind: EntryKind
  on: string
  sides: readonly Side[]
  document: string
  note?: string
  reverses?: string
  applicationId?: string
  listId?: string
  contributionId?: string
}

/**
 * Writes an entry of the journal. Its accounts are taken in turn, so that two payouts never spend the same money. Errors: DomainError
 * `relief.fundShort` with the balance where a fund would fall below zero.
 */
export async function postEntry(
  ctx: Ctx,
  { id, countyCode, regionCode, kind, on, sides, ...rest }: Entry,
): Promise<string> {
  if (!isWhole(sides)) throw new Error('an entry that is not whole')
  const changes = changesOf(sides)
  const ids = [...changes.keys()]
  await lockAccounts(ctx, countyCode, ids)
  const accounts = await selectAccounts(ctx, countyCode, ids)
  for (const { id: account, source, fen } of accounts) {
    const after = fen + (changes.get(account) ?? 0)
    if (after < 0 && !mayOwe(source)) throw new DomainError('relief.fundShort', { left: yuanText(fen) })
  }
  const entryNo = await nextNumber(ctx, countyCode, 'PZ')
  const { document, note = '', reverses, applicationId, listId, contributionId } = rest
  await ctx.db.fundEntry.create({
    data: {
      countyCode,
      id,
      regionCode,
      entryNo,
      kind,
      entryOn: dateOf(on),
      note,
      document,
      reverses,
      applicationId,
      listId,
      contributionId,
      ...recordedBy(ctx),
    },
    select: { id: true },
  })
  const regionOf = new Map(accounts.map((account) => [account.id, account.regionCode]))
  await ctx.db.fundLine.createMany({
    data: sides.map(({ accountId, debitFen, creditFen }, index) => ({
      countyCode,
      entryId: id,
      lineNo: index + 1,
      regionCode: regionOf.get(accountId) as string,
      accountId,
      debitFen,
      creditFen,
    })),
  })
  return entryNo
}

type Contrary = { id: string; on: string; reason: string; contributionId?: string }

/** Writes the contrary of an entry, once. Errors: DomainError `relief.reversedAlready`. */
export async function postContrary(
  ctx: Ctx,
  entry: FundEntry & { lines: FundLineRow[] },
  { reason, ...told }: Contrary,
): Promise<string> {
  const { countyCode, regionCode, entryNo, lines, id: reverses } = entry
  await lockAccounts(
    ctx,
    countyCode,
    lines.map(({ accountId }) => accountId),
  )
  if (await ctx.db.fundEntry.findFirst({ where: { countyCode, reverses }, select: { id: true } }))
    throw new DomainError('relief.reversedAlready')
  const sides = lines.map(({ accountId, debitFen, creditFen }) => ({
    accountId,
    debitFen: Number(debitFen),
    creditFen: Number(creditFen),
  }))
  return postEntry(ctx, {
    ...told,
    countyCode,
    regionCode,
    kind: 'REVERSE',
    sides: contrary(sides),
    document: entryNo,
    note: reason,
    reverses,
  })
}

type Paid = {
  countyCode: string
  id: string
  regionCode: string
  line: number
  manner: string
  disbursedOn: Date | null
}
type Told = { on: string; document: string }

/** Temporary relief and the anti-poverty fund are paid from the township's own fund; insurers pay lines 2 and 4 themselves. */
const fromFund = ({ line, manner }: Paid) => (line === 3 || line === 6) && manner !== 'POST'

/** The payout of an application leaves its fund. */
export function postPayout(ctx: Ctx, application: Paid, fen: number, told: Told): Promise<void> {
  return move(ctx, application, 'PAY_OUT', fen, Number(told.on.slice(0, 4)), told)
}

/** What is recovered of an application goes back to the fund it came from. */
export async function postRecovery(ctx: Ctx, application: Paid, fen: number, told: Told): Promise<void> {
  if (application.disbursedOn)
    await move(ctx, application, 'RECOVER', fen, application.disbursedOn.getUTCFullYear(), told)
}

async function move(
  ctx: Ctx,
  application: Paid,
  kind: 'PAY_OUT' | 'RECOVER',
  fen: number,
  year: number,
  { on, document }: Told,
): Promise<void> {
  if (!fromFund(application)) return
  const { countyCode, id: applicationId, line } = application
  const regionCode = pad(prefixOf(application.regionCode, 'TOWNSHIP'))
  const key = { countyCode, regionCode, line: line as FundLine, year }
  const fund = await accountOf(ctx, { ...key, source: 'BUDGET' })
  const paid = await accountOf(ctx, { ...key, source: 'PAID' })
  const sides = kind === 'PAY_OUT' ? movement(fund, paid, fen) : movement(paid, fund, fen)
  await postEntry(ctx, { id: newId(ctx.now), countyCode, regionCode, kind, on, sides, document, applicationId })
}
