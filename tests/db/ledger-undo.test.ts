import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import en from '@/lib/i18n/en/transfer'
import zh from '@/lib/i18n/zh-CN/transfer'
import type { Actor } from '@/lib/platform/actor'
import { unscoped } from '@/lib/platform/db'
import { csvOf } from '@/prisma/seed/sample-ledger'
import { closeJournals } from '@/scripts/keys/reseal'
import { closeOwner, owner } from '@/tests/support/builders'
import {
  aLedger,
  batchOf,
  bringIn,
  checkedBatch,
  layCounty,
  registerImage,
  takeBack,
  withCells,
} from '@/tests/support/ledgers'
import { aLoan } from '@/tests/support/loans'

let office: Actor

beforeAll(async () => {
  office = await layCounty()
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const imported = async (ledger: Parameters<typeof csvOf>[0]) => {
  const id = await checkedBatch(office, csvOf(ledger))
  expect(await bringIn(office, id)).toMatchObject({ ok: true })
  expect(await batchOf(office, id)).toMatchObject({ state: 'DONE', mayUndo: true })
  return id
}
const firstNo = (ledger: { heads: string[]; rows: string[][] }) =>
  ledger.rows[0]?.[ledger.heads.indexOf('户编号')] as string
const householdId = async (no: string) =>
  (await owner().query('SELECT id FROM household WHERE household_no = $1', [no])).rows[0].id as string
const kept = async (id: string) =>
  (await owner().query('SELECT count(*)::int AS n FROM change_row WHERE journal_id = $1', [id])).rows[0].n as number

describe('taking an import back', () => {
  it('leaves the register as it was: added households, people and cases are gone', async () => {
    const before = await registerImage()
    const id = await imported(aLedger(150, 0, 31))
    expect((await registerImage()).persons).not.toEqual(before.persons)
    expect(await takeBack(office, id)).toMatchObject({ ok: true })
    expect(await batchOf(office, id)).toMatchObject({ state: 'UNDONE', mayUndo: false, blockers: [] })
    expect(await registerImage()).toEqual(before)
  })

  it('brings changed values back, a relation and a new member among them', async () => {
    const ledger = aLedger(60, 0, 32)
    const at = (head: string) => ledger.heads.indexOf(head)
    const no = firstNo(ledger)
    const isLast = (row: string[], index: number) =>
      row[at('户编号')] === no && ledger.rows[index + 1]?.[at('户编号')] !== no
    const size = ledger.rows.filter((row) => row[at('户编号')] === no).length
    const short = { ...ledger, rows: ledger.rows.filter((row, index) => !isLast(row, index) || size === 1) }
    await imported(withCells(short, no, { 家庭人口数: String(Math.max(1, size - 1)) }))
    const before = await registerImage()
    const changed = withCells(ledger, no, {
      联系电话: '19000008888',
      人均纯收入: '12345',
      '人均纯收入（元）': '12345',
      村民小组: '九组',
      健康状况: '残疾',
    })
    const id = await imported(changed)
    expect(await registerImage()).not.toEqual(before)
    await takeBack(office, id)
    expect(await registerImage()).toEqual(before)
  })

  it('is refused when somebody changed one of its rows since, and the household is named', async () => {
    const ledger = aLedger(20, 0, 33)
    const id = await imported(ledger)
    const household = await householdId(firstNo(ledger))
    await owner().query(`UPDATE household SET bank_name = '农商行' WHERE id = $1`, [household])
    const before = await registerImage()
    await takeBack(office, id)
    const batch = await batchOf(office, id)
    expect(batch).toMatchObject({ state: 'DONE', mayUndo: true })
    expect(batch.blockers).toMatchObject([{ table: 'household', household: { id: household } }])
    expect(await registerImage()).toEqual(before)
  })

  it('is refused when something hangs on it, and goes once that is gone', async () => {
    const ledger = aLedger(10, 0, 34)
    const id = await imported(ledger)
    const household = await householdId(firstNo(ledger))
    await owner().query(
      `INSERT INTO living_condition (county_code, household_id, year, region_code, source)
       SELECT county_code, id, 2025, region_code, 'VISIT' FROM household WHERE id = $1`,
      [household],
    )
    await takeBack(office, id)
    expect((await batchOf(office, id)).blockers).toMatchObject([
      { table: 'living_condition', household: { id: household } },
    ])
    await owner().query('DELETE FROM living_condition WHERE household_id = $1', [household])
    await takeBack(office, id)
    expect(await batchOf(office, id)).toMatchObject({ state: 'UNDONE' })
  })

  it('is refused when a loan was given since, and the household is named once with what hangs on it', async () => {
    const ledger = aLedger(4, 0, 40)
    const id = await imported(ledger)
    const household = await householdId(firstNo(ledger))
    const [head] = (
      await owner().query(
        `SELECT h.id, h.county_code AS "countyCode", h.region_code AS "regionCode", m.person_id AS "headId"
         FROM household h JOIN membership m ON m.county_code = h.county_code AND m.household_id = h.id AND m.relation = 'HEAD' WHERE h.id = $1`,
        [household],
      )
    ).rows
    await aLoan(head)
    await takeBack(office, id)
    const { blockers } = await batchOf(office, id)
    expect(blockers).toHaveLength(1)
    expect(blockers).toMatchObject([{ table: 'microcredit_loan', household: { id: household } }])
    for (const words of [zh, en]) expect(words.undo.tables).toHaveProperty('microcredit_loan')
  })

  it('told twice is done once; told again later it is refused', async () => {
    const id = await imported(aLedger(5, 0, 35))
    const commandId = randomUUID()
    expect(await takeBack(office, id, commandId)).toMatchObject({ ok: true, replayed: false })
    expect(await takeBack(office, id, commandId)).toMatchObject({ ok: true, replayed: true })
    expect(await takeBack(office, id)).toMatchObject({ ok: false, code: 'transfer.notImported' })
    expect(await batchOf(office, id)).toMatchObject({ state: 'UNDONE' })
  })

  it('is too late after a day; the next import drops what was kept for it', async () => {
    const id = await imported(aLedger(5, 0, 36))
    expect(await kept(id)).toBeGreaterThan(10)
    await owner().query(`UPDATE import_batch SET finished_at = finished_at - interval '25 hours' WHERE id = $1`, [id])
    await owner().query(`UPDATE change_journal SET made_at = made_at - interval '25 hours' WHERE id = $1`, [id])
    expect(await takeBack(office, id)).toMatchObject({ ok: false, code: 'transfer.undoTooLate' })
    await imported(aLedger(5, 0, 37))
    expect(await kept(id)).toBe(0)
  })

  it('that died on the way can be told again', async () => {
    const id = await imported(aLedger(5, 0, 38))
    await owner().query(
      `UPDATE import_batch SET status = 'RUNNING', mode = 'UNDO', heartbeat_at = timestamp '2020-01-01' WHERE id = $1`,
      [id],
    )
    expect(await batchOf(office, id)).toMatchObject({ state: 'INTERRUPTED', mayUndo: true })
    await takeBack(office, id)
    expect(await batchOf(office, id)).toMatchObject({ state: 'UNDONE' })
  })

  it('is over when the field key is changed, so that no old value stays under an old key', async () => {
    const id = await imported(aLedger(5, 0, 39))
    const client = await owner().connect()
    expect(await closeJournals(client)).toBeGreaterThanOrEqual(1)
    client.release()
    expect(await kept(id)).toBe(0)
    await takeBack(office, id)
    expect(await batchOf(office, id)).toMatchObject({ state: 'DONE', blockers: [{ table: 'closed', household: null }] })
  })
})
