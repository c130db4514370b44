import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mergeHousehold } from '@/lib/duplicates/commands/merge-household'
import { undoMerge } from '@/lib/duplicates/commands/undo-merge'
import { getLoansWaiting } from '@/lib/loans/queries/counts'
import { listLoans } from '@/lib/loans/queries/list'
import type { LoanTab } from '@/lib/loans/schema'
import type { Actor } from '@/lib/platform/actor'
import { addDays } from '@/lib/platform/days'
import { unscoped, withScope } from '@/lib/platform/db'
import { aHousehold, aPairing, type BuiltHousehold, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { aReview } from '../support/duplicate-builders'
import { aLoan, anExtension } from '../support/loans'
import { helpers, tryTo } from '../support/measures'
import { layPolicy } from '../support/policy'

let people = {} as Awaited<ReturnType<typeof helpers>>
let household: BuiltHousehold

beforeAll(async () => {
  await layGround()
  await layPolicy()
  people = await helpers()
  household = await aHousehold()
  await aLoan(household)
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

describe('a household recorded twice', () => {
  it('takes its open loans and what was asked for them along to the one that stays, and back when the merge is undone', async () => {
    const [kept, dropped] = [await aHousehold(), await aHousehold(PLACES.otherTownshipVillage)]
    const [open, repaid] = [
      await aLoan(dropped),
      await aLoan(dropped, { repaid_on: '2020-06-01', repaid_fen: 3_000_000, repaid_by: randomUUID() }),
    ]
    await anExtension(open, dropped)
    const places = async () =>
      (
        await owner().query(
          `SELECT l.household_id, l.region_code, e.household_id AS asked FROM microcredit_loan l LEFT JOIN loan_extension e ON e.loan_id = l.id
           WHERE l.id = ANY ($1) ORDER BY l.repaid_on NULLS FIRST`,
          [[open, repaid]],
        )
      ).rows
    const before = await places()
    const reviewId = await aReview('HOUSEHOLD', kept, kept.id, dropped.id)
    const merging = {
      reviewId,
      version: 1,
      keep: kept.id < dropped.id ? 'left' : 'right',
      members: [{ dropped: dropped.headId, kept: kept.headId }],
      choose: {},
    }
    expect(await tryTo(people.office, mergeHousehold, merging)).toBe('done')
    expect(await places()).toEqual([
      { household_id: kept.id, region_code: PLACES.village, asked: kept.id },
      { household_id: dropped.id, region_code: PLACES.village, asked: null },
    ])
    expect(await tryTo(people.office, undoMerge, { reviewId, version: 2 })).toBe('done')
    expect(await places()).toEqual(before)
  })
})

describe('the list of loans', () => {
  it('is narrowed to overdue, due soon, asked, extended and repaid ones, by household, and paged by key', async () => {
    const village = PLACES.siblingVillage
    const [clerk, cadre] = [people.clerk, people.neighbour]
    const here = await aHousehold(village)
    const today = await withScope(clerk, async (ctx) => ctx.today)
    const day = (days: number) => addDays(today, days)
    const due = (days: number) => ({
      first_due_on: day(days),
      due_on: day(days),
      lent_on: day(days - 700),
      recorded_at: `${today}T01:00:00Z`,
    })
    const made = {
      long: await aLoan(here, due(-31)),
      overdue: await aLoan(here, due(-30)),
      today: await aLoan(here, due(0)),
      soon: await aLoan(here, due(60)),
      running: await aLoan(here, due(61)),
      asked: await aLoan(here, due(200)),
      paid: await aLoan(here, { ...due(5), repaid_on: today, repaid_fen: 3_000_000, repaid_by: randomUUID() }),
    }
    const days = { from_due_on: day(200), new_due_on: day(300), asked_on: today, asked_at: `${today}T01:00:00Z` }
    await anExtension(made.asked, here, days)
    const listed = (tab: LoanTab, over: object = {}, actor: Actor = cadre) =>
      withScope(actor, (ctx) => listLoans(ctx, { tab, ...over }))
    const ids = async (tab: LoanTab) => (await listed(tab)).loans.map(({ id }) => id)
    const { long, overdue, soon, running, asked: waits, paid } = made
    expect(await ids('open')).toEqual([long, overdue, made.today, soon, running, waits])
    expect(await ids('overdue')).toEqual([long, overdue])
    expect(await ids('soon')).toEqual([made.today, soon])
    expect(await ids('asked')).toEqual([waits])
    expect(await ids('extended')).toEqual([])
    expect(await ids('repaid')).toEqual([paid])
    const { counts, loans } = await listed('open')
    expect(counts).toEqual({ open: 6, openFen: 18_000_000, overdue: 2, soon: 2, asked: 1, extended: 0 })
    expect(loans.map(({ standing }) => standing)).toEqual([
      'longOverdue',
      'overdue',
      'soon',
      'soon',
      'running',
      'running',
    ])
    const waiting = (actor: Actor) => withScope(actor, getLoansWaiting)
    expect(await waiting(cadre)).toEqual({ overdue: 2, soon: 2, asked: 0 })
    expect(await waiting(clerk)).toMatchObject({ overdue: 0, soon: 0, asked: expect.any(Number) })
    expect(await waiting(people.helper)).toBeNull()
    const after = `0_${day(0)}_${made.today}`
    expect((await listed('open', { after })).loans.map(({ id }) => id)).toEqual([soon, running, waits])
    expect((await listed('open', { household: household.id }, clerk)).loans.every(({ id }) => id !== long)).toBe(true)
    await expect(listed('open', { region: PLACES.village })).rejects.toThrow()
    await aPairing(household, people.helper)
    const others = await aLoan(await aHousehold())
    const shown = (await listed('open', {}, people.helper)).loans.map(({ id }) => id)
    expect(shown.length).toBeGreaterThan(0)
    expect(shown).not.toContain(others)
  })
})
