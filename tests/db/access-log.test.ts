import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { logReading } from '@/lib/audit/readings'
import { entriesOf, finishedBefore } from '@/lib/audit/sql'
import { editHousehold } from '@/lib/households/commands/edit'
import type { Actor } from '@/lib/platform/actor'
import { execute } from '@/lib/platform/command'
import { sqlStateOf, withScope } from '@/lib/platform/db'
import { AuditedWorld } from '../support/audit'
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
import { asApp } from '../support/database'

let home: BuiltHousehold
let cadre: Actor
let helper: Actor

beforeAll(async () => {
  await layGround()
  home = await aHousehold()
  cadre = await anActor('VILLAGE_CADRE', PLACES.village, 'VILLAGE')
  helper = await anActor('PAIRED_HELPER', PLACES.village, 'VILLAGE')
})
afterAll(closeOwner)

const rowsOf = async (actor: Actor) =>
  (await owner().query('SELECT * FROM access_log WHERE actor_id = $1 ORDER BY at, id', [actor.userId])).rows
const opened = (actor: Actor, { id: householdId, regionCode }: BuiltHousehold, more: object = {}, day?: string) =>
  withScope(
    actor,
    (ctx) => logReading(ctx, { householdId, regionCode, ...more }),
    day ? { at: new Date(`${day}T08:00:00+08:00`) } : {},
  )
const stateOf = (work: Promise<unknown>) => work.then(() => 'done', sqlStateOf)

describe('the access log', () => {
  it('keeps who opened a household, for whom, and seals it like any audited row', async () => {
    const deputy = { ...cadre, actingFor: { userId: helper.userId, name: 'x' } }
    await opened(deputy, home)
    const [row] = await rowsOf(cadre)
    expect(row).toMatchObject({
      kind: 'READ',
      household_id: home.id,
      acting_for: helper.userId,
      region_code: PLACES.village,
    })
    const { rows } = await owner().query("SELECT * FROM audit_entry WHERE table_name = 'access_log' AND row_id = $1", [
      `130799/${row.id}`,
    ])
    expect(rows).toMatchObject([{ action: 'INSERT', actor_id: cadre.userId, acting_for: helper.userId }])
  })

  it('keeps one line a day of a reader, for whom he acts, a person and what was seen, also of pages opened at once', async () => {
    const reader = await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP')
    const deputy = { ...reader, actingFor: { userId: helper.userId, name: 'x' } }
    await Promise.all(Array.from({ length: 8 }, () => opened(reader, home, {}, '2026-03-20')))
    await opened(reader, home, {}, '2026-03-20')
    expect(await rowsOf(reader)).toHaveLength(1)
    await opened(reader, home, { personId: home.headId }, '2026-03-20')
    await opened(reader, home, { field: 'dossier' }, '2026-03-20')
    await opened(deputy, home, {}, '2026-03-20')
    await opened(reader, await aHousehold(), {}, '2026-03-20')
    await opened(reader, home, {}, '2026-03-21')
    for (const again of [reader, deputy]) await opened(again, home, {}, '2026-03-21')
    expect(
      (await rowsOf(reader)).map(({ household_id, person_id, field, acting_for, at }) => [
        household_id === home.id,
        person_id,
        field,
        acting_for,
        at.toISOString().slice(0, 10),
      ]),
    ).toEqual(
      expect.arrayContaining([
        [true, null, null, null, '2026-03-20'],
        [true, home.headId, null, null, '2026-03-20'],
        [true, null, 'dossier', null, '2026-03-20'],
        [true, null, null, helper.userId, '2026-03-20'],
        [false, null, null, null, '2026-03-20'],
        [true, null, null, null, '2026-03-21'],
        [true, null, null, helper.userId, '2026-03-21'],
      ]),
    )
    expect(await rowsOf(reader)).toHaveLength(7)
  })

  it('counts a day from midnight in Shanghai', async () => {
    const reader = await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP')
    const at = (instant: string) =>
      withScope(reader, (ctx) => logReading(ctx, { householdId: home.id, regionCode: home.regionCode }), {
        at: new Date(instant),
      })
    await at('2026-03-20T15:59:00Z')
    await at('2026-03-20T16:01:00Z')
    await at('2026-03-21T15:59:00Z')
    expect(await rowsOf(reader)).toHaveLength(2)
  })

  it('is lost with the transaction that read', async () => {
    const before = (await rowsOf(cadre)).length
    const broken = withScope(cadre, async (ctx) => {
      await logReading(ctx, { householdId: home.id, regionCode: home.regionCode })
      throw new Error('broken')
    })
    await expect(broken).rejects.toThrow('broken')
    expect(await rowsOf(cadre)).toHaveLength(before)
  })

  it('takes no line about a household that is not there for the reader', async () => {
    const far = await aHousehold(PLACES.siblingVillage)
    expect(await stateOf(opened(cadre, far))).toBe('42501')
    expect(await stateOf(opened(helper, home))).toBe('42501')
    const paired = await aHousehold()
    await aPairing(paired, helper)
    expect(await stateOf(opened(helper, paired))).toBe('done')
  })

  it('cannot be changed, deleted, emptied or written in another name by the application', async () => {
    await opened(cadre, home)
    const tries = [
      "UPDATE access_log SET reason = 'x'",
      'DELETE FROM access_log',
      'TRUNCATE access_log',
      `INSERT INTO access_log (county_code, id, region_code, at, actor_id, kind) VALUES ('130799', gen_random_uuid(), '130799100001', now(), gen_random_uuid(), 'READ')`,
      `INSERT INTO access_log (county_code, id, region_code, at, actor_id, acting_for, kind) VALUES ('130799', gen_random_uuid(), '130799100001', now(), '${cadre.userId}', gen_random_uuid(), 'READ')`,
      `INSERT INTO access_log (county_code, id, region_code, at, kind) VALUES ('130799', gen_random_uuid(), '130799100001', now(), 'DENIED')`,
    ]
    for (const sql of tries) {
      const tried = asApp(async (client) => {
        await client.query(`BEGIN; SET LOCAL app.scope = '130799100001'; SET LOCAL app.actor = '${cadre.userId}'`)
        await client.query(sql)
      })
      await expect(tried, sql).rejects.toMatchObject({ code: '42501' })
    }
    await expect(owner().query("UPDATE access_log SET reason = 'x'")).rejects.toThrow(/never changes|access_log/)
    await expect(owner().query('DELETE FROM access_log')).rejects.toThrow()
    await expect(owner().query('TRUNCATE access_log')).rejects.toThrow()
  })

  it('names what a role was refused, once for every try', async () => {
    const leader = await anActor('COUNTY_LEADER', PLACES.county, 'COUNTY')
    const outcome = await execute(leader, editHousehold, { householdId: home.id }, { id: randomUUID() })
    expect(outcome).toEqual({ ok: false, kind: 'forbidden' })
    expect(await rowsOf(leader)).toMatchObject([{ kind: 'DENIED', field: 'household.edit', household_id: null }])
  })
})

