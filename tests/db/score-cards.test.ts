import { afterAll, beforeAll, expect, test } from 'vitest'
import { getScoreCards } from '@/lib/casework/queries/score-cards'
import type { Part } from '@/lib/casework/rules/score-card'
import { listFindings } from '@/lib/findings/queries/list'
import { listBehind } from '@/lib/indicators/queries/behind'
import { getWall } from '@/lib/indicators/queries/wall'
import type { Actor } from '@/lib/platform/actor'
import { type Ctx, unscoped, withScope } from '@/lib/platform/db'
import { listCasesByHelp } from '@/lib/support/queries/cases'
import { aHousehold, anActor, closeOwner, insert, layGround, PLACES } from '../support/builders'
import { aFinding } from '../support/findings'
import { aCase, aMeasure, layTypes } from '../support/measures'
import { layPolicy } from '../support/policy'

const at = new Date('2026-03-20T02:00:00Z')
let office: Actor
let clerk: Actor
let secretary: Actor
let department: Actor

const scoped = <T>(who: Actor, work: (ctx: Ctx) => Promise<T>) => withScope(who, work, { at })
const cardsOf = (who: Actor, region: string) =>
  scoped(who, async (ctx) => {
    const wall = await getWall(ctx, region)
    if (!wall) throw new Error('ask again')
    return getScoreCards(ctx, wall)
  })

/** The records that each part of a village's card opens. */
const behind = (who: Actor, region: string) =>
  scoped(
    who,
    async (ctx): Promise<Record<Part, number>> => ({
      poor: (await listBehind(ctx, region, 'remainingPoor')).total,
      unmet: (await listBehind(ctx, region, 'guaranteesNotMet')).total,
      coverage: (await listBehind(ctx, region, 'visitCoverage', { part: 'counted' })).total,
      overdue: (await listFindings(ctx, { region, tab: 'overdue' })).findings.length,
      unhelped: (await listCasesByHelp(ctx, { region }, { part: 'unhelped' })).cases.length,
    }),
  )

beforeAll(async () => {
  await layGround()
  await layPolicy()
  await layTypes()
  office = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY', '县扶贫办')
  clerk = await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP')
  secretary = await anActor('FIRST_SECRETARY', PLACES.village, 'VILLAGE')
  department = await anActor('LINE_DEPARTMENT', PLACES.county, 'COUNTY', '县住建局')
  const poor = await aHousehold(PLACES.village, { poverty_status: 'NOT_EXITED', exit_year: null })
  await insert('guarantee_state', {
    county_code: poor.countyCode,
    household_id: poor.id,
    item: 'WATER',
    region_code: poor.regionCode,
    result: 'FAIL',
    fail_reason: 'x',
    checked_on: '2026-03-01',
  })
  for (let n = 0; n < 4; n++) await aHousehold(PLACES.village, { last_visited_on: '2026-03-10' })
  await aCase(await aHousehold(PLACES.village))
  const helped = await aHousehold(PLACES.siblingVillage, { last_visited_on: '2026-03-10' })
  await aCase(helped)
  await aMeasure(helped, office)
  for (let n = 0; n < 3; n++) await aFinding({ by: office, status: 'RECTIFYING', over: { due_on: '2026-03-10' } })
  await aFinding({ by: office, status: 'RECTIFYING', over: { due_on: '2026-03-30' } })
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

test('every part of a card is as long as the list it opens, on the village and in its township', async () => {
  for (const [who, region] of [
    [office, PLACES.village],
    [clerk, PLACES.village],
    [secretary, PLACES.village],
    [office, PLACES.township],
    [clerk, PLACES.township],
  ] as const)
    for (const [village, card] of await cardsOf(who, region))
      expect(Object.fromEntries(card.parts.map(({ part, n }) => [part, n]))).toEqual(await behind(who, village))
})

test('the level is that of the worst part', async () => {
  const cards = await cardsOf(clerk, PLACES.township)
  expect([...cards.keys()]).toEqual([PLACES.village, PLACES.siblingVillage])
  expect(cards.get(PLACES.village)).toMatchObject({ level: 'alert', worst: ['overdue'] })
  expect(cards.get(PLACES.siblingVillage)).toMatchObject({ level: 'steady', worst: [] })
  expect(cards.get(PLACES.village)?.parts.map(({ part, n, level }) => [part, n, level])).toEqual([
    ['poor', 1, 'watch'],
    ['overdue', 3, 'alert'],
    ['unmet', 1, 'watch'],
    ['unhelped', 1, 'watch'],
    ['coverage', 4, 'watch'],
  ])
})

test('there is no card above a township, and none for whoever cannot see all of it', async () => {
  expect((await cardsOf(office, PLACES.county)).size).toBe(0)
  expect((await cardsOf(department, PLACES.village)).size).toBe(0)
})
