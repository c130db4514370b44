import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { unmaskValue } from '@/lib/households/commands/unmask'
import { getAsking, getUnmasked } from '@/lib/households/queries/unmask'
import { getCase } from '@/lib/monitoring/queries/case'
import type { Actor } from '@/lib/platform/actor'
import { execute } from '@/lib/platform/command'
import { unscoped, withScope } from '@/lib/platform/db'
import { seal } from '@/lib/platform/fields'
import {
  aHousehold,
  anActor,
  aPairing,
  type BuiltHousehold,
  closeOwner,
  insert,
  layGround,
  owner,
  PLACES,
} from '../support/builders'
import { aCase } from '../support/procedures'

const AT = new Date('2026-03-26T02:00:00Z')
const EARLIER = '19000001111'
const PRESENT = '19000002222'

let home: BuiltHousehold
let cases: { earlier: string; present: string }
let cadre: Actor

/** A removed episode with the contact that was named for it. */
async function anEpisode(episode: number, removedOn: string, name: string, phone: string): Promise<string> {
  const caseId = await aCase(home, { episode, status: 'RISK_REMOVED', removed_on: removedOn })
  const id = randomUUID()
  await insert('monitoring_contact', {
    county_code: home.countyCode,
    region_code: home.regionCode,
    household_id: home.id,
    id,
    case_id: caseId,
    name,
    phone_enc: seal('monitoring_contact', 'phone_enc', id, phone),
    named_on: removedOn,
    named_by: cadre.userId,
  })
  return caseId
}

beforeAll(layGround)
beforeEach(async () => {
  cadre = { ...(await anActor('VILLAGE_CADRE', PLACES.village, 'VILLAGE')), steppedUpAt: AT }
  home = await aHousehold()
  cases = {
    earlier: await anEpisode(1, '2025-07-01', '钱村医', EARLIER),
    present: await anEpisode(2, '2026-02-01', '赵村医', PRESENT),
  }
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const wish = (over: object = {}) => ({
  householdId: home.id,
  personId: null,
  field: 'contactPhone',
  purpose: 'CALL',
  reason: '请他看看这一户',
  ...over,
})
const ask = (actor: Actor, over: object = {}) => execute(actor, unmaskValue, wish(over), { id: randomUUID(), at: AT })
const contactOf = (actor: Actor, caseId: string) =>
  withScope(actor, async (ctx) => (await getCase(ctx, caseId)).contact, { at: AT })

test('the page covers the phone, and offers to show it for the contact who was named last', async () => {
  expect(await contactOf(cadre, cases.present)).toEqual({ name: '赵村医', phone: '190****2222', mayUnmask: true })
  expect(await contactOf(cadre, cases.earlier)).toMatchObject({ name: '钱村医', mayUnmask: false })
  const leader = await anActor('COUNTY_LEADER', PLACES.county, 'COUNTY')
  expect(await contactOf(leader, cases.present)).toMatchObject({ mayUnmask: false })
})

test('it is shown for a minute to who asked with a reason, and who, when and why is written down', async () => {
  const asking = await withScope(cadre, (ctx) => getAsking(ctx, home.id, 'contactPhone', ''), { at: AT })
  expect(asking).toMatchObject({ name: '赵村医', field: 'contactPhone', isFresh: true })
  const outcome = await ask(cadre)
  const { accessId } = (outcome as { data: { accessId: string } }).data
  const shown = await withScope(cadre, (ctx) => getUnmasked(ctx, home.id, accessId), { at: AT })
  expect(shown).toEqual({ field: 'contactPhone', name: '赵村医', value: PRESENT, secondsLeft: 60 })
  const late = await withScope(cadre, (ctx) => getUnmasked(ctx, home.id, accessId), {
    at: new Date(AT.getTime() + 60_000),
  })
  expect(late).toMatchObject({ value: null })
  const { rows } = await owner().query('SELECT * FROM access_log WHERE id = $1', [accessId])
  expect(rows).toMatchObject([
    { kind: 'UNMASK', household_id: home.id, field: 'contactPhone', reason: '请他看看这一户' },
  ])
  expect(JSON.stringify([outcome, rows])).not.toContain(PRESENT)
})

test('it wants a fresh proof and a reason, and counts among the thirty of an hour', async () => {
  expect(await ask({ ...cadre, steppedUpAt: null })).toMatchObject({ code: 'users.stepUpNeeded' })
  expect(await ask(cadre, { reason: ' ' })).toMatchObject({ errors: { reason: { code: 'input.required' } } })
  for (let n = 0; n < 30; n++) expect((await ask(cadre)).ok).toBe(true)
  expect(await ask(cadre)).toMatchObject({ code: 'audit.thirtyAnHour' })
})

test('of a household beyond the scope, without a contact, or for a paired helper it is refused', async () => {
  const neighbour = { ...(await anActor('VILLAGE_CADRE', PLACES.siblingVillage, 'VILLAGE')), steppedUpAt: AT }
  expect(await ask(neighbour)).toEqual({ ok: false, kind: 'notFound' })
  expect(await ask(cadre, { householdId: (await aHousehold()).id })).toEqual({ ok: false, kind: 'notFound' })
  const helper = { ...(await anActor('PAIRED_HELPER', PLACES.village, 'VILLAGE')), steppedUpAt: AT }
  await aPairing(home, helper)
  expect(await ask(helper)).toMatchObject({ code: 'audit.fieldNotYours' })
  expect(await contactOf(helper, cases.present)).toMatchObject({ mayUnmask: false })
})
