import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listHouseholds, sealSearch } from '@/lib/households/queries/list'
import { checkDigit } from '@/lib/households/rules/id-number'
import { listHref, readListParams } from '@/lib/households/rules/list-params'
import { nameGrams, namePinyin } from '@/lib/households/rules/names'
import { COUNT_CAP, HOUSEHOLD_SORTS, type HouseholdSort, PAGE_SIZE } from '@/lib/households/schema'
import type { Actor } from '@/lib/platform/actor'
import { withScope } from '@/lib/platform/db'
import { blindIndex, seal } from '@/lib/platform/fields'
import { aClue, aHousehold, anActor, closeOwner, layGround, owner, PLACES } from '../support/builders'

const ID_NUMBER = `99079919540312001${checkDigit('99079919540312001')}`
const LETTERS = [...'王李张欧阳守田桂兰志国阿依古丽买提']
const TODAY = '2026-03-26'

let office: Actor
let clerk: Actor
let viewer: Actor
let auditor: Actor
let neighbour: Actor

async function named(region: string, members: string[], over: Record<string, unknown> = {}) {
  const head = members[0] as string
  const pinyin = namePinyin(head)
  const county = region.slice(0, 6)
  const household = await aHousehold(region, {
    head_name: head,
    head_pinyin: pinyin.full,
    head_initials: pinyin.initials,
    name_grams: [...new Set(members.flatMap((name) => nameGrams(name, county)))],
    member_count: members.length,
    ...over,
  })
  await owner().query('UPDATE person SET name = $1 WHERE id = $2', [head, household.headId])
  for (const name of members.slice(1)) {
    const { rows } = await owner().query(
      `INSERT INTO person (county_code, id, region_code, name, sex, birth_date) VALUES ($1, gen_random_uuid(), $2, $3, 'F', '1960-01-01') RETURNING id`,
      [county, region, name],
    )
    await owner().query(
      `INSERT INTO membership (county_code, id, region_code, household_id, person_id, relation, valid_from)
       VALUES ($1, gen_random_uuid(), $2, $3, $4, 'SPOUSE', '2014-01-01')`,
      [county, region, household.id, rows[0].id],
    )
  }
  return household
}

const list = (actor: Actor, params: Record<string, string> = {}) =>
  withScope(actor, (ctx) => listHouseholds(ctx, readListParams(params, actor.scope).filter))
const ids = async (actor: Actor, params: Record<string, string> = {}) =>
  (await list(actor, params)).rows.map((row) => row.id)

beforeAll(async () => {
  await layGround()
  office = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  clerk = await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP')
  viewer = await anActor('PROVINCE_CITY_VIEWER', PLACES.city, 'CITY')
  auditor = await anActor('AUDITOR', PLACES.county, 'COUNTY')
  neighbour = await anActor('COUNTY_OFFICE', PLACES.otherCounty, 'COUNTY')
})
afterAll(closeOwner)

test('every filter finds its households and no others', async () => {
  const plain = await named(PLACES.village, ['丁一'], { household_no: 'F-1', last_visited_on: '2026-03-01' })
  const poor = await named(PLACES.village, ['丁二'], { poverty_status: 'RELAPSED', household_type: 'POOR_SUBSISTENCE' })
  const watched = await named(PLACES.siblingVillage, ['丁三'], {
    monitored_type: 'MARGINAL',
    last_visited_on: '2025-11-26',
  })
  const away = await named(PLACES.otherTownshipVillage, ['丁四'], { last_visited_on: '2026-03-25' })
  const gone = await named(PLACES.village, ['丁五'], { is_active: false })
  const all = [plain, poor, watched, away].map(({ id }) => id)
  const among = async (params: Record<string, string>) => (await ids(office, { q: '丁', ...params })).sort()
  const just = (...households: { id: string }[]) => households.map(({ id }) => id).sort()
  expect(await among({})).toEqual([...all].sort())
  expect(await among({})).not.toContain(gone.id)
  expect(await among({ region: PLACES.village })).toEqual(just(plain, poor))
  expect(await among({ region: PLACES.township })).toEqual(just(plain, poor, watched))
  expect(await among({ status: 'RELAPSED' })).toEqual(just(poor))
  expect(await among({ type: 'POOR_SUBSISTENCE' })).toEqual(just(poor))
  expect(await among({ monitored: 'YES' })).toEqual(just(watched))
  expect(await among({ monitored: 'MARGINAL' })).toEqual(just(watched))
  expect(await among({ monitored: 'SUDDEN_HARDSHIP' })).toEqual([])
  expect(await among({ monitored: 'NO' })).toEqual(just(plain, poor, away))
  expect(await among({ unvisited: '25' })).toEqual(just(plain, poor, watched))
  expect(await among({ unvisited: '26' })).toEqual(just(poor, watched))
  expect(await among({ status: 'RELAPSED', monitored: 'YES' })).toEqual([])
  const behind = readListParams({ q: '丁' }, office.scope).filter
  const found = await withScope(office, (ctx) => listHouseholds(ctx, behind, `SELECT '${watched.id}'::uuid`))
  expect(found.rows.map((row) => row.id)).toEqual([watched.id])
})

