import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decideDuplicate } from '@/lib/duplicates/commands/decide'
import { possibleDuplicates } from '@/lib/duplicates/commands/find'
import { mergePerson } from '@/lib/duplicates/commands/merge-person'
import { raiseDuplicate } from '@/lib/duplicates/commands/raise'
import { undoMerge } from '@/lib/duplicates/commands/undo-merge'
import { findHint } from '@/lib/duplicates/queries/hint'
import { listReviews } from '@/lib/duplicates/queries/list'
import { getReview } from '@/lib/duplicates/queries/review'
import { TypedPerson } from '@/lib/duplicates/schema'
import { checkDigit } from '@/lib/households/rules/id-number'
import type { Actor } from '@/lib/platform/actor'
import { type Command, execute } from '@/lib/platform/command'
import { unscoped, withScope } from '@/lib/platform/db'
import { blindIndex, open, seal } from '@/lib/platform/fields'
import { aHousehold, anActor, type BuiltHousehold, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { aMember, aReview } from '../support/duplicate-builders'

let office: Actor
let cadre: Actor
let neighbour: Actor

beforeAll(async () => {
  await layGround()
  office = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  cadre = await anActor('VILLAGE_CADRE', PLACES.village, 'VILLAGE')
  neighbour = await anActor('VILLAGE_CADRE', PLACES.siblingVillage, 'VILLAGE')
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const whole = (first17: string) => first17 + checkDigit(first17)
const NUMBER = whole('99079919800506123')
const numbered = async (personId: string, idNumber: string) =>
  owner().query('UPDATE person SET id_number_enc = $2, id_number_bidx = $3 WHERE id = $1', [
    personId,
    seal('person', 'id_number_enc', personId, idNumber),
    blindIndex('idNumber', idNumber),
  ])
const personOf = async (id: string) => (await owner().query('SELECT * FROM person WHERE id = $1', [id])).rows[0]
const reviewOf = async (id: string) =>
  (await owner().query('SELECT * FROM duplicate_review WHERE id = $1', [id])).rows[0]
const run = (actor: Actor, command: Command, input: unknown, id: string = randomUUID()) =>
  execute(actor, command, input, { id })
const hint = (actor: Actor, typed: object) => withScope(actor, (ctx) => findHint(ctx, TypedPerson.parse(typed)))

async function aPairIn(household: BuiltHousehold, over: object = {}) {
  const [a, b] = [await aMember(household), await aMember(household, 'OTHER', { name: '王晓田', ...over })]
  return { a, b, keep: a < b ? ('left' as const) : ('right' as const), id: await aReview('PERSON', household, a, b) }
}

test('while somebody is typed, the one who is there already is named with the reasons', async () => {
  const household = await aHousehold()
  await aMember(household, 'SON', {
    name: '赵建国',
    name_pinyin: 'zhaojianguo',
    name_initials: 'zjg',
    birth_date: '1977-07-08',
  })
  const found = await hint(cadre, { name: '趙建國', birthDate: '1977-07-08', sex: 'M', village: PLACES.village })
  expect(found.taken).toBe(false)
  expect(found.matches).toMatchObject([
    {
      name: '赵建国',
      level: 'SURE',
      householdId: household.id,
      reasons: ['nameVariant', 'birthSame', 'villageSame', 'sexSame'],
    },
  ])
  expect(
    (await hint(cadre, { name: '赵建国', birthDate: '1977-08-07', village: PLACES.village })).matches,
  ).toHaveLength(1)
  expect((await hint(cadre, { name: '钱建国', birthDate: '1977-07-08', village: PLACES.village })).matches).toEqual([])
  expect((await hint(neighbour, { name: '赵建国', birthDate: '1977-07-08' })).matches).toEqual([])
  expect(await hint(cadre, { name: '赵建国' })).toEqual({ taken: false, matches: [] })
})

test('a number that the county holds is taken: named within the scope, one and the same answer beyond it', async () => {
  const [here, there] = [await aHousehold(), await aHousehold(PLACES.siblingVillage)]
  const [own, theirs] = [whole('99079919700101123'), whole('99079919700102123')]
  await numbered(here.headId, own)
  await numbered(there.headId, theirs)
  const mine = await hint(cadre, { idNumber: own })
  expect(mine).toMatchObject({ taken: true, matches: [{ id: here.headId, reasons: ['idSame'] }] })
  expect(await hint(cadre, { idNumber: theirs })).toEqual({ taken: true, matches: [] })
  expect(await hint(cadre, { idNumber: own, personId: here.headId })).toEqual({ taken: false, matches: [] })
})

test('after an import likely pairs become reviews, two heads of a village one of their households, and nothing is asked twice', async () => {
  const village = { name: '孙福贵', name_pinyin: 'sunfugui', name_initials: 'sfg', birth_date: '1961-02-03' }
  const [one, two] = [await aHousehold(), await aHousehold()]
  for (const { headId } of [one, two]) {
    await owner().query(
      `UPDATE person SET name = $2, name_pinyin = $3, name_initials = $4, birth_date = $5 WHERE id = $1`,
      [headId, ...Object.values(village)],
    )
  }
  const son = await aMember(one, 'SON', {
    ...village,
    name: '孙强',
    name_pinyin: 'sunqiang',
    name_initials: 'sq',
    birth_date: '1990-01-01',
  })
  const twin = await aMember(two, 'SON', {
    ...village,
    name: '孙强',
    name_pinyin: 'sunqiang',
    name_initials: 'sq',
    birth_date: '1990-01-01',
  })
  const find = () => withScope(office, (ctx) => possibleDuplicates(ctx, '130799', [one.headId, two.headId, son, twin]))
  expect(await find()).toBe(2)
  expect(await find()).toBe(0)
  const { rows } = await owner().query(
    `SELECT kind, level, region_code, left_person_id, left_household_id FROM duplicate_review
     WHERE left_household_id = ANY($1) OR left_person_id = ANY($2) ORDER BY kind`,
    [
      [one.id, two.id],
      [son, twin],
    ],
  )
  expect(rows).toEqual([
    expect.objectContaining({
      kind: 'PERSON',
      level: 'SURE',
      region_code: PLACES.village,
      left_person_id: [son, twin].sort()[0],
    }),
    expect.objectContaining({ kind: 'HOUSEHOLD', left_household_id: [one.id, two.id].sort()[0] }),
  ])
  const { rows: reviews } = await owner().query('SELECT id FROM duplicate_review WHERE left_person_id = ANY($1)', [
    [son, twin],
  ])
  expect(
    await run(cadre, decideDuplicate, { reviewId: reviews[0].id, version: 1, decision: 'DIFFERENT', note: '堂兄弟' }),
  ).toMatchObject({ ok: true })
  expect(await find()).toBe(0)
})

test('a pair found different needs a reason, keeps it, and stands against a second decision', async () => {
  const { id } = await aPairIn(await aHousehold())
  const decide = (version: number, note: string) =>
    run(cadre, decideDuplicate, { reviewId: id, version, decision: 'DIFFERENT', note })
  expect(await decide(1, ' ')).toMatchObject({ kind: 'input', errors: { note: { code: 'duplicates.noteNeeded' } } })
  expect(await decide(1, '双胞胎')).toMatchObject({ ok: true })
  expect(await decide(2, '再说一次')).toMatchObject({ kind: 'rule', code: 'duplicates.decidedAlready' })
  expect(await reviewOf(id)).toMatchObject({ status: 'DIFFERENT', note: '双胞胎', decided_by_name: 'VILLAGE_CADRE' })
  await expect(owner().query(`UPDATE duplicate_review SET note = 'x' WHERE id = $1`, [id])).rejects.toThrow(
    'closed row',
  )
  await expect(
    owner().query(`UPDATE duplicate_review SET status = 'OPEN', decided_by = NULL, decided_at = NULL WHERE id = $1`, [
      id,
    ]),
  ).rejects.toThrow('no step')
})

test('two people of a household become one: chosen fields, the number, years and the membership; and back again', async () => {
  const household = await aHousehold()
  const { a, b, keep, id } = await aPairIn(household, { birth_date: '1980-05-06', ethnicity: 'HAN' })
  await numbered(b, NUMBER)
  await owner().query(`INSERT INTO person_year VALUES ('130799', $1, 2023, $2, '{"labour": "WEAK"}')`, [
    b,
    PLACES.village,
  ])
  const before = [await personOf(a), await personOf(b)]
  const other = keep === 'left' ? 'right' : 'left'
  const merged = await run(office, mergePerson, {
    reviewId: id,
    version: 1,
    keep,
    choose: { name: other, idNumber: other },
    note: '已入户核对',
  })
  expect(merged).toMatchObject({ ok: true })
  const kept = await personOf(a)
  expect(kept).toMatchObject({ name: '王晓田', ethnicity: 'HAN', merged_into: null })
  expect(open('person', 'id_number_enc', a, kept.id_number_enc)).toBe(NUMBER)
  expect(await personOf(b)).toMatchObject({ merged_into: a, id_number_enc: null })
  const lives = `SELECT person_id, valid_to IS NULL AS open FROM membership WHERE person_id = ANY($1)`
  expect((await owner().query(lives, [[a, b]])).rows).toEqual(
    expect.arrayContaining([
      { person_id: a, open: true },
      { person_id: b, open: false },
    ]),
  )
  const years = 'SELECT year FROM person_year WHERE person_id = $1'
  expect((await owner().query(years, [a])).rows).toEqual([{ year: 2023 }])
  const members = 'SELECT member_count FROM household WHERE id = $1'
  expect((await owner().query(members, [household.id])).rows).toEqual([{ member_count: 2 }])

  expect(await run(office, undoMerge, { reviewId: id, version: 2 })).toMatchObject({ ok: true })
  const plain = (row: Record<string, unknown>) => ({ ...row, version: 0 })
  expect([await personOf(a), await personOf(b)].map(plain)).toEqual(before.map(plain))
  expect((await owner().query(lives, [[a, b]])).rows.every((row) => row.open)).toBe(true)
  expect((await owner().query(years, [a])).rows).toEqual([])
  expect((await owner().query(members, [household.id])).rows).toEqual([{ member_count: 3 }])
  expect(await reviewOf(id)).toMatchObject({ status: 'OPEN', journal_id: null, kept_id: null, version: 3 })
})

test('a number taken from the other side must agree with what else was chosen', async () => {
  const household = await aHousehold()
  const { b, keep, id } = await aPairIn(household, { birth_date: '1980-06-05' })
  await numbered(b, whole('99079919800605123'))
  const merge = (choose: object) => run(office, mergePerson, { reviewId: id, version: 1, keep, choose })
  expect(await merge({})).toMatchObject({ kind: 'rule', code: 'duplicates.birthAgainstId', field: 'choose.birthDate' })
  expect(await reviewOf(id)).toMatchObject({ status: 'OPEN' })
  expect(await merge({ birthDate: keep === 'left' ? 'right' : 'left' })).toMatchObject({ ok: true })
})

test('twenty merges of one pair at once have one effect, and the same one sent twice gets the same answer', async () => {
  const { keep, id, b } = await aPairIn(await aHousehold())
  const input = { reviewId: id, version: 1, keep }
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => run(office, mergePerson, input)))
  expect(outcomes.filter((each) => each.ok)).toHaveLength(1)
  expect(outcomes.filter((each) => !each.ok && each.kind === 'rule')).toHaveLength(19)
  const { rows } = await owner().query(
    `SELECT count(*)::int AS n FROM change_journal WHERE command = 'person.merge' AND id IN (SELECT journal_id FROM change_row WHERE row_key ->> 'id' = $1)`,
    [b],
  )
  expect(rows).toEqual([{ n: 1 }])
  const again = await aPairIn(await aHousehold())
  const sent = randomUUID()
  const once = { reviewId: again.id, version: 1, keep: again.keep }
  expect(await run(office, mergePerson, once, sent)).toMatchObject({ ok: true, replayed: false })
  expect(await run(office, mergePerson, once, sent)).toMatchObject({ ok: true, replayed: true })
})

test('a merge on which something depends stays, and says what', async () => {
  const { a, keep, id } = await aPairIn(await aHousehold(), { ethnicity: 'HAN' })
  await run(office, mergePerson, { reviewId: id, version: 1, keep })
  await owner().query(`UPDATE person SET ethnicity = 'HUI' WHERE id = $1`, [a])
  const view = await withScope(office, (ctx) => getReview(ctx, id))
  expect(view.blockers).toEqual(['person'])
  expect(await run(office, undoMerge, { reviewId: id, version: 2 })).toMatchObject({
    kind: 'rule',
    code: 'journal.dependent',
  })
  expect(await reviewOf(id)).toMatchObject({ status: 'MERGED' })
})

test('a head with others does not vanish; alone, his household goes with him and leads to the kept one', async () => {
  const [one, two] = [await aHousehold(), await aHousehold(PLACES.siblingVillage)]
  const son = await aMember(two)
  const id = await aReview('PERSON', { countyCode: '130799', regionCode: PLACES.township }, one.headId, two.headId)
  const keep = one.headId < two.headId ? 'left' : 'right'
  const merge = () => run(office, mergePerson, { reviewId: id, version: 1, keep })
  expect(await merge()).toMatchObject({ kind: 'rule', code: 'duplicates.headOfOthers' })
  await owner().query(`UPDATE membership SET valid_to = '2026-01-01' WHERE person_id = $1`, [son])
  expect(await merge()).toMatchObject({ ok: true })
  const { rows } = await owner().query('SELECT is_active, merged_into, left_reason FROM household WHERE id = $1', [
    two.id,
  ])
  expect(rows).toEqual([{ is_active: false, merged_into: one.id, left_reason: 'MERGED' }])
  const joining = owner().query(
    `INSERT INTO membership (county_code, id, region_code, household_id, person_id, relation, valid_from)
     VALUES ('130799', gen_random_uuid(), $1, $2, $3, 'SON', '2026-05-01')`,
    [PLACES.siblingVillage, two.id, son],
  )
  await expect(joining).rejects.toThrow('merged into another')
})

test('two records are put side by side by their numbers; wrong, same and mixed ones are named', async () => {
  const [one, two] = [await aHousehold(), await aHousehold()]
  const raise = (leftNo: string, rightNo: string) => run(office, raiseDuplicate, { leftNo, rightNo })
  const no = ({ id }: BuiltHousehold) => id.slice(0, 18)
  const first = await raise(no(one), no(two))
  expect(first).toMatchObject({ ok: true })
  expect(await raise(no(two), no(one))).toEqual({ ...first, replayed: false })
  expect(await raise(no(one), no(one))).toMatchObject({
    kind: 'input',
    errors: { rightNo: { code: 'duplicates.sameNumber' } },
  })
  expect(await raise(no(one), 'B-unknown')).toMatchObject({ code: 'duplicates.numberUnknown', field: 'rightNo' })
  const number = whole('99079919700103123')
  await numbered(two.headId, number)
  expect(await raise(no(one), number)).toMatchObject({ code: 'duplicates.twoKinds' })
})

test('a review exists only for who may see both sides', async () => {
  const [one, two] = [await aHousehold(), await aHousehold(PLACES.siblingVillage)]
  const id = await aReview('PERSON', { countyCode: '130799', regionCode: PLACES.township }, one.headId, two.headId)
  const listed = async (actor: Actor) => {
    const { rows } = await withScope(actor, (ctx) =>
      listReviews(ctx, { tab: 'open', region: undefined, kind: undefined, page: 1 }),
    )
    return rows.some((row) => row.id === id)
  }
  expect([await listed(office), await listed(cadre), await listed(neighbour)]).toEqual([true, false, false])
  await expect(withScope(cadre, (ctx) => getReview(ctx, id))).rejects.toThrow('notFound')
  expect((await withScope(office, (ctx) => getReview(ctx, id))).rows.length).toBeGreaterThan(0)
})
