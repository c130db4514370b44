import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { now } from '@/lib/platform/clock'
import { verifyCode, verifyCredentials } from '@/lib/platform/credentials'
import { open } from '@/lib/platform/fields'
import { confirmFactor, consumeCode, factorState, pendingSeed, recoveryLeft } from '@/lib/platform/second-factor'
import { codeAt } from '@/lib/platform/totp'
import { anAccount, PASSWORD } from '../support/accounts'
import { closeOwner, layGround, owner, PLACES } from '../support/builders'
import { asApp } from '../support/database'

const HOME = '10.9.1.1'

beforeAll(async () => {
  await owner().query(`INSERT INTO installation (is_demo, county_code) VALUES (false, '130799')`)
  await layGround()
})
afterAll(closeOwner)
beforeEach(() => owner().query('DELETE FROM rate_limit'))

const later = (seconds: number) => new Date(now().getTime() + seconds * 1000)
const signIn = (username: string, password = PASSWORD) => verifyCredentials(username, password, HOME)

/** Somebody whose second factor is on, and its seed; the code of this moment is used up. */
async function withFactor(role = 'AUDITOR') {
  const account = await anAccount({ role, regionCode: PLACES.county })
  const seed = await pendingSeed(account.userId, now())
  const recovery = (await confirmFactor(account.userId, codeAt(seed, now()), now())) as string[]
  return { ...account, seed, recovery }
}

describe('a real installation', () => {
  it('lets nobody in without a second factor who watches over others or may see whole values', async () => {
    const demanded = ['SUPERVISOR', 'ADMINISTRATOR', 'AUDITOR', 'COUNTY_OFFICE', 'FIRST_SECRETARY']
    for (const role of [...demanded, 'COUNTY_LEADER', 'LINE_DEPARTMENT']) {
      const { username } = await anAccount({ role, regionCode: PLACES.county })
      expect([role, (await signIn(username)).status]).toEqual([
        role,
        demanded.includes(role) ? 'needsSetUp' : 'verified',
      ])
    }
  })

  it('asks for the code once one is set up, and never opens a session for the password alone', async () => {
    const { username, userId } = await withFactor()
    expect(await signIn(username)).toEqual({ status: 'needsCode', userId })
    expect(await factorState(userId, now())).toBe('ON')
  })
})

describe('a code', () => {
  it('counts once, within thirty seconds before and after, never an older one', async () => {
    const { userId, seed } = await withFactor()
    const used = codeAt(seed, now())
    expect(await consumeCode(userId, used, now())).toBe(false)
    const next = codeAt(seed, later(30))
    expect(await consumeCode(userId, next, now())).toBe(true)
    expect(await consumeCode(userId, next, now())).toBe(false)
    expect(await consumeCode(userId, codeAt(seed, later(90)), later(30))).toBe(false)
    expect(await consumeCode(userId, codeAt(seed, later(60)), later(90))).toBe(true)
    expect(await consumeCode(userId, codeAt(seed, later(30)), later(60))).toBe(false)
  })

  it('used by ten at the same moment lets one in', async () => {
    const { userId, seed } = await withFactor()
    const code = codeAt(seed, later(30))
    const tries = await Promise.all(Array.from({ length: 10 }, () => consumeCode(userId, code, now())))
    expect(tries.filter(Boolean)).toHaveLength(1)
  })

  it('guessed twenty times at once counts as twenty, on the same limit as the password', async () => {
    const { userId, username, seed } = await withFactor()
    const guesses = await Promise.all(
      Array.from({ length: 20 }, (_, n) => verifyCode(userId, String(n).padStart(6, '0'), `10.9.2.${n}`)),
    )
    expect(guesses.filter(({ status }) => status === 'wrong').length).toBeLessThanOrEqual(4)
    expect(guesses.filter(({ status }) => status === 'locked').length).toBeGreaterThanOrEqual(16)
    expect((await verifyCode(userId, codeAt(seed, later(30)), HOME)).status).toBe('locked')
    expect((await signIn(username)).status).toBe('locked')
  })

  it('cannot be guessed for ever by somebody who knows the password', async () => {
    const { userId, username } = await withFactor()
    const answers: string[] = []
    for (let n = 0; n < 6; n++) {
      answers.push((await signIn(username)).status)
      answers.push((await verifyCode(userId, '000000', HOME)).status)
    }
    expect(answers.slice(0, 9).filter((status) => status === 'wrong')).toHaveLength(4)
    expect(answers.slice(-2)).toEqual(['locked', 'locked'])
  })

  it('is written down when it was wrong, and the entry names no code', async () => {
    const { userId } = await withFactor()
    await verifyCode(userId, '123456', HOME)
    const { rows } = await owner().query('SELECT * FROM access_log WHERE account_id = $1', [userId])
    expect(rows).toMatchObject([{ kind: 'DENIED', field: 'signIn', reason: 'code', actor_id: null }])
    expect(JSON.stringify(rows)).not.toContain('123456')
  })
})

describe('recovery codes', () => {
  it('are ten, each good once, however they are typed', async () => {
    const { userId, recovery } = await withFactor()
    expect(new Set(recovery).size).toBe(10)
    const [first = '', second = ''] = recovery
    expect(await consumeCode(userId, ` ${first.toLowerCase().replace('-', ' ')} `, now())).toBe(true)
    expect(await consumeCode(userId, first, now())).toBe(false)
    const at = await Promise.all(Array.from({ length: 8 }, () => consumeCode(userId, second, now())))
    expect(at.filter(Boolean)).toHaveLength(1)
    expect(await recoveryLeft(userId)).toBe(8)
  })

  it('of somebody else open nothing, and the database keeps none as it was shown', async () => {
    const [one, other] = [await withFactor(), await withFactor()]
    expect(await consumeCode(other.userId, one.recovery[0] as string, now())).toBe(false)
    const { rows } = await owner().query('SELECT code_hash FROM recovery_code WHERE user_id = $1', [one.userId])
    const kept = rows.map(({ code_hash }) => code_hash.toString('latin1')).join()
    expect(one.recovery.some((code) => kept.includes(code.replace('-', '')))).toBe(false)
  })
})

describe('the seed', () => {
  it('is sealed for its account, and waits without ending the old one', async () => {
    const { userId, seed } = await withFactor()
    const fresh = await pendingSeed(userId, now())
    expect(fresh).not.toBe(seed)
    const { rows } = await owner().query('SELECT secret_enc, pending_enc FROM second_factor WHERE id = $1', [userId])
    expect(open('second_factor', 'secret_enc', userId, rows[0].secret_enc)).toBe(seed)
    expect(() => open('second_factor', 'secret_enc', crypto.randomUUID(), rows[0].secret_enc)).toThrow()
    expect(await consumeCode(userId, codeAt(seed, later(30)), now())).toBe(true)
    expect(await confirmFactor(userId, codeAt(fresh, later(60)), later(60))).toHaveLength(10)
    expect(await consumeCode(userId, codeAt(seed, later(120)), later(120))).toBe(false)
  })

  it('cannot be taken off, nor its last step turned back, by the application alone', async () => {
    const { userId } = await withFactor()
    for (const sql of [
      `DELETE FROM second_factor WHERE id = '${userId}'`,
      `UPDATE second_factor SET last_step = 0 WHERE id = '${userId}'`,
      `UPDATE second_factor SET secret_enc = NULL, confirmed_at = NULL WHERE id = '${userId}'`,
    ]) {
      await expect(
        asApp((client) => client.query(sql)),
        sql,
      ).rejects.toMatchObject({ code: '23514' })
    }
  })
})