test('filters that make no sense are left out and named', () => {
  const { filter, ignored } = readListParams(
    {
      region: PLACES.otherCounty,
      status: 'RICH',
      unvisited: '-3',
      sort: 'random',
      after: "x~'; DROP",
      monitored: 'YES',
    },
    office.scope,
  )
  expect(filter).toMatchObject({ region: office.scope, monitored: 'YES', sort: 'region' })
  expect(filter.status ?? filter.unvisitedDays ?? filter.cursor).toBeUndefined()
  expect(ignored).toEqual(['region', 'unvisited', 'status', 'sort'])
  expect(readListParams({ region: '13073' }, '1307').ignored).toEqual(['region'])
  expect(readListParams({ region: '999999999999' }, office.scope)).toEqual(
    readListParams({ region: PLACES.otherCounty }, office.scope),
  )
})

test('an address says what the list shows, and reading it back gives the same list', () => {
  const params = { region: PLACES.village, status: 'EXITED', unvisited: '90', q: '守田', sort: 'due' }
  const { filter } = readListParams(params, office.scope)
  const query = Object.fromEntries(new URL(listHref(filter, office.scope), 'http://x').searchParams)
  expect(query).toEqual(params)
  expect(readListParams(query, office.scope).filter).toEqual(filter)
})

test('pinyin, initials and household number find by their beginning or whole', async () => {
  const one = await named(PLACES.village, ['单于秀兰'], { household_no: 'QL-0512-031' })
  expect(await ids(office, { q: one && namePinyin('单于秀兰').full.slice(0, 6) })).toContain(one.id)
  expect(await ids(office, { q: namePinyin('单于秀兰').initials })).toContain(one.id)
  expect(await ids(office, { q: 'ql-0512-031' })).toEqual([one.id])
  expect(await ids(office, { q: 'QL-0512' })).toEqual([])
  expect(await ids(neighbour, { q: 'QL-0512-031' })).toEqual([])
})

test('a fragment of any length finds every household whose member has it in his name, and no other', async () => {
  const name = fc.array(fc.constantFrom(...LETTERS), { minLength: 1, maxLength: 6 }).map((letters) => letters.join(''))
  const register = fc.sample(fc.array(name, { minLength: 1, maxLength: 3 }), { numRuns: 45, seed: 7 })
  for (const [index, members] of register.entries()) {
    await named(index % 3 === 0 ? PLACES.otherTownshipVillage : PLACES.village, members)
  }
  await named(PLACES.village, ['古丽·买提', '王 守田'])
  await named(PLACES.village, ['守田王守', '田王'])
  const oracle = async (text: string): Promise<string[]> => {
    const { rows } = await owner().query(
      `SELECT DISTINCT h.id FROM household h JOIN membership m ON m.household_id = h.id AND m.valid_to IS NULL JOIN person p ON p.id = m.person_id
       WHERE h.county_code = '130799' AND h.is_active AND translate(p.name, ' ·', '') LIKE '%' || $1 || '%'`,
      [text],
    )
    return rows.map((row) => row.id)
  }
  const check = async (text: string) => {
    const expected = await oracle(text)
    const found = await list(office, { q: text })
    if (expected.length <= PAGE_SIZE) expect(found.rows.map((row) => row.id).sort()).toEqual(expected.sort())
    else expect(found.total).toBe(Math.min(expected.length, COUNT_CAP + 1))
  }
  await fc.assert(fc.asyncProperty(name, check), { numRuns: 250, seed: 20260326 })
  for (const text of ['王守田', '田王守', '守田王守', '古丽买提', '王守', '王', '丽买', '龘']) await check(text)
}, 120_000)

