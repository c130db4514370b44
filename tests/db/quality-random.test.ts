import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '@/lib/platform/actor'
import { addDays } from '@/lib/platform/days'
import { unscoped } from '@/lib/platform/db'
import { seal } from '@/lib/platform/fields'
import {
  aHousehold,
  anActor,
  aPairing,
  type BuiltHousehold,
  closeOwner,
  layGround,
  owner,
  PLACES,
} from '../support/builders'
import { layPolicy } from '../support/policy'
import { anExplanation, checkQuality } from '../support/quality'

const FIRST = '2026-03-26'
const VILLAGES = [PLACES.village, PLACES.siblingVillage, PLACES.otherTownshipVillage]
const HOUSEHOLDS = 6
const ROUNDS = 12

const readers: Actor[] = []
const helpers: Actor[] = []
let households: BuiltHousehold[] = []

beforeAll(async () => {
  await layGround()
  await layPolicy()
  readers.push(await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY'))
  readers.push(await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP'))
  readers.push(await anActor('VILLAGE_CADRE', PLACES.village, 'VILLAGE'))
  for (let at = 0; at < 2; at++) helpers.push(await anActor('PAIRED_HELPER', PLACES.county, 'COUNTY'))
  // So few households that the limits for shared phones and helpers can be crossed.
  await sql(
    `UPDATE policy_parameter SET value = 2 WHERE code IN ('quality.samePhoneMaxHouseholds', 'quality.helperMaxHouseholds', 'quality.villageMinHouseholds')`,
  )
  households = await Promise.all(
    Array.from({ length: HOUSEHOLDS }, (_, at) => aHousehold(VILLAGES[at % VILLAGES.length])),
  )
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const sql = async (text: string, ...values: unknown[]) => (await owner().query(text, values)).rows
const phone = (index: number) => Buffer.alloc(16, index + 1)

type Step = { what: (typeof WHATS)[number]; who: number; value: number }
const WHATS = [
  'person',
  'born',
  'phone',
  'status',
  'pair',
  'unpair',
  'income',
  'guarantee',
  'clue',
  'explain',
  'move',
  'away',
  'days',
  'read',
] as const

const PERSON = [
  `health = '{HEALTHY}', labour = 'LOST'`,
  `health = '{DISABLED}', labour = 'NONE', work_area = 'OUTSIDE', work_months = 6`,
  `education = 'PRIMARY', schooling = NULL`,
  `education = NULL, schooling = 'PRIMARY'`,
  `work_area = 'COUNTY', work_months = NULL`,
  `died_on = '2026-06-01'`,
  `died_on = NULL, labour = 'ORDINARY'`,
]
const BORN = ['1954-03-12', '1961-07-01', '1966-09-30', '2008-05-05', '2010-12-24', '2016-02-29']
const STATUS = ['EXITED', 'NOT_EXITED', 'NEVER_POOR']

/** One deed of somebody, past the product: only what the database keeps counts. Answers how many days went by. */
async function take({ what, who, value }: Step, today: string): Promise<number> {
  const at = households[who % HOUSEHOLDS] as BuiltHousehold
  const [{ region_code: region } = { region_code: '' }] = await sql(
    'SELECT region_code FROM household WHERE id = $1',
    at.id,
  )
  const here = { ...at, regionCode: region as string }
  switch (what) {
    case 'person':
      await sql(`UPDATE person SET ${PERSON[value % PERSON.length]} WHERE id = $1`, at.headId)
      break
    case 'born':
      await sql('UPDATE person SET birth_date = $2 WHERE id = $1', at.headId, BORN[value % BORN.length])
      break
    case 'phone': {
      const sealed = seal('household', 'phone_enc', at.id, value % 3 === 0 ? '123' : '13900000001')
      await sql('UPDATE household SET phone_bidx = $2, phone_enc = $3 WHERE id = $1', at.id, phone(value % 2), sealed)
      break
    }
    case 'status':
      await sql(
        'UPDATE household SET poverty_status = $2, exit_year = NULL WHERE id = $1',
        at.id,
        STATUS[value % STATUS.length],
      )
      break
    case 'pair': {
      const helper = helpers[value % 2] as Actor
      const from = addDays(today, (value % 5) - 2)
      const [known] = await sql(
        'SELECT FROM household_helper WHERE household_id = $1 AND user_id = $2',
        at.id,
        helper.userId,
      )
      if (!known) await aPairing(here, helper, from, value % 3 === 0 ? addDays(from, value % 30) : null)
      break
    }
    case 'unpair':
      await sql(
        'UPDATE household_helper SET valid_to = greatest(valid_from, $2::date) WHERE household_id = $1 AND valid_to IS NULL',
        at.id,
        today,
      )
      break
    case 'income':
      await sql(
        `INSERT INTO household_income (county_code, household_id, year, region_code, per_capita_income_fen, source)
         VALUES ($1, $2, $3, $4, $5, 'TEST') ON CONFLICT (county_code, household_id, year) DO UPDATE SET per_capita_income_fen = EXCLUDED.per_capita_income_fen`,
        ...[at.countyCode, at.id, 2024 + (value % 3), region, [300_000, 600_000, 1_200_000, 12_000_000][value % 4]],
      )
      break
    case 'guarantee':
      await sql(
        `INSERT INTO guarantee_state (county_code, household_id, item, region_code, result, fail_reason, checked_on) VALUES ($1, $2, 'HOUSING', $3, $4, 'x', $5)
         ON CONFLICT (county_code, household_id, item) DO UPDATE SET result = EXCLUDED.result`,
        ...[at.countyCode, at.id, region, value % 2 ? 'FAIL' : 'PASS', today],
      )
      break
    case 'clue':
      await sql(
        `INSERT INTO clue (county_code, id, region_code, household_id, clue_no, source, opened_on, opened_at, opened_by, verify_by, identify_by)
         SELECT $1, $2, $3, $4, left($7, 18), 'VISIT', $5::date, now(), $6, $5::date + 3, $5::date + 15
         WHERE NOT EXISTS (SELECT FROM clue WHERE household_id = $4 AND status = 'OPEN')`,
        ...[at.countyCode, randomUUID(), region, at.id, today, readers[0]?.userId, randomUUID()],
      )
      break
    case 'explain': {
      const [issue] = await sql(
        `SELECT q.id, q.figures FROM quality_issue q WHERE household_id = $1 AND severity = 'W' AND cleared_on IS NULL
           AND NOT EXISTS (SELECT FROM quality_explanation e WHERE e.issue_id = q.id AND e.withdrawn_on IS NULL) ORDER BY q.id LIMIT 1`,
        at.id,
      )
      if (issue)
        await anExplanation(here, issue.id, readers[0] as Actor, {
          figures: JSON.stringify(issue.figures),
          until: addDays(today, value % 60),
          explained_on: today,
        })
      break
    }
    case 'move': {
      const to = VILLAGES[value % VILLAGES.length]
      await sql('UPDATE household SET region_code = $2 WHERE id = $1', at.id, to)
      await sql('UPDATE person SET region_code = $2 WHERE id = $1', at.headId, to)
      break
    }
    case 'away':
      await sql('UPDATE household SET is_active = NOT is_active WHERE id = $1', at.id)
      break
    case 'read':
      await checkQuality(readers[value % readers.length] as Actor, today)
      break
    case 'days':
      return value % 90
  }
  return 0
}

async function stored() {
  return {
    issues: await sql(
      `SELECT id, region_code, household_id, person_id, rule_id, severity, figures FROM quality_issue WHERE cleared_on IS NULL ORDER BY id`,
    ),
    households: await sql(
      'SELECT household_id, region_code, filled, expected, "empty", stale_on::text FROM quality_household ORDER BY 1',
    ),
    villages: await sql(
      `SELECT region_code, households, flawed, errors, warnings, audits, explained, filled, expected, stale_on::text FROM quality_village WHERE households > 0 ORDER BY 1`,
    ),
  }
}

test('after any sequence of edits, days and reads, what is stored equals a check of everything anew', async () => {
  const step = fc.record({ what: fc.constantFrom(...WHATS), who: fc.nat(100), value: fc.nat(1_000) })
  let today = FIRST
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 25 }), async (steps) => {
      for (const each of steps) today = addDays(today, await take(each, today))
      await checkQuality(readers[0] as Actor, today)
      const kept = await stored()
      await sql(`UPDATE quality_village SET checked_by = ''`)
      await checkQuality(readers[0] as Actor, today)
      expect(kept).toEqual(await stored())
    }),
    { numRuns: ROUNDS, seed: 20261125, endOnFailure: true },
  )
  const [found] = await sql('SELECT count(*)::int AS n, count(DISTINCT rule_id)::int AS rules FROM quality_issue')
  expect(found?.rules).toBeGreaterThan(8)
})
