import 'server-only'
import { defineCommand } from '@/lib/platform/command'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { countyOf, countyOfScope, levelOf } from '@/lib/regions/rules'
import { accountOf, postContrary, postEntry } from '@/lib/relief/commands/entries'
import { assertRegion } from '@/lib/relief/queries/region'
import { movement } from '@/lib/relief/rules/journal'
import { PayInInput, ReverseEntryInput, RollOverInput } from '@/lib/relief/schema/funds'
import { lockAccounts, selectAccounts } from '@/lib/relief/sql'

/** Money comes into a fund: from the budget or as a donation. */
export const payIn = defineCommand({
  name: 'fund.payIn',
  permission: 'fund:keep',
  input: PayInInput,
  async run(ctx, { id, regionCode, line, source, year, on, amountYuan, document, note }) {
    if (on > ctx.today) throw new DomainError('input.inTheFuture', {}, 'on')
    await assertRegion(ctx, regionCode)
    if (line !== 5 && levelOf(regionCode) !== 'TOWNSHIP')
      throw new DomainError('relief.fundOfTownship', {}, 'regionCode')
    if (source === 'DONATION' && (line !== 5 || levelOf(regionCode) !== 'COUNTY'))
      throw new DomainError('relief.donationsOfCounty', {}, 'source')
    const countyCode = countyOf(regionCode)
    const key = { countyCode, regionCode, line, year }
    const outside = await accountOf(ctx, { ...key, source: 'OUTSIDE' })
    const fund = await accountOf(ctx, { ...key, source })
    const sides = movement(outside, fund, amountYuan)
    const entryNo = await postEntry(ctx, { id, countyCode, regionCode, kind: 'PAY_IN', on, sides, document, note })
    return { entryId: id, entryNo }
  },
})

/** An entry is never changed: its contrary takes it back, once. Entries of a payout are taken back by revoking the application. */
export const reverseEntry = defineCommand({
  name: 'fund.reverse',
  permission: 'fund:keep',
  input: ReverseEntryInput,
  async run(ctx, { id, entryId, on, reason }) {
    if (on > ctx.today) throw new DomainError('input.inTheFuture', {}, 'on')
    const entry = await ctx.db.fundEntry.findFirst({
      where: { ...countyOfScope(ctx.actor.scope), id: entryId },
      include: { lines: { orderBy: { lineNo: 'asc' } } },
    })
    if (!entry) throw new NotFoundError()
    if (entry.kind !== 'PAY_IN' && entry.kind !== 'ROLL_OVER') throw new DomainError('relief.notReversible')
    const entryNo = await postContrary(ctx, entry, { id, on, reason })
    return { entryId: id, entryNo }
  },
})

/** What is left of a year's donations to the filial fund is the beginning of the next year's (结余滚存). */
export const rollOver = defineCommand({
  name: 'fund.rollOver',
  permission: 'fund:keep',
  input: RollOverInput,
  async run(ctx, { id, regionCode, year, on, document }) {
    if (on > ctx.today) throw new DomainError('input.inTheFuture', {}, 'on')
    await assertRegion(ctx, regionCode)
    if (on < `${year}-12-31`) throw new DomainError('relief.yearNotOver', { year: String(year) }, 'on')
    const key = { countyCode: countyOf(regionCode), regionCode, line: 5, source: 'DONATION' } as const
    const old = await accountOf(ctx, { ...key, year })
    const next = await accountOf(ctx, { ...key, year: year + 1 })
    await lockAccounts(ctx, key.countyCode, [old, next])
    const left = (await selectAccounts(ctx, key.countyCode, [old]))[0]?.fen ?? 0
    if (left <= 0) throw new DomainError('relief.nothingLeft', { year: String(year) }, 'year')
    const entryNo = await postEntry(ctx, {
      id,
      countyCode: key.countyCode,
      regionCode,
      kind: 'ROLL_OVER',
      on,
      sides: movement(old, next, left),
      document,
    })
    return { entryId: id, entryNo, fen: left }
  },
})
