import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '@/lib/platform/actor'
import { execute } from '@/lib/platform/command'
import { withScope } from '@/lib/platform/db'
import { hashSid, openSession } from '@/lib/platform/session-store'
import { endSession } from '@/lib/users/commands/door'
import { listOwnSessions } from '@/lib/users/queries/door'
import { anActor, closeOwner, layGround, owner, PLACES } from '../support/builders'

const AT = new Date('2026-03-26T00:00:00Z')
const CHROME = 'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/149.0 Safari/537.36'

let clerk: Actor
let other: Actor

beforeAll(async () => {
  await layGround()
  clerk = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  other = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
})
afterAll(closeOwner)

const signedIn = async ({ userId, postingId }: Actor, isPhone = false) =>
  hashSid((await openSession({ userId, postingId, isPhone, userAgent: CHROME }, AT)).sid)
const end = (actor: Actor, session: string) => execute(actor, endSession, { session }, { id: randomUUID(), at: AT })
const own = (actor: Actor) => withScope(actor, listOwnSessions, { at: AT })

test('a person sees the sessions of his own, this one first, and ends another at once', async () => {
  const [phone, desk] = [await signedIn(clerk, true), await signedIn(clerk)]
  await signedIn(other)
  const here = { ...clerk, sessionHash: desk }
  const listed = await own(here)
  expect(listed.map(({ id, isThis, browser }) => [id, isThis, browser])).toEqual([
    [desk, true, 'Chrome, Windows'],
    [phone, false, 'Chrome, Windows'],
  ])
  expect(await end(here, phone)).toMatchObject({ ok: true })
  expect((await own(here)).map(({ id }) => id)).toEqual([desk])
  const { rows } = await owner().query('SELECT end_reason FROM session WHERE sid_hash = $1', [phone])
  expect(rows[0].end_reason).toBe('endedByOwner')
})

test("somebody else's session, one that has ended and one that never was get the same answer", async () => {
  const theirs = await signedIn(other)
  const ended = await signedIn(clerk)
  await end(clerk, ended)
  for (const session of [theirs, ended, 'f'.repeat(64)]) {
    expect(await end(clerk, session)).toEqual({ ok: false, kind: 'notFound' })
  }
  expect((await own(other)).some(({ id }) => id === theirs)).toBe(true)
})
