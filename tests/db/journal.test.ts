import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '@/lib/platform/actor'
import { unscoped, withScope } from '@/lib/platform/db'
import { DomainError } from '@/lib/platform/errors'
import { journalBlockers, setEffective, startJournal, undoJournal } from '@/lib/platform/journal'
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
let neighbour: Actor
let cadre: Actor

beforeAll(async () => {
  await layGround()
  office = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  neighbour = await anActor('VILLAGE_CADRE', PLACES.siblingVillage, 'VILLAGE')
  cadre = await anActor('VILLAGE_CADRE', PLACES.village, 'VILLAGE')
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const images = async ({ id, headId }: BuiltHousehold) => {
  const { rows } = await owner().query(
    `SELECT (SELECT to_jsonb(h) - ARRAY['version', 'updated_at'] FROM household h WHERE id = $1) AS household,
       (SELECT jsonb_agg(to_jsonb(m) ORDER BY m.valid_from) FROM membership m WHERE household_id = $1) AS members,
       (SELECT to_jsonb(p) - 'version' FROM person p WHERE id = $2) AS head,
       (SELECT jsonb_agg(to_jsonb(i) - 'version' ORDER BY i.year) FROM household_income i WHERE household_id = $1) AS incomes,
       (SELECT jsonb_agg(to_jsonb(s) ORDER BY s.valid_from) FROM household_state s WHERE household_id = $1) AS states`,
    [id, headId],
  )
  return rows[0]
}

/** The head dies on a day and a newborn becomes the only member: updates, an insertion and a changed status in one deed. */
async function aDeed(household: BuiltHousehold, id = randomUUID()) {
  const { countyCode, regionCode } = household
  const babyId = randomUUID()
  await withScope(office, async (ctx) => {
    await startJournal(ctx, { countyCode, id, regionCode, command: 'test.deed' })
    await setEffective(ctx, '2026-03-20')
    await ctx.db
      .$executeRaw`UPDATE membership SET valid_to = '2026-03-20', end_cause = 'DEATH' WHERE household_id = ${household.id}::uuid`
    await ctx.db
      .$executeRaw`INSERT INTO person (county_code, id, region_code, name, sex, birth_date) VALUES (${countyCode}, ${babyId}::uuid, ${regionCode}, '王新', 'F', '2026-03-19')`
    await ctx.db.$executeRaw`UPDATE person SET name = '王新月' WHERE id = ${babyId}::uuid`
    await ctx.db
      .$executeRaw`INSERT INTO membership (county_code, id, region_code, household_id, person_id, relation, valid_from)
      VALUES (${countyCode}, gen_random_uuid(), ${regionCode}, ${household.id}::uuid, ${babyId}::uuid, 'HEAD', '2026-03-20')`
    await ctx.db.$executeRaw`UPDATE household SET poverty_status = 'EXITED_STABLE' WHERE id = ${household.id}::uuid`
    await ctx.db
      .$executeRaw`UPDATE household_income SET per_capita_income_fen = 1 WHERE household_id = ${household.id}::uuid`
    await ctx.db.$executeRaw`SELECT refresh_households(${countyCode}, ARRAY[${household.id}::uuid], ${ctx.now})`
  })
  return { id, babyId }
}

const undo = (actor: Actor, household: BuiltHousehold, id: string) =>
  withScope(actor, async (ctx) => {
    await setEffective(ctx, '2026-03-20')
    return undoJournal(ctx, household.countyCode, id)
  })

test('a deed is taken back as a whole, and the register is as it was', async () => {
  const household = await aHousehold()
  await anIncome(household, 2025, 9000)
  await owner().query('SELECT refresh_households($1, ARRAY[$2::uuid], now())', [household.countyCode, household.id])
  const before = await images(household)
  const { id } = await aDeed(household)
  const after = await images(household)
  expect(after.household).toMatchObject({ head_name: '王新月', member_count: 1, poverty_status: 'EXITED_STABLE' })
  expect(after.household.name_grams).toContain('130799新月')
  expect(await undo(office, household, id)).toBe(6)
  const again = await images(household)
  expect({ ...again, states: null }).toEqual({ ...before, states: null })
  expect(again.states.map((state: { poverty_status: string }) => state.poverty_status)).toEqual(
    ['EXITED', 'EXITED'].slice(0, again.states.length),
  )
})

test('taken back once, a deed cannot be taken back again', async () => {
  const household = await aHousehold()
  const { id } = await aDeed(household)
  await undo(office, household, id)
  await expect(undo(office, household, id)).rejects.toMatchObject({ code: 'journal.closed' })
})

test('a deed whose row was changed since stays, and the row is named', async () => {
  const household = await aHousehold()
  const { id, babyId } = await aDeed(household)
  await owner().query(`UPDATE person SET labour = 'NONE' WHERE id = $1`, [babyId])
  const blockers = await withScope(office, (ctx) => journalBlockers(ctx, household.countyCode, id))
  expect(blockers).toEqual([{ table: 'person', key: { county_code: '130799', id: babyId } }])
  await expect(undo(office, household, id)).rejects.toThrow(new DomainError('journal.dependent'))
})

test('a deed on which something else hangs stays', async () => {
  const household = await aHousehold()
  const { id, babyId } = await aDeed(household)
  await owner().query(`INSERT INTO person_year VALUES ('130799', $1, 2025, $2, '{}')`, [babyId, household.regionCode])
  await expect(undo(office, household, id)).rejects.toThrow(new DomainError('journal.dependent'))
})

test('an edit of another field since then is no reason against it', async () => {
  const household = await aHousehold()
  const { id } = await aDeed(household)
  await owner().query(`UPDATE household SET address = '村西', last_visited_on = '2026-03-25' WHERE id = $1`, [
    household.id,
  ])
  await undo(office, household, id)
  expect((await images(household)).household).toMatchObject({
    address: '村西',
    head_name: '王守田',
    poverty_status: 'EXITED',
  })
})

test('a member who only joined leaves no trace in what the household repeats', async () => {
  const household = await aHousehold()
  const { countyCode, regionCode } = household
  const [id, babyId] = [randomUUID(), randomUUID()]
  await withScope(office, async (ctx) => {
    await startJournal(ctx, { countyCode, id, regionCode, command: 'test.deed' })
    await ctx.db
      .$executeRaw`INSERT INTO person (county_code, id, region_code, name, sex, birth_date) VALUES (${countyCode}, ${babyId}::uuid, ${regionCode}, '王新', 'F', '2026-03-19')`
    await ctx.db
      .$executeRaw`INSERT INTO membership (county_code, id, region_code, household_id, person_id, relation, valid_from)
      VALUES (${countyCode}, gen_random_uuid(), ${regionCode}, ${household.id}::uuid, ${babyId}::uuid, 'DAUGHTER', '2026-03-20')`
    await ctx.db.$executeRaw`SELECT refresh_households(${countyCode}, ARRAY[${household.id}::uuid], ${ctx.now})`
  })
  expect((await images(household)).household).toMatchObject({ member_count: 2 })
  await undo(office, household, id)
  expect((await images(household)).household).toMatchObject({
    member_count: 1,
    name_grams: expect.not.arrayContaining(['130799新']),
  })
})

test('nobody takes back what lies beyond his region', async () => {
  const household = await aHousehold()
  const { id } = await aDeed(household)
  await expect(undo(neighbour, household, id)).rejects.toMatchObject({ code: 'journal.closed' })
  expect(await withScope(neighbour, (ctx) => journalBlockers(ctx, household.countyCode, id))).toEqual([])
})

test('nobody hangs a person of another village on a household of his own', async () => {
  const own = await aHousehold()
  const stranger = randomUUID()
  await owner().query(
    `INSERT INTO person (county_code, id, region_code, name, sex, birth_date) VALUES ('130799', $1, $2, '李', 'F', '1990-01-01')`,
    [stranger, PLACES.siblingVillage],
  )
  const attempt = withScope(
    cadre,
    (ctx) => ctx.db
      .$executeRaw`INSERT INTO membership (county_code, id, region_code, household_id, person_id, relation, valid_from)
      VALUES ('130799', gen_random_uuid(), ${own.regionCode}, ${own.id}::uuid, ${stranger}::uuid, 'SON', '2026-03-01')`,
  )
  await expect(attempt).rejects.toMatchObject({ meta: { driverAdapterError: { cause: { originalCode: '42501' } } } })
})

test('an income says what its items say', async () => {
  const household = await aHousehold()
  const write = (items: object, wage: number, net: number, perCapita: number) =>
    owner().query(
      `INSERT INTO household_income (county_code, household_id, year, region_code, per_capita_income_fen, source, items, wage_fen, business_fen, property_fen, transfer_fen, cost_fen, net_fen, resident_members)
       VALUES ($1, $2, 2024, $3, $4, 'TEST', $5, $6, 0, 0, 500, 100, $7, 3)`,
      [household.countyCode, household.id, household.regionCode, perCapita, JSON.stringify(items), wage, net],
    )
  const items = { 'WAGE.LABOUR': 1000, 'TRANSFER.PENSION': 500, 'COST.CROP': 100 }
  await expect(write(items, 999, 1399, 466)).rejects.toThrow('household_income_groups_are_sums')
  await expect(write(items, 1000, 1500, 500)).rejects.toThrow('household_income_net_by_formula')
  await expect(write(items, 1000, 1400, 466)).rejects.toThrow('household_income_per_capita_by_formula')
  await write(items, 1000, 1400, 467)
})

test('when the values of a new year come, those of the old year are kept', async () => {
  const { headId } = await aHousehold()
  await owner().query(`UPDATE person SET values_year = 2025, labour = 'WEAK', health = '{CHRONIC}' WHERE id = $1`, [
    headId,
  ])
  await owner().query(`UPDATE person SET values_year = 2026, labour = 'NONE' WHERE id = $1`, [headId])
  const { rows } = await owner().query('SELECT year, values FROM person_year WHERE person_id = $1', [headId])
  expect(rows).toEqual([{ year: 2025, values: expect.objectContaining({ labour: 'WEAK', health: ['CHRONIC'] }) }])
})
