import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '@/lib/platform/actor'
import {
  aClue,
  aHousehold,
  anActor,
  aPairing,
  aVisit,
  type BuiltHousehold,
  closeOwner,
  layGround,
  owner,
  PLACES,
} from '../support/builders'

let secretary: Actor
let household: BuiltHousehold

beforeAll(async () => {
  await layGround()
  secretary = await anActor('FIRST_SECRETARY', PLACES.village, 'VILLAGE')
  household = await aHousehold()
})
afterAll(closeOwner)

const sql = (text: string, values: unknown[] = []) => owner().query(text, values)
const broken = (constraint: string | RegExp) => ({ message: expect.stringMatching(constraint) })

async function aPerson(): Promise<string> {
  const id = randomUUID()
  await sql(
    `INSERT INTO person (county_code, id, region_code, name, sex, birth_date) VALUES ('130799', $1, $2, '李桂兰', 'F', '1956-08-25')`,
    [id, PLACES.village],
  )
  return id
}

const join = (householdId: string, personId: string, relation: string, from: string, to: string | null = null) =>
  sql(
    `INSERT INTO membership (county_code, id, region_code, household_id, person_id, relation, valid_from, valid_to) VALUES ('130799', gen_random_uuid(), $1, $2, $3, $4, $5, $6)`,
    [PLACES.village, householdId, personId, relation, from, to],
  )

test('a household has one head on any day', async () => {
  await expect(join(household.id, await aPerson(), 'HEAD', '2020-01-01')).rejects.toMatchObject(
    broken('membership_one_head_a_day'),
  )
})

test('a person belongs to one household on any day, and may move on the day he leaves', async () => {
  const [other, person] = [await aHousehold(), await aPerson()]
  await join(household.id, person, 'SPOUSE', '2018-01-01', '2020-06-01')
  await expect(join(other.id, person, 'SPOUSE', '2020-05-31')).rejects.toMatchObject(
    broken('membership_one_household_a_day'),
  )
  await expect(join(other.id, person, 'SPOUSE', '2020-06-01')).resolves.toBeTruthy()
})

test('a child row cannot hang on a household of another region, even for the owner', async () => {
  const foreign = await aHousehold(PLACES.otherCountyVillage)
  await expect(
    sql(
      `INSERT INTO household_income (county_code, household_id, year, region_code, per_capita_income_fen, source) VALUES ('130799', $1, 2020, $2, 1, 'T')`,
      [foreign.id, PLACES.village],
    ),
  ).rejects.toMatchObject(broken('foreign key'))
})

test('a region code and its county code agree', async () => {
  await expect(
    sql(`INSERT INTO tally_mark (county_code, region_code) VALUES ('130730', $1)`, [PLACES.village]),
  ).rejects.toMatchObject(broken('region_code_and_county_agree'))
})

test('the same ID number stands once in a county', async () => {
  const [one, two] = [await aPerson(), await aPerson()]
  const seal = (id: string) =>
    sql(`UPDATE person SET id_number_enc = '\\x01', id_number_bidx = '\\xabcd' WHERE id = $1`, [id])
  await seal(one)
  await expect(seal(two)).rejects.toMatchObject(broken('unique'))
})

test('a household has one open clue; a decided clue never changes', async () => {
  const clue = await aClue(household, secretary)
  await expect(aClue(household, secretary)).rejects.toMatchObject(broken('clue_one_open_per_household'))
  await expect(sql(`UPDATE clue SET status = 'DISMISSED' WHERE id = $1`, [clue])).rejects.toMatchObject(broken('clue_'))
  const dismiss = `UPDATE clue SET status = 'DISMISSED', dismiss_reason = 'FALSE_DATA', decided_by = $2, decided_on = '2026-03-21' WHERE id = $1`
  await expect(sql(dismiss, [clue, secretary.userId])).rejects.toMatchObject(broken('clue_four_eyes'))
  await sql(dismiss, [clue, randomUUID()])
  await expect(sql(`UPDATE clue SET decision_note = 'x' WHERE id = $1`, [clue])).rejects.toMatchObject(
    broken('closed row'),
  )
  await expect(sql(`UPDATE clue SET status = 'OPEN' WHERE id = $1`, [clue])).rejects.toMatchObject(broken('no step'))
})

test('a failed guarantee has a reason', async () => {
  const state = (result: string, reason: string) =>
    sql(
      `INSERT INTO guarantee_state (county_code, household_id, item, region_code, result, fail_reason, checked_on) VALUES ('130799', $1, 'WATER', $2, $3::"GuaranteeResult", $4, '2026-03-01')`,
      [household.id, PLACES.village, result, reason],
    )
  await expect(state('FAIL', '')).rejects.toMatchObject(broken('fail_has_reason'))
  await expect(state('FAIL', '水管冻裂')).resolves.toBeTruthy()
})

test('self-paid never exceeds the total', async () => {
  const visit = await aVisit(household, secretary)
  await expect(
    sql(
      `INSERT INTO visit_shock (county_code, id, region_code, visit_id, household_id, kind, total_fen, self_paid_fen) VALUES ('130799', gen_random_uuid(), $1, $2, $3, 'MEDICAL', 100, 101)`,
      [PLACES.village, visit, household.id],
    ),
  ).rejects.toMatchObject(broken('visit_shock_amounts'))
})

test('demo and real data cannot share a database', async () => {
  await expect(sql(`INSERT INTO installation (is_demo, county_code) VALUES (false, '130722')`)).rejects.toMatchObject(
    broken('unique'),
  )
  await expect(sql(`UPDATE installation SET county_code = '130722'`)).rejects.toMatchObject(
    broken('kept as they were written'),
  )
  await expect(
    sql(`INSERT INTO app_user (id, username, name, is_demo) VALUES (gen_random_uuid(), 'real', 'x', false)`),
  ).rejects.toMatchObject(broken('foreign key'))
})

test('the audit cannot be changed, deleted or truncated, not even by the owner', async () => {
  await expect(sql(`UPDATE audit_entry SET command = 'x'`)).rejects.toMatchObject(broken('kept as they were written'))
  await expect(sql('DELETE FROM audit_entry')).rejects.toMatchObject(broken('kept as they were written'))
  await expect(sql('TRUNCATE audit_entry')).rejects.toMatchObject(broken('kept as they were written'))
})

test('one change leaves one entry, with old and new of what changed and no sealed value', async () => {
  const subject = await aHousehold()
  await sql(`UPDATE household SET group_name = '三组', phone_enc = '\\x99' WHERE id = $1`, [subject.id])
  await sql(`UPDATE household SET group_name = '三组' WHERE id = $1`, [subject.id])
  const { rows } = await sql(
    `SELECT action, old_values, new_values FROM audit_entry WHERE table_name = 'household' AND row_id = $1 ORDER BY id`,
    [`130799/${subject.id}`],
  )
  expect(rows).toEqual([
    { action: 'INSERT', old_values: null, new_values: null },
    {
      action: 'UPDATE',
      old_values: { group_name: '', phone_enc: null },
      new_values: { group_name: '三组', phone_enc: '•' },
    },
  ])
})

test('every write to a village leaves a mark for its recount', async () => {
  const subject = await aHousehold(PLACES.siblingVillage)
  await sql('DELETE FROM tally_mark')
  await aVisit(subject, secretary)
  await sql(`UPDATE household SET poverty_status = 'RELAPSED' WHERE id = $1`, [subject.id])
  await aPairing(subject, secretary)
  const { rows } = await sql('SELECT DISTINCT region_code FROM tally_mark')
  expect(rows).toEqual([{ region_code: PLACES.siblingVillage }])
})
