import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { logReading } from '@/lib/audit/readings'
import { editHousehold } from '@/lib/households/commands/edit'
import { getHistory, type HistoryAsked } from '@/lib/households/queries/history'
import type { Actor } from '@/lib/platform/actor'
import { execute } from '@/lib/platform/command'
import { withScope } from '@/lib/platform/db'
import { aHousehold, anActor, type BuiltHousehold, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { aLoan, anExtension } from '../support/loans'

let home: BuiltHousehold
let office: Actor
let auditor: Actor

beforeAll(async () => {
  await layGround()
  home = await aHousehold()
  office = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  auditor = await anActor('AUDITOR', PLACES.county, 'COUNTY')
})
afterAll(closeOwner)

const history = (actor: Actor, asked: HistoryAsked = {}, id = home.id) =>
  withScope(actor, (ctx) => getHistory(ctx, id, asked))

it('tells who changed which field from what to what, for whom, and covers what this reader may not see', async () => {
  const deputy = { ...office, actingFor: { userId: auditor.userId, name: 'x' } }
  const input = {
    householdId: home.id,
    version: 1,
    base: { householdType: 'POOR_GENERAL' },
    householdType: 'POOR_SUBSISTENCE',
    address: '村西 3 号',
    phone: '13812345678',
  }
  expect((await execute(deputy, editHousehold, input, { id: randomUUID() })).ok).toBe(true)
  const [change] = (await history(office)).changes
  expect(change).toMatchObject({ table: 'household', action: 'UPDATE', actor: 'COUNTY_OFFICE', actingFor: 'AUDITOR' })
  expect(change?.fields).toEqual([
    { column: 'address', from: '', to: '村西 3 号' },
    { column: 'household_type', from: 'POOR_GENERAL', to: 'POOR_SUBSISTENCE' },
    { column: 'phone_enc', from: null, to: '•' },
  ])
  const distant = await history(auditor)
  expect(distant.headName).toBe('王**')
  expect(distant.changes[0]?.fields.find(({ column }) => column === 'address')).toMatchObject({ from: '•', to: '•' })
})

it('of one person shows that person alone', async () => {
  await owner().query("UPDATE person SET education = 'JUNIOR' WHERE id = $1", [home.headId])
  const { changes } = await history(office, { person: home.headId })
  expect(changes[0]).toMatchObject({
    table: 'person',
    person: '王守田',
    fields: [{ column: 'education', from: null, to: 'JUNIOR' }],
  })
  expect(new Set(changes.map(({ table }) => table))).toEqual(new Set(['person', 'membership']))
})

it('tells of the steps of a loan, and of an extension with its decision', async () => {
  const loan = await aLoan(home)
  const extension = await anExtension(loan, home)
  await owner().query(
    `UPDATE loan_extension SET decision = 'GRANTED', decided_on = asked_on, decided_by = gen_random_uuid(), decided_by_name = '乙' WHERE id = $1`,
    [extension],
  )
  const { changes } = await history(office)
  const of = (table: string) => changes.filter((change) => change.table === table)
  expect(of('loan_extension').map(({ action }) => action)).toEqual(['UPDATE', 'INSERT'])
  expect(of('microcredit_loan').map(({ action }) => action)).toEqual(['UPDATE', 'INSERT'])
  expect(of('microcredit_loan')[0]?.fields).toEqual([{ column: 'due_on', from: '2020-06-30', to: '2020-12-30' }])
  expect(of('loan_extension')[0]?.fields.map(({ column }) => column)).toEqual([
    'decided_by_name',
    'decided_on',
    'decision',
  ])
})

it('is paged without loss or repetition, and cut by days', async () => {
  for (let n = 0; n < 70; n++)
    await owner().query('UPDATE household SET group_name = $2 WHERE id = $1', [home.id, `${n} 组`])
  const keys: string[] = []
  for (let before: string | undefined; ; ) {
    const page = await history(office, { before })
    keys.push(...page.changes.map(({ key }) => key))
    if (!page.older) break
    before = page.older
  }
  expect(new Set(keys).size).toBe(keys.length)
  expect(keys.length).toBeGreaterThan(73)
  expect((await history(office, { to: '2001-01-01' })).changes).toEqual([])
})

it('names the readers, newest first, and pages them', async () => {
  for (let n = 0; n < 34; n++) {
    await withScope(office, (ctx) =>
      logReading(ctx, { householdId: home.id, regionCode: home.regionCode, field: `sheet ${n}` }),
    )
  }
  const first = await history(auditor, { kind: 'READINGS' })
  expect(first.readings[0]).toMatchObject({ kind: 'READ', actor: 'COUNTY_OFFICE' })
  const second = await history(auditor, { kind: 'READINGS', before: first.older ?? '' })
  expect([first.readings.length, second.readings.length, second.older]).toEqual([30, 4, null])
})

it('of a household beyond the scope is the same as of none', async () => {
  const far = await aHousehold(PLACES.otherCountyVillage)
  for (const id of [far.id, randomUUID(), 'x']) await expect(history(office, {}, id)).rejects.toThrow('notFound')
  const administrator = await anActor('ADMINISTRATOR', PLACES.county, 'COUNTY')
  await expect(history(administrator)).rejects.toThrow('notFound')
})
