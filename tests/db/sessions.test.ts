import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { now } from '@/lib/platform/clock'
import { closeSession, findActor, hashSid, openSession } from '@/lib/platform/session-store'
import { acceptInvitation } from '@/lib/users/commands/door'
import { findInvitation } from '@/lib/users/queries/door'
import { type Account, anAccount } from '../support/accounts'
import { closeOwner, layGround, owner, PLACES } from '../support/builders'

const MINUTE = 60_000
const start = now()
const at = (minutes: number) => new Date(start.getTime() + minutes * MINUTE)
const device = { isPhone: false, userAgent: 'test' }
const open = async ({ userId, postingId }: Account, isPhone = false, when = start) =>
  (await openSession({ userId, postingId, ...device, isPhone }, when)).sid
const change = (sql: string, ...values: unknown[]) => owner().query(sql, values)

beforeAll(layGround)
afterAll(closeOwner)

describe('a session', () => {
  it('tells who asks, where and as what', async () => {
    const account = await anAccount()
    expect(await findActor(await open(account), at(1))).toMatchObject({
      userId: account.userId,
      username: account.username,
      role: 'VILLAGE_CADRE',
      regionCode: PLACES.village,
      level: 'VILLAGE',
      scope: PLACES.village,
      postingId: account.postingId,
      isPhone: false,
      steppedUpAt: null,
    })
  })

  it('cuts the scope by the level of the region, also where a code ends in zero', async () => {
    const account = await anAccount({ regionCode: PLACES.otherCounty, role: 'COUNTY_OFFICE' })
    expect(await findActor(await open(account), at(1))).toMatchObject({ scope: '130730', level: 'COUNTY' })
  })

  it('is nobody’s for a guessed, an empty or a foreign id, and the stored hash opens nothing', async () => {
    const sid = await open(await anAccount())
    for (const guess of [
      randomBytes(32).toString('base64url'),
      '',
      sid.slice(1),
      createHash('sha256').update(sid).digest('hex'),
    ]) {
      expect(await findActor(guess, at(1))).toBeNull()
    }
    const { rows } = await change('SELECT count(*)::int AS n FROM session WHERE sid_hash = $1 OR user_agent = $1', sid)
    expect(rows[0].n).toBe(0)
  })

  it('ends at a desk after 30 idle minutes and after 12 hours of work', async () => {
    const account = await anAccount()
    const idle = await open(account)
    expect(await findActor(idle, at(29))).not.toBeNull()
    expect(await findActor(idle, at(58))).not.toBeNull()
    expect(await findActor(idle, at(89))).toBeNull()
    const busy = await open(account)
    for (let minute = 20; minute < 12 * 60; minute += 20) expect(await findActor(busy, at(minute))).not.toBeNull()
    expect(await findActor(busy, at(12 * 60 + 1))).toBeNull()
  })

  it('lasts on a phone for 12 idle hours and seven days', async () => {
    const account = await anAccount()
    const idle = await open(account, true)
    expect(await findActor(idle, at(11 * 60))).not.toBeNull()
    expect(await findActor(idle, at(24 * 60))).toBeNull()
    const used = await open(account, true)
    for (let hour = 6; hour < 7 * 24; hour += 6) expect(await findActor(used, at(hour * 60))).not.toBeNull()
    expect(await findActor(used, at(7 * 24 * 60 + 1))).toBeNull()
  })

  it('notes at most once a minute that it was used', async () => {
    const account = await anAccount()
    const sid = await open(account)
    const seen = async () =>
      (await change('SELECT last_seen_at FROM session WHERE user_id = $1', account.userId)).rows[0].last_seen_at as Date
    await findActor(sid, at(0.9))
    expect(await seen()).toEqual(start)
    await findActor(sid, at(1.5))
    expect(await seen()).toEqual(at(1.5))
  })

  it('is over at the next request after it was ended, 1,000 times of 1,000', async () => {
    const sid = await open(await anAccount())
    expect(await findActor(sid, at(1))).not.toBeNull()
    await closeSession(sid, 'signedOut', at(1))
    const replays = await Promise.all(Array.from({ length: 1000 }, () => findActor(sid, at(1))))
    expect(replays.filter((actor) => actor !== null)).toEqual([])
  })

  it('is over at the next request when the account is closed or the posting has run out', async () => {
    const closed = await anAccount()
    const closedSid = await open(closed)
    await change('UPDATE app_user SET is_active = false WHERE id = $1', closed.userId)
    expect(await findActor(closedSid, at(1))).toBeNull()

    const posted = await anAccount()
    const sid = await open(posted, true)
    await change("UPDATE posting SET valid_to = '2026-03-26' WHERE id = $1", posted.postingId)
    expect(await findActor(sid, at(1))).not.toBeNull()
    expect(await findActor(sid, at(10 * 60))).not.toBeNull()
    expect(await findActor(sid, at(17 * 60))).toBeNull()
  })

  it('follows a change of role and region at the next request', async () => {
    const account = await anAccount()
    const sid = await open(account)
    await change(
      `UPDATE posting SET role = 'TOWNSHIP', region_code = $2 WHERE id = $1`,
      account.postingId,
      PLACES.township,
    )
    expect(await findActor(sid, at(1))).toMatchObject({ role: 'TOWNSHIP', scope: '130799100', level: 'TOWNSHIP' })
  })

  it('leaves an entry when it opens and when it ends, and none when it is used', async () => {
    const account = await anAccount()
    const sid = await open(account)
    await findActor(sid, at(5))
    await closeSession(sid, 'signedOut', at(6))
    await closeSession(sid, 'signedOut', at(7))
    const { rows } = await change(
      'SELECT command, action, actor_id, new_values FROM audit_entry WHERE table_name = $1 AND row_id = $2 ORDER BY id',
      'session',
      hashSid(sid),
    )
    const actor_id = account.userId
    expect(rows).toMatchObject([
      { command: 'session.open', action: 'INSERT', actor_id, new_values: null },
      { command: 'session.close', action: 'UPDATE', actor_id, new_values: { end_reason: 'signedOut' } },
    ])
  })

  it('is one of at most five; the oldest ends, also when twenty open at once', async () => {
    const account = await anAccount()
    const first = await open(account, false, at(0))
    const rest: string[] = []
    for (let n = 1; n <= 5; n++) rest.push(await open(account, false, at(n)))
    expect(await findActor(first, at(6))).toBeNull()
    for (const sid of rest) expect(await findActor(sid, at(6))).not.toBeNull()
    const reason = await change(
      "SELECT count(*)::int AS n FROM session WHERE user_id = $1 AND end_reason = 'tooMany'",
      account.userId,
    )
    expect(reason.rows[0].n).toBe(1)

    const crowd = await anAccount()
    const all = await Promise.all(Array.from({ length: 20 }, (_, n) => open(crowd, false, at(n))))
    const alive = await Promise.all(all.map((sid) => findActor(sid, at(20))))
    expect(alive.filter((actor) => actor !== null)).toHaveLength(5)
  })
})

