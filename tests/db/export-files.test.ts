import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fetchExport } from '@/lib/exports/commands/fetch'
import { linkExport } from '@/lib/exports/commands/link'
import { makeExport } from '@/lib/exports/commands/make'
import { takeExport } from '@/lib/exports/job'
import { getExport, listExports } from '@/lib/exports/queries/requests'
import type { Actor } from '@/lib/platform/actor'
import { execute } from '@/lib/platform/command'
import { unscoped, withScope } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { anActor, closeOwner, owner, PLACES } from '../support/builders'
import { asApp } from '../support/database'
import { freshOffice, layExportGround, statusOf, threshold, VILLAGE_ONLY } from '../support/export-story'
import { ask, download, idOf, linkTo, makeNow, NOTE } from '../support/exports'

let office: Actor
let leader: Actor
let colleague: Actor

beforeAll(async () => {
  ;({ leader, colleague } = await layExportGround())
})
beforeEach(async () => {
  office = await freshOffice()
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

describe('making and fetching', () => {
  const made = async () => {
    const id = idOf(await ask(office, { query: VILLAGE_ONLY }))
    await makeNow(office, id)
    return id
  }

  test('a making that died is made again from its beginning, one that runs is not taken twice', async () => {
    const id = idOf(await ask(office, { query: VILLAGE_ONLY }))
    const first = await takeExport(office, id)
    expect(first).not.toBeNull()
    expect(await takeExport(office, id)).toBeNull()
    expect(await execute(office, makeExport, { exportId: id }, { id: randomUUID() })).toMatchObject({
      code: 'exports.notToMake',
    })
    await owner().query(`UPDATE export_request SET heartbeat_at = heartbeat_at - interval '2 minutes' WHERE id = $1`, [
      id,
    ])
    expect((await withScope(office, (ctx) => getExport(ctx, id))).state).toBe('INTERRUPTED')
    expect(await makeNow(office, id)).toBe(true)
    expect((await statusOf(id)).status).toBe('READY')
  })

  test('a link works once, for its owner, for ten minutes; the file three times', async () => {
    const id = await made()
    const link = await linkTo(office, id)
    expect((await fetchExport(colleague, link)).state).toBe('gone')
    expect((await fetchExport(leader, link)).state).toBe('gone')
    const twice = await Promise.all([fetchExport(office, link), fetchExport(office, link)])
    expect(twice.map(({ state }) => state).sort()).toEqual(['gone', 'open'])
    expect(await fetchExport(office, link)).toEqual({ state: 'gone', exportId: id })
    const late = await linkTo(office, id)
    await owner().query(
      `UPDATE export_link SET issued_at = issued_at - interval '11 minutes', expires_at = expires_at - interval '11 minutes' WHERE id = $1`,
      [late],
    )
    expect(await fetchExport(office, late)).toEqual({ state: 'gone', exportId: id })
    await download(office, id)
    await download(office, id)
    expect(
      await execute(office, linkExport, { exportId: id, linkId: randomUUID() }, { id: randomUUID() }),
    ).toMatchObject({ code: 'exports.fetchedEnough' })
    expect(
      await execute(colleague, linkExport, { exportId: id, linkId: randomUUID() }, { id: randomUUID() }),
    ).toMatchObject({ kind: 'notFound' })
  })

  test('every download is written down with the number of persons and the purpose', async () => {
    const id = await made()
    await download(office, id)
    const { rows } = await owner().query(
      `SELECT region_code, field, purpose, reason FROM access_log WHERE kind = 'EXPORT' AND actor_id = $1`,
      [office.userId],
    )
    expect(rows).toEqual([
      {
        region_code: PLACES.village,
        field: 'HOUSEHOLDS',
        purpose: 'REPORTING',
        reason: expect.stringMatching(new RegExp(`^DC-2026-\\d{4} 3 ${NOTE}$`)),
      },
    ])
  })

  test('after a day the file is destroyed', async () => {
    const id = await made()
    await owner().query(`UPDATE export_request SET expires_at = made_at - interval '1 second' WHERE id = $1`, [id])
    expect((await withScope(office, (ctx) => getExport(ctx, id))).state).toBe('EXPIRED')
    expect(
      await execute(office, linkExport, { exportId: id, linkId: randomUUID() }, { id: randomUUID() }),
    ).toMatchObject({ code: 'exports.noFile' })
    await ask(office, { query: VILLAGE_ONLY })
    expect((await statusOf(id)).status).toBe('EXPIRED')
    const { rows } = await owner().query('SELECT count(*)::int AS n FROM export_chunk WHERE export_id = $1', [id])
    expect(rows[0].n).toBe(0)
  })

  test('what lies in the database is sealed, and says whom each row was about', async () => {
    const id = await made()
    const { rows } = await owner().query(
      `SELECT (SELECT string_agg(encode(c.body, 'escape'), '') FROM export_chunk c WHERE c.export_id = $1) AS chunks,
         (SELECT array_agg(r.household_id || ':' || r.household_version ORDER BY r.row_no) FROM export_row r WHERE r.export_id = $1) AS about,
         (SELECT array_agg(h.id || ':' || h.version) FROM household h WHERE h.region_code = $2 AND h.is_active) AS there`,
      [id, PLACES.village],
    )
    expect(rows[0].chunks.length).toBeGreaterThan(1000)
    expect(rows[0].chunks).not.toContain('PK\\003')
    expect(rows[0].about.sort()).toEqual(rows[0].there.sort())
  })

  test('somebody of a village sees no export, and a foreign one is like a missing one', async () => {
    const id = await made()
    const other = await anActor('COUNTY_OFFICE', PLACES.otherCounty, 'COUNTY')
    await expect(withScope(other, (ctx) => getExport(ctx, id))).rejects.toThrow(NotFoundError)
    await expect(withScope(other, (ctx) => getExport(ctx, randomUUID()))).rejects.toThrow(NotFoundError)
    const auditor = await anActor('AUDITOR', PLACES.county, 'COUNTY')
    expect((await withScope(auditor, listExports)).all.map((each) => each.id)).toContain(id)
    expect((await withScope(other, listExports)).all.map((each) => each.id)).not.toContain(id)
  })
})

describe('the database itself', () => {
  const attack = (actor: Actor, sql: string, values: unknown[]) =>
    asApp(async (client) => {
      await client.query('BEGIN')
      await client.query(
        `SET LOCAL app.scope = '${actor.scope}'; SET LOCAL app.actor = '${actor.userId}'; SET LOCAL app.today = '2026-03-26'`,
      )
      try {
        const { rowCount } = await client.query(sql, values)
        return String(rowCount)
      } catch (error) {
        return (error as { code: string }).code
      } finally {
        await client.query('ROLLBACK')
      }
    })

  test('refuses one pair of eyes, another name, another threshold and another content, whatever SQL says', async () => {
    await threshold(1)
    const id = idOf(await ask(office, { query: VILLAGE_ONLY }))
    const approve = `UPDATE export_request SET status = 'APPROVED', decided_by = $2, decided_by_name = 'x', decided_at = now() WHERE id = $1`
    expect(await attack(office, approve, [id, office.userId])).toBe('23514')
    expect(await attack(office, approve, [id, leader.userId])).toBe('23514')
    expect(await attack(leader, approve, [id, colleague.userId])).toBe('23514')
    expect(await attack(leader, approve, [id, leader.userId])).toBe('1')
    expect(await attack(office, `UPDATE export_request SET status = 'APPROVED' WHERE id = $1`, [id])).toBe('23514')
    expect(
      await attack(office, `UPDATE export_request SET needs_approval = false, status = 'APPROVED' WHERE id = $1`, [id]),
    ).toBe('23514')
    expect(await attack(office, `UPDATE export_request SET threshold_rows = 9999 WHERE id = $1`, [id])).toBe('23514')
    expect(await attack(office, `UPDATE export_request SET is_unmasked = true WHERE id = $1`, [id])).toBe('23514')
    expect(await attack(office, `UPDATE export_request SET requested_by = $2 WHERE id = $1`, [id, leader.userId])).toBe(
      '23514',
    )
    expect(await attack(office, `DELETE FROM export_request WHERE id = $1`, [id])).toBe('42501')
    const copy = (over: string) =>
      `INSERT INTO export_request SELECT (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid(), 'serial', 'DC-X', 'trace_code', 7) || ${over})).*
       FROM export_request e WHERE id = $1`
    expect(await attack(office, copy(`'{}'`), [id])).toBe('1')
    expect(await attack(office, copy(`'{"needs_approval": false, "status": "APPROVED"}'`), [id])).toBe('23514')
    expect(
      await attack(office, copy(`'{"needs_approval": false, "status": "APPROVED", "threshold_rows": 99999}'`), [id]),
    ).toBe('23514')
    expect(await attack(office, copy(`'{"status": "APPROVED"}'`), [id])).toBe('23514')
    expect(await attack(leader, copy(`'{}'`), [id])).toBe('23514')
  })

  test('gives no link to another’s file, and none twice', async () => {
    const id = idOf(await ask(office, { query: VILLAGE_ONLY }))
    await makeNow(office, id)
    const give = `INSERT INTO export_link (county_code, id, region_code, export_id, issued_to, issued_at, expires_at)
      VALUES ('130799', gen_random_uuid(), $1, $2, $3, now(), now() + $4::interval)`
    expect(await attack(leader, give, [PLACES.village, id, leader.userId, '5 minutes'])).toBe('23514')
    expect(await attack(leader, give, [PLACES.village, id, office.userId, '5 minutes'])).toBe('23514')
    expect(await attack(office, give, [PLACES.village, id, office.userId, '11 minutes'])).toBe('23514')
    expect(await attack(office, give, [PLACES.village, id, office.userId, '5 minutes'])).toBe('1')
    const link = await linkTo(office, id)
    expect((await fetchExport(office, link)).state).toBe('open')
    expect(await attack(office, 'UPDATE export_link SET used_at = NULL WHERE id = $1', [link])).toBe('23514')
  })
})
