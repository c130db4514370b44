import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CASE_STEPS, CLUE_STEPS } from '@/lib/monitoring/lifecycle'
import { CASE_STATUSES, CLUE_STATUSES } from '@/lib/monitoring/schema'
import type { Actor } from '@/lib/platform/actor'
import { aHousehold, anActor, closeOwner, layGround, owner, PLACES } from '../support/builders'

let clerk: Actor

beforeAll(async () => {
  await layGround()
  clerk = await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP')
})
afterAll(closeOwner)

async function aCase(status: string): Promise<string> {
  const { countyCode, regionCode, id } = await aHousehold()
  const { rows } = await owner().query(
    `INSERT INTO monitoring_case (county_code, id, region_code, household_id, case_no, monitored_type, risks, channel, identified_on, plan_by, status, removed_on)
     VALUES ($1, gen_random_uuid(), $2, $3, $4, 'SUDDEN_HARDSHIP', '{ILLNESS}', 'VISIT', '2026-01-01', '2026-01-11', $5::"CaseStatus",
       CASE WHEN $5 = 'RISK_REMOVED' THEN DATE '2026-02-01' END) RETURNING id`,
    [countyCode, regionCode, id, `T-${id.slice(0, 12)}`, status],
  )
  return rows[0].id
}

async function aClueThatIs(status: string): Promise<string> {
  const { countyCode, regionCode, id } = await aHousehold()
  const decided = status !== 'OPEN'
  const { rows } = await owner().query(
    `INSERT INTO clue (county_code, id, region_code, household_id, clue_no, source, opened_on, opened_at, opened_by, verify_by, identify_by,
       status, dismiss_reason, decided_on, decided_by, case_id)
     VALUES ($1, gen_random_uuid(), $2, $3, $4, 'VISIT', '2026-01-01', now(), $5, '2026-01-04', '2026-01-16', $6::"ClueStatus", $7, $8, $9, $10) RETURNING id`,
    [
      countyCode,
      regionCode,
      id,
      `T-${id.slice(0, 12)}`,
      clerk.userId,
      status,
      status === 'DISMISSED' ? 'NO_RISK' : null,
      decided ? '2026-01-02' : null,
      decided ? randomUUID() : null,
      status === 'CONFIRMED' ? await aCase('MONITORED') : null,
    ],
  )
  return rows[0].id
}

/** The finished procedure that a decision rests on, with the contact that a removal names. */
async function aDone(kind: string, about: { clue?: string; case: string }) {
  const { rows } = await owner().query('SELECT * FROM monitoring_case WHERE id = $1', [about.case])
  const { county_code, region_code, household_id } = rows[0]
  await owner().query(
    `INSERT INTO status_procedure (county_code, id, region_code, household_id, procedure_no, kind, status, was_status, clue_id, case_id,
       monitored_type, risks, no_labour, removal_mode, started_on, started_by, last_step_on, ended_on)
     VALUES ($1, $2::uuid, $3, $4, left($2::text, 18), $5::"ProcedureKind", 'DONE', 'EXITED', $6, $7, 'SUDDEN_HARDSHIP', '{ILLNESS}', false, 'SUPPORT',
       '2026-01-01', $8, '2026-01-03', '2026-01-03')`,
    [county_code, randomUUID(), region_code, household_id, kind, about.clue ?? null, about.case, clerk.userId],
  )
  await owner().query(
    `INSERT INTO monitoring_contact (county_code, id, region_code, household_id, case_id, name, phone_enc, named_on, named_by)
     VALUES ($1, gen_random_uuid(), $2, $3, $4, 'x', '\\x00', '2026-01-03', $5)`,
    [county_code, region_code, household_id, about.case, clerk.userId],
  )
}

async function obeys(sql: string, values: unknown[]): Promise<boolean> {
  try {
    await owner().query(sql, values)
    return true
  } catch (error) {
    expect((error as { code: string }).code).toBe('23514')
    return false
  }
}

describe('the database takes the same steps as the code', () => {
  for (const from of CLUE_STATUSES) {
    for (const to of CLUE_STATUSES) {
      if (from === to) continue
      const may = (CLUE_STEPS[from] as readonly string[]).includes(to)
      it(`a clue ${may ? 'may' : 'may not'} go from ${from} to ${to}`, async () => {
        const id = await aClueThatIs(from)
        const caseId = to === 'CONFIRMED' ? await aCase('MONITORED') : null
        if (caseId && may) await aDone('MONITORING', { clue: id, case: caseId })
        const open = to === 'OPEN'
        const done = await obeys(
          `UPDATE clue SET status = $2::"ClueStatus", case_id = $3, dismiss_reason = $4, decided_on = $5, decided_by = $6 WHERE id = $1`,
          [
            id,
            to,
            caseId,
            to === 'DISMISSED' ? 'NO_RISK' : null,
            open ? null : '2026-01-03',
            open ? null : randomUUID(),
          ],
        )
        expect(done).toBe(may)
      })
    }
  }

  for (const from of CASE_STATUSES) {
    for (const to of CASE_STATUSES) {
      if (from === to) continue
      const may = (CASE_STEPS[from] as readonly string[]).includes(to)
      it(`a case ${may ? 'may' : 'may not'} go from ${from} to ${to}`, async () => {
        const removedOn = to === 'RISK_REMOVED' ? '2026-02-01' : null
        const id = await aCase(from)
        if (may && to === 'RISK_REMOVED') await aDone('RISK_REMOVAL', { case: id })
        const done = await obeys(
          `UPDATE monitoring_case SET status = $2::"CaseStatus", removed_on = $3, removal_mode = CASE WHEN $2 = 'RISK_REMOVED' THEN 'SUPPORT' END WHERE id = $1`,
          [id, to, removedOn],
        )
        expect(done).toBe(may)
      })
    }
  }

  it('a decided clue and a removed case never change', async () => {
    const clue = await aClueThatIs('DISMISSED')
    expect(await obeys(`UPDATE clue SET summary = 'x' WHERE id = $1`, [clue])).toBe(false)
    const removed = await aCase('RISK_REMOVED')
    expect(await obeys(`UPDATE monitoring_case SET risks = '{OTHER}' WHERE id = $1`, [removed])).toBe(false)
    const open = await aClueThatIs('OPEN')
    expect(await obeys(`UPDATE clue SET summary = 'x' WHERE id = $1`, [open])).toBe(true)
  })
})
