import { randomUUID } from 'node:crypto'
import { decrypt } from 'officecrypto-tool'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fetchExport } from '@/lib/exports/commands/fetch'
import { makeExport } from '@/lib/exports/commands/make'
import { getExport } from '@/lib/exports/queries/requests'
import { FileTrace } from '@/lib/exports/trace'
import type { Actor } from '@/lib/platform/actor'
import { execute } from '@/lib/platform/command'
import { unscoped, withScope } from '@/lib/platform/db'
import { openLedger } from '@/lib/transfer/files/open-ledger'
import { anActor, closeOwner, owner } from '../support/builders'
import { decide, freshOffice, layExportGround, statusOf, VILLAGE_ONLY } from '../support/export-story'
import { ask, cellsOf, download, idOf, linkTo, makeNow, NOTE, takeOut } from '../support/exports'

const PASSWORD = '青岭-防返贫-2026'
let office: Actor
let leader: Actor

beforeAll(async () => {
  ;({ leader } = await layExportGround())
})
beforeEach(async () => {
  office = await freshOffice()
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

async function madeInFull(format = 'XLSX'): Promise<{ asker: Actor; id: string }> {
  const { now } = await withScope(leader, async (ctx) => ({ now: ctx.now }))
  const asker = { ...office, steppedUpAt: now }
  const id = idOf(await ask(asker, { unmasked: true, query: VILLAGE_ONLY, format }))
  expect(await decide(leader, id, 'APPROVE')).toMatchObject({ ok: true })
  expect(await execute(asker, makeExport, { exportId: id }, { id: randomUUID() })).toMatchObject({ ok: true })
  expect(await makeNow(asker, id)).toBe(true)
  return { asker, id }
}

describe('a password on a file', () => {
  test('a workbook opens with it alone and holds what the plain one holds; it stands nowhere afterwards', async () => {
    const { id, body: plain } = await takeOut(office, { query: VILLAGE_ONLY, kind: 'LEDGER' })
    const { body, fileName } = await download(office, id, PASSWORD)
    expect(fileName).toMatch(/\.xlsx$/)
    expect(body.includes('PK\x03\x04')).toBe(false)
    await expect(decrypt(body, { password: `${PASSWORD}!` })).rejects.toThrow('incorrect')
    const opened = Buffer.from(await decrypt(body, { password: PASSWORD }))
    expect(opened.equals(plain)).toBe(true)
    expect((await cellsOf(opened))[0]?.[0]).toContain(NOTE)
    const { rows } = await owner().query<{ line: string }>(
      `SELECT a::text AS line FROM audit_entry a WHERE actor_id = $1 UNION ALL SELECT l::text FROM access_log l WHERE actor_id = $1
       UNION ALL SELECT e::text FROM export_request e WHERE id = $2 UNION ALL SELECT k::text FROM export_link k WHERE export_id = $2
       UNION ALL SELECT c::text FROM command_receipt c WHERE actor_id = $1`,
      [office.userId, id],
    )
    const all = rows.map(({ line }) => line).join('\n')
    expect(all).not.toContain(PASSWORD)
    expect(all).toContain(`${NOTE} (AES-256)`)
    const made = await owner().query('SELECT file_hash FROM export_request WHERE id = $1', [id])
    expect(new FileTrace(opened).wanted().hash).toEqual(made.rows[0].file_hash)
    const imported = async () => {
      for await (const _ of openLedger(body)) return 'read'
    }
    await expect(imported()).rejects.toMatchObject({ code: 'fileProtected' })
  })

  test('numbers in full do not leave without one; the link stays good for another try', async () => {
    const { asker, id } = await madeInFull()
    expect(await withScope(asker, (ctx) => getExport(ctx, id))).toMatchObject({ isPasswordDue: true })
    const link = await linkTo(asker, id)
    expect(await fetchExport(asker, link)).toEqual({ state: 'refused', exportId: id, code: 'exports.passwordDue' })
    expect(await statusOf(id)).toMatchObject({ fetch_count: 0 })
    expect(await fetchExport(await anActor('COUNTY_OFFICE', asker.regionCode, 'COUNTY'), link)).toMatchObject({
      state: 'gone',
      exportId: null,
    })
    expect(await fetchExport(asker, link, PASSWORD)).toMatchObject({ state: 'open' })
    expect(await fetchExport(asker, link, PASSWORD)).toEqual({ state: 'gone', exportId: id })
  })

  test('a text file takes none, and is refused beside its format where one is due', async () => {
    const { now } = await withScope(leader, async (ctx) => ({ now: ctx.now }))
    const asker = { ...office, steppedUpAt: now }
    const wish = { unmasked: true, query: VILLAGE_ONLY, format: 'CSV_UTF8' }
    expect(await ask(asker, wish)).toMatchObject({ ok: false, code: 'exports.passwordNeedsXlsx', field: 'format' })
    const { id } = await takeOut(office, { query: VILLAGE_ONLY, format: 'CSV_UTF8' })
    expect(await fetchExport(office, await linkTo(office, id), PASSWORD)).toMatchObject({
      code: 'exports.passwordNeedsXlsx',
    })
    await owner().query(`UPDATE policy_parameter SET value = 0 WHERE code = 'export.passwordWhenUnmasked'`)
    try {
      expect(await ask(asker, wish)).toMatchObject({ ok: true })
    } finally {
      await owner().query(`UPDATE policy_parameter SET value = 1 WHERE code = 'export.passwordWhenUnmasked'`)
    }
  })
})
