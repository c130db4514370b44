import { randomUUID } from 'node:crypto'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { getHandover, getHandoverForm } from '@/lib/handover/queries'
import type { Actor } from '@/lib/platform/actor'
import { dayOf, now } from '@/lib/platform/clock'
import { addDays } from '@/lib/platform/days'
import { withScope } from '@/lib/platform/db'
import {
  aClue,
  aHousehold,
  anActor,
  aPairing,
  aPromise,
  aVisit,
  type BuiltHousehold,
  closeOwner,
  layGround,
  owner,
  PLACES,
} from '../support/builders'
import { asApp } from '../support/database'
import { said, send } from '../support/outbox'

const today = dayOf(now())
let leaving: Actor
let successor: Actor
let home: BuiltHousehold
let promise: string

beforeEach(async () => {
  await layGround()
  leaving = await anActor('FIRST_SECRETARY', PLACES.village, 'VILLAGE')
  successor = await anActor('FIRST_SECRETARY', PLACES.village, 'VILLAGE')
  home = await aHousehold()
  const visit = await aVisit(home, leaving)
  promise = await aPromise(home, visit, leaving)
  await aClue(home, leaving)
  await aPairing(home, leaving)
  await owner().query('UPDATE visit SET next_visit_on = $2 WHERE id = $1', [visit, addDays(today, 9)])
  await owner().query('UPDATE household SET next_visit_on = $2 WHERE id = $1', [home.id, addDays(today, 9)])
})
afterAll(closeOwner)

const wish = (over: object = {}) => ({ id: randomUUID(), to: successor.userId, ...over })
const made = async (over: object = {}) => {
  const input = wish(over)
  expect(await said(send(leaving, 'handover.make', input))).toBe('done')
  return input.id
}
const helpersOf = async () =>
  (
    await owner().query(
      'SELECT user_id, valid_to::text, end_reason FROM household_helper WHERE household_id = $1 ORDER BY valid_from',
      [home.id],
    )
  ).rows

describe('a hand-over', () => {
  it('lists everything that is open of the leaving person, with a note to each', async () => {
    const form = await withScope(leaving, (ctx) => getHandoverForm(ctx, ''))
    expect(form.items.map(({ kind }) => kind).sort()).toEqual(['CLUE', 'PAIRING', 'PROMISE', 'VISIT'])
    expect(form.successors.map(({ id }) => id)).toContain(successor.userId)
    const id = await made({ note: '常打电话', items: [{ id: promise, note: '药费单在村部' }] })
    const list = await withScope(successor, (ctx) => getHandover(ctx, id))
    expect(list).toMatchObject({ isMine: true, note: '常打电话', acceptedAt: null })
    expect(list.items.find(({ kind }) => kind === 'PROMISE')).toMatchObject({
      note: '药费单在村部',
      subject: '陪同办理慢性病证',
    })
    expect(await helpersOf()).toMatchObject([{ user_id: leaving.userId, valid_to: null }])
  })

  it('accepted by the successor moves pairing and promise to him, and leaves the clue with who opened it', async () => {
    const id = await made()
    expect(await said(send(leaving, 'handover.accept', { handoverId: id }))).toBe('users.handoverNotYours')
    expect(await said(send(successor, 'handover.accept', { handoverId: id }))).toBe('done')
    expect(await helpersOf()).toEqual([
      { user_id: leaving.userId, valid_to: addDays(today, -1), end_reason: 'REASSIGNED' },
      { user_id: successor.userId, valid_to: null, end_reason: null },
    ])
    const { rows } = await owner().query('SELECT promised_by FROM visit_promise WHERE id = $1', [promise])
    expect(rows).toEqual([{ promised_by: successor.userId }])
    const { rows: clues } = await owner().query('SELECT opened_by FROM clue WHERE household_id = $1', [home.id])
    expect(clues).toEqual([{ opened_by: leaving.userId }])
    expect((await withScope(leaving, (ctx) => getHandoverForm(ctx, ''))).items.map(({ kind }) => kind).sort()).toEqual([
      'CLUE',
      'VISIT',
    ])
  })

  it('is accepted once, also when he presses twice at the same moment, and made once however often it is sent', async () => {
    const input = wish()
    const sending = randomUUID()
    expect(await said(send(leaving, 'handover.make', input, sending))).toBe('done')
    expect(await send(leaving, 'handover.make', input, sending)).toMatchObject({ ok: true, replayed: true })
    const pressed = await Promise.all(
      [1, 2, 3, 4].map(() => said(send(successor, 'handover.accept', { handoverId: input.id }))),
    )
    expect(pressed.sort()).toEqual(['done', ...Array(3).fill('users.handoverAccepted')])
    expect(await helpersOf()).toHaveLength(2)
  })

  it('goes to nobody without a posting here, not to oneself, and not for another without the right', async () => {
    const far = await anActor('VILLAGE_CADRE', PLACES.otherTownshipVillage, 'VILLAGE')
    expect(await said(send(leaving, 'handover.make', wish({ to: far.userId })))).toBe('users.handoverRole')
    expect(await said(send(leaving, 'handover.make', wish({ to: leaving.userId })))).toBe('users.handoverSelf')
    expect(await said(send(successor, 'handover.make', wish({ from: leaving.userId, to: far.userId })))).toBe(
      'notFound',
    )
    expect(await said(send(successor, 'handover.make', wish({ to: leaving.userId })))).toBe('users.handoverNothing')
    const township = await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP')
    expect(await said(send(township, 'handover.make', wish({ from: leaving.userId })))).toBe('done')
    const elsewhere = await anActor('TOWNSHIP', PLACES.otherTownship, 'TOWNSHIP')
    expect(await said(send(elsewhere, 'handover.make', wish({ from: leaving.userId })))).not.toBe('done')
  })

  it('cannot be accepted, changed or taken back by other hands in the database', async () => {
    const id = await made()
    const attempt = (sql: string, who: Actor) =>
      asApp(async (client) => {
        await client.query(`BEGIN; SET LOCAL app.scope = '130799100001'; SET LOCAL app.actor = '${who.userId}'`)
        return (await client.query(sql)).rowCount
      }).catch((error) => error.code)
    expect(await attempt(`UPDATE handover SET accepted_at = now() WHERE id = '${id}'`, leaving)).toBe('23514')
    expect(await attempt(`UPDATE handover SET to_user = from_user WHERE id = '${id}'`, successor)).toBe('23514')
    expect(await attempt(`UPDATE handover_item SET note = 'x'`, successor)).toBe('42501')
    expect(await attempt(`DELETE FROM handover WHERE id = '${id}'`, successor)).toBe('42501')
  })
})
