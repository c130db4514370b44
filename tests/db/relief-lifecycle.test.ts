import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unscoped, withScope } from '@/lib/platform/db'
import { STEPS } from '@/lib/relief/lifecycle'
import { RELIEF_STATUSES, type ReliefStatus } from '@/lib/relief/schema/applications'
import { APPLIED_LINES, type AppliedLine } from '@/lib/relief/schema/lines'
import { aHousehold, anActor, closeOwner, insert, layGround, owner, PLACES } from '../support/builders'

beforeAll(layGround)
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const ENDED: readonly ReliefStatus[] = ['REJECTED', 'CONFIRMED', 'REVOKED']
const DECIDED: readonly ReliefStatus[] = ['APPROVED', 'DISBURSED', 'CONFIRMED', 'REVOKED']

/** What a row of this status carries besides. */
const columnsOf = (line: AppliedLine, status: ReliefStatus, by: string[]) => ({
  status,
  applied_by: status === 'DRAFT' ? null : by[0],
  applied_on: status === 'DRAFT' ? null : '2026-01-02',
  granted_fen: DECIDED.includes(status) ? 50_000 : null,
  level: DECIDED.includes(status) ? (line === 3 || line === 6 ? 'TOWNSHIP' : 'COUNTY') : null,
  approved_by: DECIDED.includes(status) ? by[1] : null,
  approved_on: DECIDED.includes(status) ? '2026-01-03' : null,
  disbursed_by: ['DISBURSED', 'CONFIRMED'].includes(status) ? by[2] : null,
  disbursed_on: ['DISBURSED', 'CONFIRMED'].includes(status) ? '2026-01-03' : null,
  reject_reason: status === 'REJECTED' ? 'OTHER' : null,
  recovered_fen: status === 'REVOKED' ? 0 : null,
  ended_on: ENDED.includes(status) ? '2026-01-03' : null,
})

async function anApplicationThatIs(line: AppliedLine, status: ReliefStatus, by: string[]): Promise<string> {
  const { countyCode, regionCode, id: householdId } = await aHousehold()
  const [eventId, id] = [randomUUID(), randomUUID()]
  const place = { county_code: countyCode, region_code: regionCode, household_id: householdId }
  const recorded = { recorded_by: by[0], recorded_by_name: 'x', recorded_at: '2026-01-01T02:00:00Z' }
  await insert('relief_event', {
    ...place,
    ...recorded,
    id: eventId,
    event_no: eventId.slice(0, 18),
    cause: 'ILLNESS',
    happened_on: '2026-01-01',
    total_fen: 1_000_000,
  })
  if (line === 6)
    await owner().query(
      `INSERT INTO relief_line_mark (county_code, event_id, line, mark_no, region_code, household_id, state, reason, marked_on, marked_by, marked_by_name)
       SELECT $1, $2, n, n, $3, $4, 'NOT_APPLICABLE', 'x', '2026-01-01', $2, 'x' FROM generate_series(1, 5) n`,
      [countyCode, eventId, regionCode, householdId],
    )
  await insert('relief_application', {
    ...place,
    id,
    event_id: eventId,
    application_no: id.slice(0, 18),
    line,
    applicant_name: 'x',
    manner: 'CASH',
    claimed_fen: 50_000,
    drafted_by: by[0],
    last_step_on: '2026-01-02',
    ...columnsOf(line, status, by),
  })
  return id
}

describe.each(APPLIED_LINES)('line %i: the database takes the same steps as the code', (line) => {
  it.each(RELIEF_STATUSES)('from %s', async (from) => {
    const wrong: string[] = []
    for (const to of RELIEF_STATUSES) {
      if (to === from) continue
      const by = [randomUUID(), randomUUID(), randomUUID()]
      const id = await anApplicationThatIs(line, from, by)
      const wanted = Object.entries({ ...columnsOf(line, to, by), last_step_on: '2026-01-04' })
      const kept = from === 'CONFIRMED' || from === 'DISBURSED' ? ['disbursed_by', 'disbursed_on'] : []
      const columns = wanted.filter(([name]) => !kept.includes(name))
      const taken = await owner()
        .query(
          `UPDATE relief_application SET ${columns.map(([name], index) => `${name} = $${index + 2}`).join(', ')} WHERE id = $1`,
          [id, ...columns.map(([, value]) => value)],
        )
        .then(() => true)
        .catch((error: { code: string }) => {
          expect(error.code).toBe('23514')
          return false
        })
      const knows = STEPS[line].some((step) => step.from.includes(from) && step.to === to)
      if (taken !== knows) wrong.push(`${from} > ${to}: ${taken}`)
    }
    expect(wrong).toEqual([])
  })
})

it('an application of the app begins as a draft', async () => {
  const id = await anApplicationThatIs(3, 'DRAFT', [randomUUID(), randomUUID(), randomUUID()])
  const actor = await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP')
  const copy = (status: string) =>
    withScope(actor, ({ db }) =>
      db.$executeRawUnsafe(
        `INSERT INTO relief_application SELECT (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(), 'application_no', '${status}', 'line', 2,
           'status', '${status}'))).* FROM relief_application a WHERE id = '${id}'`,
      ),
    )
  await expect(copy('APPLIED')).rejects.toThrow('begins as a draft')
  expect(await copy('DRAFT')).toBe(1)
})
