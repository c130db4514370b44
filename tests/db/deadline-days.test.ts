import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { explainLate } from '@/lib/deadlines/commands/explain'
import { meetDeadline, openDeadline } from '@/lib/deadlines/commands/keep'
import type { DeadlineKind } from '@/lib/deadlines/schema'
import { getHousehold } from '@/lib/households/queries/record'
import type { Actor } from '@/lib/platform/actor'
import { execute } from '@/lib/platform/command'
import { addDays } from '@/lib/platform/days'
import { unscoped, withScope } from '@/lib/platform/db'
import { getToday } from '@/lib/worklist/queries'
import { type DeadlineQuery, listDeadlines } from '@/lib/worklist/queries/deadlines'
import {
  aClue,
  aHousehold,
  anActor,
  aPairing,
  aPromise,
  aVisit,
  type BuiltHousehold,
  closeOwner,
  layGround,
  owner,
  PLACES,
} from '../support/builders'
import { aDeadline } from '../support/deadlines'
import { layCalendar, layPolicy } from '../support/policy'

let secretary: Actor
let helper: Actor
let township: Actor
let county: Actor

beforeAll(async () => {
  await layGround()
  await layPolicy()
  await layCalendar()
  secretary = await anActor('FIRST_SECRETARY', PLACES.village, 'VILLAGE')
  helper = await anActor('PAIRED_HELPER', PLACES.village, 'VILLAGE')
  township = await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP')
  county = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const at = (day: string) => ({ at: new Date(`${day}T08:00:00+08:00`) })
const list = async (actor: Actor, day: string, query: Partial<DeadlineQuery> = {}) =>
  withScope(actor, (ctx) => listDeadlines(ctx, { tab: 'OPEN', ...query }), at(day))
const colourOn = async (subject: string, day: string) =>
  (await list(secretary, day)).rows.find(({ subjectId }) => subjectId === subject)?.colour

/** Whether a deadline waits on somebody's Today page on a day. */
async function waits(actor: Actor, subject: string, day: string): Promise<boolean> {
  const today = await withScope(actor, (ctx) => getToday(ctx, true), at(day))
  if (today?.desk === 'FIELD') return today.day.rows.some(({ tasks }) => tasks.some(({ id }) => id === subject))
  if (today?.desk === 'OFFICE') return today.deadlines.rows.some(({ subjectId }) => subjectId === subject)
  return false
}
const whoHas = async (subject: string, day: string) =>
  (
    await Promise.all(
      (
        [
          ['village', secretary],
          ['township', township],
          ['county', county],
        ] as const
      ).map(async ([name, actor]) => ((await waits(actor, subject, day)) ? name : '')),
    )
  ).filter(Boolean)

const placeOf = ({ countyCode, id, regionCode }: BuiltHousehold) => ({ countyCode, householdId: id, regionCode })
async function opened(
  kind: DeadlineKind,
  from: string,
): Promise<{ subject: string; household: BuiltHousehold; due: string }> {
  const household = await aHousehold()
  if (kind === 'PROMISE') {
    const subject = await aPromise(household, await aVisit(household, secretary, from), secretary, addDays(from, 15))
    return { subject, household, due: addDays(from, 15) }
  }
  const subject = randomUUID()
  const { dueOn } = await withScope(
    secretary,
    (ctx) => openDeadline(ctx, { place: placeOf(household), kind, subject: { kind: 'MEASURE', id: subject }, from }),
    at(from),
  )
  return { subject, household, due: dueOn }
}

/** By hand, from the shipped policy values of 2 March 2026: last day, first day it is near, who answers. */
const CASES: [DeadlineKind, string, string, 'village' | 'township' | 'county'][] = [
  ['CLUE_ASSIGN', '2026-03-03', '2026-03-03', 'county'],
  ['HOME_CHECK', '2026-03-05', '2026-03-04', 'village'],
  ['COMPARISON', '2026-03-07', '2026-03-06', 'county'],
  ['PUBLICITY', '2026-03-07', '2026-03-06', 'village'],
  ['IDENTIFY', '2026-03-17', '2026-03-12', 'county'],
  ['PLAN', '2026-03-12', '2026-03-09', 'village'],
  ['REASSESSMENT', '2026-06-02', '2026-05-03', 'village'],
  ['REMOVAL_CONTACT_VISIT', '2026-05-31', '2026-05-01', 'village'],
  ['MEASURE_FINISH', '2026-08-29', '2026-06-30', 'village'],
  ['RELIEF_DECISION', '2026-03-16', '2026-03-12', 'township'],
  ['RELIEF_PAYOUT', '2026-03-09', '2026-03-07', 'township'],
  ['WELFARE_POST_REVIEW', '2026-09-02', '2026-07-03', 'township'],
  ['PROMISE', '2026-03-17', '2026-03-12', 'village'],
]

test.each(CASES)(
  '%s with the clock in hand: given, near, due, over at the next level, over at the county, done late',
  async (kind, due, amber, level) => {
    const { subject, due: counted } = await opened(kind, '2026-03-02')
    expect(counted).toBe(due)
    const rising = ['village', 'township', 'county'].slice(['village', 'township', 'county'].indexOf(level))
    expect(await whoHas(subject, '2026-03-02')).toEqual([level])
    if (amber > '2026-03-02' && amber < due) expect(await colourOn(subject, addDays(amber, -1))).toBe('CALM')
    expect(await colourOn(subject, amber)).toBe(amber < due ? 'AMBER' : 'ORANGE')
    expect(await colourOn(subject, due)).toBe('ORANGE')
    expect(await whoHas(subject, due)).toEqual([level])
    expect(await colourOn(subject, addDays(due, 1))).toBe('RED')
    expect(await whoHas(subject, addDays(due, 1))).toEqual(rising.slice(0, 2))
    expect(await whoHas(subject, addDays(due, 3))).toEqual(rising.slice(0, 2))
    expect(await whoHas(subject, addDays(due, 4))).toEqual(rising)
    const met = addDays(due, 5)
    if (kind === 'PROMISE')
      await owner().query(`UPDATE visit_promise SET status = 'KEPT', kept_on = $2 WHERE id = $1`, [subject, met])
    else
      await withScope(
        secretary,
        (ctx) => meetDeadline(ctx, { countyCode: '130799', kind, subjectId: subject, on: met }),
        at(met),
      )
    expect(await whoHas(subject, met)).toEqual([])
    const late = (await list(secretary, met, { tab: 'LATE' })).rows.find(({ subjectId }) => subjectId === subject)
    expect(late).toMatchObject({ kind, metOn: met, lateReason: null })
  },
)

test('a clue is on the village list as its home check, on office lists once, with the deadline that comes next', async () => {
  const household = await aHousehold(PLACES.siblingVillage)
  const clue = await aClue(household, secretary)
  const neighbour = await anActor('VILLAGE_CADRE', PLACES.siblingVillage, 'VILLAGE')
  expect(await waits(neighbour, clue, '2026-03-20')).toBe(true)
  const office = async (actor: Actor, day: string) => {
    const today = await withScope(actor, (ctx) => getToday(ctx, true), at(day))
    if (today?.desk !== 'OFFICE') throw new Error('not an office')
    return {
      next: today.day.rows.find(({ id }) => id === clue)?.next,
      beside: today.deadlines.rows.filter(({ subjectId }) => subjectId === clue).length,
    }
  }
  expect(await office(township, '2026-04-05')).toEqual({
    next: { kind: 'HOME_CHECK', dueOn: '2026-03-29', amberOn: '2026-03-26', level: 'VILLAGE' },
    beside: 0,
  })
  await withScope(neighbour, (ctx) =>
    meetDeadline(ctx, { countyCode: '130799', kind: 'HOME_CHECK', subjectId: clue, on: '2026-03-24' }),
  )
  expect(await waits(neighbour, clue, '2026-03-25')).toBe(false)
  expect(await office(county, '2026-03-25')).toMatchObject({
    next: { kind: 'IDENTIFY', dueOn: '2026-04-10' },
    beside: 0,
  })
})

test('one household gathers its deadlines for one trip, and the counts are those of the list', async () => {
  const household = await aHousehold(PLACES.otherTownshipVillage, { head_name: '合' })
  for (const kind of ['PLAN', 'MEASURE_FINISH', 'REASSESSMENT']) await aDeadline(household, { kind })
  await aDeadline(household, { kind: 'IDENTIFY', level: 'COUNTY' })
  const cadre = await anActor('VILLAGE_CADRE', PLACES.otherTownshipVillage, 'VILLAGE')
  const today = await withScope(cadre, (ctx) => getToday(ctx), at('2026-03-27'))
  if (today?.desk !== 'FIELD') throw new Error('not a field desk')
  expect(today.day).toMatchObject({ stops: 1, deadlines: 3, deadlinesOverdue: 3 })
  expect(
    today.day.rows[0]?.tasks.flatMap(({ kind, deadline }) => (kind === 'DEADLINE' ? deadline : [])).sort(),
  ).toEqual(['MEASURE_FINISH', 'PLAN', 'REASSESSMENT'])
  await owner().query('UPDATE household SET is_active = false WHERE id = $1', [household.id])
  expect((await list(cadre, '2026-03-27')).rows).toEqual([])
})

test('the list: counts by colour, filters, who answers, how far it was raised, page after page', async () => {
  await owner().query(
    `INSERT INTO region (code, level, name, parent_code) VALUES ('130799101003', 'VILLAGE', '丙村', $1)`,
    [PLACES.otherTownship],
  )
  const village = '130799101003'
  const own = await anActor('FIRST_SECRETARY', village, 'VILLAGE')
  const mine = await aHousehold(village, { head_name: '一' })
  const friend = await anActor('PAIRED_HELPER', village, 'VILLAGE')
  await aPairing(mine, friend)
  await aDeadline(mine, { due_on: '2026-03-24', amber_on: '2026-03-20' })
  for (let each = 0; each < 60; each++) {
    await aDeadline(await aHousehold(village), {
      kind: each % 2 ? 'MEASURE_FINISH' : 'REASSESSMENT',
      due_on: addDays('2026-03-26', each),
      amber_on: addDays('2026-03-23', each),
      level: each % 3 ? 'VILLAGE' : 'TOWNSHIP',
    })
  }
  const all = await list(own, '2026-03-26')
  expect(all.counts).toEqual({ RED: 1, ORANGE: 1, AMBER: 3, CALM: 56, LATE: 0 })
  expect(all.rows).toHaveLength(50)
  const rest = await list(own, '2026-03-26', { after: all.next ?? '' })
  expect(rest.rows).toHaveLength(11)
  expect(new Set([...all.rows, ...rest.rows].map(({ id }) => id)).size).toBe(61)
  expect(rest.next).toBeNull()
  expect(all.rows[0]).toMatchObject({ name: '一', colour: 'RED', raisedTo: 'TOWNSHIP', answers: ['PAIRED_HELPER'] })
  expect(all.rows.find(({ level, name }) => level === 'VILLAGE' && name !== '一')?.answers).toEqual(['FIRST_SECRETARY'])
  expect(all.rows.find(({ level }) => level === 'TOWNSHIP')?.answers).toEqual([])
  expect((await list(own, '2026-03-26', { tab: 'AMBER' })).rows).toHaveLength(3)
  expect((await list(own, '2026-03-26', { kind: 'PLAN' })).rows).toHaveLength(1)
  expect((await list(own, '2026-03-26', { level: 'TOWNSHIP' })).rows).toHaveLength(20)
  expect((await list(own, '2026-03-26', { person: friend.userId })).rows.map(({ name }) => name)).toEqual(['一'])
  expect(all.people.map(({ id }) => id)).toEqual([friend.userId])
  expect((await list(friend, '2026-03-26')).rows.map(({ name }) => name)).toEqual(['一'])
  const viewer = await anActor('AUDITOR', PLACES.county, 'COUNTY')
  expect((await list(viewer, '2026-03-26', { region: village })).rows[0]?.name).toBe('*')
  await expect(list(own, '2026-03-26', { region: PLACES.village })).rejects.toThrow()
})

test('working days that reach into a year without holidays say so', async () => {
  const { subject } = await opened('RELIEF_DECISION', '2026-12-25')
  const row = (await list(township, '2026-12-26', { kind: 'RELIEF_DECISION' })).rows.find(
    ({ subjectId }) => subjectId === subject,
  )
  expect(row).toMatchObject({ clock: 'WORKING', days: 10, dueOn: '2027-01-08', years: ['2027'] })
})

test('a reason is asked for, given once, and told in the timeline', async () => {
  const { subject, household, due } = await opened('PLAN', '2026-03-02')
  const met = addDays(due, 2)
  await withScope(
    secretary,
    (ctx) => meetDeadline(ctx, { countyCode: '130799', kind: 'PLAN', subjectId: subject, on: met }),
    at(met),
  )
  const asked = async (day: string) => {
    const today = await withScope(secretary, (ctx) => getToday(ctx), at(day))
    return today?.desk === 'FIELD' ? today.late : -1
  }
  const before = await asked(met)
  expect(before).toBeGreaterThan(0)
  const { rows } = await owner().query('SELECT id FROM deadline WHERE subject_id = $1', [subject])
  const explain = (actor: Actor, reason: string) =>
    execute(actor, explainLate, { deadlineId: rows[0].id, reason }, { id: randomUUID() })
  expect(await explain(secretary, '短')).toMatchObject({ ok: false, kind: 'input' })
  const [one, two] = await Promise.all([explain(secretary, '大雪封路三天'), explain(township, '资料没有交齐')])
  const refused = [one, two].filter(({ ok }) => !ok)
  expect(refused).toMatchObject([{ kind: 'rule', code: 'deadlines.explainedAlready' }])
  expect(await asked(met)).toBe(before - 1)
  const record = await withScope(secretary, (ctx) => getHousehold(ctx, household.id), at(met))
  expect(record.events.find(({ kind }) => kind === 'LATE')).toMatchObject({
    day: met,
    what: 'PLAN',
    days: 2,
    by: 'FIRST_SECRETARY',
  })
  await aPairing(household, helper)
  expect((await list(helper, met, { tab: 'LATE' })).rows).toHaveLength(1)
})
