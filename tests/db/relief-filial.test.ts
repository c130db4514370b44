import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { execute } from '@/lib/platform/command'
import { unscoped } from '@/lib/platform/db'
import { payFilialList } from '@/lib/relief/commands/filial'
import { aHousehold, type BuiltHousehold, closeOwner, owner, PLACES } from '../support/builders'
import { balances, codeOf, fill, layRelief, type ReliefPeople, say } from '../support/relief'

let people: ReliefPeople
let household: BuiltHousehold

beforeAll(async () => {
  people = await layRelief()
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})
beforeEach(async () => {
  household = await aHousehold()
})

type Person = keyof typeof people
const contribute = (yuan: string, paidOn: string, over: object = {}, who: Person = 'cadre') =>
  say(people[who], 'contributeFilial', {
    id: randomUUID(),
    householdId: household.id,
    parentId: household.headId,
    childName: '王小川',
    amountYuan: yuan,
    paidOn,
    ...over,
  })
const prepare = (id: string, half: 1 | 2, on: string, year = 2025) =>
  say(people.cadre, 'prepareFilialList', { id, regionCode: PLACES.village, year, half: String(half), on })
const listRow = async (id: string) => (await owner().query('SELECT * FROM filial_list WHERE id = $1', [id])).rows[0]
const carry = async (who: Person, name: string, id: string, on: string, over: object = {}) =>
  say(people[who], name, { listId: id, version: (await listRow(id)).version, on, ...over })
const fund = (yuan: string, over: object) => fill(people.office, 5, yuan, { year: 2025, ...over })

