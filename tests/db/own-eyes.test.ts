import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/platform/actor'
import { unscoped, withScope } from '@/lib/platform/db'
import { aHousehold, type BuiltHousehold, closeOwner, owner, PLACES } from '../support/builders'
import { anEvent, applicationRow, layRelief, type ReliefPeople, reliefDeeds, say, step } from '../support/relief'

let people: ReliefPeople
let household: BuiltHousehold
let eventId: string
let id: string

beforeAll(async () => {
  people = await layRelief({ 3: '100000', 6: '50000' })
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})
beforeEach(async () => {
  household = await aHousehold()
  eventId = await anEvent(household, people.secretary)
  id = randomUUID()
})

const { upTo } = reliefDeeds(() => ({ people, eventId, id }))
const sql = (actor: Actor, statement: string) =>
  withScope(actor, ({ db }) => db.$executeRawUnsafe(statement)).then(
    (n) => `changed ${n}`,
    (error: Error) =>
      /who did it|lent|deputy has|four_eyes|does_not_pay|somebody else opened/.exec(error.message)?.[0] ??
      error.message,
  )
const standsIn = (actor: Actor, { userId }: Actor): Actor => ({ ...actor, actingFor: { userId, name: '甲' } })
const approved = (by: string) =>
  `UPDATE relief_application SET status = 'APPROVED', granted_fen = claimed_fen, level = 'TOWNSHIP', approved_by = ${by}, approved_on = '2026-03-20', last_step_on = '2026-03-20', version = version + 1`
const paid = (by: string) =>
  `UPDATE relief_application SET status = 'DISBURSED', disbursed_by = ${by}, disbursed_on = '2026-03-21', last_step_on = '2026-03-21', version = version + 1`
const them = ({ userId }: Actor) => `'${userId}'`
const here = () => ` WHERE id = '${id}'`

describe('who takes a step of relief', () => {
  it('is written by the database: nobody approves or pays in the name of others', async () => {
    await upTo('reviewRelief', 3, '1000')
    const { drafted_by, reviewed_by } = await applicationRow(id)
    const reviewer = [people.clerk, people.secondClerk, people.cadre, people.secretary].find(
      ({ userId }) => userId === reviewed_by,
    ) as Actor
    expect(await sql(reviewer, approved(them(people.secondOffice)) + here())).toBe('four_eyes')
    expect(await sql(people.office, `UPDATE relief_application SET reviewed_by = NULL${here()}`)).toBe('who did it')
    expect(await sql(people.office, `UPDATE relief_application SET drafted_by = gen_random_uuid()${here()}`)).toBe(
      'who did it',
    )
    expect(
      await sql(
        people.office,
        approved(them(people.clerk)).replace('version =', 'reviewed_by = NULL, version =') + here(),
      ),
    ).toBe('who did it')
    expect(await sql(people.office, approved(`'${drafted_by}'`) + here())).toBe('changed 1')
    expect((await applicationRow(id)).approved_by).toBe(people.office.userId)
    expect(await sql(people.office, paid(them(people.secondOffice)) + here())).toBe('does_not_pay')
    expect(await sql(people.secondOffice, paid(them(people.office)) + here())).toBe('changed 1')
    expect((await applicationRow(id)).disbursed_by).toBe(people.secondOffice.userId)
  })

  it('looks with the eyes of whom he stands in for, in the rule and in the database', async () => {
    await upTo('reviewRelief', 3, '1000')
    const { drafted_by, reviewed_by } = await applicationRow(id)
    for (const userId of [drafted_by, reviewed_by]) {
      const deputy = standsIn(people.secondClerk, { ...people.clerk, userId })
      expect(await step(deputy, id, 'approveRelief', '2026-03-12')).toBe('relief.applicantApproves')
      expect(await sql(deputy, approved(them(people.secondClerk)) + here())).toBe('deputy has')
    }
    expect(await step(people.secondClerk, id, 'approveRelief', '2026-03-12')).toBe('done')
    const deputy = standsIn(people.office, people.secondClerk)
    expect(await step(deputy, id, 'disburseRelief', '2026-03-15')).toBe('relief.approverPays')
    expect(await sql(deputy, paid(them(people.office)) + here())).toBe('deputy has')
    expect(await step(people.office, id, 'disburseRelief', '2026-03-15')).toBe('done')
  })
})

