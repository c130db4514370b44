import { hash, verify } from '@node-rs/argon2'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { verifyCredentials } from '@/lib/platform/credentials'
import { hashPassword, isOutdated } from '@/lib/platform/password'
import { anAccount, aPosting, PASSWORD } from '../support/accounts'
import { closeOwner, layGround, owner } from '../support/builders'

vi.mock('@node-rs/argon2', async (original) => {
  const real = await original<typeof import('@node-rs/argon2')>()
  return { ...real, verify: vi.fn(real.verify) }
})

const HOME = '10.1.1.1'
const attempt = (username: string, password: string, address = HOME) => verifyCredentials(username, password, address)
const hashOf = async (userId: string) =>
  (await owner().query('SELECT password_hash FROM app_user WHERE id = $1', [userId])).rows[0].password_hash as string
const later = (minutes: number) => owner().query('UPDATE rate_limit SET expire = expire - $1', [minutes * 60_000])

beforeAll(layGround)
afterAll(closeOwner)
beforeEach(() => owner().query('DELETE FROM rate_limit'))

describe('signing in', () => {
  it('succeeds with the right password, however the account is written', async () => {
    const { userId, username, postingId } = await anAccount()
    const right = { status: 'verified', userId, postingId }
    expect(await attempt(username, PASSWORD)).toEqual(right)
    expect(await attempt(`  ${username.toUpperCase()} `, PASSWORD)).toEqual(right)
  })

  it('answers the same for a wrong password, an unknown account, a closed one and one without a password', async () => {
    const closed = await anAccount({ isActive: false })
    const invited = await anAccount({ passwordHash: null })
    const { username } = await anAccount()
    for (const [name, password] of [
      [username, 'not the password'],
      ['nobody-at-all', PASSWORD],
      [closed.username, PASSWORD],
      [invited.username, PASSWORD],
      [username, `${PASSWORD} `],
      [username, 'x'.repeat(5000)],
    ] as const) {
      expect(await attempt(name, password)).toEqual({ status: 'wrong' })
    }
  })

  it('does the same work for an unknown account as for a wrong password: one check of one hash of today’s cost', async () => {
    const { username } = await anAccount({ passwordHash: await hashPassword(PASSWORD) })
    await attempt('nobody-at-all', 'wrong')
    for (const name of [username, 'nobody-at-all']) {
      vi.mocked(verify).mockClear()
      await attempt(name, 'wrong')
      const checked = vi.mocked(verify).mock.calls.map(([stored]) => String(stored))
      expect(checked.map((stored) => isOutdated(stored))).toEqual([false])
    }
  })

  it('locks the account at the fifth wrong password for 15 minutes, also for the right one', async () => {
    const { username } = await anAccount()
    for (let n = 1; n <= 4; n++) expect(await attempt(username, 'wrong')).toEqual({ status: 'wrong' })
    expect(await attempt(username, 'wrong')).toEqual({ status: 'locked', minutes: 15 })
    expect(await attempt(username, PASSWORD)).toEqual({ status: 'locked', minutes: 15 })
    await later(10)
    expect(await attempt(username, PASSWORD)).toEqual({ status: 'locked', minutes: 5 })
    await later(5)
    expect(await attempt(username, PASSWORD)).toMatchObject({ status: 'verified' })
  })

  it('does not let further guesses lengthen the lock', async () => {
    const { username } = await anAccount()
    for (let n = 1; n <= 5; n++) await attempt(username, 'wrong')
    await later(14)
    for (let n = 1; n <= 8; n++)
      expect(await attempt(username, 'wrong', `10.2.2.${n}`)).toMatchObject({ status: 'locked', minutes: 1 })
  })

  it('counts twenty guesses at once as twenty: five are checked, and no right one slips through behind them', async () => {
    const { username } = await anAccount()
    const guesses = Array.from({ length: 20 }, (_, n) => attempt(username, `guess number ${n}`, `10.3.3.${n}`))
    const answers = await Promise.all(guesses)
    expect(answers.filter(({ status }) => status === 'wrong').length).toBeLessThanOrEqual(4)
    expect(answers.filter(({ status }) => status === 'locked').length).toBeGreaterThanOrEqual(16)
    expect(await attempt(username, PASSWORD)).toMatchObject({ status: 'locked' })
  })

  it('keeps the counts in the database, so that a restart forgets none', async () => {
    const { username } = await anAccount()
    for (let n = 1; n <= 3; n++) await attempt(username, 'wrong')
    const { rows } = await owner().query("SELECT points FROM rate_limit WHERE key LIKE 'signin:%'")
    expect(rows).toEqual([{ points: 3 }])
    const { rows: named } = await owner().query('SELECT key FROM rate_limit WHERE key LIKE $1', [`%${username}%`])
    expect(named).toEqual([])
  })

  it('starts again from zero after a right password', async () => {
    const { username } = await anAccount()
    for (let n = 1; n <= 4; n++) await attempt(username, 'wrong')
    expect(await attempt(username, PASSWORD)).toMatchObject({ status: 'verified' })
    for (let n = 1; n <= 4; n++) expect(await attempt(username, 'wrong')).toEqual({ status: 'wrong' })
  })

  it('makes an address wait after 30 wrong passwords in a minute, and nobody else', async () => {
    for (let n = 0; n < 30; n++) await attempt(`unknown-${n}`, 'wrong', '10.4.4.4')
    const { username } = await anAccount()
    expect(await attempt(username, PASSWORD, '10.4.4.4')).toEqual({ status: 'busy' })
    expect(await attempt(username, PASSWORD, '10.4.4.5')).toMatchObject({ status: 'verified' })
    await later(1)
    expect(await attempt(username, PASSWORD, '10.4.4.4')).toMatchObject({ status: 'verified' })
  })

  it('lets an office of 45 people in behind one address at the same moment', async () => {
    const passwordHash = await hashPassword(PASSWORD)
    const office = await Promise.all(Array.from({ length: 45 }, () => anAccount({ passwordHash })))
    const from = performance.now()
    const answers = await Promise.all(office.map(({ username }) => attempt(username, PASSWORD, '10.5.5.5')))
    console.info(`45 sign-ins at once: ${Math.round(performance.now() - from)} ms`)
    expect(answers.filter(({ status }) => status !== 'verified')).toEqual([])
  })

  it('says busy instead of queueing without end, and does not count what it never checked', async () => {
    const { username } = await anAccount()
    const crowd = Array.from({ length: 80 }, (_, n) => attempt(`crowd-${n}`, 'wrong', `10.6.${n}.1`))
    const answers = await Promise.all(crowd)
    const busy = answers.filter(({ status }) => status === 'busy').length
    expect(busy).toBeGreaterThan(0)
    expect(answers.length - busy).toBeGreaterThanOrEqual(50)
    expect(await attempt(username, PASSWORD)).toMatchObject({ status: 'verified' })
    const { rows } = await owner().query(
      "SELECT count(*)::int AS n FROM rate_limit WHERE key LIKE 'signin:%' AND points > 0",
    )
    expect(rows[0].n).toBe(80 - busy)
  })

  it('renews a hash that was made with weaker parameters', async () => {
    const old = await hash(PASSWORD, { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 })
    const { userId, username } = await anAccount({ passwordHash: old })
    expect(await attempt(username, PASSWORD)).toMatchObject({ status: 'verified' })
    const fresh = await hashOf(userId)
    expect([isOutdated(old), isOutdated(fresh)]).toEqual([true, false])
    expect(await attempt(username, PASSWORD)).toMatchObject({ status: 'verified' })
    expect(await hashOf(userId)).toBe(fresh)
  })

  it('needs a posting that is open today, and takes the newest', async () => {
    const ended = await anAccount({ to: '2026-03-25' })
    const coming = await anAccount({ from: '2026-03-27' })
    for (const { username } of [ended, coming])
      expect(await attempt(username, PASSWORD)).toEqual({ status: 'noPosting' })
    const { userId, username } = await anAccount({ from: '2026-01-01', to: '2026-03-26' })
    const newest = await aPosting(userId, undefined, { from: '2026-03-01' })
    expect(await attempt(username, PASSWORD)).toMatchObject({ postingId: newest })
  })
})