test('a walk through the pages meets every household once in either direction, also while others are added', async () => {
  for (let index = 0; index < 130; index++) {
    const letters = `${LETTERS[index % 12]}${LETTERS[(index * 7) % 14]}`
    await named([PLACES.village, PLACES.siblingVillage, PLACES.otherTownshipVillage][index % 3] as string, [letters], {
      last_visited_on: index % 4 === 0 ? null : `2026-01-${String(1 + (index % 20)).padStart(2, '0')}`,
      next_visit_on: index % 5 === 0 ? null : `2026-04-${String(1 + (index % 25)).padStart(2, '0')}`,
      per_capita_income_fen: index % 6 === 0 ? null : 500_000 + (index % 9) * 1_000,
    })
  }
  const walk = async (sort: HouseholdSort, side: 'after' | 'before', start: Record<string, string>) => {
    const seen: string[] = []
    let params = start
    for (let page = 0; page < 20; page++) {
      const { rows, newer, older } = await list(office, { sort, ...params })
      seen.push(...(side === 'after' ? rows : rows.toReversed()).map((row) => row.id))
      const next = side === 'after' ? older : newer
      if (!next) return seen
      await named(PLACES.village, [`${LETTERS[page]}新`], {
        last_visited_on: '2026-01-05',
        per_capita_income_fen: 503_000,
      })
      params = { [next.side]: `${next.value}~${next.id}` }
    }
    throw new Error('the walk does not end')
  }
  for (const sort of HOUSEHOLD_SORTS) {
    const before = (
      await owner().query(`SELECT id FROM household WHERE county_code = '130799' AND is_active`)
    ).rows.map((row) => row.id)
    const forth = await walk(sort, 'after', {})
    expect(new Set(forth).size).toBe(forth.length)
    expect(before.filter((id) => !forth.includes(id))).toEqual([])
    const last = forth.at(-1) as string
    const { rows } = await list(office, { sort })
    const pages = await walk(sort, 'after', {})
    const end = (await list(office, { sort, q: '' })).rows.length > 0 ? pages.at(-1) : last
    const [row] = (
      await owner().query(
        `SELECT id, region_code, last_visited_on::text AS visited, next_visit_on::text AS due, per_capita_income_fen AS income FROM household WHERE id = $1`,
        [end],
      )
    ).rows
    const value = {
      region: row.region_code,
      name: '',
      visited: row.visited ?? '',
      due: row.due ?? '',
      income: row.income ?? '',
    }[sort]
    const back = await walk(sort, 'before', { before: `${value}~${row.id}` })
    expect(new Set(back).size).toBe(back.length)
    expect(back.at(-1)).toBe((await list(office, { sort })).rows[0]?.id)
    expect(pages.slice(0, -1).filter((id) => !back.includes(id))).toEqual([])
    expect(rows.length).toBe(PAGE_SIZE)
  }
}, 180_000)

