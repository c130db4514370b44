import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cancelDeadlines, meetDeadline, openDeadline } from '@/lib/deadlines/commands/keep'
import { DEADLINE_KINDS, type DeadlineKind } from '@/lib/deadlines/schema'
import type { Actor } from '@/lib/platform/actor'
import { unscoped, withScope } from '@/lib/platform/db'
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
import { layCalendar, layPolicy } from '../support/policy'

let secretary: Actor
let household: BuiltHousehold

beforeAll(async () => {
  await layGround()
  await layPolicy()
  await layCalendar()
  secretary = await anActor('FIRST_SECRETARY', PLACES.village, 'VILLAGE')
  household = await aHousehold()
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const at = (day: string) => ({ at: new Date(`${day}T08:00:00+08:00`) })
const placeOf = ({ countyCode, id, regionCode }: BuiltHousehold) => ({ countyCode, householdId: id, regionCode })
const open = (
  kind: DeadlineKind,
  subjectId: string,
  from = '2026-03-20',
  actor = secretary,
  over: { dueOn?: string } = {},
) =>
  withScope(
    actor,
    (ctx) =>
      openDeadline(ctx, { place: placeOf(household), kind, subject: { kind: 'CLUE', id: subjectId }, from, ...over }),
    at(from),
  )
const meet = (kind: DeadlineKind, subjectId: string, on: string, lateReason?: string) =>
  withScope(secretary, (ctx) => meetDeadline(ctx, { countyCode: '130799', kind, subjectId, on, lateReason }), at(on))
const rowOf = async (subjectId: string) =>
  (
    await owner().query(
      `SELECT kind, status, level, clock, days, due_on::text, amber_on::text, met_on::text, met_by, is_late, late_reason
       FROM deadline WHERE subject_id = $1 ORDER BY kind, status`,
      [subjectId],
    )
  ).rows
const asApp = (sql: string, actor = secretary) => withScope(actor, ({ db }) => db.$executeRawUnsafe(sql))

test('a deadline of every kind opens with the days of its policy value', async () => {
  for (const kind of DEADLINE_KINDS.filter((each) => each !== 'MOVE_ANSWER')) {
    const subject = randomUUID()
    const { dueOn } = await open(kind, subject)
    expect(dueOn > '2026-03-20', kind).toBe(true)
    expect(await rowOf(subject), kind).toMatchObject([{ kind, status: 'OPEN', due_on: dueOn, is_late: null }])
  }
})

test('opening again is opening once; another kind of the same subject runs beside it', async () => {
  const subject = randomUUID()
  const first = await open('HOME_CHECK', subject)
  expect(await open('HOME_CHECK', subject, '2026-03-22')).toEqual(first)
  await open('IDENTIFY', subject)
  expect(await rowOf(subject)).toMatchObject([
    { kind: 'HOME_CHECK', due_on: '2026-03-23', amber_on: '2026-03-22', level: 'VILLAGE' },
    { kind: 'IDENTIFY', due_on: '2026-04-04', amber_on: '2026-03-30', level: 'COUNTY' },
  ])
})

test('two at once open one', async () => {
  const subject = randomUUID()
  const answers = await Promise.all([open('PLAN', subject), open('PLAN', subject), open('PLAN', subject)])
  expect(new Set(answers.map(({ dueOn }) => dueOn)).size).toBe(1)
  expect(await rowOf(subject)).toHaveLength(1)
})

test('working days are counted where the policy value says so', async () => {
  const subject = randomUUID()
  expect(await open('RELIEF_DECISION', subject, '2026-09-18')).toEqual({ dueOn: '2026-10-09' })
  expect(await rowOf(subject)).toMatchObject([{ clock: 'WORKING', days: 10, level: 'TOWNSHIP' }])
})

test('met in time is not late and takes no reason', async () => {
  const subject = randomUUID()
  await open('HOME_CHECK', subject)
  expect(await meet('HOME_CHECK', subject, '2026-03-23', 'snow')).toEqual({ isLate: false })
  expect(await rowOf(subject)).toMatchObject([
    { status: 'MET', met_on: '2026-03-23', met_by: secretary.userId, is_late: false, late_reason: null },
  ])
})

test('met late is allowed, marked, and keeps its reason', async () => {
  const subject = randomUUID()
  await open('HOME_CHECK', subject)
  expect(await meet('HOME_CHECK', subject, '2026-03-24', 'snow')).toEqual({ isLate: true })
  expect(await rowOf(subject)).toMatchObject([{ status: 'MET', is_late: true, late_reason: 'snow' }])
})

test('meeting what is not open changes nothing', async () => {
  const subject = randomUUID()
  expect(await meet('PLAN', subject, '2026-03-24')).toEqual({ isLate: null })
  await open('PLAN', subject)
  await meet('PLAN', subject, '2026-03-21')
  expect(await meet('PLAN', subject, '2026-03-25')).toEqual({ isLate: null })
  expect(await rowOf(subject)).toMatchObject([{ met_on: '2026-03-21' }])
})

test('a subject that ends another way cancels what was open of it, and nothing else', async () => {
  const subject = randomUUID()
  await open('HOME_CHECK', subject)
  await open('COMPARISON', subject)
  await meet('HOME_CHECK', subject, '2026-03-21')
  const cancel = () => withScope(secretary, (ctx) => cancelDeadlines(ctx, { countyCode: '130799', subjectId: subject }))
  expect(await cancel()).toBe(1)
  expect(await cancel()).toBe(0)
  expect(await rowOf(subject)).toMatchObject([
    { kind: 'HOME_CHECK', status: 'MET' },
    { kind: 'COMPARISON', status: 'CANCELLED', met_on: null },
  ])
})

test('after a deadline was met another of the same kind may open', async () => {
  const subject = randomUUID()
  await open('REASSESSMENT', subject)
  await meet('REASSESSMENT', subject, '2026-06-01')
  expect(await open('REASSESSMENT', subject, '2026-06-01')).toEqual({ dueOn: '2026-09-01' })
  expect(await rowOf(subject)).toHaveLength(2)
})

test('the database keeps the promises against whoever writes past the commands', async () => {
  const subject = randomUUID()
  await open('HOME_CHECK', subject)
  const where = `WHERE subject_id = '${subject}'`
  await expect(asApp(`UPDATE deadline SET due_on = due_on + 30 ${where}`)).rejects.toThrow('permission denied')
  await expect(asApp(`DELETE FROM deadline ${where}`)).rejects.toThrow('permission denied')
  await expect(asApp(`UPDATE deadline SET met_on = '2026-03-21' ${where}`)).rejects.toThrow('deadline_met_has_day')
  await expect(asApp(`UPDATE deadline SET status = 'MET' ${where}`)).rejects.toThrow('deadline_met_has_day')
  await expect(
    asApp(`UPDATE deadline SET status = 'MET', met_on = '2026-03-21', late_reason = 'x' ${where}`),
  ).rejects.toThrow('deadline_reason_of_a_late_one')
  await expect(
    owner().query(`INSERT INTO deadline (county_code, id, region_code, household_id, kind, subject_kind, subject_id, starts_on, due_on, amber_on, clock, days, level)
      SELECT county_code, gen_random_uuid(), region_code, household_id, kind, subject_kind, subject_id, starts_on, due_on, amber_on, clock, days, level FROM deadline ${where}`),
  ).rejects.toThrow('deadline_one_open')
  await expect(owner().query(`UPDATE deadline SET kind = 'PLAN' ${where}`)).rejects.toThrow(
    'what it is about never changes',
  )
  await expect(owner().query(`UPDATE deadline SET amber_on = due_on + 1 ${where}`)).rejects.toThrow(
    'deadline_days_in_order',
  )
  await meet('HOME_CHECK', subject, '2026-03-25')
  for (const set of [
    `status = 'OPEN', met_on = NULL, met_by = NULL`,
    `met_on = '2026-03-22'`,
    `household_id = gen_random_uuid()`,
  ]) {
    await expect(owner().query(`UPDATE deadline SET ${set} ${where}`), set).rejects.toThrow('never changes')
  }
  expect(await asApp(`UPDATE deadline SET late_reason = 'snow' ${where}`)).toBe(1)
  await expect(asApp(`UPDATE deadline SET late_reason = 'sun' ${where}`)).rejects.toThrow('never changes')
})

test('nobody opens or meets a deadline beyond his village, and a helper only of his own households', async () => {
  const subject = randomUUID()
  await open('HOME_CHECK', subject)
  const neighbour = await anActor('FIRST_SECRETARY', PLACES.siblingVillage, 'VILLAGE')
  await expect(open('PLAN', subject, '2026-03-20', neighbour)).rejects.toThrow('row-level security')
  const helper = await anActor('PAIRED_HELPER', PLACES.village, 'VILLAGE')
  const seen = (actor: Actor) => withScope(actor, ({ db }) => db.deadline.count({ where: { subjectId: subject } }))
  expect(await seen(neighbour)).toBe(0)
  expect(await seen(helper)).toBe(0)
  await aPairing(household, helper)
  expect(await seen(helper)).toBe(1)
  expect(await seen(await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP'))).toBe(1)
  expect(
    await withScope(neighbour, (ctx) =>
      meetDeadline(ctx, { countyCode: '130799', kind: 'HOME_CHECK', subjectId: subject, on: '2026-03-21' }),
    ),
  ).toEqual({ isLate: null })
})