describe('whom somebody acted for', () => {
  it('leaves older entries as they were sealed, and cannot be taken off an entry unnoticed', async () => {
    const world = await AuditedWorld.make()
    try {
      const upTo = await finishedBefore(world.client)
      const now: string[] = []
      for await (const { line } of entriesOf(world.client, 0n, upTo)) now.push(line.toString())
      await world.client.query('BEGIN; ALTER TABLE audit_entry DROP COLUMN acting_for')
      const { rows } = await world.client.query<{ line: string }>(
        `SELECT tx::text || E'\\t' || id || E'\\t' || to_jsonb(e) AS line FROM audit_entry e WHERE tx < '${upTo}'::xid8 ORDER BY tx, id`,
      )
      await world.client.query('ROLLBACK')
      const asCopied = rows.map(({ line }) => line.replaceAll('\\', '\\\\'))
      const sealedBefore = now.filter((line) => !line.includes('acting_for'))
      expect(sealedBefore.length).toBeGreaterThan(10)
      expect(sealedBefore.filter((line) => !asCopied.includes(line))).toEqual([])
      expect(await world.findings()).toEqual([])

      const deputy = { ...cadre, actingFor: { userId: helper.userId, name: 'x' } }
      await opened(deputy, await aHousehold())
      await world.sealAll()
      expect(await world.findings()).toEqual([])
      await world.client.query(
        'ALTER TABLE audit_entry DISABLE TRIGGER USER; UPDATE audit_entry SET acting_for = NULL; ALTER TABLE audit_entry ENABLE TRIGGER USER',
      )
      expect(await world.codes()).toContain('sealBroken')
    } finally {
      world.end()
    }
  })
})
