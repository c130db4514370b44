import { afterAll, beforeAll, expect, test } from 'vitest'
import { compareDays } from '@/lib/dossier/queries/compare'
import { getDossier } from '@/lib/dossier/queries/file'
import { getHousehold } from '@/lib/households/queries/record'
import type { Actor } from '@/lib/platform/actor'
import { unscoped, withScope } from '@/lib/platform/db'
import { aHousehold, anActor, type BuiltHousehold, closeOwner, layGround, PLACES } from '../support/builders'
import { aProposal, DAY, decides, does, happens } from '../support/events'
import { aMember } from '../support/members'

let cadre: Actor
let township: Actor
let office: Actor
let auditor: Actor

beforeAll(async () => {
  await layGround()
  cadre = await anActor('VILLAGE_CADRE', PLACES.village, 'VILLAGE')
  township = await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP')
  office = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  auditor = await anActor('AUDITOR', PLACES.county, 'COUNTY')
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const timeline = async (actor: Actor, { id }: BuiltHousehold, only?: string) =>
  (await withScope(actor, (ctx) => getHousehold(ctx, id, '', only))).events.filter(({ kind }) => kind === 'EVENT')
const born = { name: '王新月', sex: 'F', birthDate: '2026-03-09', relation: 'DAUGHTER' }

test('an event stands in the history of its household: waiting, carried out, taken back', async () => {
  const built = await aHousehold()
  const proposal = aProposal(built, 'BIRTH', born)
  expect(await does(cadre, 'propose', proposal)).toBe('done')
  expect(await timeline(cadre, built)).toMatchObject([
    { id: proposal.eventId, day: DAY, what: 'BIRTH', status: 'PROPOSED', undoneBy: null },
  ])
  expect(await decides(township, 'check', proposal.eventId)).toBe('done')
  expect(await timeline(cadre, built, 'EVENT')).toMatchObject([
    { status: 'APPLIED', by: cadre.name, effects: [{ say: 'memberJoins', params: { name: '王新月' } }] },
  ])
  expect(await timeline(cadre, built, 'VISIT')).toEqual([])
  expect(await decides(office, 'undo', proposal.eventId)).toBe('done')
  expect(await timeline(cadre, built)).toMatchObject([{ status: 'UNDONE', undoneBy: office.name }])
})

test('what came to nothing is no part of the history', async () => {
  const built = await aHousehold()
  const proposal = aProposal(built, 'BIRTH', born)
  expect(await does(cadre, 'propose', proposal)).toBe('done')
  expect(await decides(township, 'return', proposal.eventId)).toBe('done')
  expect(await timeline(cadre, built)).toEqual([])
})

test('whoever sees a surname only is told that something happened, not to whom', async () => {
  const built = await aHousehold()
  await happens([cadre, township], built, 'BIRTH', born)
  expect(await timeline(auditor, built)).toMatchObject([{ what: 'BIRTH', effects: [] }])
  const { events } = await withScope(auditor, (ctx) => getDossier(ctx, built.id))
  expect(events).toMatchObject([{ kind: 'BIRTH', effects: [] }])
  expect(JSON.stringify(await timeline(auditor, built))).not.toContain('新月')
})

test('the file and the comparison of two days name the event, and only between the days on which it was carried out', async () => {
  const built = await aHousehold()
  const wife = await aMember(built, 'SPOUSE', { name: '李桂兰', sex: 'F', birth_date: '1956-08-25' })
  const id = await happens([cadre, township], built, 'DEATH', { personId: built.headId, newHeadId: wife })
  const today = await withScope(cadre, async (ctx) => ctx.today)
  const file = await withScope(cadre, (ctx) => getDossier(ctx, built.id))
  expect(file.events).toMatchObject([
    { id, kind: 'DEATH', on: DAY, by: cadre.name, checkedBy: township.name, undoneBy: null },
  ])
  expect(file.events[0]?.effects.map(({ say }) => say)).toEqual(['died', 'headBecomes'])
  const between = (from: string, to: string) => withScope(office, (ctx) => compareDays(ctx, built.id, from, to))
  expect((await between('2026-01-01', today)).events).toMatchObject([{ id }])
  expect((await between('2026-01-01', '2026-01-31')).events).toEqual([])
})