test('an identity number finds its household whole, in the own region only, and never stands in an address', async () => {
  const household = await named(PLACES.village, ['证件人'])
  await owner().query('UPDATE person SET id_number_enc = $1, id_number_bidx = $2 WHERE id = $3', [
    seal('person', 'id_number_enc', household.headId, ID_NUMBER),
    blindIndex('idNumber', ID_NUMBER),
    household.headId,
  ])
  const token = (actor: Actor, text: string) => sealSearch(actor, text, TODAY) ?? ''
  expect(token(office, ID_NUMBER)).not.toBe('')
  expect(await ids(office, { person: token(office, ID_NUMBER) })).toEqual([household.id])
  expect(await ids(office, { q: ` ${ID_NUMBER.toLowerCase()} ` })).toEqual([household.id])
  expect(await ids(clerk, { person: token(clerk, ID_NUMBER) })).toEqual([household.id])
  expect(await ids(viewer, { person: token(viewer, ID_NUMBER) })).toEqual([household.id])
  const foreign = await list(neighbour, { person: token(neighbour, ID_NUMBER) })
  expect(foreign.rows).toEqual([])
  expect(foreign.total).toBe(0)
  for (const part of [ID_NUMBER.slice(0, 17), ID_NUMBER.slice(0, 6), ID_NUMBER.slice(-4), ID_NUMBER.slice(6, 14)]) {
    expect(await ids(office, { q: part })).toEqual([])
  }
  expect(Buffer.from(token(office, ID_NUMBER), 'base64url').includes(ID_NUMBER)).toBe(false)
  expect(await ids(clerk, { person: token(office, ID_NUMBER) })).toEqual([])
  expect(await ids(office, { person: 'nonsense' })).toEqual([])
})

test('that an identity number was looked for is kept, with what it found; a name is not', async () => {
  const reader = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  const number = `99079919540312005${checkDigit('99079919540312005')}`
  const household = await named(PLACES.village, ['高有福'])
  await owner().query('UPDATE person SET id_number_enc = $1, id_number_bidx = $2 WHERE id = $3', [
    seal('person', 'id_number', household.headId, number),
    blindIndex('idNumber', number),
    household.headId,
  ])
  await list(reader, { q: '高有福' })
  const token = () => sealSearch({ userId: reader.userId }, number, TODAY) as string
  await list(reader, { person: token() })
  await list(neighbour, { person: sealSearch({ userId: neighbour.userId }, number, TODAY) as string })
  const { rows } = await owner().query(
    `SELECT actor_id, kind, household_id, region_code FROM access_log WHERE actor_id = ANY ($1) AND kind = 'SEARCH_ID' ORDER BY at`,
    [[reader.userId, neighbour.userId]],
  )
  const own = rows.filter((row) => row.actor_id === reader.userId)
  expect(own).toEqual([
    { actor_id: reader.userId, kind: 'SEARCH_ID', household_id: household.id, region_code: PLACES.village },
  ])
  expect(rows.filter((row) => row.actor_id === neighbour.userId).at(-1)).toMatchObject({ household_id: null })
})

test('a household found by a member other than its head says who was found', async () => {
  await named(PLACES.village, ['慕白', '轩辕采薇'])
  expect((await list(office, { q: '轩辕' })).rows.map(({ name, found }) => [name, found])).toEqual([
    ['慕白', '轩辕采薇'],
  ])
  expect((await list(viewer, { q: '轩辕' })).rows.map(({ name, found }) => [name, found])).toEqual([['慕*', '轩***']])
  expect((await list(office, { q: '慕白' })).rows.map(({ found }) => found)).toEqual([null])
})

test('each reader sees the households of his region, and distant readers only the surname', async () => {
  const household = await named(PLACES.village, ['慕容长风'])
  const foreign = await named(PLACES.otherCountyVillage, ['慕容长云'])
  const clue = await aClue(household, clerk)
  const [row] = (await list(office, { q: '慕容' })).rows
  expect(row).toMatchObject({ id: household.id, name: '慕容长风', clueVerifyBy: '2026-03-29' })
  expect(clue).not.toBe('')
  expect(await ids(clerk, { q: '慕容' })).toEqual([household.id])
  expect(await ids(neighbour, { q: '慕容' })).toEqual([foreign.id])
  const both = await list(viewer, { q: '慕容' })
  expect(both.rows.map(({ id }) => id).sort()).toEqual([household.id, foreign.id].sort())
  expect(both.rows.map(({ name }) => name)).toEqual(['慕***', '慕***'])
  expect((await list(auditor, { q: '慕容' })).rows.map(({ name }) => name)).toEqual(['慕***'])
})
