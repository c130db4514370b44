import { afterAll, beforeAll, expect, test } from 'vitest'
import { findSituation } from '@/lib/events/queries/situation'
import type { Actor } from '@/lib/platform/actor'
import { addDays } from '@/lib/platform/days'
import { unscoped, withScope } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import {
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
import { anything, chance } from '../support/event-county'
import { decides, does, register, registerFaults } from '../support/events'
import { aMember } from '../support/members'

const EVENTS = 120
let cadre: Actor
let office: Actor

beforeAll(async () => {
  await layGround()
  cadre = await anActor('VILLAGE_CADRE', PLACES.village, 'VILLAGE')
  office = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

async function aVillage(): Promise<string[]> {
  const helper = await anActor('PAIRED_HELPER', PLACES.village, 'VILLAGE')
  const ids: string[] = []
  for (let at = 0; at < 8; at++) {
    const built = await aHousehold()
    await aMember(built, 'SPOUSE', { name: '李桂兰' })
    if (at % 2 === 0) await aMember(built, 'SON', { name: '王建军', sex: 'M' })
    if (at % 3 === 0) await aPairing(built, helper)
    if (at % 3 === 1) await aPromise(built, await aVisit(built, cadre, '2014-06-01'), cadre)
    ids.push(built.id)
  }
  await owner().query(`SELECT refresh_households('130799', ARRAY(SELECT id FROM household), now())`)
  return ids
}

test('random events through the real doors: counts, heads and days agree after each, and undone in reverse all is as at the start', async () => {
  const dice = chance(20260326)
  const ids = await aVillage()
  const before = await register()
  const applied: string[] = []
  let day = '2014-07-01'
  for (let at = 0; at < EVENTS; at++) {
    day = addDays(day, dice.below(20))
    const id = dice.pick(ids) as string
    const household = await withScope(office, (ctx) => findSituation(ctx, { id }))
    if (!household) throw new Error('a household is gone from the table')
    const other = dice.pick(ids) as string
    const { rows } = await owner().query('SELECT household_no FROM household WHERE id = $1', [other])
    const eventId = newId(new Date('2026-03-26T00:00:00Z'))
    const details = anything(dice, household, dice.is(0.2) ? addDays(day, -dice.below(90)) : day, () =>
      newId(new Date('2026-03-26T00:00:00Z')),
    )
    const proposal = { ...details, eventId, householdId: id, otherNo: rows[0].household_no }
    if ((await does(cadre, 'propose', proposal)) !== 'done') continue
    expect(await decides(office, 'check', eventId)).toBe('done')
    applied.push(eventId)
    if (details.kind === 'SPLIT') ids.push(details.newId)
  }
  expect(applied.length).toBeGreaterThan(30)
  expect(await registerFaults()).toEqual([])
  for (const eventId of applied.toReversed()) expect(await decides(office, 'undo', eventId)).toBe('done')
  expect(await registerFaults()).toEqual([])
  expect(await register()).toEqual(before)
})
