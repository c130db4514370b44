import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getEvent } from '@/lib/events/queries/event'
import type { Actor } from '@/lib/platform/actor'
import { unscoped, withScope } from '@/lib/platform/db'
import { aHousehold, anActor, aVisit, closeOwner, layGround, PLACES } from '../support/builders'
import { decides, eventRow, happens } from '../support/events'
import { aMember } from '../support/members'

let cadre: Actor
let township: Actor

beforeAll(async () => {
  await layGround()
  cadre = await anActor('VILLAGE_CADRE', PLACES.village, 'VILLAGE')
  township = await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP')
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const NEWBORN = { name: '王新月', sex: 'F', birthDate: '2026-03-09', relation: 'DAUGHTER' }

async function aSplit() {
  const built = await aHousehold()
  const son = await aMember(built, 'SON', { name: '王建军', sex: 'M', birth_date: '1980-02-11' })
  const newId = randomUUID()
  const id = await happens([cadre, township], built, 'SPLIT', { memberIds: [son], newId })
  return { id, founded: { ...built, id: newId } }
}

const standsAgainst = async (id: string) =>
  withScope(township, async (ctx) => (await getEvent(ctx, id)).event?.undo?.blockers)

test('what was recorded of the founded household is named where the split would be taken back', async () => {
  const { id, founded } = await aSplit()
  expect(await standsAgainst(id)).toEqual([])
  await aVisit(founded, cadre, '2026-03-20')
  expect(await standsAgainst(id)).toEqual(['visit'])
  expect(await decides(township, 'undo', id)).toBe('journal.dependent')
})

test('an event of the founded household that was taken back stays in its history, and so does the household', async () => {
  const { id, founded } = await aSplit()
  const birth = await happens([cadre, township], founded, 'BIRTH', NEWBORN)
  expect(await decides(township, 'undo', birth)).toBe('done')
  expect(await standsAgainst(id)).toEqual(['household_event'])
  expect(await decides(township, 'undo', id)).toBe('journal.dependent')
  expect(await eventRow(id)).toMatchObject({ status: 'APPLIED' })
})
