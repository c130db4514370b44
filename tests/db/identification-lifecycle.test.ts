import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isEnded, STEPS } from '@/lib/identification/lifecycle'
import { STARTS_FROM } from '@/lib/identification/rules/starts'
import {
  PROCEDURE_KINDS,
  PROCEDURE_STATUSES,
  type ProcedureKind,
  type ProcedureStatus,
} from '@/lib/identification/schema'
import type { Actor } from '@/lib/platform/actor'
import {
  aClue,
  aHousehold,
  anActor,
  type BuiltHousehold,
  closeOwner,
  layGround,
  owner,
  PLACES,
} from '../support/builders'
import { aCase } from '../support/procedures'

let clerk: Actor
let lastBuilt: BuiltHousehold

beforeAll(async () => {
  await layGround()
  clerk = await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP')
})
afterAll(closeOwner)

async function aProcedureThatIs(kind: ProcedureKind, status: ProcedureStatus): Promise<string> {
  lastBuilt = await aHousehold()
  const { countyCode, regionCode, id } = lastBuilt
  const isOf = (...kinds: ProcedureKind[]) => kinds.includes(kind)
  const correction = isOf('RELAPSE', 'EXIT_REVOKED', 'IDENTIFICATION_REVOKED')
  const clueId = isOf('MONITORING') ? await aClue(lastBuilt, clerk) : null
  const caseId = isOf('RISK_REMOVAL') || (isOf('MONITORING') && status === 'DONE') ? await aCase(lastBuilt) : null
  const { rows } = await owner().query(
    `INSERT INTO status_procedure (county_code, id, region_code, household_id, procedure_no, kind, status, was_status, wanted_type, wanted_cause, wanted_standard,
       plan_year, basis, basis_text, started_on, started_by, last_step_on, ended_on, reject_reason, clue_id, case_id, monitored_type, risks, no_labour, removal_mode)
     VALUES ($1, $2, $3, $4, $5, $6::"ProcedureKind", $7::"ProcedureStatus", $8::"PovertyStatus", $9::"HouseholdType", $10, $11, $12, $13, $13, '2026-01-01',
       $2, '2026-01-02', $14, $15, $16, $17, 'SUDDEN_HARDSHIP', '{ILLNESS}', false, $18) RETURNING id`,
    [
      countyCode,
      randomUUID(),
      regionCode,
      id,
      id.slice(0, 18),
      kind,
      status,
      STARTS_FROM[kind][0],
      isOf('IDENTIFICATION') ? 'POOR_GENERAL' : null,
      isOf('IDENTIFICATION') ? 'ILLNESS' : null,
      isOf('IDENTIFICATION') ? 'NATIONAL' : null,
      isOf('EXIT') ? 2026 : null,
      correction ? 'AUDIT' : null,
      isEnded(status) ? '2026-01-02' : null,
      status === 'REJECTED' ? 'OTHER' : null,
      clueId,
      caseId,
      isOf('RISK_REMOVAL') ? 'SUPPORT' : null,
    ],
  )
  return rows[0].id
}

/** Whether the table in the code knows the step; rejection ends any open procedure. */
function knows(kind: ProcedureKind, from: ProcedureStatus, to: ProcedureStatus): boolean {
  if (to === 'REJECTED') return !isEnded(from)
  return STEPS[kind].some((step) => (step.from as readonly ProcedureStatus[]).includes(from) && step.to === to)
}

describe.each(PROCEDURE_KINDS)('%s: the database takes the same steps as the code', (kind) => {
  it.each(PROCEDURE_STATUSES)('from %s', async (from) => {
    const wrong: string[] = []
    for (const to of PROCEDURE_STATUSES) {
      if (to === from) continue
      const id = await aProcedureThatIs(kind, from)
      const taken = await owner()
        .query(
          `UPDATE status_procedure SET status = $2::"ProcedureStatus", ended_on = $3, reject_reason = $4, last_step_on = '2026-01-03',
             case_id = coalesce(case_id, $5) WHERE id = $1`,
          [
            id,
            to,
            isEnded(to) ? '2026-01-03' : null,
            to === 'REJECTED' ? 'OTHER' : null,
            kind === 'MONITORING' && to === 'DONE' ? await aCase(lastBuilt) : null,
          ],
        )
        .then(() => true)
        .catch((error: { code: string }) => {
          expect(error.code).toBe('23514')
          return false
        })
      if (taken !== knows(kind, from, to)) wrong.push(`${from} > ${to}: ${taken}`)
    }
    expect(wrong).toEqual([])
  })
})

it.each(PROCEDURE_KINDS)('%s begins only from the statuses that the code names', async (kind) => {
  const all = ['NEVER_POOR', 'NOT_EXITED', 'EXIT_PLANNED', 'EXITED', 'EXITED_STABLE', 'RELAPSED'] as const
  const id = await aProcedureThatIs(kind, 'APPLIED')
  const { rows } = await owner().query('SELECT * FROM status_procedure WHERE id = $1', [id])
  for (const status of all) {
    const { countyCode, regionCode, id: householdId } = await aHousehold()
    const row = {
      ...rows[0],
      id: randomUUID(),
      household_id: householdId,
      region_code: regionCode,
      county_code: countyCode,
      was_status: status,
    }
    row.procedure_no = row.id.slice(0, 18)
    const keys = Object.keys(row)
    const put = owner().query(
      `INSERT INTO status_procedure (${keys.join(', ')}) VALUES (${keys.map((_, index) => `$${index + 1}`).join(', ')})`,
      Object.values(row),
    )
    if (STARTS_FROM[kind].includes(status)) await put
    else await expect(put).rejects.toThrow('status_procedure_starts_where_it_can')
  }
})
