import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getWall } from '@/lib/indicators/queries/wall'
import type { Actor } from '@/lib/platform/actor'
import { unscoped, withScope } from '@/lib/platform/db'
import { may } from '@/lib/platform/permissions'
import { getToday } from '@/lib/worklist/queries'
import {
  aClue,
  aHousehold,
  anActor,
  aPairing,
  aPromise,
  aVisit,
  closeOwner,
  layGround,
  owner,
  PLACES,
} from '../support/builders'

const AT = new Date('2026-03-26T08:00:00+08:00')
let secretary: Actor
let helper: Actor

beforeAll(async () => {
  await layGround()
  for (const [key, months] of [
    ['notExited', 1],
    ['monitored', 1],
    ['exited', 3],
    ['removed', 3],
  ] as const) {
    await owner().query(
      `INSERT INTO policy_parameter (id, code, applies_to, valid_from, value, unit, source, certainty)
       VALUES ($1, $2, '', '2010-01-01', $3, 'months', 'test', 'HIGH') ON CONFLICT DO NOTHING`,
      [randomUUID(), `visit.periodMonths.${key}`, months],
    )
  }
  secretary = await anActor('FIRST_SECRETARY', PLACES.village, 'VILLAGE')
  helper = await anActor('PAIRED_HELPER', PLACES.village, 'VILLAGE')
})

afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

async function dayOf(actor: Actor, at = AT) {
  const today = await withScope(actor, (ctx) => getToday(ctx), { at })
  if (today?.desk !== 'FIELD') throw new Error('not a field desk')
  return today.day
}

test('a day without anything due says so', async () => {
  expect(await dayOf(secretary)).toMatchObject({ visitsDue: 0, clues: 0, promises: 0, stops: 0, rows: [] })
})

test('one household gathers its visit, its clue and its promise; the most urgent household comes first', async () => {
  const calm = await aHousehold(PLACES.village, {
    poverty_status: 'NOT_EXITED',
    head_name: '甲',
    last_visited_on: '2026-02-20',
  })
  const pressed = await aHousehold(PLACES.village, {
    poverty_status: 'EXITED',
    head_name: '乙',
    last_visited_on: '2026-01-08',
    next_visit_on: '2026-03-20',
  })
  const visit = await aVisit(pressed, secretary, '2026-01-08')
  await aPromise(pressed, visit, secretary, '2026-03-26')
  await aClue(pressed, secretary)
  const day = await dayOf(secretary)
  expect(day).toMatchObject({
    visitsDue: 2,
    visitsOverdue: 1,
    clues: 1,
    cluesOverdue: 0,
    promises: 1,
    promisesToday: 1,
    stops: 2,
  })
  expect(
    day.rows.map(({ headName, tasks }) => [headName, ...tasks.map(({ kind, dueOn }) => `${kind} ${dueOn}`)]),
  ).toEqual([
    ['乙', 'VISIT 2026-03-20', 'PROMISE 2026-03-26', 'CLUE 2026-03-29'],
    ['甲', 'VISIT 2026-03-31'],
  ])
  expect(day.rows[1]?.tasks[0]).toMatchObject({ from: '2026-03-01', until: '2026-03-31' })
  expect(calm.id).toBe(day.rows[1]?.id)
})

test('what the wall counts as not yet visited is what the day lists as to be visited', async () => {
  for (let each = 0; each < 6; each++) {
    await aHousehold(PLACES.village, {
      poverty_status: each % 2 ? 'EXITED' : 'RELAPSED',
      last_visited_on: each % 3 ? '2026-03-02' : null,
    })
  }
  const wall = await withScope(secretary, (ctx) => getWall(ctx, PLACES.village), { at: AT })
  const { numerator = 0, denominator = 0 } = wall?.figures.visitCoverage ?? {}
  const day = await dayOf(secretary)
  expect(day.rows.filter(({ tasks }) => tasks.some(({ kind, from }) => kind === 'VISIT' && from)).length).toBe(
    denominator - numerator,
  )
})

test('a helper is sent to the paired households only, and has no wall', async () => {
  const own = await aHousehold(PLACES.village, { poverty_status: 'NOT_EXITED', head_name: '丙' })
  await aPairing(own, helper)
  const day = await dayOf(helper)
  expect(day.rows.map(({ headName }) => headName)).toEqual(['丙'])
  expect(may('PAIRED_HELPER', 'dashboard:read')).toBe(false)
  expect(await withScope(helper, (ctx) => ctx.db.villageTally.count())).toBe(0)
  expect(await withScope(secretary, (ctx) => ctx.db.villageTally.count())).toBeGreaterThan(0)
})

test('days later the same list is overdue', async () => {
  const day = await dayOf(secretary, new Date('2026-03-31T08:00:00+08:00'))
  expect(day.cluesOverdue).toBe(1)
  expect(day.promisesOverdue).toBe(1)
})

test('an office gets clues by deadline and villages behind; viewers and administrators get no list', async () => {
  const office = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  await owner().query(
    `INSERT INTO indicator_target (id, indicator, applies_to, period_start, period_end, baseline, value, issued_by, document)
     VALUES ($1, 'visitCoverage', '130799', '2026-01-01', '2026-03-31', 0, 100, 'test', 'test')`,
    [randomUUID()],
  )
  const today = await withScope(office, (ctx) => getToday(ctx), { at: AT })
  if (today?.desk !== 'OFFICE') throw new Error('not an office')
  expect(today.day).toMatchObject({ clues: 1, cluesOverdue: 0 })
  expect(today.day.rows[0]).toMatchObject({ headName: '乙', verifyBy: '2026-03-29' })
  expect(today.behind.villages.map(({ place }) => place.code)).toEqual([PLACES.village])
  const viewer = await anActor('PROVINCE_CITY_VIEWER', PLACES.city, 'CITY')
  const admin = await anActor('ADMINISTRATOR', PLACES.county, 'COUNTY')
  expect(await withScope(viewer, (ctx) => getToday(ctx), { at: AT })).toEqual({ desk: 'WALL' })
  expect(await withScope(admin, (ctx) => getToday(ctx), { at: AT })).toEqual({ desk: 'ADMIN' })
})

test('a village of 520 households to visit is listed in parts', async () => {
  await owner().query(
    `INSERT INTO household (county_code, id, region_code, household_no, household_type, poverty_status, head_name, member_count)
     SELECT '130799', gen_random_uuid(), $1, 'M' || n, 'POOR_GENERAL', 'NOT_EXITED', '丁', 1 FROM generate_series(1, 520) n`,
    [PLACES.siblingVillage],
  )
  const sibling = await anActor('VILLAGE_CADRE', PLACES.siblingVillage, 'VILLAGE')
  const [first, all] = await Promise.all(
    [false, true].map((whole) => withScope(sibling, (ctx) => getToday(ctx, whole), { at: AT })),
  )
  expect(first).toMatchObject({ day: { visitsDue: 520, stops: 520, rows: { length: 50 } } })
  expect(all).toMatchObject({ day: { stops: 520, rows: { length: 500 } } })
})
