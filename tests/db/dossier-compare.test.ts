import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { compareDays } from '@/lib/dossier/queries/compare'
import type { Actor } from '@/lib/platform/actor'
import { type Ctx, unscoped, withScope } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { seal } from '@/lib/platform/fields'
import { startJournal, undoJournal } from '@/lib/platform/journal'
import {
  aHousehold,
  anActor,
  anIncome,
  type BuiltHousehold,
  closeOwner,
  layGround,
  owner,
  PLACES,
} from '../support/builders'

let office: Actor
let auditor: Actor
let neighbour: Actor
let household: BuiltHousehold

beforeAll(async () => {
  await layGround()
  office = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  auditor = await anActor('AUDITOR', PLACES.county, 'COUNTY')
  neighbour = await anActor('FIRST_SECRETARY', PLACES.siblingVillage, 'VILLAGE')
})
beforeEach(async () => {
  household = await aHousehold(PLACES.village, { group_name: '一组', housing_grade: 'C' })
  await anIncome(household, 2025, 8000)
  await movedTo(await lastEntry(), '2026-01-10')
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const lastEntry = async () => Number((await owner().query('SELECT max(id) AS id FROM audit_entry')).rows[0].id)

/** Puts what this household's entries up to `id` say onto a day, as if it had been done then; only a test may. */
async function movedTo(id: number, day: string, after = 0): Promise<void> {
  await owner().query('ALTER TABLE audit_entry DISABLE TRIGGER USER')
  await owner().query('UPDATE audit_entry SET at = $1 WHERE id <= $2 AND id > $3', [`${day}T04:00:00Z`, id, after])
  await owner().query('ALTER TABLE audit_entry ENABLE TRIGGER USER')
}

/** Does something as the county office, on a day. */
async function on<R>(day: string, work: (ctx: Ctx) => Promise<R>): Promise<R> {
  const before = await lastEntry()
  const done = await withScope(office, work, { command: 'household.edit', at: new Date(`${day}T04:00:00Z`) })
  await movedTo(await lastEntry(), day, before)
  return done
}
const set = (day: string, columns: string) =>
  on(day, ({ db }) => db.$executeRawUnsafe(`UPDATE household SET ${columns} WHERE id = '${household.id}'`))
const compare = (from: string, to: string, actor: Actor = office) =>
  withScope(actor, (ctx) => compareDays(ctx, household.id, from, to))
const said = async (from: string, to: string, actor: Actor = office) =>
  (await compare(from, to, actor)).changes.map(({ table, kind, field, old, new: now }) => [
    table,
    kind,
    field,
    old,
    now,
  ])

test('between two edits the file says what it said then, with who changed it and when', async () => {
  await set('2026-02-01', `group_name = '二组'`)
  await set('2026-03-01', `group_name = '三组', housing_grade = 'B'`)
  expect(await said('2026-01-31', '2026-02-01')).toEqual([['household', 'CHANGED', 'group_name', '一组', '二组']])
  expect(await said('2026-02-01', '2026-02-28')).toEqual([])
  expect(await said('2026-02-15', '2026-03-20')).toEqual([
    ['household', 'CHANGED', 'group_name', '二组', '三组'],
    ['household', 'CHANGED', 'housing_grade', 'C', 'B'],
  ])
  const { changes } = await compare('2026-01-31', '2026-03-20')
  expect(changes[0]).toMatchObject({ old: '一组', new: '三组', by: 'COUNTY_OFFICE', command: 'household.edit' })
  expect(changes[0]?.when?.slice(0, 10)).toBe('2026-03-01')
})

test('what was changed and changed back reads the same on both days', async () => {
  await set('2026-02-01', `group_name = '二组'`)
  await set('2026-02-03', `group_name = '一组'`)
  expect(await said('2026-01-31', '2026-02-10')).toEqual([])
  expect((await said('2026-01-31', '2026-02-02')).length).toBe(1)
})

test('a new income appears, and is not there the day before; a day begins at midnight in China', async () => {
  await on('2026-02-05', ({ db }) =>
    db.$executeRawUnsafe(
      `INSERT INTO household_income (county_code, household_id, year, region_code, per_capita_income_fen, source)
       VALUES ('130799', '${household.id}', 2026, '${household.regionCode}', 900000, 'LEDGER')`,
    ),
  )
  expect(await said('2026-02-04', '2026-02-05')).toEqual([
    ['household_income', 'ADDED', 'per_capita_income_fen', null, 900000],
  ])
  expect(await said('2026-02-05', '2026-02-06')).toEqual([])
})

test('a member who comes and one who goes are told once each, and the values of a member who stays', async () => {
  const person = randomUUID()
  await on('2026-02-10', async ({ db }) => {
    await db.$executeRawUnsafe(
      `INSERT INTO person (county_code, id, region_code, name, sex, birth_date) VALUES ('130799', '${person}', '${household.regionCode}', '李小花', 'F', '2026-02-01')`,
    )
    await db.$executeRawUnsafe(
      `INSERT INTO membership (county_code, id, region_code, household_id, person_id, relation, valid_from)
       VALUES ('130799', '${randomUUID()}', '${household.regionCode}', '${household.id}', '${person}', 'GRANDDAUGHTER', '2026-02-10')`,
    )
    await db.$executeRawUnsafe(`UPDATE person SET health = '{CHRONIC}' WHERE id = '${household.headId}'`)
  })
  await on('2026-03-01', ({ db }) =>
    db.$executeRawUnsafe(`UPDATE membership SET valid_to = '2026-03-01' WHERE person_id = '${person}'`),
  )
  expect(await said('2026-02-09', '2026-02-11')).toEqual([
    ['person', 'CHANGED', 'health', [], ['CHRONIC']],
    ['membership', 'ADDED', 'relation', null, 'GRANDDAUGHTER'],
  ])
  const { changes } = await compare('2026-02-11', '2026-03-02')
  expect(changes).toMatchObject([{ table: 'membership', kind: 'GONE', about: '李小花', by: 'COUNTY_OFFICE' }])
})

test('an undone journal leaves no change, and between doing and undoing it is seen', async () => {
  const journal = randomUUID()
  await on('2026-02-10', async (ctx) => {
    await startJournal(ctx, {
      countyCode: '130799',
      id: journal,
      regionCode: household.regionCode,
      command: 'household.edit',
    })
    await ctx.db.$executeRawUnsafe(
      `UPDATE household SET household_type = 'POOR_SUBSISTENCE' WHERE id = '${household.id}'`,
    )
    await ctx.db.$executeRawUnsafe(
      `INSERT INTO household_income (county_code, household_id, year, region_code, per_capita_income_fen, source)
       VALUES ('130799', '${household.id}', 2026, '${household.regionCode}', 1, 'LEDGER')`,
    )
  })
  await on('2026-02-20', (ctx) => undoJournal(ctx, '130799', journal))
  expect(await said('2026-02-09', '2026-02-21')).toEqual([])
  const between = await said('2026-02-09', '2026-02-15')
  expect(between).toContainEqual(['household', 'CHANGED', 'household_type', 'POOR_GENERAL', 'POOR_SUBSISTENCE'])
  expect(between).toContainEqual(['household_income', 'ADDED', 'per_capita_income_fen', null, 1])
  expect(await said('2026-02-15', '2026-02-21')).toContainEqual([
    'household_income',
    'GONE',
    'per_capita_income_fen',
    1,
    null,
  ])
})

test('a sealed value is told as changed and never shown', async () => {
  const sealed = (text: string) => `'\\x${seal('household', 'phone', household.id, text).toString('hex')}'`
  await set('2026-02-01', `phone_enc = ${sealed('13812345678')}, phone_bidx = '\\x01'`)
  await set('2026-02-03', `phone_enc = ${sealed('13912345678')}, phone_bidx = '\\x02'`)
  expect(await said('2026-01-31', '2026-02-01')).toEqual([['household', 'CHANGED', 'phone_enc', null, '•']])
  expect(await said('2026-02-01', '2026-02-03')).toEqual([['household', 'CHANGED', 'phone_enc', '•', '•']])
})

test('distant readers see no health and a covered name; a foreign reader no household', async () => {
  await on('2026-02-10', ({ db }) =>
    db.$executeRawUnsafe(`UPDATE person SET health = '{CHRONIC}', work_months = 3 WHERE id = '${household.headId}'`),
  )
  const { changes, headName } = await compare('2026-02-09', '2026-02-11', auditor)
  expect(changes.map(({ field, about }) => [field, about])).toEqual([['work_months', '王**']])
  expect(headName).toBe('王**')
  await expect(compare('2026-02-09', '2026-02-11', neighbour)).rejects.toThrow(NotFoundError)
})
