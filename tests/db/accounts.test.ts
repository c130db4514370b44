import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/platform/actor'
import { dayOf, now } from '@/lib/platform/clock'
import { addDays } from '@/lib/platform/days'
import { withScope } from '@/lib/platform/db'
import { confirmFactor, consumeCode, pendingSeed } from '@/lib/platform/second-factor'
import { findActor, findOpenPostings, openSession } from '@/lib/platform/session-store'
import { codeAt } from '@/lib/platform/totp'
import { acceptInvitation } from '@/lib/users/commands/door'
import { getAccount, listAccounts } from '@/lib/users/queries/accounts'
import { listAlerts } from '@/lib/users/queries/alerts'
import { listAccountEntries } from '@/lib/users/queries/entries'
import { listFreshSlips } from '@/lib/users/queries/slips'
import { anAccount, aPosting, PASSWORD } from '../support/accounts'
import { anActor, closeOwner, layGround, PLACES } from '../support/builders'
import { asAdmin, asApp } from '../support/database'
import { said, send } from '../support/outbox'

const today = dayOf(now())
let admin: Actor
let second: Actor
let office: Actor
let township: Actor

const fresh = (actor: Actor): Actor => ({ ...actor, steppedUpAt: now() })

beforeAll(async () => {
  await layGround()
  admin = fresh(await anActor('ADMINISTRATOR', PLACES.county, 'COUNTY'))
  second = fresh(await anActor('ADMINISTRATOR', PLACES.county, 'COUNTY'))
  office = fresh(await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY'))
  township = fresh(await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP'))
})
afterAll(closeOwner)

const posting = (over: object = {}) => ({
  id: randomUUID(),
  role: 'FIRST_SECRETARY',
  regionCode: PLACES.village,
  validFrom: today,
  ...over,
})
const person = (over: object = {}, post: object = {}) => {
  const id = randomUUID()
  return { id, username: `p${id.slice(0, 8)}`, name: '韩驻村', posting: posting(post), ...over }
}
const created = async (post: object = {}) => {
  const input = person({}, post)
  expect(await said(send(admin, 'account.create', input))).toBe('done')
  return input
}
const slipOf = async (userId: string) => (await withScope(admin, (ctx) => listFreshSlips(ctx, userId)))[0]
const tokenOf = async (userId: string) => (await slipOf(userId))?.path.split('/').at(-1) ?? ''

describe('an account', () => {
  it('is made with a posting and a slip; its token stands nowhere in the database, and opens the account once', async () => {
    const { id, username } = await created()
    const token = await tokenOf(id)
    expect(token).toMatch(/^[\w-]{20,}$/)
    const { rows } = await asAdmin((client) =>
      client.query(
        `SELECT (SELECT string_agg(answer::text, ' ') FROM command_receipt) || (SELECT string_agg(i::text, ' ') FROM invitation i) AS kept`,
      ),
    )
    expect(rows[0].kept).not.toContain(token)
    expect(await acceptInvitation(token, PASSWORD)).toMatchObject({ status: 'accepted', userId: id })
    expect(await acceptInvitation(token, 'another goat in my garden')).toEqual({ status: 'gone' })
    expect(await slipOf(id)).toBeUndefined()
    const [row] = (await withScope(admin, (ctx) => listAccounts(ctx, { q: username }))).rows
    expect(row).toMatchObject({ username, hasPassword: true, postings: [{ state: 'OPEN', role: 'FIRST_SECRETARY' }] })
  })

  it('has a slip only for its maker and for ten minutes; a new one ends the old', async () => {
    const { id } = await created()
    const token = await tokenOf(id)
    expect(await withScope(second, (ctx) => listFreshSlips(ctx, id))).toEqual([])
    const later = new Date(now().getTime() + 11 * 60_000)
    expect(await withScope(admin, (ctx) => listFreshSlips(ctx, id), { at: later })).toEqual([])
    expect(await said(send(second, 'account.invite', { userId: id }))).toBe('done')
    expect(await acceptInvitation(token, PASSWORD)).toEqual({ status: 'gone' })
  })

  it('is not made twice by the same sending, nor under a name that is taken, nor without a fresh proof', async () => {
    const input = person()
    const sending = randomUUID()
    expect(await said(send(admin, 'account.create', input, sending))).toBe('done')
    expect(await send(admin, 'account.create', input, sending)).toMatchObject({ ok: true, replayed: true })
    expect(await said(send(admin, 'account.create', person({ username: input.username })))).toBe('users.usernameTaken')
    expect(await said(send({ ...admin, steppedUpAt: null }, 'account.create', person()))).toBe('users.stepUpNeeded')
  })

  it('is given no role beyond the keeper, no role at the wrong level, no region beyond his', async () => {
    expect(await said(send(admin, 'account.create', person({}, { regionCode: PLACES.township })))).toBe(
      'users.roleNotThere',
    )
    expect(await said(send(admin, 'account.create', person({}, { regionCode: PLACES.otherCountyVillage })))).toBe(
      'notFound',
    )
    expect(await said(send(township, 'account.propose', person({}, { role: 'COUNTY_OFFICE' })))).toBe(
      'users.roleNotYours',
    )
    expect(
      await said(send(office, 'account.propose', person({}, { role: 'ADMINISTRATOR', regionCode: PLACES.county }))),
    ).toBe('users.roleNotYours')
    expect(await said(send(township, 'account.propose', person({}, { regionCode: PLACES.otherTownshipVillage })))).toBe(
      'notFound',
    )
    expect(await said(send(office, 'account.create', person()))).toBe('forbidden')
  })

  it('proposed by an office opens nothing until an administrator confirms it, once', async () => {
    const input = person()
    expect(await said(send(township, 'account.propose', input))).toBe('done')
    expect(await findOpenPostings(input.id, now())).toEqual([])
    const decide = { postingId: input.posting.id, decision: 'CONFIRMED' }
    expect(await said(send(township, 'posting.decide', decide))).toBe('forbidden')
    expect(await said(send(admin, 'posting.decide', decide))).toBe('done')
    expect(await said(send(second, 'posting.decide', { ...decide, decision: 'DECLINED' }))).toBe('users.decidedAlready')
    expect(await findOpenPostings(input.id, now())).toMatchObject([{ role: 'FIRST_SECRETARY' }])
    expect(await slipOf(input.id)).toBeDefined()
  })

  it('closed, or with an ended posting, is out at the next request', async () => {
    const account = await anAccount({ regionCode: PLACES.village })
    const open = async () => (await openSession({ ...account, isPhone: true, userAgent: '' }, now())).sid
    const sid = await open()
    expect((await findActor(sid, now()))?.userId).toBe(account.userId)
    expect(await said(send(admin, 'account.setActive', { userId: account.userId, isActive: false }))).toBe('done')
    expect(await findActor(sid, now())).toBeNull()
    expect(await said(send(admin, 'account.setActive', { userId: account.userId, isActive: true }))).toBe('done')
    const again = await open()
    const ended = { postingId: account.postingId, validTo: addDays(today, -1) }
    expect(await said(send(admin, 'posting.setEnd', ended))).toBe('done')
    expect(await findActor(again, now())).toBeNull()
  })

  it('lost with its phone is signed out everywhere by supervisor or administrator, and by nobody else', async () => {
    const account = await anAccount({ regionCode: PLACES.village })
    const supervisor = await anActor('SUPERVISOR', PLACES.county, 'COUNTY')
    const stranger = await anActor('SUPERVISOR', PLACES.otherCounty, 'COUNTY')
    for (const keeper of [supervisor, admin]) {
      const { sid } = await openSession({ ...account, isPhone: true, userAgent: '' }, now())
      expect(await said(send(stranger, 'session.endAll', { userId: account.userId }))).toBe('notFound')
      expect(await said(send(office, 'session.endAll', { userId: account.userId }))).toBe('forbidden')
      expect(await findActor(sid, now())).not.toBeNull()
      expect(await said(send(keeper, 'session.endAll', { userId: account.userId }))).toBe('done')
      expect(await findActor(sid, now())).toBeNull()
    }
  })
})

describe('nobody raises himself', () => {
  it('through a command', async () => {
    await aPosting(admin.userId, randomUUID(), { role: 'ADMINISTRATOR', regionCode: PLACES.county })
    const own = posting({ role: 'COUNTY_OFFICE', regionCode: PLACES.county })
    expect(await said(send(admin, 'posting.grant', { userId: admin.userId, posting: own }))).toBe('users.notYourself')
    expect(await said(send(admin, 'account.setActive', { userId: admin.userId, isActive: true }))).toBe(
      'users.notYourself',
    )
    const sneaky = { ...person(), role: 'ADMINISTRATOR', decidedBy: admin.userId, isActive: true }
    await send(township, 'account.propose', sneaky)
    expect(await findOpenPostings(sneaky.id, now())).toEqual([])
  })

  it('with the hands of the application in the database', async () => {
    const account = await anAccount({ regionCode: PLACES.county, role: 'COUNTY_OFFICE' })
    const friend = await anAccount()
    const as = (sql: string, settings = '') =>
      asApp(async (client) => {
        await client.query(
          `BEGIN; SET LOCAL app.scope = '130799'; SET LOCAL app.actor = '${account.userId}'; ${settings}`,
        )
        return (await client.query(sql)).rowCount
      }).catch((error) => error.code)
    const insert = (userId: string, extra = '', values = '') =>
      `INSERT INTO posting (county_code, id, user_id, role, region_code, valid_from${extra}) VALUES ('130799', gen_random_uuid(), '${userId}', 'ADMINISTRATOR', '130799000000', '2026-01-01'${values})`
    const keeps = "SET LOCAL app.accounts = '130799'"
    expect(await as(insert(friend.userId))).toBe('42501')
    expect(await as(insert(account.userId), keeps)).toBe('23514')
    expect(
      await as(
        insert(
          friend.userId,
          ', proposed_by, decided_by, decision',
          `, '${account.userId}', '${friend.userId}', 'CONFIRMED'`,
        ),
      ),
    ).toBe('42501')
    expect(await as(`UPDATE posting SET role = 'ADMINISTRATOR' WHERE id = '${friend.postingId}'`)).toBe(0)
    expect(await as(`UPDATE posting SET role = 'ADMINISTRATOR' WHERE id = '${friend.postingId}'`, keeps)).toBe('23514')
    expect(await as(`UPDATE posting SET valid_to = NULL WHERE id = '${account.postingId}'`, keeps)).toBe('23514')
  })
})

describe('a lost second factor', () => {
  it('goes when one asks and another confirms, and takes the sessions along', async () => {
    const account = await anAccount({ role: 'AUDITOR', regionCode: PLACES.county })
    const seed = await pendingSeed(account.userId, now())
    await confirmFactor(account.userId, codeAt(seed, now()), now())
    const { sid } = await openSession({ ...account, isPhone: false, userAgent: '' }, now())
    const reset = { id: randomUUID(), userId: account.userId, reason: '手机丢失' }
    expect(await said(send(admin, 'factor.requestReset', reset))).toBe('done')
    expect(await said(send(admin, 'factor.requestReset', { ...reset, id: randomUUID() }))).toBe('users.resetWaiting')
    expect(await said(send(admin, 'factor.confirmReset', { resetId: reset.id }))).toBe('users.fourEyes')
    expect(await said(send(office, 'factor.confirmReset', { resetId: reset.id }))).toBe('forbidden')
    const leader = fresh(await anActor('COUNTY_LEADER', PLACES.county, 'COUNTY'))
    expect(await said(send(leader, 'factor.confirmReset', { resetId: reset.id }))).toBe('done')
    expect(await said(send(second, 'factor.confirmReset', { resetId: reset.id }))).toBe('notFound')
    expect(await findActor(sid, now())).toBeNull()
    const later = new Date(now().getTime() + 30_000)
    expect(await consumeCode(account.userId, codeAt(seed, later), later)).toBe(false)
  })
})

describe('a sheet of people', () => {
  it('is loaded whole or not at all', async () => {
    const one = `s${randomUUID().slice(0, 8)}`
    const good = `账号,姓名,单位,岗位,辖区\n${one},王丽,镇政府,乡镇,${PLACES.township}\n${one}b,李强,,第一书记,${PLACES.village}`
    const bad = `${good}\n${one},张三,,乡镇,${PLACES.township}`
    expect(await said(send(admin, 'account.load', { sheet: bad }))).toBe('users.csvFaults')
    const count = async () => (await withScope(admin, (ctx) => listAccounts(ctx, { q: one }))).total
    expect(await count()).toBe(0)
    expect(await said(send(admin, 'account.load', { sheet: good }))).toBe('done')
    expect(await count()).toBe(2)
    expect(await said(send(admin, 'account.load', { sheet: '姓名\n张三' }))).toBe('users.csvHeads')
  })
})

describe('the record of an account', () => {
  it('is read within the region, names who and for whom, and shows no value of the register', async () => {
    const { id } = await created()
    await send(admin, 'account.invite', { userId: id })
    const { entries } = await withScope(admin, (ctx) => listAccountEntries(ctx, id, { kind: 'ACCOUNT' }))
    expect(entries.map(({ table, action, actor }) => [table, action, actor])).toEqual([
      ['posting', 'INSERT', 'ADMINISTRATOR'],
      ['app_user', 'INSERT', 'ADMINISTRATOR'],
    ])
    const far = fresh(await anActor('ADMINISTRATOR', PLACES.otherCounty, 'COUNTY'))
    expect((await withScope(far, (ctx) => listAccountEntries(ctx, id, {}))).entries).toEqual([])
    await expect(withScope(far, (ctx) => getAccount(ctx, id))).rejects.toThrow('notFound')
  })

  it('raises an alert for who was refused again and again', async () => {
    const nosy = await anActor('COUNTY_LEADER', PLACES.county, 'COUNTY')
    for (let n = 0; n < 5; n++) await send(nosy, 'account.create', person())
    for (const keeper of [admin, await anActor('AUDITOR', PLACES.county, 'COUNTY')]) {
      const alerts = await withScope(keeper, listAlerts)
      expect(alerts.find(({ userId }) => userId === nosy.userId)).toMatchObject({ kind: 'DENIED', times: 5 })
    }
    expect(await withScope(await anActor('AUDITOR', PLACES.otherCounty, 'COUNTY'), listAlerts)).toEqual([])
  })
})
