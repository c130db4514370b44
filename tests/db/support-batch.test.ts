import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { execute } from '@/lib/platform/command'
import { unscoped } from '@/lib/platform/db'
import { recordBatch, undoBatch } from '@/lib/support/commands/batch'
import { startMeasure } from '@/lib/support/commands/step'
import { aHousehold, anEvidence, type BuiltHousehold, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { aCase, aMeasure, caseStatus, helpers, layTypes, TOLD, tryTo } from '../support/measures'

let people: Awaited<ReturnType<typeof helpers>>
let all: BuiltHousehold[]

beforeAll(async () => {
  await layGround()
  await layTypes()
  people = await helpers()
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})
beforeEach(async () => {
  all = [await aHousehold(), await aHousehold(), await aHousehold()]
})

const { title, ...told } = TOLD
const batch = (over: object = {}) => ({
  ...told,
  id: randomUUID(),
  title,
  households: all.map(({ id }) => id),
  ...over,
})
const measuresOf = async (batchId: string) =>
  (await owner().query('SELECT * FROM support_measure WHERE batch_id = $1 ORDER BY household_id', [batchId])).rows
const undo = (who: keyof typeof people, batchId: string) => tryTo(people[who], undoBatch, { batchId })
const [first, second, third] = [
  () => all[0] as BuiltHousehold,
  () => all[1] as BuiltHousehold,
  () => all[2] as BuiltHousehold,
]

describe('one measure for many households', () => {
  it('given one that has it and one that left, when entered, then they are left out and named, and the others get it', async () => {
    await aMeasure(first(), people.cadre)
    await owner().query(
      `UPDATE household SET is_active = false, left_on = '2026-03-01', left_reason = 'OTHER' WHERE id = $1`,
      [second().id],
    )
    const input = batch()
    const outcome = await execute(people.cadre, recordBatch as never, input, { id: randomUUID() })
    expect(outcome).toMatchObject({ ok: true, data: { batchId: input.id, given: 1 } })
    const { left } = (outcome as unknown as { data: { left: { id: string; why: string }[] } }).data
    expect(left.toSorted((a, b) => (a.why < b.why ? -1 : 1))).toEqual([
      { id: first().id, why: 'ALREADY' },
      { id: second().id, why: 'GONE' },
    ])
    expect(await measuresOf(input.id)).toMatchObject([
      { household_id: third().id, amount_fen: '500000', status: 'PLANNED' },
    ])
  })

  it('sent twice it is entered once; entered again as another deed nobody is left', async () => {
    const [input, sending] = [batch(), randomUUID()]
    expect(await tryTo(people.cadre, recordBatch, input, sending)).toBe('done')
    expect(await tryTo(people.cadre, recordBatch, input, sending)).toBe('replayed')
    expect(await measuresOf(input.id)).toHaveLength(3)
    expect(await tryTo(people.cadre, recordBatch, batch())).toBe('support.nobodyLeft')
  })

  it('two at the same moment give nobody the same twice', async () => {
    const answers = await Promise.all([
      tryTo(people.cadre, recordBatch, batch()),
      tryTo(people.secretary, recordBatch, batch({ households: all.map(({ id }) => id).toReversed() })),
    ])
    expect(answers.sort()).toEqual(['done', 'support.nobodyLeft'])
    const { rows } = await owner().query(
      'SELECT count(*)::int AS n FROM support_measure WHERE household_id = ANY($1)',
      [all.map(({ id }) => id)],
    )
    expect(rows[0].n).toBe(3)
  })

  it('a household beyond the scope stops the whole deed', async () => {
    const far = await aHousehold(PLACES.siblingVillage)
    const input = batch({ households: [...all.map(({ id }) => id), far.id] })
    expect(await tryTo(people.cadre, recordBatch, input)).toBe('notFound')
    expect(await measuresOf(input.id)).toEqual([])
    expect(await tryTo(people.clerk, recordBatch, input)).toBe('done')
    const { rows } = await owner().query('SELECT region_code FROM support_batch WHERE id = $1', [input.id])
    expect(rows[0].region_code).toBe(PLACES.township)
  })
})

describe('taking a batch back', () => {
  it('takes back every measure and what followed for monitored households', async () => {
    const caseId = await aCase(first())
    const input = batch()
    await tryTo(people.cadre, recordBatch, input)
    expect(await caseStatus(caseId)).toBe('SUPPORTED')
    expect(await undo('cadre', input.id)).toBe('done')
    expect(await measuresOf(input.id)).toEqual([])
    expect(
      (
        await owner().query(`SELECT FROM deadline d WHERE d.subject_kind = 'MEASURE'
      AND NOT EXISTS (SELECT FROM support_measure m WHERE m.id = d.subject_id)`)
      ).rowCount,
    ).toBe(0)
    expect(await caseStatus(caseId)).toBe('MONITORED')
    expect(await undo('cadre', input.id)).toBe('journal.closed')
  })

  it('leaves a case supported by help that came since', async () => {
    const caseId = await aCase(first())
    const input = batch()
    await tryTo(people.cadre, recordBatch, input)
    await aMeasure(first(), people.cadre, 'IN_PROGRESS', { case_id: caseId, type_code: 'HEA_DOCTOR' })
    expect(await undo('cadre', input.id)).toBe('done')
    expect(await caseStatus(caseId)).toBe('SUPPORTED')
  })

  it('refuses as a whole when somebody went on with one of its measures', async () => {
    const input = batch()
    await tryTo(people.cadre, recordBatch, input)
    const [one] = await measuresOf(input.id)
    expect(await tryTo(people.secretary, startMeasure, { measureId: one.id, version: 1, on: '2026-03-20' })).toBe(
      'done',
    )
    expect(await undo('cadre', input.id)).toBe('journal.dependent')
    expect(await measuresOf(input.id)).toHaveLength(3)
  })

  it('refuses when a photo hangs on one of its measures', async () => {
    const input = batch()
    await tryTo(people.cadre, recordBatch, input)
    const [one] = await measuresOf(input.id)
    const holder = all.find(({ id }) => id === one.household_id) as BuiltHousehold
    await anEvidence(holder, people.cadre, { subject_kind: 'MEASURE', subject_id: one.id })
    expect(await undo('cadre', input.id)).toBe('journal.dependent')
  })

  it('is for who entered it, or the township', async () => {
    const input = batch()
    await tryTo(people.cadre, recordBatch, input)
    expect(await undo('secretary', input.id)).toBe('support.notYours')
    expect(await undo('neighbour', input.id)).toBe('notFound')
    expect(await undo('clerk', input.id)).toBe('done')
  })
})
