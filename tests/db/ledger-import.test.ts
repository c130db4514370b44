import { randomUUID } from 'node:crypto'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/platform/actor'
import { execute } from '@/lib/platform/command'
import { withScope } from '@/lib/platform/db'
import { open } from '@/lib/platform/fields'
import { applyPlan } from '@/lib/transfer/apply'
import { importLedger } from '@/lib/transfer/commands/import-ledger'
import { uploadLedger } from '@/lib/transfer/commands/upload-ledger'
import { writeTemplate } from '@/lib/transfer/files/template'
import { compareWithRegister, planLedger } from '@/lib/transfer/plan'
import { policyOf } from '@/lib/transfer/policy'
import { listBatches } from '@/lib/transfer/queries/batches'
import { readRegister } from '@/lib/transfer/read-register'
import { EXAMPLE_MARK, LEDGER_EXAMPLES } from '@/prisma/catalogue/ledger-examples'
import { csvOf } from '@/prisma/seed/sample-ledger'
import { anActor, closeOwner, owner } from '@/tests/support/builders'
import {
  aLedger,
  batchOf,
  bringIn,
  checkedBatch,
  cityRegions,
  layCounty,
  villageRegions,
} from '@/tests/support/ledgers'

const names = new Map([...villageRegions, ...cityRegions].map((region) => [region.code, region.name]))
let office: Actor

beforeAll(async () => {
  office = await layCounty()
})
afterAll(closeOwner)

const upload = (bytes: Buffer | string) => checkedBatch(office, bytes)
const batch = (id: string, actor = office) => batchOf(actor, id)
const run = (id: string, mode: 'ALL' | 'GOOD_ROWS') => bringIn(office, id, { mode })

async function counts() {
  const { rows } = await owner().query(
    `SELECT (SELECT count(*)::int FROM household) AS households, (SELECT count(*)::int FROM person) AS persons,
       (SELECT count(*)::int FROM membership) AS memberships, (SELECT sum(version)::int FROM household) AS versions`,
  )
  return rows[0] as { households: number; persons: number; memberships: number; versions: number }
}

