import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unscoped, withScope } from '@/lib/platform/db'
import { nextOf, STEPS } from '@/lib/support/lifecycle'
import { MEASURE_STATUSES, type MeasureStatus } from '@/lib/support/schema'
import { PROJECT_STATUSES, type ProjectStatus } from '@/lib/support/schema/project'
import { aHousehold, type BuiltHousehold, closeOwner, layGround, owner } from '../support/builders'
import { aMeasure, helpers, layTypes, measureRow } from '../support/measures'
import { aProject } from '../support/projects'

let people: Awaited<ReturnType<typeof helpers>>
let household: BuiltHousehold

beforeAll(async () => {
  await layGround()
  await layTypes()
  people = await helpers()
  household = await aHousehold()
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const ok = (work: Promise<unknown>) =>
  work.then(
    () => true,
    (error: { code: string }) => {
      expect(error.code).toBe('23514')
      return false
    },
  )

/** Whatever a row of that status needs beside it, so that only the step itself can be refused. */
const BESIDE: Record<MeasureStatus, string> = {
  PLANNED: 'started_on = NULL, started_by = NULL, delivered_on = NULL, delivered_by = NULL, counts_on = planned_on',
  IN_PROGRESS: `started_on = '2026-03-12', started_by = recorded_by, delivered_on = NULL, delivered_by = NULL, counts_on = '2026-03-12'`,
  DELIVERED: `started_on = '2026-03-12', started_by = recorded_by, delivered_on = '2026-03-15', delivered_by = recorded_by, counts_on = '2026-03-15'`,
  CONFIRMED_BY_HOUSEHOLD: `started_on = '2026-03-12', started_by = recorded_by, delivered_on = '2026-03-15', delivered_by = recorded_by,
    counts_on = '2026-03-15', confirmed_on = '2026-03-16', confirmed_by = gen_random_uuid(), signer = 'A'`,
  CANCELLED: `cancelled_on = '2026-03-20', cancelled_by = recorded_by, cancel_reason = 'WRONG'`,
}

describe('the database takes the same steps of a measure as the code', () => {
  it.each(MEASURE_STATUSES)('from %s', async (from) => {
    const wrong: string[] = []
    for (const to of MEASURE_STATUSES) {
      if (to === from) continue
      const id = await aMeasure(household, people.cadre, from)
      const taken = await ok(
        owner().query(`UPDATE support_measure SET status = $2::"MeasureStatus", ${BESIDE[to]} WHERE id = $1`, [id, to]),
      )
      const known = STEPS.some((step) => step.from.includes(from) && step.to === to)
      if (taken !== known) wrong.push(`${from} > ${to}: ${taken}`)
    }
    expect(wrong).toEqual([])
  })
})

describe('the database takes the same steps of a project as the code', () => {
  it.each(PROJECT_STATUSES)('from %s', async (from) => {
    const wrong: string[] = []
    for (const to of PROJECT_STATUSES) {
      if (to === from) continue
      const id = await aProject(from)
      const at = (status: ProjectStatus) => PROJECT_STATUSES.indexOf(status)
      const isStarted = at(to) >= at('STARTED')
      const isComplete = at(to) >= at('COMPLETED')
      const taken = await ok(
        owner().query(
          `UPDATE support_project SET status = $2::"ProjectStatus", started_on = $3, completed_on = $4, progress = greatest(progress, $5) WHERE id = $1`,
          [id, to, isStarted ? '2026-02-01' : null, isComplete ? '2026-03-01' : null, isComplete ? 100 : 0],
        ),
      )
      if (taken !== (nextOf(from) === to)) wrong.push(`${from} > ${to}: ${taken}`)
    }
    expect(wrong).toEqual([])
  })
})

describe('what the database keeps of a measure, whoever writes', () => {
  const change = (id: string, set: string) => ok(owner().query(`UPDATE support_measure SET ${set} WHERE id = $1`, [id]))

  it.each([
    [
      'who delivered confirms',
      'DELIVERED',
      `status = 'CONFIRMED_BY_HOUSEHOLD', confirmed_on = '2026-03-16', confirmed_by = delivered_by, signer = 'A'`,
    ],
    [
      'a confirmation nobody signed',
      'DELIVERED',
      `status = 'CONFIRMED_BY_HOUSEHOLD', confirmed_on = '2026-03-16', confirmed_by = gen_random_uuid()`,
    ],
    ['another amount than was delivered', 'DELIVERED', 'amount_fen = amount_fen + 1'],
    ['money without a source', 'PLANNED', 'fund_source = NULL'],
    ['a negative amount', 'PLANNED', 'amount_fen = -1'],
    ['somebody else as the one who recorded it', 'PLANNED', 'recorded_by = gen_random_uuid()'],
    ['a list day of its own', 'PLANNED', `counts_on = '2020-01-01'`],
    [
      'delivered before it was started',
      'IN_PROGRESS',
      `status = 'DELIVERED', delivered_on = '2026-03-01', delivered_by = recorded_by, counts_on = '2026-03-01'`,
    ],
    [
      'cancelled without a reason',
      'PLANNED',
      `status = 'CANCELLED', cancelled_on = '2026-03-16', cancelled_by = recorded_by`,
    ],
    ['another effect after the household confirmed', 'CONFIRMED_BY_HOUSEHOLD', `effect = 'A'`],
    ['another title after it was cancelled', 'CANCELLED', `title = 'A'`],
  ])('not %s', async (_what, status, set) => {
    expect(await change(await aMeasure(household, people.cadre, status), set)).toBe(false)
  })

  it('the application deletes no measure, and reads none of a neighbour', async () => {
    const id = await aMeasure(household, people.cadre)
    const gone = withScope(people.cadre, (ctx) => ctx.db.supportMeasure.deleteMany({ where: { id } }))
    await expect(gone).rejects.toThrow(/permission denied/)
    expect(await withScope(people.neighbour, (ctx) => ctx.db.supportMeasure.findFirst({ where: { id } }))).toBeNull()
    expect(await measureRow(id)).toBeDefined()
  })
})