describe('an invitation', () => {
  const NEW = '我家后山有七棵老核桃树'.concat('呀')
  async function invite(account: Account, hours = 72): Promise<string> {
    const token = randomBytes(24).toString('base64url')
    await change(
      'INSERT INTO invitation (token_hash, user_id, expires_at) VALUES ($1, $2, $3)',
      createHash('sha256').update(token).digest('hex'),
      account.userId,
      at(hours * 60),
    )
    return token
  }

  it('says whom it is for', async () => {
    const account = await anAccount({ passwordHash: null })
    expect(await findInvitation(await invite(account))).toMatchObject({
      username: account.username,
      name: '杨村干',
      role: 'VILLAGE_CADRE',
      regionName: PLACES.village,
    })
  })

  it('sets a password once; of ten at the same time one', async () => {
    const account = await anAccount({ passwordHash: null })
    const token = await invite(account)
    const answers = await Promise.all(Array.from({ length: 10 }, () => acceptInvitation(token, NEW)))
    expect(answers.map(({ status }) => status).sort()).toEqual(['accepted', ...Array(9).fill('gone')])
    expect(await findInvitation(token)).toBeNull()
    expect((await acceptInvitation(token, NEW)).status).toBe('gone')
    const { rows } = await change(
      `SELECT command, actor_id, table_name FROM audit_entry WHERE command = 'invitation.accept' AND actor_id = $1 ORDER BY table_name`,
      account.userId,
    )
    expect(rows.map((row) => row.table_name)).toEqual(['app_user', 'invitation'])
  })

  it('stays when the password is refused', async () => {
    const account = await anAccount({ passwordHash: null })
    const token = await invite(account)
    expect(await acceptInvitation(token, 'short')).toEqual({ status: 'short' })
    expect(await acceptInvitation(token, `${account.username}-2026-ok`)).toEqual({ status: 'personal' })
    expect(await acceptInvitation(token, 'password123456')).toEqual({ status: 'common' })
    expect(await findInvitation(token)).not.toBeNull()
  })

  it('is gone after 72 hours, for a closed account, and for a made-up token', async () => {
    const account = await anAccount({ passwordHash: null })
    expect(await findInvitation(await invite(account, -1))).toBeNull()
    const token = await invite(account)
    await change('UPDATE app_user SET is_active = false WHERE id = $1', account.userId)
    expect(await acceptInvitation(token, NEW)).toEqual({ status: 'gone' })
    for (const made of ['', 'x', '../..', 'a'.repeat(500), `${token}%`]) expect(await findInvitation(made)).toBeNull()
  })

  it('ends the sessions the account had', async () => {
    const account = await anAccount()
    const sid = await open(account)
    await acceptInvitation(await invite(account), NEW)
    expect(await findActor(sid, at(1))).toBeNull()
  })
})
