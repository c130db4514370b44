import { afterAll, beforeAll, expect, test } from 'vitest'
import { getLedger } from '@/lib/identification/queries/ledger'
import type { Actor } from '@/lib/platform/actor'
import { unscoped, withScope } from '@/lib/platform/db'
import { aHousehold, anActor, closeOwner, layGround, PLACES } from '../support/builders'
import { anIdNumber, numbered } from '../support/events'
import { aCase, aMeasure, layTypes } from '../support/measures'
import { layPolicy } from '../support/policy'

let cadre: Actor

beforeAll(async () => {
  await layGround()
  await layTypes()
  cadre = await anActor('VILLAGE_CADRE', PLACES.village, 'VILLAGE')
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

test('the ledger says whose it is by a masked number, and by which line the household was measured', async () => {
  await layPolicy()
  const household = await aHousehold()
  await numbered(household.headId, anIdNumber('1954-01-01', 'M', 1))
  const caseId = await aCase(household, { status: 'SUPPORTED', identified_on: '2021-05-01', plan_by: '2021-05-11' })
  const { rows } = await withScope(cadre, (ctx) => getLedger(ctx, undefined))
  expect(rows.find(({ id }) => id === caseId)).toMatchObject({
    idNumber: expect.stringMatching(/^990101\*{8}003.$/),
    line: { year: '2021', fen: 600_000 },
  })
})

test('the ledger tells of each episode which help was begun or given and when, once a category and day', async () => {
  const household = await aHousehold()
  const earlier = await aCase(household, {
    status: 'RISK_REMOVED',
    identified_on: '2025-01-01',
    plan_by: '2025-01-11',
    removed_on: '2025-12-01',
  })
  const caseId = await aCase(household, { status: 'SUPPORTED', episode: 2 })
  const give = (status: string, over: object) => aMeasure(household, cadre, status, { case_id: caseId, ...over })
  await give('IN_PROGRESS', { type_code: 'HEA_CHRONIC' })
  await give('DELIVERED', {})
  await give('CONFIRMED_BY_HOUSEHOLD', { title: '饲料' })
  await give('PLANNED', { type_code: 'EDU_BOARDING' })
  await give('CANCELLED', { type_code: 'HEA_CHRONIC' })
  await aMeasure(household, cadre, 'DELIVERED')
  await aMeasure(household, cadre, 'DELIVERED', { case_id: earlier, type_code: 'HEA_CHRONIC' })
  const { rows } = await withScope(cadre, (ctx) => getLedger(ctx, undefined))
  const of = (id: string) => rows.find((row) => row.id === id)?.measures
  expect(of(caseId)).toEqual([
    { category: 'HEALTH', on: '2026-03-12' },
    { category: 'INDUSTRY', on: '2026-03-15' },
  ])
  expect(of(earlier)).toEqual([{ category: 'HEALTH', on: '2026-03-15' }])
})
