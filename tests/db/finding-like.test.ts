import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getFinding } from '@/lib/findings/queries/finding'
import { getFindingForm } from '@/lib/findings/queries/form'
import type { Actor } from '@/lib/platform/actor'
import { unscoped, withScope } from '@/lib/platform/db'
import { aHousehold, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { aFinding, inspectors } from '../support/findings'
import { said, send } from '../support/outbox'

let people: Awaited<ReturnType<typeof inspectors>>

beforeAll(async () => {
  await layGround()
  people = await inspectors()
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const LIKE = {
  source: 'LOOK_BACK',
  sourceYear: 2026,
  aspect: 'GUARANTEES',
  category: 'FUNDS',
  title: '补贴没有按时发放',
  foundOn: '2026-03-20',
}
const record = (actor: Actor, originId: string, over: object, command: string = randomUUID()) =>
  said(send(actor, 'finding.registerLike', { id: randomUUID(), originId, ...LIKE, ...over }, command))
const linked = async (originId: string) =>
  (
    await owner().query(
      `SELECT household_id, region_code, needs, status, hidden_digits, finding_no FROM finding WHERE origin_id = $1 ORDER BY region_code, household_id NULLS FIRST`,
      [originId],
    )
  ).rows

test('the like of a line in three households and two places is five lines at once, each with a number and proofs of its own', async () => {
  const origin = await aFinding({ by: people.supervisor, status: 'RECTIFYING', category: 'FUNDS' })
  const homes = [await aHousehold(), await aHousehold(), await aHousehold(PLACES.siblingVillage)]
  const told = { householdIds: homes.map(({ id }) => id), regionCodes: [PLACES.siblingVillage, PLACES.otherTownship] }
  const [command, id] = [randomUUID(), randomUUID()]
  expect(await record(people.supervisor, origin, { ...told, id }, command)).toBe('done')
  expect(await record(people.supervisor, origin, { ...told, id }, command)).toBe('done')
  const lines = await linked(origin)
  expect(lines).toHaveLength(5)
  expect(new Set(lines.map(({ finding_no }) => finding_no)).size).toBe(5)
  expect(lines.filter(({ household_id }) => household_id).map(({ needs }) => needs)).toEqual(
    Array.from({ length: 3 }, () => ['PAYMENT', 'DOCUMENT', 'HOUSEHOLD_WORD']),
  )
  const view = await withScope(people.supervisor, (ctx) => getFinding(ctx, origin))
  expect(view.like).toHaveLength(5)
  // What is open there already is not recorded twice, and then nothing is.
  const again = { householdIds: [homes[0]?.id], regionCodes: [PLACES.county] }
  expect(await record(people.supervisor, origin, again)).toBe('findings.likeThere')
  expect(await linked(origin)).toHaveLength(5)
})

test('one place beyond the scope, and nothing is recorded; nor of a line that is not seen, nor of none at all', async () => {
  const origin = await aFinding({ by: people.clerk, status: 'RECTIFYING' })
  const beyond = { regionCodes: [PLACES.village, PLACES.otherTownshipVillage] }
  expect(await record(people.clerk, origin, beyond)).toBe('notFound')
  expect(
    await record(people.clerk, origin, { householdIds: [(await aHousehold(PLACES.otherTownshipVillage)).id] }),
  ).toBe('notFound')
  expect(await record(people.clerk, origin, {})).toBe('input')
  expect(await record(people.clerk, randomUUID(), { regionCodes: [PLACES.village] })).toBe('notFound')
  expect(await linked(origin)).toEqual([])
})

test('the like of what is not published is not published', async () => {
  const origin = await aFinding({ by: people.cityTeam, over: { hidden_digits: 4 } })
  expect(await record(people.office, origin, { regionCodes: [PLACES.village] })).toBe('notFound')
  expect(await record(people.cityTeam, origin, { regionCodes: [PLACES.village] })).toBe('done')
  expect(await linked(origin)).toMatchObject([{ hidden_digits: 4 }])
})

test('the form offers the households of a village that is looked through, and the places around', async () => {
  const origin = await aFinding({ by: people.supervisor })
  const home = await aHousehold(PLACES.siblingVillage)
  const form = (region: string) => withScope(people.supervisor, (ctx) => getFindingForm(ctx, { like: origin, region }))
  expect((await form(PLACES.siblingVillage)).households.map(({ id }) => id)).toContain(home.id)
  const township = await form(PLACES.township)
  expect(township.households).toEqual([])
  const around = [PLACES.township, PLACES.village, PLACES.siblingVillage]
  expect(township.around.map(({ code }) => code)).toEqual(around)
  const ofCity = await withScope(people.cityTeam, (ctx) =>
    getFindingForm(ctx, { like: origin, region: PLACES.township }),
  )
  expect(ofCity.around.map(({ code }) => code)).toEqual(around)
})
