import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addEvidence } from '@/lib/evidence/commands/add'
import { keepEvidencePiece } from '@/lib/evidence/commands/keep-piece'
import { withdrawEvidence } from '@/lib/evidence/commands/withdraw'
import { listEvidence } from '@/lib/evidence/queries/list'
import { getFilePlace, getPiece } from '@/lib/evidence/queries/piece'
import type { Actor } from '@/lib/platform/actor'
import { execute } from '@/lib/platform/command'
import { unscoped, withScope } from '@/lib/platform/db'
import { sumOf } from '@/lib/platform/files/pieces'
import { reportTask } from '@/lib/yearplans/commands/task'
import { getEntry, getPlanHead, listTasks } from '@/lib/yearplans/queries/plan'
import { aHousehold, anActor, anEvidence, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { aFileFolder, fresh } from '../support/evidence'
import { tryTo } from '../support/measures'
import { said } from '../support/outbox'
import { fileOf } from '../support/photos'
import { aVillagePlan } from '../support/yearplans'

const removeFolder = aFileFolder()
const people = {} as Record<'secretary' | 'clerk' | 'office' | 'supervisor' | 'helper' | 'neighbour', Actor>
const entryId = randomUUID()
let planId: string

beforeAll(async () => {
  await layGround()
  people.secretary = await anActor('FIRST_SECRETARY', PLACES.village, 'VILLAGE')
  people.clerk = await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP')
  people.office = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  people.supervisor = await anActor('SUPERVISOR', PLACES.county, 'COUNTY')
  people.helper = await anActor('PAIRED_HELPER', PLACES.village, 'VILLAGE')
  people.neighbour = await anActor('VILLAGE_CADRE', PLACES.siblingVillage, 'VILLAGE')
  const { id, taskId } = await aVillagePlan()
  planId = id
  const entry = { id: entryId, taskId, doneOn: '2020-03-10', percent: 30, content: '种子化肥到户' }
  expect(await tryTo(people.secretary, reportTask, entry)).toBe('done')
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
  removeFolder()
})

const about = (over: object = {}) => ({
  id: randomUUID(),
  subjectKind: 'TASK_ENTRY',
  subjectId: entryId,
  origin: 'ON_SITE',
  ...over,
})
async function add(actor: Actor, over: object = {}) {
  const input = about({ file: fileOf(await fresh()), ...over })
  return { id: input.id, said: await said(execute(actor, addEvidence, input, { id: input.id })) }
}
const photosOf = async (actor: Actor) => {
  const tasks = await withScope(actor, async (ctx) => listTasks(ctx, await getPlanHead(ctx, planId)))
  return tasks[0]?.entries[0]?.photos
}

it('an entry of a village’s year carries photos of those who keep it, seen by whoever sees the year', async () => {
  const [mine, another] = [await add(people.secretary), await add(people.clerk)]
  expect([mine.said, another.said]).toEqual(['done', 'done'])
  const row = (await owner().query('SELECT * FROM evidence WHERE id = $1', [mine.id])).rows[0]
  expect(row).toMatchObject({
    household_id: null,
    finding_id: null,
    task_entry_id: entryId,
    region_code: PLACES.village,
  })
  for (const actor of [people.secretary, people.clerk, people.office, people.supervisor]) {
    expect([actor.role, (await photosOf(actor))?.total]).toEqual([actor.role, 2])
    const subject = { kind: 'TASK_ENTRY', id: entryId } as const
    expect((await withScope(actor, (ctx) => listEvidence(ctx, { subject }))).total).toBe(2)
    expect(await withScope(actor, (ctx) => getPiece(ctx, mine.id))).toMatchObject({
      recordNo: '2020-1',
      householdId: null,
    })
  }
  expect((await withScope(people.office, (ctx) => getEntry(ctx, entryId))).content).toBe('种子化肥到户')
  for (const actor of [people.helper, people.neighbour])
    await expect(withScope(actor, (ctx) => getFilePlace(ctx, mine.id))).rejects.toThrow()
  const withdraw = { evidenceId: mine.id, version: 1, reason: '拍错了' }
  expect(await said(execute(people.clerk, withdrawEvidence, withdraw, { id: randomUUID() }))).toBe('evidence.notYours')
  expect(await said(execute(people.secretary, withdrawEvidence, withdraw, { id: randomUUID() }))).toBe('done')
  expect((await photosOf(people.office))?.total).toBe(1)
})

it('takes none of those who only look at it, nor for an entry of others, and a large one comes in pieces', async () => {
  for (const actor of [people.office, people.supervisor, people.helper, people.neighbour])
    expect([actor.role, (await add(actor)).said]).toEqual([actor.role, 'notFound'])
  expect((await add(people.secretary, { subjectId: randomUUID() })).said).toBe('notFound')
  const household = await aHousehold()
  expect((await add(people.secretary, { householdId: household.id })).said).toBe('notFound')
  const bytes = await fresh()
  const piece = {
    evidenceId: randomUUID(),
    taskEntryId: entryId,
    sum: sumOf(bytes),
    no: 0,
    file: fileOf(bytes, 'piece'),
  }
  expect(await said(execute(people.office, keepEvidencePiece, piece, { id: randomUUID() }))).toBe('notFound')
  expect(await said(execute(people.secretary, keepEvidencePiece, piece, { id: randomUUID() }))).toBe('done')
  const whole = about({ id: piece.evidenceId, sum: piece.sum, pieces: 1, fileName: 'a.jpg' })
  expect(await said(execute(people.secretary, addEvidence, whole, { id: whole.id }))).toBe('done')
})

it('stands with its entry alone, by SQL too', async () => {
  const household = await aHousehold()
  const row = (over: object) =>
    anEvidence(household, people.secretary, {
      household_id: null,
      task_entry_id: entryId,
      subject_kind: 'TASK_ENTRY',
      subject_id: entryId,
      ...over,
    })
  const piece = await row({})
  await expect(row({ household_id: household.id })).rejects.toThrow()
  await expect(row({ subject_id: household.id })).rejects.toThrow('not one of this household')
  await expect(row({ subject_kind: 'FINDING' })).rejects.toThrow('not one of this household')
  await expect(row({ task_entry_id: null })).rejects.toThrow('evidence_of_household_or_line')
  await expect(row({ region_code: PLACES.siblingVillage })).rejects.toThrow(
    'evidence_county_code_task_entry_id_region_code_fkey',
  )
  const copy = (actor: Actor) =>
    withScope(actor, ({ db }) =>
      db.$executeRawUnsafe(
        `INSERT INTO evidence SELECT (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid()))).* FROM evidence e WHERE e.id = '${piece}'`,
      ),
    )
  await expect(copy(people.office)).rejects.toThrow('of_a_year_by_the_village')
  expect(await copy(people.neighbour)).toBe(0)
  expect(await copy(people.secretary)).toBe(1)
})