describe('the filial fund', () => {
  it('story 7: contributions of both halves, 10 % once on each, split 50/15/10/25, the donations left roll over to the next year', async () => {
    await fund('10000', { regionCode: PLACES.county })
    await fund('3000', { regionCode: PLACES.township })
    await fund('2000', { regionCode: PLACES.village })
    await fund('800', { regionCode: PLACES.county, source: 'DONATION' })
    const [first, second] = [randomUUID(), randomUUID()]
    expect(await contribute('1200', '2025-06-30')).toBe('done')
    expect(await contribute('1500.55', '2025-07-01')).toBe('done')
    expect(codeOf(await contribute('1200', '2025-03-01'))).toBe('relief.contributedAlready')
    expect(await prepare(first, 1, '2025-07-05')).toBe('done')
    expect(await listRow(first)).toMatchObject({
      contributions: 1,
      total_fen: '120000',
      bonus_fen: '12000',
      county_fen: '6000',
      township_fen: '1800',
      village_fen: '1200',
      donation_fen: '3000',
    })
    expect(codeOf(await prepare(randomUUID(), 1, '2025-07-05'))).toBe('relief.nothingToList')
    expect(await carry('clerk', 'checkFilialList', first, '2025-07-06')).toBe('done')
    expect(await carry('office', 'payFilialList', first, '2025-07-10', { document: '批次1' })).toBe('done')
    expect(await prepare(second, 2, '2026-01-05')).toBe('done')
    const { bonus_fen, county_fen, township_fen, village_fen, donation_fen } = await listRow(second)
    expect(bonus_fen).toBe('15006')
    expect([county_fen, township_fen, village_fen, donation_fen]).toEqual(['7503', '2251', '1501', '3751'])
    expect(await carry('clerk', 'checkFilialList', second, '2026-01-06')).toBe('done')
    expect(await carry('office', 'payFilialList', second, '2026-01-10', { document: '批次2' })).toBe('done')
    expect(await balances(PLACES.village, 5, 2025)).toMatchObject({ DEPOSIT: 0, PAID: 270_055 + 27_006 })
    expect(await balances(PLACES.county, 5, 2025)).toMatchObject({ DONATION: 80_000 - 3_000 - 3_751 })
    const roll = (on: string) =>
      say(people.office, 'rollOver', { id: randomUUID(), regionCode: PLACES.county, year: 2025, on, document: '结余' })
    expect(codeOf(await roll('2025-12-30'))).toBe('relief.yearNotOver')
    expect(await roll('2026-01-15')).toBe('done')
    expect(codeOf(await roll('2026-01-15'))).toBe('relief.nothingLeft')
    expect(await balances(PLACES.county, 5, 2025)).toMatchObject({ DONATION: 0 })
    expect(await balances(PLACES.county, 5, 2026)).toMatchObject({ DONATION: 73_249 })
  })

  it('is for parents of 60 and more of the household, on the day of the 60th birthday but not the day before', async () => {
    await owner().query(`UPDATE person SET birth_date = '1965-05-10' WHERE id = $1`, [household.headId])
    expect(await contribute('100', '2025-05-09')).toEqual(['relief.parentTooYoung', { age: 60 }])
    await expect(
      owner().query(
        `INSERT INTO filial_contribution (county_code, id, region_code, household_id, parent_id, child_name, year, half, paid_on, amount_fen, bonus_fen, collected_by,
           collected_by_name, collected_at) VALUES ('130799', gen_random_uuid(), $1, $2, $3, 'x', 2025, 1, '2025-05-09', 10000, 1000, $3, 'x', now())`,
        [household.regionCode, household.id, household.headId],
      ),
    ).rejects.toThrow('no parent of 60')
    expect(await contribute('100', '2025-05-10')).toBe('done')
    expect(await contribute('100', '2025-05-10', { parentId: randomUUID() })).toBe('relief.notAMember')
    expect(await contribute('0', '2025-05-10')).toMatchObject({ amountYuan: { code: 'relief.notAnAmount' } })
    expect(await contribute('100', '2025-05-10', {}, 'neighbour')).toBe('notFound')
    expect(await contribute('100', '2025-05-10', {}, 'office')).toBe('forbidden')
  })

  it('keeps four eyes, pays a list once whoever asks how often, and never puts a contribution on two lists', async () => {
    await fund('100', { regionCode: PLACES.county })
    await fund('100', { regionCode: PLACES.township })
    await fund('100', { regionCode: PLACES.village })
    await fund('100', { regionCode: PLACES.county, source: 'DONATION' })
    const id = randomUUID()
    await contribute('300', '2025-08-01')
    expect(
      await say(people.clerk, 'prepareFilialList', {
        id,
        regionCode: PLACES.village,
        year: 2025,
        half: '2',
        on: '2026-01-20',
      }),
    ).toBe('done')
    expect(await carry('clerk', 'checkFilialList', id, '2026-01-21')).toBe('relief.preparerChecks')
    await expect(
      owner().query(
        `UPDATE filial_list SET status = 'CHECKED', checked_by = prepared_by, checked_by_name = 'x', checked_on = '2026-01-21' WHERE id = $1`,
        [id],
      ),
    ).rejects.toThrow('filial_list_four_eyes')
    expect(await carry('office', 'payFilialList', id, '2026-01-21', { document: 'x' })).toBe('relief.notNow')
    expect(await carry('secondClerk', 'checkFilialList', id, '2026-01-21')).toBe('done')
    const input = { listId: id, version: 2, on: '2026-01-22', document: '批次3' }
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        execute(index % 2 ? people.office : people.secondOffice, payFilialList, input, { id: randomUUID() }),
      ),
    )
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    await expect(
      owner().query('UPDATE filial_contribution SET list_id = NULL WHERE list_id = $1', [id]),
    ).rejects.toThrow('on its list')
    await expect(owner().query('UPDATE filial_list SET version = 9 WHERE id = $1', [id])).rejects.toThrow('no step')
  })

  it('does not pay a bonus that its funds do not hold', async () => {
    const id = randomUUID()
    await contribute('9000000', '2025-09-01')
    await prepare(id, 2, '2026-02-01')
    await carry('clerk', 'checkFilialList', id, '2026-02-02')
    expect(codeOf(await carry('office', 'payFilialList', id, '2026-02-03', { document: 'x' }))).toBe('relief.fundShort')
    expect((await listRow(id)).status).toBe('CHECKED')
  })
})
