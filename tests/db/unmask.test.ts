import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { unmaskValue } from '@/lib/households/commands/unmask'
import { getAsking, getUnmasked } from '@/lib/households/queries/unmask'
import type { Actor } from '@/lib/platform/actor'
import { execute } from '@/lib/platform/command'
import { withScope } from '@/lib/platform/db'
import { seal } from '@/lib/platform/fields'
import {
  aHousehold,
  anActor,
  aPairing,
  type BuiltHousehold,
  closeOwner,
  layGround,
  owner,
  PLACES,
} from '../support/builders'

const AT = new Date('2026-03-26T02:00:00Z')
const later = (seconds: number) => new Date(AT.getTime() + seconds * 1000)
const ID_NUMBER = '990799195403120319'
const PHONE = '13812345678'

let home: BuiltHousehold
let cadre: Actor
let helper: Actor

beforeAll(async () => {
  await layGround()
  home = await aHousehold()
  await owner().query('UPDATE household SET phone_enc = $2, bank_account_enc = $3 WHERE id = $1', [
    home.id,
    seal('household', 'phone', home.id, PHONE),
    seal('household', 'bank_account', home.id, '6228480402564890018'),
  ])
  await owner().query('UPDATE person SET id_number_enc = $2, id_number_bidx = $3 WHERE id = $1', [
    home.headId,
    seal('person', 'id_number', home.headId, ID_NUMBER),
    Buffer.alloc(16),
  ])
})
beforeEach(async () => {
  cadre = { ...(await anActor('VILLAGE_CADRE', PLACES.village, 'VILLAGE')), steppedUpAt: AT }
  helper = { ...(await anActor('PAIRED_HELPER', PLACES.village, 'VILLAGE')), steppedUpAt: AT }
  await aPairing(home, helper)
})
afterAll(closeOwner)

const wish = (over: object = {}) => ({
  householdId: home.id,
  personId: home.headId,
  field: 'idNumber',
  purpose: 'CHECK_IDENTITY',
  reason: '核对低保名单',
  ...over,
})
const phone = { personId: null, field: 'phone', purpose: 'CALL' }
const ask = (actor: Actor, over: object = {}, at = AT, id: string = randomUUID()) =>
  execute(actor, unmaskValue, wish(over), { id, at })
const logged = async (actor: Actor, kind = 'UNMASK') =>
  (await owner().query('SELECT * FROM access_log WHERE actor_id = $1 AND kind = $2', [actor.userId, kind])).rows

describe('a whole number', () => {
  it('is shown for a minute to who asked with a reason, and the reason is kept', async () => {
    const outcome = await ask(cadre)
    const { accessId } = (outcome as { data: { accessId: string } }).data
    const shown = await withScope(cadre, (ctx) => getUnmasked(ctx, home.id, accessId), { at: later(20) })
    expect(shown).toEqual({ field: 'idNumber', name: '王守田', value: ID_NUMBER, secondsLeft: 40 })
    const late = await withScope(cadre, (ctx) => getUnmasked(ctx, home.id, accessId), { at: later(60) })
    expect(late).toMatchObject({ value: null, secondsLeft: 0 })
    expect(await logged(cadre)).toMatchObject([
      {
        household_id: home.id,
        person_id: home.headId,
        field: 'idNumber',
        purpose: 'CHECK_IDENTITY',
        reason: '核对低保名单',
      },
    ])
  })

  it('stands in no answer, receipt, entry or log', async () => {
    const outcome = await ask(cadre)
    const { rows } = await owner().query('SELECT answer::text FROM command_receipt WHERE actor_id = $1', [cadre.userId])
    const { rows: entries } = await owner().query('SELECT e::text FROM audit_entry e WHERE actor_id = $1', [
      cadre.userId,
    ])
    expect(JSON.stringify([outcome, rows, entries, await logged(cadre)])).not.toContain(ID_NUMBER)
  })

  it('is not shown to another person who has the address, also in the same office', async () => {
    const outcome = await ask(cadre)
    const { accessId } = (outcome as { data: { accessId: string } }).data
    const other = await anActor('VILLAGE_CADRE', PLACES.village, 'VILLAGE')
    const look = withScope(other, (ctx) => getUnmasked(ctx, home.id, accessId), { at: AT })
    await expect(look).rejects.toThrow('notFound')
  })

  it('wants a fresh proof, a purpose and a reason', async () => {
    for (const steppedUpAt of [null, later(-301)]) {
      expect(await ask({ ...cadre, steppedUpAt })).toMatchObject({
        code: 'users.stepUpNeeded',
        field: 'stepUpPassword',
      })
    }
    expect(await ask(cadre, { reason: ' ' })).toMatchObject({ errors: { reason: { code: 'input.required' } } })
    expect(await ask(cadre, { purpose: 'CURIOSITY' })).toMatchObject({ errors: { purpose: { code: 'input.wrong' } } })
    expect(await logged(cadre)).toEqual([])
    expect((await ask({ ...cadre, steppedUpAt: later(-299) })).ok).toBe(true)
  })

  it('asked for twice with one id is looked at once', async () => {
    const id = randomUUID()
    const first = await ask(cadre, {}, AT, id)
    expect(await ask(cadre, {}, AT, id)).toEqual({ ...first, replayed: true })
    expect(await logged(cadre)).toHaveLength(1)
  })

  it('of a person of another household, of a field without value, or of the wrong kind is not found', async () => {
    const other = await aHousehold()
    for (const over of [
      { householdId: other.id },
      { personId: other.headId },
      { field: 'disabilityCard' },
      { personId: null },
    ]) {
      expect(await ask(cadre, over)).toEqual({ ok: false, kind: 'notFound' })
    }
    expect(await ask(cadre, { field: 'phone' })).toEqual({ ok: false, kind: 'notFound' })
  })

  it('of a paired household is for its helper the phone alone, and the rest is written down as refused', async () => {
    expect((await ask(helper, phone)).ok).toBe(true)
    expect(await ask(helper)).toMatchObject({ code: 'audit.fieldNotYours' })
    expect(await logged(helper, 'DENIED')).toMatchObject([{ field: 'value.unmask', reason: 'audit.fieldNotYours' }])
    const form = withScope(helper, (ctx) => getAsking(ctx, home.id, 'idNumber', home.headId), { at: AT })
    await expect(form).rejects.toThrow('notFound')
  })
})

describe('thirty within an hour', () => {
  it('are the most: the thirty-first is refused and seen, also when all come at once, and the next hour starts anew', async () => {
    const outcomes = await Promise.all(Array.from({ length: 36 }, () => ask(cadre, phone)))
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(30)
    expect(outcomes.filter((each) => !each.ok && each.kind === 'rule')).toHaveLength(6)
    expect(await logged(cadre)).toHaveLength(30)
    expect(await logged(cadre, 'DENIED')).toHaveLength(6)
    expect(await ask({ ...cadre, steppedUpAt: later(3599) }, phone, later(3599))).toMatchObject({
      code: 'audit.thirtyAnHour',
    })
    expect((await ask({ ...cadre, steppedUpAt: later(3601) }, phone, later(3601))).ok).toBe(true)
  })
})
