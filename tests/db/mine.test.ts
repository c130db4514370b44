import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listAnsweredFor } from '@/lib/findings/queries/household'
import { getHandoverState } from '@/lib/handover/queries'
import type { Actor } from '@/lib/platform/actor'
import { type Ctx, unscoped, withScope } from '@/lib/platform/db'
import { listVisits } from '@/lib/visits/queries/visit-list'
import { getMine } from '@/lib/worklist/queries/mine'
import {
  aHousehold,
  anActor,
  aPairing,
  aPromise,
  aVisit,
  type BuiltHousehold,
  closeOwner,
  insert,
  layGround,
  PLACES,
} from '../support/builders'
import { aFinding } from '../support/findings'
import { layPolicy } from '../support/policy'

const at = new Date('2026-03-20T02:00:00Z')
let secretary: Actor
let cadre: Actor
let helper: Actor
let clerk: Actor
let paired: BuiltHousehold
let poor: BuiltHousehold

const scoped = <T>(who: Actor, work: (ctx: Ctx) => Promise<T>) => withScope(who, work, { at })
const mine = (who: Actor) => scoped(who, getMine)

const aDeadline = (household: BuiltHousehold, by: Actor, metOn: string) =>
  insert('deadline', {
    county_code: household.countyCode,
    id: randomUUID(),
    region_code: household.regionCode,
    household_id: household.id,
    kind: 'HOME_CHECK',
    subject_kind: 'CLUE',
    subject_id: randomUUID(),
    starts_on: '2026-02-20',
    due_on: '2026-03-01',
    amber_on: '2026-02-25',
    clock: 'CALENDAR',
    days: 9,
    level: 'VILLAGE',
    status: 'MET',
    met_on: metOn,
    met_by: by.userId,
  })

beforeAll(async () => {
  await layGround()
  await layPolicy()
  secretary = await anActor('FIRST_SECRETARY', PLACES.village, 'VILLAGE', '市财政局')
  cadre = await anActor('VILLAGE_CADRE', PLACES.village, 'VILLAGE', '一村')
  helper = await anActor('PAIRED_HELPER', PLACES.village, 'VILLAGE')
  clerk = await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP')
  paired = await aHousehold(PLACES.village, { last_visited_on: '2026-03-02' })
  poor = await aHousehold(PLACES.village, { poverty_status: 'NOT_EXITED', exit_year: null })
  await aHousehold(PLACES.village)
  await aPairing(paired, helper)
  await aPairing(paired, clerk)
  const visit = await aVisit(paired, secretary, '2026-03-02')
  await aVisit(paired, secretary, '2026-02-03')
  await aVisit(poor, secretary, '2026-02-04')
  await aVisit(poor, cadre, '2026-03-05')
  await aVisit(paired, secretary, '2025-12-31')
  await aPromise(paired, visit, secretary)
  await aDeadline(paired, secretary, '2026-02-28')
  await aDeadline(paired, secretary, '2026-03-05')
  await aDeadline(paired, cadre, '2026-03-05')
  for (const person of ['FIRST_SECRETARY', '别人'])
    await aFinding({ by: clerk, status: 'RECTIFYING', over: { unit: '市财政局', person } })
  await aFinding({ by: clerk, status: 'RECTIFYING', over: { unit: '别的单位', person: 'FIRST_SECRETARY' } })
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

test('households are those in his care, who needs him first on top', async () => {
  expect((await mine(secretary)).households).toMatchObject({ total: 1, due: 1, rows: [{ id: poor.id }] })
  expect((await mine(helper)).households).toMatchObject({ total: 1, due: 0, rows: [{ id: paired.id, isPaired: true }] })
  expect((await mine(clerk)).households).toMatchObject({ total: 1, rows: [{ id: paired.id }] })
})

test('visits of the year are his own by month, as many as the list that a month opens', async () => {
  const { months } = await mine(secretary)
  expect(months).toEqual([
    { month: '2026-02', visits: 2, households: 2 },
    { month: '2026-03', visits: 1, households: 1 },
  ])
  for (const { month, visits } of months ?? [])
    expect((await scoped(secretary, (ctx) => listVisits(ctx, { own: true, month }))).rows).toHaveLength(visits)
})

test('promises, deadlines and findings are his own and nobody else’s', async () => {
  const own = await mine(secretary)
  expect(own.promises).toMatchObject([{ householdId: paired.id, dueOn: '2026-03-30' }])
  expect(own.deadlines?.rows.map(({ isLate }) => isLate)).toEqual([true, false])
  const others = await mine(cadre)
  expect([others.promises?.length, others.deadlines?.rows.length, others.months?.length]).toEqual([0, 1, 1])
  expect(await scoped(secretary, (ctx) => listAnsweredFor(ctx, 50))).toMatchObject([{ person: 'FIRST_SECRETARY' }])
  expect(await scoped(cadre, (ctx) => listAnsweredFor(ctx, 50))).toEqual([])
})

test('a hand-over of today would hold what is open', async () => {
  expect(await scoped(secretary, getHandoverState)).toMatchObject({ open: [], items: 1 })
  expect(await scoped(helper, getHandoverState)).toBeNull()
})
