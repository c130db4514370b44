import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/platform/actor'
import { unscoped } from '@/lib/platform/db'
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
import { layPolicy } from '../support/policy'
import { checkQuality, openIssue, openRules } from '../support/quality'

let cadre: Actor
let clerk: Actor
let household: BuiltHousehold

beforeAll(async () => {
  await layGround()
  await layPolicy()
  cadre = await anActor('VILLAGE_CADRE', PLACES.village, 'VILLAGE')
  clerk = await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP')
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})
beforeEach(async () => {
  household = await aHousehold()
})

const sql = async (text: string, ...values: unknown[]) => (await owner().query(text, values)).rows
const setPerson = (assignments: string) => sql(`UPDATE person SET ${assignments} WHERE id = $1`, household.headId)
const check = (actor: Actor = cadre, day?: string) => checkQuality(actor, day)
/** Counts of the household's village as they are stored. */
const village = async () => (await sql('SELECT * FROM quality_village WHERE region_code = $1', PLACES.village))[0]

describe('what does not fit in a household', () => {
  it('is found when its village is looked at, and gone when it is mended', async () => {
    await setPerson(`health = '{HEALTHY}', labour = 'LOST', education = 'PRIMARY'`)
    await check()
    expect(await openRules(household)).toEqual(['R16', 'R21'])
    await setPerson(`labour = 'WEAK'`)
    await check()
    expect(await openRules(household)).toEqual(['R16'])
    const [cleared] = await sql(
      `SELECT cleared_on::text FROM quality_issue WHERE household_id = $1 AND rule_id = 'R21'`,
      household.id,
    )
    expect(cleared?.cleared_on).toBe('2026-03-26')
  })

  it('is the same row when it comes back, found anew', async () => {
    await setPerson(`health = '{HEALTHY}', labour = 'LOST', education = 'PRIMARY'`)
    await check(cadre, '2026-03-01')
    const first = await openIssue(household, 'R21')
    await setPerson(`labour = 'WEAK'`)
    await check(cadre, '2026-03-02')
    await setPerson(`labour = 'LOST'`)
    await check(cadre, '2026-03-10')
    expect(await openIssue(household, 'R21')).toBe(first)
    const [row] = await sql('SELECT found_on::text, cleared_on FROM quality_issue WHERE id = $1', first)
    expect(row).toEqual({ found_on: '2026-03-10', cleared_on: null })
  })

  it('takes no mark and writes nothing where nothing was written', async () => {
    await check()
    const before = await sql('SELECT xmin, * FROM quality_issue ORDER BY id')
    const [seen] = await sql('SELECT as_of FROM quality_village WHERE region_code = $1', PLACES.village)
    await check()
    expect(await sql('SELECT xmin, * FROM quality_issue ORDER BY id')).toEqual(before)
    expect((await village())?.as_of).toEqual(seen?.as_of)
  })

  it('is found by a birthday without any write', async () => {
    await setPerson(`education = 'PRIMARY', labour = 'ORDINARY', health = '{CHRONIC}', birth_date = '1961-05-01'`)
    await check(cadre, '2026-04-30')
    expect(await openRules(household)).toEqual(['R16'])
    await check(cadre, '2026-05-01')
    expect(await openRules(household)).toEqual(['R16', 'R24'])
  })

  it('is found when another policy value begins to hold', async () => {
    await setPerson(`education = 'PRIMARY', labour = 'ORDINARY', health = '{CHRONIC}', birth_date = '1964-01-01'`)
    await check()
    expect(await openRules(household)).toEqual(['R16'])
    await sql(
      `INSERT INTO policy_parameter (id, code, applies_to, valid_from, value, unit, source, certainty)
       VALUES (gen_random_uuid(), 'quality.fullLabourEndAge', '130799100001', '2026-03-27', 60, '岁', 'x', 'HIGH')`,
    )
    await check()
    expect(await openRules(household)).toEqual(['R16'])
    await check(cadre, '2026-03-27')
    expect(await openRules(household)).toEqual(['R16', 'R24'])
    await sql(`DELETE FROM policy_parameter WHERE code = 'quality.fullLabourEndAge' AND applies_to <> ''`)
    await check(cadre, '2026-03-27')
    expect(await openRules(household)).toEqual(['R16'])
  })

  it('tells a phone shared with households of other villages, to a reader of one village', async () => {
    const phone = Buffer.from(randomUUID().replaceAll('-', ''), 'hex')
    const { seal } = await import('@/lib/platform/fields')
    const others = [household]
    for (let more = 0; more < 4; more++) others.push(await aHousehold(PLACES.otherTownshipVillage))
    const give = (of: BuiltHousehold) =>
      sql(
        'UPDATE household SET phone_bidx = $2, phone_enc = $3 WHERE id = $1',
        of.id,
        phone,
        seal('household', 'phone_enc', of.id, '13900000001'),
      )
    for (const each of others) await give(each)
    await check()
    expect(await openRules(household)).not.toContain('R11')
    await give(await aHousehold(PLACES.otherTownshipVillage))
    await check()
    expect(await openRules(household)).toContain('R11')
  })

  it('counts a household once in its village, and its empty key fields', async () => {
    await setPerson(`health = '{HEALTHY}', labour = 'LOST', education = 'PRIMARY'`)
    await check()
    const [own] = await sql(
      'SELECT filled, expected, "empty" FROM quality_household WHERE household_id = $1',
      household.id,
    )
    expect(own?.empty).toContain('phone')
    expect(own?.empty).not.toContain('health')
    expect(own?.filled).toBeLessThan(own?.expected)
    const counts = await village()
    const [found] = await sql(
      `SELECT count(*)::int AS n, count(DISTINCT household_id)::int AS flawed FROM quality_issue WHERE region_code = $1 AND cleared_on IS NULL`,
      PLACES.village,
    )
    expect(counts?.errors + counts?.warnings + counts?.audits + counts?.explained).toBe(found?.n)
    expect(counts?.flawed).toBe(found?.flawed)
  })

  it('goes with a household that is taken away again', async () => {
    const gone = await aHousehold()
    await check()
    await sql('DELETE FROM membership WHERE household_id = $1', gone.id)
    await sql('DELETE FROM household WHERE id = $1', gone.id)
    expect(await openRules(gone)).toEqual([])
    expect(await check()).toBe(0)
  })
})

describe('a village as a whole', () => {
  it('with too many incomes as last year is named itself', async () => {
    const here = PLACES.siblingVillage
    for (let at = 0; at < 20; at++) {
      const each = await aHousehold(here)
      await anIncome(each, 2024, 9000 + at)
      await anIncome(each, 2025, at < 3 ? 9000 + at : 12000 + at)
    }
    await check(clerk)
    const named = await sql(
      `SELECT rule_id, figures FROM quality_issue WHERE region_code = $1 AND household_id IS NULL AND cleared_on IS NULL`,
      here,
    )
    expect(named).toEqual([{ rule_id: 'R42', figures: { same: 3, known: 20, percent: 15, most: 10 } }])
  })
})
