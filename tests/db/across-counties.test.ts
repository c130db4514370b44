import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { carryOutEnding, decideAcross } from '@/lib/duplicates/commands/across'
import { getAcross } from '@/lib/duplicates/queries/across'
import { findHint } from '@/lib/duplicates/queries/hint'
import { listReviews } from '@/lib/duplicates/queries/list'
import { getReview } from '@/lib/duplicates/queries/review'
import { TypedPerson } from '@/lib/duplicates/schema'
import { checkDigit } from '@/lib/households/rules/id-number'
import type { Actor } from '@/lib/platform/actor'
import { type Command, execute } from '@/lib/platform/command'
import { unscoped, withScope } from '@/lib/platform/db'
import { blindIndex, seal } from '@/lib/platform/fields'
import { aHousehold, anActor, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { aMember } from '../support/duplicate-builders'

let city: Actor
let here: Actor
let there: Actor
let supervisor: Actor

beforeAll(async () => {
  await layGround()
  city = await anActor('PROVINCE_CITY_VIEWER', PLACES.city, 'CITY')
  here = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  there = await anActor('COUNTY_OFFICE', PLACES.otherCounty, 'COUNTY')
  supervisor = await anActor('SUPERVISOR', PLACES.county, 'COUNTY')
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

let last = 100
const number = () => {
  const first17 = `99079919700101${String(++last)}`
  return first17 + checkDigit(first17)
}
const run = (actor: Actor, command: Command, input: unknown) => execute(actor, command, input, { id: randomUUID() })
const hint = (actor: Actor, typed: object) => withScope(actor, (ctx) => findHint(ctx, TypedPerson.parse(typed)))

/** Enters somebody as the application does, in the actor's own transaction; answers everything that could tell the actor something. */
async function enter(actor: Actor, village: string, idNumber: string) {
  const id = randomUUID()
  const rows = await withScope(actor, async ({ db }) => {
    const added = await db.$executeRaw`
      INSERT INTO person (county_code, id, region_code, name, sex, birth_date, id_number_enc, id_number_bidx)
      VALUES (${village.slice(0, 6)}, ${id}::uuid, ${village}, '王守田', 'M', '1970-01-01',
        ${seal('person', 'id_number_enc', id, idNumber)}, ${blindIndex('idNumber', idNumber)})`
    const seen = await db.$queryRaw<object[]>`
      SELECT (SELECT count(*)::int FROM duplicate_across) AS across, (SELECT count(*)::int FROM duplicate_review) AS reviews,
        (SELECT count(*)::int FROM audit_entry WHERE table_name = 'duplicate_across') AS told`
    return { added, seen }
  })
  return { id, rows }
}
const acrossOf = async (...ids: string[]) =>
  (
    await owner().query('SELECT * FROM duplicate_across WHERE left_person_id = ANY($1) AND right_person_id = ANY($1)', [
      ids,
    ])
  ).rows

test('a number that another county holds is entered like any other: nothing tells, and the common superior knows', async () => {
  const [fresh, held] = [number(), number()]
  const first = await enter(there, PLACES.otherCountyVillage, held)
  const plain = await enter(here, PLACES.village, fresh)
  const twin = await enter(here, PLACES.village, held)
  expect(twin.rows).toEqual(plain.rows)
  expect(plain.rows.seen).toEqual([expect.objectContaining({ across: 0, told: 0 })])
  const [row] = await acrossOf(first.id, twin.id)
  expect(row).toMatchObject({
    county_code: '130700',
    region_code: PLACES.city,
    left_county_code: '130730',
    left_person_id: first.id,
    right_county_code: '130799',
    status: 'OPEN',
  })
})

test('while typing, a number of another county and a free number get the same answer, in both directions', async () => {
  const [mine, theirs, free] = [number(), number(), number()]
  await enter(here, PLACES.village, mine)
  await enter(there, PLACES.otherCountyVillage, theirs)
  const text = async (actor: Actor, idNumber: string) => JSON.stringify(await hint(actor, { idNumber, name: '王守田' }))
  expect(await text(here, theirs)).toBe(await text(here, free))
  expect(await text(there, mine)).toBe(await text(there, free))
  expect(await text(city, mine)).toBe(await text(city, free))
  expect(await hint(here, { idNumber: mine })).toMatchObject({ taken: true })
})

test.each(['here', 'there', 'supervisor'] as const)(
  '%s cannot see, change, write or ask for what the superior knows',
  async (who) => {
    const actor = { here, there, supervisor }[who]
    const idNumber = number()
    const [a, b] = [
      await enter(here, PLACES.village, idNumber),
      await enter(there, PLACES.otherCountyVillage, idNumber),
    ]
    const [row] = await acrossOf(a.id, b.id)
    const attempt = async (sql: string) => {
      try {
        return await withScope(actor, ({ db }) => db.$executeRawUnsafe(sql))
      } catch {
        return 'refused'
      }
    }
    await expect(withScope(actor, (ctx) => getAcross(ctx, row.id))).rejects.toThrow('notFound')
    expect(await withScope(actor, ({ db }) => db.duplicateAcross.count())).toBe(0)
    expect(await attempt(`UPDATE duplicate_across SET note = 'x'`)).toBe(0)
    expect(await attempt(`UPDATE duplicate_across SET region_code = '130799000000'`)).toBe(0)
    expect(await attempt(`DELETE FROM duplicate_across`)).toBe('refused')
    expect(
      await attempt(`INSERT INTO duplicate_across (county_code, id, region_code, left_county_code, left_person_id, right_county_code, right_person_id, found_at)
      VALUES ('130700', gen_random_uuid(), '130700000000', '130730', '${b.id}', '130799', '${a.id}', now())`),
    ).toBe('refused')
    expect(await attempt(`SELECT keep_across_added()`)).toBe('refused')
    const answers = await withScope(
      actor,
      ({ db }) => db.$queryRaw<object[]>`SELECT find_across('130799', ARRAY[${a.id}::uuid])::text AS told`,
    )
    expect(answers).toEqual([{ told: '' }])
    const denied = await run(actor, decideAcross, { reviewId: row.id, version: 1, decision: 'LEFT' })
    expect(denied).toMatchObject({ ok: false, kind: who === 'supervisor' ? 'notFound' : 'forbidden' })
  },
)

test('a changed number, and an import of many, are found too', async () => {
  const [a, b] = [number(), number()]
  const first = await enter(there, PLACES.otherCountyVillage, a)
  const second = await enter(here, PLACES.village, b)
  await withScope(
    here,
    ({ db }) =>
      db.$executeRaw`UPDATE person SET id_number_enc = ${seal('person', 'id_number_enc', second.id, a)}, id_number_bidx = ${blindIndex('idNumber', a)} WHERE id = ${second.id}::uuid`,
  )
  expect(await acrossOf(first.id, second.id)).toHaveLength(1)
})

test('two counties that enter one number at the same moment are found out all the same', async () => {
  const numbers = Array.from({ length: 10 }, number)
  const entered = await Promise.all(
    numbers.flatMap((each) => [enter(here, PLACES.village, each), enter(there, PLACES.otherCountyVillage, each)]),
  )
  for (let at = 0; at < entered.length; at += 2) {
    expect(await acrossOf(entered[at]?.id as string, entered[at + 1]?.id as string)).toHaveLength(1)
  }
})

test('the superior sees both sides masked and decides once; the other county gets a task that names only its own', async () => {
  const [home, away] = [await aHousehold(), await aHousehold(PLACES.otherCountyVillage)]
  const idNumber = number()
  const son = await aMember(away, 'SON')
  for (const id of [home.headId, son]) {
    await owner().query('UPDATE person SET id_number_enc = $2, id_number_bidx = $3 WHERE id = $1', [
      id,
      seal('person', 'id_number_enc', id, idNumber),
      blindIndex('idNumber', idNumber),
    ])
  }
  const [row] = await acrossOf(home.headId, son)
  const seen = await withScope(city, (ctx) => getAcross(ctx, row.id))
  expect(seen.left).toMatchObject({ name: '王**', idNumber: `${'*'.repeat(14)}${idNumber.slice(-4)}`, lives: true })
  expect(JSON.stringify(seen)).not.toContain(idNumber)
  const decide = (decision: string) => run(city, decideAcross, { reviewId: row.id, version: 1, decision })
  const outcomes = await Promise.all([decide('RIGHT'), decide('RIGHT'), decide('RIGHT')])
  expect(outcomes.filter((each) => each.ok)).toHaveLength(1)
  const listed = (actor: Actor) =>
    withScope(actor, (ctx) => listReviews(ctx, { tab: 'open', region: undefined, kind: 'ENDING', page: 1 }))
  const { rows: tasks } = await listed(there)
  const task = tasks.find((each) => each.left === '王小田')
  expect(task).toMatchObject({ kind: 'ENDING', right: null })
  expect((await listed(here)).rows.some((each) => each.id === task?.id)).toBe(false)
  const view = await withScope(there, (ctx) => getReview(ctx, task?.id as string))
  for (const secret of [home.headId, home.id, '130799', '王守田', row.id])
    expect(JSON.stringify(view)).not.toContain(secret)
  await expect(withScope(here, (ctx) => getReview(ctx, task?.id as string))).rejects.toThrow('notFound')

  expect(await run(there, carryOutEnding, { reviewId: task?.id, version: 1 })).toMatchObject({ ok: true })
  expect(await run(there, carryOutEnding, { reviewId: task?.id, version: 1 })).toMatchObject({ kind: 'rule' })
  const { rows } = await owner().query('SELECT valid_to IS NULL AS lives FROM membership WHERE person_id = $1', [son])
  expect(rows).toEqual([{ lives: false }])
})

test('people of two provinces have no common superior here: nothing is written', async () => {
  await owner().query(
    `INSERT INTO region (code, level, name) VALUES ('140000000000', 'PROVINCE', '山西省'), ('140100000000', 'CITY', 'x'), ('140105000000', 'COUNTY', 'x'), ('140105100000', 'TOWNSHIP', 'x'), ('140105100201', 'VILLAGE', 'x') ON CONFLICT DO NOTHING`,
  )
  const far = await anActor('COUNTY_OFFICE', '140105000000', 'COUNTY')
  const idNumber = number()
  const [a, b] = [await enter(here, PLACES.village, idNumber), await enter(far, '140105100201', idNumber)]
  expect(await acrossOf(a.id, b.id)).toEqual([])
})
