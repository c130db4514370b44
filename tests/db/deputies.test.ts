import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/platform/actor'
import { dayOf, now } from '@/lib/platform/clock'
import { addDays } from '@/lib/platform/days'
import { findActor, findOpenPostings, openSession } from '@/lib/platform/session-store'
import { anAccount } from '../support/accounts'
import { closeOwner, layGround, owner, PLACES } from '../support/builders'
import { asApp } from '../support/database'
import { said, send } from '../support/outbox'

const today = dayOf(now())

beforeAll(layGround)
afterAll(closeOwner)

const fresh = (actor: Actor): Actor => ({ ...actor, steppedUpAt: now() })
const person = () => {
  const id = randomUUID()
  const posting = { id: randomUUID(), role: 'FIRST_SECRETARY', regionCode: PLACES.village, validFrom: today }
  return { id, username: `p${id.slice(0, 8)}`, name: '韩驻村', posting }
}

describe('a deputy', () => {
  const appoint = async (over: object = {}) => {
    const leader = await anAccount({ role: 'TOWNSHIP', regionCode: PLACES.township })
    const deputy = await anAccount({ role: 'VILLAGE_CADRE', regionCode: PLACES.siblingVillage })
    const { sid } = await openSession({ ...leader, isPhone: false, userAgent: '' }, now())
    const actor = fresh((await findActor(sid, now())) as Actor)
    const input = { id: randomUUID(), username: deputy.username, validFrom: today, validTo: addDays(today, 6), ...over }
    return { leader, deputy, actor, input, outcome: await said(send(actor, 'deputy.appoint', input)) }
  }
  const actAs = async (userId: string, postingId: string, at = now()) => {
    const { sid } = await openSession({ userId, postingId, isPhone: false, userAgent: '' }, at)
    return findActor(sid, at)
  }

  it('has his own sign-in, exactly the role and region, and every entry names for whom', async () => {
    const { leader, deputy, input, outcome } = await appoint()
    expect(outcome).toBe('done')
    const postings = await findOpenPostings(deputy.userId, now())
    expect(postings.map(({ role, actingForName }) => [role, actingForName])).toEqual([
      ['VILLAGE_CADRE', null],
      ['TOWNSHIP', '杨村干'],
    ])
    const acting = await actAs(deputy.userId, input.id)
    expect(acting).toMatchObject({ role: 'TOWNSHIP', scope: '130799100', actingFor: { userId: leader.userId } })
    expect(await said(send(fresh(acting as Actor), 'account.propose', person()))).toBe('done')
    const { rows } = await owner().query(
      'SELECT DISTINCT acting_for FROM audit_entry WHERE actor_id = $1 AND command = $2',
      [deputy.userId, 'account.propose'],
    )
    expect(rows).toEqual([{ acting_for: leader.userId }])
  })

  it('is nothing on the day after his last, when he is ended, when the other is out of office or closed', async () => {
    const { leader, deputy, actor, input } = await appoint()
    const lastDay = new Date(`${addDays(today, 6)}T12:00:00+08:00`)
    expect(await actAs(deputy.userId, input.id, lastDay)).not.toBeNull()
    expect(await actAs(deputy.userId, input.id, new Date(`${addDays(today, 7)}T00:00:01+08:00`))).toBeNull()
    await owner().query('UPDATE posting SET valid_to = $2 WHERE id = $1', [leader.postingId, addDays(today, -1)])
    expect(await actAs(deputy.userId, input.id)).toBeNull()
    await owner().query('UPDATE posting SET valid_to = NULL WHERE id = $1', [leader.postingId])
    await owner().query('UPDATE app_user SET is_active = false WHERE id = $1', [leader.userId])
    expect(await actAs(deputy.userId, input.id)).toBeNull()
    await owner().query('UPDATE app_user SET is_active = true WHERE id = $1', [leader.userId])
    const { sid } = await openSession(
      { userId: deputy.userId, postingId: input.id, isPhone: false, userAgent: '' },
      now(),
    )
    expect(await findActor(sid, now())).not.toBeNull()
    expect(await said(send(actor, 'deputy.end', { postingId: input.id }))).toBe('done')
    expect(await findActor(sid, now())).toBeNull()
    expect((await findOpenPostings(deputy.userId, now())).map(({ id }) => id)).toEqual([deputy.postingId])
    expect(await actAs(deputy.userId, input.id)).toBeNull()
  })

  it('lasts at most thirty days, names no deputy himself, and is never oneself', async () => {
    expect((await appoint({ validTo: addDays(today, 30) })).outcome).toBe('users.deputyTooLong')
    expect((await appoint({ validTo: addDays(today, 29) })).outcome).toBe('done')
    const { deputy, input, leader, actor } = await appoint()
    const acting = fresh((await actAs(deputy.userId, input.id)) as Actor)
    const again = { id: randomUUID(), username: (await anAccount()).username, validFrom: today, validTo: today }
    expect(await said(send(acting, 'deputy.appoint', again))).toBe('users.deputyOfDeputy')
    expect(await said(send(actor, 'deputy.appoint', { ...again, username: leader.username }))).toBe('users.notYourself')
    expect(await said(send({ ...actor, steppedUpAt: null }, 'deputy.appoint', again))).toBe('users.stepUpNeeded')
    const other = await appoint()
    expect(await said(send(other.actor, 'deputy.end', { postingId: input.id }))).toBe('notFound')
  })

  it('gets no more than that, also by the hands of the application', async () => {
    const { leader, deputy } = await appoint()
    const attempt = (role: string, region: string, to: string) =>
      asApp(async (client) => {
        await client.query(`BEGIN; SET LOCAL app.scope = '130799100'; SET LOCAL app.actor = '${leader.userId}'`)
        await client.query(
          `INSERT INTO posting (county_code, id, user_id, role, region_code, valid_from, valid_to, acting_for, acting_posting_id)
           VALUES ('130799', gen_random_uuid(), $1, $2::"Role", $3, $4, $5, $6, $7)`,
          [deputy.userId, role, region, today, to, leader.userId, leader.postingId],
        )
      }).then(
        () => 'done',
        (error) => error.code,
      )
    expect(await attempt('TOWNSHIP', PLACES.township, addDays(today, 5))).toBe('done')
    expect(await attempt('COUNTY_OFFICE', PLACES.township, addDays(today, 5))).toBe('23514')
    expect(await attempt('TOWNSHIP', PLACES.village, addDays(today, 5))).toBe('23514')
    expect(await attempt('TOWNSHIP', PLACES.township, addDays(today, 30))).toBe('23514')
  })
})