it('a half-year of the filial fund is checked and paid by whoever does, and by no deputy of the one before', async () => {
  const list = randomUUID()
  const given = {
    householdId: household.id,
    parentId: household.headId,
    childName: '王小川',
    amountYuan: '1200',
    paidOn: '2025-03-01',
  }
  expect(await say(people.cadre, 'contributeFilial', { id: randomUUID(), ...given })).toBe('done')
  const half = { id: list, regionCode: PLACES.village, year: 2025, half: '1', on: '2025-07-05' }
  expect(await say(people.cadre, 'prepareFilialList', half)).toBe('done')
  const go = (by: Actor, status: string, column: string, named: Actor) =>
    sql(
      by,
      `UPDATE filial_list SET status = '${status}', ${column}_by = '${named.userId}', ${column}_by_name = '乙', ${column}_on = '2025-07-06', version = version + 1 WHERE id = '${list}'`,
    )
  expect(await go(people.cadre, 'CHECKED', 'checked', people.clerk)).toBe('four_eyes')
  const deputy = standsIn(people.clerk, people.cadre)
  expect(await go(deputy, 'CHECKED', 'checked', people.clerk)).toBe('deputy has')
  expect(await say(deputy, 'checkFilialList', { listId: list, version: 1, on: '2025-07-06' })).toBe(
    'relief.preparerChecks',
  )
  expect(await go(people.clerk, 'CHECKED', 'checked', people.secondClerk)).toBe('changed 1')
  expect(await go(people.clerk, 'PAID', 'paid', people.office)).toBe('four_eyes')
  expect(await go(standsIn(people.office, people.clerk), 'PAID', 'paid', people.office)).toBe('deputy has')
  const pay = { listId: list, version: 2, on: '2025-07-07', document: '批次1' }
  expect(await say(standsIn(people.office, people.clerk), 'payFilialList', pay)).toBe('relief.checkerPays')
  const { rows } = await owner().query('SELECT prepared_by, checked_by FROM filial_list WHERE id = $1', [list])
  expect(rows[0]).toEqual({ prepared_by: people.cadre.userId, checked_by: people.clerk.userId })
})

it('who opened a clue, started, reviewed and decided is not written in the name of others', async () => {
  const procedure = randomUUID()
  const begin = (by: Actor, over: object = {}) => {
    const row: Record<string, string | number> = {
      county_code: '130799',
      id: procedure,
      region_code: household.regionCode,
      household_id: household.id,
      procedure_no: procedure.slice(0, 18),
      kind: 'RELAPSE',
      status: 'PROPOSED',
      was_status: 'EXITED',
      basis: 'CASE',
      basis_text: '收入跌破',
      started_on: '2026-03-01',
      started_by: people.secondOffice.userId,
      last_step_on: '2026-03-01',
      ...over,
    }
    return sql(
      by,
      `INSERT INTO status_procedure (${Object.keys(row)}) VALUES (${Object.values(row).map((value) => `'${value}'`)})`,
    )
  }
  expect(await begin(people.clerk, { reviewed_by: people.office.userId })).toBe('who did it')
  expect(await begin(people.clerk, { opened_by: people.office.userId })).toBe('somebody else opened')
  expect(await begin(people.clerk)).toBe('changed 1')
  const review = (by: Actor, named: Actor) =>
    sql(
      by,
      `UPDATE status_procedure SET status = 'TOWNSHIP_REVIEWED', reviewed_by = '${named.userId}', last_step_on = '2026-03-02', version = version + 1 WHERE id = '${procedure}'`,
    )
  expect(await review(people.clerk, people.secondClerk)).toBe('four_eyes')
  expect(await review(standsIn(people.secondClerk, people.clerk), people.secondClerk)).toBe('deputy has')
  expect(await review(people.secondClerk, people.clerk)).toBe('changed 1')
  const { rows } = await owner().query('SELECT started_by, reviewed_by FROM status_procedure WHERE id = $1', [
    procedure,
  ])
  expect(rows[0]).toEqual({ started_by: people.clerk.userId, reviewed_by: people.secondClerk.userId })
})
