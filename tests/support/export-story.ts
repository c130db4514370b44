import { randomUUID } from 'node:crypto'
import { decideExport } from '@/lib/exports/commands/decide'
import type { Actor } from '@/lib/platform/actor'
import { execute } from '@/lib/platform/command'
import { aHousehold, anActor, layGround, owner, PLACES } from './builders'

export const VILLAGE_ONLY = `region=${PLACES.village}`

/** Above so many rows a second person approves. */
export async function threshold(rows: number): Promise<void> {
  await owner().query(`UPDATE policy_parameter SET value = $1 WHERE code = 'export.approvalRows'`, [rows])
}

export const decide = (
  actor: Actor | null,
  exportId: string,
  decision: 'APPROVE' | 'REFUSE',
  note = '',
  id = randomUUID(),
) => execute(actor, decideExport, { exportId, decision, note }, { id })

/** How a request stands in the database. */
export async function statusOf(id: string) {
  const { rows } = await owner().query(
    'SELECT status, fetch_count, file_rows, failure FROM export_request WHERE id = $1',
    [id],
  )
  return rows[0] as { status: string; fetch_count: number; file_rows: number | null; failure: string | null }
}

/** Five households in three villages, one in the next county, a threshold, and who decides. */
export async function layExportGround() {
  await layGround()
  await owner().query(
    `INSERT INTO policy_parameter (id, code, applies_to, valid_from, value, unit, source, certainty)
     SELECT gen_random_uuid(), 'export.approvalRows', '', '2010-01-01', 500, '行', 'test', 'LOW'
     WHERE NOT EXISTS (SELECT FROM policy_parameter WHERE code = 'export.approvalRows')`,
  )
  const supervisor = await anActor('SUPERVISOR', PLACES.county, 'COUNTY')
  const leader = await anActor('COUNTY_LEADER', PLACES.county, 'COUNTY')
  const colleague = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  for (const village of [PLACES.village, PLACES.village, PLACES.siblingVillage, PLACES.otherTownshipVillage]) {
    await aHousehold(village)
  }
  await aHousehold(PLACES.village, { poverty_status: 'NOT_EXITED', exit_year: null })
  await aHousehold(PLACES.otherCountyVillage)
  return { supervisor, leader, colleague }
}

/** Somebody new, and the usual threshold: a person asks ten times an hour at most, and every tale has its own. */
export async function freshOffice(): Promise<Actor> {
  await threshold(500)
  return anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
}
