import ExcelJS from 'exceljs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '@/lib/platform/actor'
import { unscoped } from '@/lib/platform/db'
import { csvOf } from '@/prisma/seed/sample-ledger'
import { closeOwner, owner } from '@/tests/support/builders'
import { takeOut } from '@/tests/support/exports'
import { aLedger, batchOf, bringIn, checkedBatch, layCounty, registerImage } from '@/tests/support/ledgers'

let office: Actor

beforeAll(async () => {
  office = await layCounty()
  await bringIn(office, await checkedBatch(office, csvOf(aLedger(40, 0, 77))))
  await owner().query(
    `INSERT INTO household_income (county_code, household_id, year, region_code, per_capita_income_fen, source, items, wage_fen, business_fen, property_fen, transfer_fen, cost_fen, net_fen, resident_members)
     SELECT county_code, id, 2025, region_code, 900000, 'LEDGER', '{"WAGE.WORK": 1800000}', 1800000, 0, 0, 0, 0, 1800000, 2 FROM household
     ON CONFLICT (county_code, household_id, year) DO UPDATE SET per_capita_income_fen = 900000, items = excluded.items, wage_fen = 1800000, business_fen = 0,
       property_fen = 0, transfer_fen = 0, cost_fen = 0, net_fen = 1800000, resident_members = 2, version = coalesce(household_income.version, 1)`,
  )
  await owner().query(
    `INSERT INTO living_condition (county_code, household_id, year, region_code, arable_mu, has_broadband, water_source, source)
     SELECT county_code, id, 2025, region_code, 3.5, true, NULL, 'LEDGER' FROM household
     ON CONFLICT (county_code, household_id, year) DO UPDATE SET arable_mu = 3.5, has_broadband = true, water_source = NULL`,
  )
  await owner().query(`UPDATE household SET per_capita_income_fen = 900000, income_year = 2025`)
  await owner().query(`UPDATE policy_parameter SET value = 100000 WHERE code = 'export.approvalRows'`)
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

test('a file that was taken out and comes back unchanged changes nothing, in every format and every ledger', async () => {
  const before = await registerImage()
  for (const [kind, format] of [
    ['LEDGER', 'XLSX'],
    ['LEDGER', 'CSV_GB18030'],
    ['INCOMES', 'XLSX'],
    ['LIVING', 'CSV_UTF8'],
  ] as const) {
    const { body } = await takeOut(office, { kind, format, withHealth: kind === 'LEDGER' })
    const id = await checkedBatch(office, body)
    const batch = await batchOf(office, id)
    expect([kind, format, batch.faultCount, batch.comparison?.changed]).toEqual([kind, format, 0, 0])
  }
  expect(await registerImage()).toEqual(before)
})

test('what is changed in the file is changed in the register, and nothing else', async () => {
  const { body } = await takeOut(office, { kind: 'LEDGER' })
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(body.buffer.slice(body.byteOffset, body.byteOffset + body.length))
  const sheet = workbook.worksheets[0] as ExcelJS.Worksheet
  const heads = (sheet.getRow(2).values as string[]).slice(1)
  const [no, address] = [heads.indexOf('户编号') + 1, heads.indexOf('家庭住址') + 1]
  const changed = String(sheet.getRow(3).getCell(no).value)
  sheet.eachRow((row) => {
    if (row.getCell(no).value === changed) row.getCell(address).value = '村东新居'
  })
  const id = await checkedBatch(office, Buffer.from(await workbook.xlsx.writeBuffer()))
  expect(await batchOf(office, id)).toMatchObject({ faultCount: 0, comparison: { changed: 1 } })
  await bringIn(office, id)
  const { rows } = await owner().query(`SELECT household_no FROM household WHERE address = '村东新居'`)
  expect(rows).toEqual([{ household_no: changed }])
})
