import { afterAll, beforeAll, expect, test } from 'vitest'
import { amberDay } from '@/lib/deadlines/rules/terms'
import { resolveParameter } from '@/lib/parameters/rules'
import type { ParameterRow } from '@/lib/parameters/schema'
import { addDays } from '@/lib/platform/days'
import { closeOwner, layGround, owner, PLACES } from '../support/builders'
import { layPolicy, POLICY } from '../support/policy'

beforeAll(async () => {
  await layGround()
  await layPolicy()
})
afterAll(closeOwner)

const sql = (text: string, values: unknown[] = []) => owner().query(text, values)

test('thousands at once are followed at once', async () => {
  const { rows } = await sql(
    `WITH h AS (INSERT INTO household (county_code, id, region_code, household_no, household_type, poverty_status, head_name, member_count)
       SELECT '130799', gen_random_uuid(), $1, 'D' || n, 'POOR_GENERAL', 'NOT_EXITED', '丁', 1 FROM generate_series(1, 3000) n RETURNING county_code, id, region_code),
     c AS (INSERT INTO monitoring_case (county_code, id, region_code, household_id, case_no, monitored_type, risks, channel, identified_on, plan_by)
       SELECT county_code, gen_random_uuid(), region_code, id, left(id::text, 18), 'MARGINAL', ARRAY['ILLNESS'], 'DEPARTMENT', '2026-03-20', '2026-03-30' FROM h RETURNING id)
     SELECT count(*)::int AS n FROM c`,
    [PLACES.otherTownshipVillage],
  )
  const followed = await sql(`SELECT count(*)::int AS n FROM deadline WHERE region_code = $1 AND kind = 'PLAN'`, [
    PLACES.otherTownshipVillage,
  ])
  expect([rows[0].n, followed.rows[0].n]).toEqual([3000, 3000])
})

test('the database and the rules agree on the policy value in force and on the day from which a deadline is near', async () => {
  const chance = (most: number) => Math.floor(Math.random() * most)
  for (let each = 0; each < 200; each++) {
    const { code } = POLICY[chance(POLICY.length)] as ParameterRow
    const day = addDays('2018-01-01', chance(365 * 9))
    const region = each % 2 ? PLACES.village : PLACES.otherCountyVillage
    const { rows } = await sql('SELECT value::float8 AS value, unit FROM policy_in_force($1, $2, $3)', [
      code,
      region,
      day,
    ])
    const row = resolveParameter(POLICY, code, region, day)
    expect(rows[0], `${code} ${region} ${day}`).toEqual({ value: row?.value ?? null, unit: row?.unit ?? null })
    const due = addDays(day, chance(200))
    const amber = await sql('SELECT deadline_amber($1, $2, $3)::text AS day', [region, day, due])
    expect(amber.rows[0].day, `${day} ${due}`).toBe(amberDay(day, due, 0.3333))
  }
})
