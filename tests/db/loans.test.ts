import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askExtension, decideExtension } from '@/lib/loans/commands/extension'
import { recordLoan, repayLoan, withdrawLoan } from '@/lib/loans/commands/loan'
import { getLoan } from '@/lib/loans/queries/loan'
import type { Actor } from '@/lib/platform/actor'
import { unscoped, withScope } from '@/lib/platform/db'
import { aHousehold, anActor, type BuiltHousehold, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { aLoan, anExtension } from '../support/loans'
import { helpers, tryTo } from '../support/measures'
import { layPolicy } from '../support/policy'

let people = {} as Awaited<ReturnType<typeof helpers>>
let viewer: Actor
let household: BuiltHousehold

beforeAll(async () => {
  await layGround()
  await layPolicy()
  people = await helpers()
  viewer = await anActor('PROVINCE_CITY_VIEWER', PLACES.city, 'CITY')
  household = await aHousehold()
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const told = (over: object = {}) => ({
  id: randomUUID() as string,
  householdId: household.id,
  personId: household.headId,
  bank: '农村信用社',
  amount: '50,000',
  lentOn: '2018-07-01',
  dueOn: '2020-06-30',
  purpose: 'BREEDING',
  ...over,
})
const seen = (id: string, actor = people.secretary) => withScope(actor, (ctx) => getLoan(ctx, id))
const raw = (actor: Actor, sql: string) => withScope(actor, ({ db }) => db.$executeRawUnsafe(sql))

describe('a loan', () => {
  it('keeps the limits of the policy on the day it was lent, beside the field; sent twice it is one', async () => {
    const [loan, sending] = [told(), randomUUID()]
    for (const [over, why] of [
      [{ amount: '50,000.01' }, 'loans.aboveLimit'],
      [{ amount: '' }, 'loans.amountNeeded'],
      [{ dueOn: '2021-07-02' }, 'loans.tooLong'],
      [{ dueOn: '2018-07-01' }, 'loans.dueBeforeLent'],
      [{ lentOn: '2020-03-12', dueOn: '2021-03-11' }, 'loans.age'],
      [{ lentOn: '2999-01-01', dueOn: '2999-03-11' }, 'input.inTheFuture'],
      [{ purpose: 'OTHER' }, 'input.required'],
      [{ purpose: 'HOUSING' }, 'input.wrong'],
      [{ personId: randomUUID() }, 'loans.notAMember'],
      [{ householdId: randomUUID() }, 'notFound'],
    ] as const)
      expect([over, await tryTo(people.secretary, recordLoan, told(over))]).toEqual([over, why])
    expect(await tryTo(people.secretary, recordLoan, loan, sending)).toBe('done')
    expect(await tryTo(people.secretary, recordLoan, loan, sending)).toBe('replayed')
    expect(await tryTo(people.cadre, recordLoan, told())).toBe('loans.twin')
    expect(await tryTo(people.neighbour, recordLoan, told({ amount: '1,000' }))).toBe('notFound')
    expect(await tryTo(people.helper, recordLoan, told())).toBe('forbidden')
    expect(await seen(loan.id)).toMatchObject({ dueOn: '2020-06-30', amountFen: 5_000_000, borrower: '王守田' })
    expect((await seen(loan.id, viewer)).borrower).toBe('王**')
  })

  it('that is repaid, or taken back as a mistake, is closed for good', async () => {
    const [loan, wrong] = [await aLoan(household), await aLoan(household, { amount_fen: 100_000 })]
    const paid = { loanId: loan, on: '2020-06-20', amount: '30,800.50' }
    expect(await tryTo(people.secretary, repayLoan, { ...paid, amount: '29,999' })).toBe('loans.belowPrincipal')
    expect(await tryTo(people.secretary, repayLoan, { ...paid, on: '2018-06-30' })).toBe('loans.beforeLent')
    expect(await tryTo(people.secretary, repayLoan, { ...paid, on: '2999-06-30' })).toBe('input.inTheFuture')
    expect(await tryTo(people.secretary, repayLoan, paid)).toBe('done')
    expect(await tryTo(people.cadre, repayLoan, paid)).toBe('loans.closed')
    expect(await tryTo(people.cadre, withdrawLoan, { loanId: loan, reason: '甲' })).toBe('loans.closed')
    expect(await tryTo(people.cadre, withdrawLoan, { loanId: wrong, reason: '' })).toBe('input.required')
    expect(await tryTo(people.cadre, withdrawLoan, { loanId: wrong, reason: '记到了别人名下' })).toBe('done')
    expect(await seen(loan)).toMatchObject({ standing: 'repaid', repaidFen: 3_080_050, isOpen: false, mayKeep: false })
    expect(await seen(wrong)).toMatchObject({ standing: 'withdrawn', withdrawnReason: '记到了别人名下' })
    const again = { id: randomUUID(), loanId: loan, askedOn: '2020-06-20', hardship: 'MARKET', newDueOn: '2020-09-30' }
    expect(await tryTo(people.secretary, askExtension, again)).toBe('loans.closed')
  })
})

describe('an extension', () => {
  const asked = (loanId: string, over: object = {}) => ({
    id: randomUUID() as string,
    loanId,
    askedOn: '2020-03-10',
    hardship: 'EPIDEMIC',
    newDueOn: '2020-12-30',
    ...over,
  })
  const decided = (extensionId: string, over: object = {}) => ({
    extensionId,
    decision: 'GRANTED',
    on: '2020-03-12',
    ...over,
  })

  it('is asked for with a hardship and decided by another; granted, and only then, the loan is due later', async () => {
    const loan = await aLoan(household)
    const first = asked(loan)
    expect(await tryTo(people.clerk, askExtension, asked(loan, { newDueOn: '2020-06-30' }))).toBe('loans.notLater')
    expect(await tryTo(people.clerk, askExtension, asked(loan, { hardship: 'OTHER' }))).toBe('input.required')
    expect(await tryTo(people.clerk, askExtension, first)).toBe('done')
    expect(await tryTo(people.secretary, askExtension, asked(loan))).toBe('loans.askedAlready')
    expect(await tryTo(people.clerk, decideExtension, decided(first.id))).toBe('loans.fourEyes')
    const deputy = { ...people.office, actingFor: { userId: people.clerk.userId, name: '甲' } }
    expect(await tryTo(deputy, decideExtension, decided(first.id))).toBe('loans.fourEyes')
    expect(await tryTo(people.secretary, decideExtension, decided(first.id))).toBe('forbidden')
    const refusal = decided(first.id, { decision: 'REFUSED' })
    expect(await tryTo(people.secondClerk, decideExtension, refusal)).toBe('input.required')
    expect(await tryTo(people.secondClerk, decideExtension, { ...refusal, on: '2020-03-09', note: '甲' })).toBe(
      'loans.beforeAsked',
    )
    expect(await tryTo(people.secondClerk, decideExtension, { ...refusal, note: '能按期还' })).toBe('done')
    expect(await tryTo(people.office, decideExtension, decided(first.id))).toBe('loans.decidedAlready')
    expect(await seen(loan)).toMatchObject({ dueOn: '2020-06-30', asked: null })
    const second = asked(loan)
    expect(await tryTo(people.secretary, askExtension, second)).toBe('done')
    expect(await seen(loan, people.office)).toMatchObject({ dueOn: '2020-06-30', mayDecide: true })
    expect(await tryTo(people.office, decideExtension, decided(second.id))).toBe('done')
    expect(await seen(loan)).toMatchObject({ dueOn: '2020-12-30', firstDueOn: '2020-06-30' })
    const told = (actor: Actor) => seen(loan, actor).then(({ extensions }) => extensions.map((each) => each.hardship))
    expect(await told(people.secretary)).toEqual(['EPIDEMIC', 'EPIDEMIC'])
    expect(await told(viewer)).toEqual([null, null])
  })

  it('runs six months from the day first agreed; loans first due in the epidemic may run until 2021-03-31', async () => {
    const loan = await aLoan(household)
    expect(await tryTo(people.clerk, askExtension, asked(loan, { newDueOn: '2021-04-01' }))).toBe('loans.tooLate')
    expect(await tryTo(people.clerk, askExtension, asked(loan, { newDueOn: '2021-03-31' }))).toBe('done')
    const before = await aLoan(household, { first_due_on: '2019-12-31', due_on: '2019-12-31' })
    expect(await tryTo(people.clerk, askExtension, asked(before, { newDueOn: '2020-07-01' }))).toBe('loans.tooLate')
    expect(await tryTo(people.clerk, askExtension, asked(before, { newDueOn: '2020-06-30' }))).toBe('done')
    const later = await aLoan(household, { first_due_on: '2021-03-31', due_on: '2021-03-31' })
    expect(await tryTo(people.clerk, askExtension, asked(later, { newDueOn: '2021-10-01' }))).toBe('loans.tooLate')
    expect(await tryTo(people.clerk, askExtension, asked(later, { newDueOn: '2021-09-30' }))).toBe('done')
  })

  it('and its loan are kept by the database against SQL', async () => {
    const loan = await aLoan(household)
    const extension = await anExtension(loan, household, { asked_by: people.clerk.userId })
    const repaid = await aLoan(household, {
      repaid_on: '2020-06-01',
      repaid_fen: 3_000_000,
      repaid_by: randomUUID(),
    })
    const columns = `county_code, id, region_code, household_id, person_id, bank, amount_fen, lent_on, first_due_on, due_on, purpose, recorded_by, recorded_by_name, recorded_at`
    const lent = (over: Record<string, string> = {}) => {
      const row = {
        person: household.headId,
        fen: '100000',
        lent: '2019-01-01',
        due: '2020-01-01',
        now: '2020-01-01',
        ...over,
      }
      return `INSERT INTO microcredit_loan (${columns}) VALUES ('130799', gen_random_uuid(), '${PLACES.village}', '${household.id}', '${row.person}', '甲',
        ${row.fen}, '${row.lent}', '${row.due}', '${row.now}', 'TRADE', gen_random_uuid(), '甲', now())`
    }
    const of = (table: string, id: string, set: string) => `UPDATE ${table} SET ${set} WHERE id = '${id}'`
    const stranger = await aHousehold()
    const attacks: [string, RegExp, Actor?][] = [
      [lent({ person: stranger.headId }), /member of the household/],
      [lent({ fen: '0' }), /microcredit_loan_amount/],
      [lent({ fen: '-100000' }), /microcredit_loan_amount/],
      [lent({ due: '2018-01-01', now: '2018-01-01' }), /microcredit_loan_days/],
      [lent({ now: '2020-02-01' }), /begins open/],
      [of('microcredit_loan', loan, `due_on = '2021-01-01'`), /permission denied/],
      [of('microcredit_loan', loan, 'amount_fen = 1'), /permission denied/],
      [of('microcredit_loan', repaid, `withdrawn_on = '2020-06-02', withdrawn_reason = '甲'`), /never changes/],
      [of('microcredit_loan', repaid, 'repaid_on = NULL, repaid_fen = NULL, repaid_by = NULL'), /never changes/],
      [of('microcredit_loan', loan, `repaid_on = '2020-06-02', repaid_fen = 5`), /microcredit_loan_repaid/],
      [`DELETE FROM microcredit_loan WHERE id = '${loan}'`, /permission denied/],
      [of('loan_extension', extension, `new_due_on = '2022-01-01'`), /permission denied/],
      [of('loan_extension', extension, `decision = 'GRANTED', decided_on = '2020-03-11'`), /four_eyes/, people.clerk],
      [of('loan_extension', extension, `decision = 'GRANTED', decided_on = '2020-03-01'`), /loan_extension_decided/],
      [of('loan_extension', extension, `decision = 'REFUSED', decided_on = '2020-03-11'`), /loan_extension_decided/],
      [`DELETE FROM loan_extension WHERE id = '${extension}'`, /permission denied/],
    ]
    for (const [sql, why, actor = people.office] of attacks) await expect(raw(actor, sql), sql).rejects.toThrow(why)
    const own = (sql: string) => owner().query(sql)
    await expect(own(of('microcredit_loan', loan, `due_on = '2020-12-30'`))).rejects.toThrow(/only a granted extension/)
    await expect(own(`DELETE FROM microcredit_loan WHERE id = '${loan}'`)).rejects.toThrow(/kept/)
    await expect(anExtension(loan, household)).rejects.toThrow(/one_undecided/)
    await expect(anExtension(repaid, household)).rejects.toThrow(/open/)
    await expect(anExtension(loan, household, { from_due_on: '2020-05-30' })).rejects.toThrow(/open/)
    await raw(people.office, of('loan_extension', extension, `decision = 'GRANTED', decided_on = '2020-03-11'`))
    expect(await seen(loan)).toMatchObject({ dueOn: '2020-12-30' })
    const decidedAgain = of('loan_extension', extension, `decision = 'REFUSED', decision_note = '甲'`)
    await expect(raw(people.office, decidedAgain)).rejects.toThrow(/decided once/)
    const overlapping = { decision: 'GRANTED', decided_on: '2020-03-11', decided_by: randomUUID() }
    await expect(anExtension(loan, household, overlapping)).rejects.toThrow(/open/)
  })
})