describe('importing a household ledger', () => {
  it('adds every household once, and the same file again changes nothing', async () => {
    const ledger = aLedger(120, 0, 11)
    const before = await counts()
    const id = await upload(csvOf(ledger))
    expect(await batch(id)).toMatchObject({ state: 'CHECKED', faultCount: 0, rowCount: ledger.rows.length })
    expect((await batch(id))?.comparison).toMatchObject({ newHouseholds: 120, changed: 0, unchanged: 0 })
    expect(await counts()).toEqual(before)

    expect(await run(id, 'ALL')).toMatchObject({ ok: true })
    expect(await batch(id)).toMatchObject({ state: 'DONE', newHouseholds: 120, newPersons: ledger.rows.length })
    const after = await counts()
    expect(after.households).toBe(before.households + 120)
    expect(after.persons).toBe(before.persons + ledger.rows.length)
    const left = await owner().query('SELECT count(*)::int AS n FROM import_upload WHERE batch_id = $1', [id])
    expect(left.rows[0].n).toBe(0)

    const again = await upload(csvOf(ledger))
    await run(again, 'ALL')
    expect(await batch(again)).toMatchObject({
      state: 'DONE',
      newHouseholds: 0,
      changedHouseholds: 0,
      newPersons: 0,
      changedPersons: 0,
    })
    expect(await counts()).toEqual(after)
  })

  it('changes only what differs, and leaves alone what the ledger does not say', async () => {
    const ledger = aLedger(40, 0, 12)
    await run(await upload(csvOf(ledger)), 'ALL')
    const at = (head: string) => ledger.heads.indexOf(head)
    const no = ledger.rows[0]?.[at('户编号')] as string
    const rows = ledger.rows.map((row) => [...row])
    for (const row of rows) {
      if (row[at('户编号')] !== no) continue
      row[at('联系电话')] = '19000009999'
      row[at('开户银行')] = ''
    }
    const id = await upload(csvOf({ ...ledger, rows }))
    await run(id, 'ALL')
    expect(await batch(id)).toMatchObject({
      changedHouseholds: 1,
      changedPersons: 0,
      newHouseholds: 0,
      newPersons: 0,
    })
    const { rows: found } = await owner().query(
      'SELECT id, phone_enc, bank_name, version FROM household WHERE household_no = $1',
      [no],
    )
    expect(open('household', 'phone', found[0].id, found[0].phone_enc)).toBe('19000009999')
    expect(found[0].bank_name).not.toBe('')
    expect(found[0].version).toBe(2)
  })

  it('takes a new member and a new head into a known household', async () => {
    const ledger = aLedger(60, 0, 13)
    const at = (head: string) => ledger.heads.indexOf(head)
    const sizes = new Map<string, number>()
    for (const row of ledger.rows)
      sizes.set(row[at('户编号')] as string, (sizes.get(row[at('户编号')] as string) ?? 0) + 1)
    const no = [...sizes].find(([, size]) => size === 3)?.[0] as string
    const isLast = (row: string[], index: number) =>
      row[at('户编号')] === no && ledger.rows[index + 1]?.[at('户编号')] !== no
    const short = ledger.rows
      .filter((row, index) => !isLast(row, index))
      .map((row) => row.map((cell, index) => (index === at('家庭人口数') && row[at('户编号')] === no ? '2' : cell)))
    await run(await upload(csvOf({ ...ledger, rows: short })), 'ALL')
    const turned = ledger.rows.map((row, index) => {
      if (row[at('户编号')] !== no) return row
      const relation = isLast(row, index) ? '户主' : row[at('与户主关系')] === '户主' ? '之父' : row[at('与户主关系')]
      return row.map((cell, column) => (column === at('与户主关系') ? (relation as string) : cell))
    })
    const id = await upload(csvOf({ ...ledger, rows: turned }))
    await run(id, 'ALL')
    expect(await batch(id)).toMatchObject({ state: 'DONE', newPersons: 1, newHouseholds: 0 })
    const { rows } = await owner().query(
      `SELECT h.member_count, h.head_name, p.name FROM household h JOIN membership m ON m.household_id = h.id AND m.relation = 'HEAD'
         JOIN person p ON p.id = m.person_id WHERE h.household_no = $1`,
      [no],
    )
    expect(rows).toEqual([{ member_count: 3, head_name: rows[0].name, name: rows[0].name }])
  })

  it('names every planted fault and imports the good households only', async () => {
    const ledger = aLedger(400, 60, 14)
    const id = await upload(csvOf(ledger))
    const found = await batch(id)
    const place = (fault: { row: number; column: string; code: string }) => `${fault.row} ${fault.column} ${fault.code}`
    expect(found.faults.map(place).sort()).toEqual(ledger.faults.map(place).sort())
    expect(await run(id, 'ALL')).toMatchObject({ ok: false, kind: 'rule', code: 'transfer.hasFaults' })
    const before = await counts()
    expect(await run(id, 'GOOD_ROWS')).toMatchObject({ ok: true })
    const done = await batch(id)
    expect(done).toMatchObject({ state: 'DONE', newHouseholds: 400 - found.badHouseholds })
    expect((await counts()).households).toBe(before.households + 400 - found.badHouseholds)
    expect(await run(id, 'GOOD_ROWS')).toMatchObject({ ok: false })
  })

  it('finds somebody who stands in another household already, and a household of another village', async () => {
    const ledger = aLedger(30, 0, 15)
    await run(await upload(csvOf(ledger)), 'ALL')
    const at = (head: string) => ledger.heads.indexOf(head)
    const other = ledger.rows.map((row) =>
      row.map((cell, index) => (index === at('户编号') ? `9${cell.slice(1)}` : cell)),
    )
    const moved = await batch(await upload(csvOf({ ...ledger, rows: other })))
    expect(moved.faultCount).toBe(ledger.rows.length)
    expect(moved.kinds.map((kind) => kind.code)).toEqual(['idInOtherHousehold'])
    const town = ledger.rows.map((row) =>
      row.map((cell, index) => (index === at('乡镇') ? '石泉乡' : index === at('行政村') ? '石人沟村' : cell)),
    )
    const elsewhere = await batch(await upload(csvOf({ ...ledger, rows: town })))
    expect(elsewhere.kinds.map((kind) => kind.code)).toEqual(['householdElsewhere'])
    expect(elsewhere.goodRows).toBe(ledger.rows.filter((row) => row[at('行政村')] === '石人沟村').length)
  })

  it('opens one case for each household that the ledger says is monitored, with its risks, and no second one', async () => {
    const ledger = aLedger(300, 0, 19)
    const at = (head: string) => ledger.heads.indexOf(head)
    const said = new Set(ledger.rows.filter((row) => row[at('监测对象类别')]).map((row) => row[at('户编号')]))
    expect(said.size).toBeGreaterThan(5)
    const cases = async () =>
      (
        await owner().query(
          `SELECT c.case_no, c.risks, c.status, c.monitored_type = h.monitored_type AS same FROM monitoring_case c
             JOIN household h ON h.id = c.household_id WHERE h.household_no = ANY($1)`,
          [[...said]],
        )
      ).rows as { case_no: string; risks: string[]; status: string; same: boolean }[]
    await run(await upload(csvOf(ledger)), 'ALL')
    const opened = await cases()
    expect(opened.length).toBe(said.size)
    expect(new Set(opened.map((each) => each.case_no)).size).toBe(said.size)
    expect(opened.every((each) => each.same && each.status === 'MONITORED' && each.risks[0] !== 'OTHER')).toBe(true)
    await run(await upload(csvOf(ledger)), 'ALL')
    expect(await cases()).toEqual(opened)
  })

  it('leaves not one row when it breaks on the way', async () => {
    const before = await counts()
    const ledger = aLedger(1200, 0, 16)
    const villages = villageRegions
      .filter((region) => region.level === 'VILLAGE')
      .map(({ code, name, parentCode }) => ({ code, name, townshipName: names.get(parentCode ?? '') ?? '' }))
    const context = { today: '2026-11-23', isDemo: true, countyCode: '130799', countyName: '青岭县', villages }
    const plan = await planLedger(Buffer.from(csvOf(ledger)), context, async () => {})
    const broken = withScope(office, async (ctx) => {
      const register = await readRegister(ctx, '130799', plan)
      await applyPlan(
        ctx,
        '130799',
        compareWithRegister(plan, register),
        register,
        policyOf([], new Map()),
        async (rows) => {
          expect(rows).toBeGreaterThan(1000)
          throw new Error('the power went')
        },
      )
    })
    await expect(broken).rejects.toThrow('the power went')
    expect(await counts()).toEqual(before)
  })

  it('takes one household in that somebody wrote under the example line of our template', async () => {
    const workbook = new ExcelJS.Workbook()
    const bytes = await writeTemplate('HOUSEHOLDS')
    await workbook.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer)
    const sheet = workbook.worksheets[0] as ExcelJS.Worksheet
    const { townshipName, villageName } = LEDGER_EXAMPLES.HOUSEHOLDS
    const instead = new Map([
      [EXAMPLE_MARK, '130799104201009977'],
      [townshipName, '石泉乡'],
      [villageName, '石人沟村'],
    ])
    sheet.getRow(2).eachCell((cell, at) => {
      sheet.getRow(3).getCell(at).value = instead.get(String(cell.value)) ?? cell.value
    })
    const before = await counts()
    const id = await upload(Buffer.from(await workbook.xlsx.writeBuffer()))
    expect(await batch(id)).toMatchObject({ kind: 'HOUSEHOLDS', rowCount: 1, goodRows: 1, faultCount: 0 })
    await run(id, 'ALL')
    expect(await batch(id)).toMatchObject({ state: 'DONE', newHouseholds: 1, newPersons: 1 })
    expect((await counts()).households).toBe(before.households + 1)
  })

  it('says what kind of file it cannot read and changes nothing', async () => {
    expect(await batch(await upload('a,b\n1,2\n'))).toMatchObject({
      state: 'FAILED',
      failure: { code: 'headsMissing' },
    })
    expect(await batch(await upload(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1])))).toMatchObject({
      state: 'FAILED',
      failure: { code: 'fileOldExcel' },
    })
  })

  it('is for the county office alone and unseen from the next county', async () => {
    const id = await upload(csvOf(aLedger(3, 0, 17)))
    const township = await anActor('TOWNSHIP', '130799104000', 'TOWNSHIP')
    const file = new File(['x'], 'x.csv')
    expect(await execute(township, uploadLedger, { id: randomUUID(), file }, { id: randomUUID() })).toMatchObject({
      ok: false,
      kind: 'forbidden',
    })
    const neighbour = await anActor('COUNTY_OFFICE', '130730000000', 'COUNTY')
    await expect(batch(id, neighbour)).rejects.toThrow('notFound')
    expect(await withScope(neighbour, listBatches)).toEqual([])
    expect(await execute(neighbour, importLedger, { batchId: id, mode: 'ALL' }, { id: randomUUID() })).toMatchObject({
      ok: false,
      kind: 'notFound',
    })
  })

  it('shows a batch whose process died as interrupted, and lets it be imported again', async () => {
    const id = await upload(csvOf(aLedger(5, 0, 18)))
    await owner().query(
      `UPDATE import_batch SET status = 'RUNNING', mode = 'ALL', heartbeat_at = timestamp '2020-01-01' WHERE id = $1`,
      [id],
    )
    expect(await batch(id)).toMatchObject({ state: 'INTERRUPTED' })
    expect(await run(id, 'ALL')).toMatchObject({ ok: true })
    expect(await batch(id)).toMatchObject({ state: 'DONE', newHouseholds: 5 })
  })
})
