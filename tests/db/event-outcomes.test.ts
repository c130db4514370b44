import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { proposeEvent } from '@/lib/events/commands/propose'
import { getEvent } from '@/lib/events/queries/event'
import { getNewEvent } from '@/lib/events/queries/new-event'
import { EventChoices } from '@/lib/events/schema'
import type { Actor } from '@/lib/platform/actor'
import { execute } from '@/lib/platform/command'
import { unscoped, withScope } from '@/lib/platform/db'
import { aHousehold, anActor, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { anIdNumber, aProposal, DAY, decides, does, eventRow, happens, household, numbered } from '../support/events'
import { aMember } from '../support/members'
import { layPolicy } from '../support/policy'

let cadre: Actor
let township: Actor

beforeAll(async () => {
  await layGround()
  await layPolicy()
  cadre = await anActor('VILLAGE_CADRE', PLACES.village, 'VILLAGE')
  township = await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP')
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

/** What a proposal answers: the errors by field, or 'done'. */
async function proposed(input: unknown) {
  const outcome = await execute(cadre, proposeEvent, input, { id: randomUUID() })
  return outcome.ok ? 'done' : outcome.kind === 'input' ? outcome.errors : outcome.kind
}

const dies = (personId: string) => owner().query('UPDATE person SET died_on = $2 WHERE id = $1', [personId, DAY])

const newcomer = { name: '王新月', sex: 'F', relation: 'DAUGHTER' }

test('somebody older than anybody is refused beside the day of birth, by the rule of the register', async () => {
  const built = await aHousehold()
  const tooOld = { birthDate: expect.objectContaining({ code: 'quality.R2' }) }
  expect(await proposed(aProposal(built, 'OTHER_IN', { ...newcomer, birthDate: '1850-03-09' }))).toEqual(tooOld)
  const correction = { personId: built.headId, field: 'BIRTH_DATE', birthDate: '1850-03-09' }
  expect(await proposed(aProposal(built, 'CORRECTION', correction))).toEqual(tooOld)
  expect(await proposed(aProposal(built, 'OTHER_IN', { ...newcomer, birthDate: '1990-03-09' }))).toBe('done')
})

test('an ID number that takes the place of a disability card as the only document is refused beside the number', async () => {
  const built = await aHousehold()
  const son = await aMember(built, 'SON', {
    name: '王建军',
    sex: 'M',
    birth_date: '1980-02-11',
    id_type: 'DISABILITY_CARD',
    health: ['DISABLED'],
  })
  const idNumber = anIdNumber('1980-02-11', 'M', 71)
  const correction = () => aProposal(built, 'CORRECTION', { personId: son, field: 'ID_NUMBER', idNumber })
  expect(await proposed(correction())).toEqual({ idNumber: expect.objectContaining({ code: 'quality.R12' }) })
  await owner().query("UPDATE person SET health = '{LONG_TERM_ILLNESS}' WHERE id = $1", [son])
  expect(await proposed(correction())).toBe('done')
})

test('the last living one does not leave a household of the dead, told when he is chosen and when it is sent', async () => {
  const built = await aHousehold()
  const wife = await aMember(built, 'SPOUSE', { name: '李桂兰', sex: 'F', birth_date: '1956-08-25' })
  await dies(wife)
  const leaving = { personId: built.headId, newHeadId: wife }
  expect(await proposed(aProposal(built, 'OTHER_OUT', leaving))).toEqual({
    personId: { code: 'quality.R7', params: expect.anything() },
  })
  const choices = EventChoices.parse({ kind: 'OTHER_OUT', effectiveOn: DAY, ...leaving })
  const shown = await withScope(cadre, (ctx) => getNewEvent(ctx, built.id, 'OTHER_OUT', choices))
  expect(shown).toMatchObject({ plan: null, problem: { code: 'quality.R7', field: 'personId' } })
})

test('what stood there wrong before, of the household or of somebody who comes, stops nobody', async () => {
  const built = await aHousehold()
  await aMember(built, 'SON', { name: '王建军', sex: 'M', birth_date: '1980-02-11', health: ['DISABLED'] })
  expect(await proposed(aProposal(built, 'BIRTH', { ...newcomer, birthDate: '2026-03-09' }))).toBe('done')
  const [home, there] = [await aHousehold(), await aHousehold()]
  const bride = await aMember(home, 'DAUGHTER', {
    name: '赵小梅',
    sex: 'F',
    birth_date: '1999-04-03',
    health: ['DISABLED'],
  })
  await numbered(bride, anIdNumber('1999-04-03', 'F', 72))
  const coming = { name: '赵小梅', idNumber: anIdNumber('1999-04-03', 'F', 72), relation: 'DAUGHTER_IN_LAW' }
  await happens([cadre, township], there, 'MARRY_IN', coming)
  expect((await household(there.id)).members).toMatchObject({ 赵小梅: 'DAUGHTER_IN_LAW' })
})

test('it is judged again when it is carried out: shown, refused, and nothing is changed', async () => {
  const built = await aHousehold()
  const wife = await aMember(built, 'SPOUSE', { name: '李桂兰', sex: 'F', birth_date: '1956-08-25' })
  const proposal = aProposal(built, 'OTHER_OUT', { personId: built.headId, newHeadId: wife })
  expect(await does(cadre, 'propose', proposal)).toBe('done')
  await dies(wife)
  const before = await household(built.id)
  const { event } = await withScope(township, (ctx) => getEvent(ctx, proposal.eventId))
  expect(event?.problem).toMatchObject({ code: 'quality.R7' })
  expect(await decides(township, 'check', proposal.eventId)).toBe('quality.R7')
  expect(await household(built.id)).toEqual(before)
  expect(await eventRow(proposal.eventId)).toMatchObject({ status: 'PROPOSED' })
  await owner().query('UPDATE person SET died_on = NULL WHERE id = $1', [wife])
  expect(await decides(township, 'check', proposal.eventId)).toBe('done')
})
