import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '@/lib/platform/actor'
import { unscoped } from '@/lib/platform/db'
import { addProject } from '@/lib/support/commands/project'
import { aHousehold, anActor, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { ask, cellsOf, idOf, plain, takeOut } from '../support/exports'
import { aMeasure, layTypes, tryTo } from '../support/measures'

let office: Actor
let supervisor: Actor

const HERE = `region=${PLACES.township}`
const NO = 'EXP-2026-0001'
const LONG_NO = '13079920260300012345'

beforeAll(async () => {
  await layGround()
  await layTypes()
  office = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  supervisor = await anActor('SUPERVISOR', PLACES.county, 'COUNTY')
  const id = randomUUID()
  const told = { regionCode: PLACES.township, batch: '2026年第一批', unit: '乡农业站', responsible: '李志强' }
  const all = { ...told, enteredOn: '2026-01-10', wantedHouseholds: 40, wantedPersons: 90 }
  const funds = [
    { source: 'CENTRAL', planned: '300000', arrived: '200000', disbursed: '120000' },
    { source: 'COUNTY', planned: '100000.5', arrived: '', disbursed: '' },
  ]
  expect(
    await tryTo(office, addProject, { ...all, id, projectNo: NO, name: '=SUM(A1)', kind: 'INDUSTRY', funds }),
  ).toBe('done')
  const other = { ...all, id: randomUUID(), regionCode: PLACES.county, projectNo: LONG_NO, name: '光伏', kind: 'OTHER' }
  expect(await tryTo(office, addProject, other)).toBe('done')
  const household = await aHousehold(PLACES.siblingVillage)
  await aMeasure(household, office, 'DELIVERED', { project_id: id })
  await aMeasure(household, office, 'CANCELLED', { project_id: id, amount_fen: 990_000 })
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

async function fileOf(actor: Actor, query: string) {
  const { id, body } = await takeOut(actor, { kind: 'PROJECTS', query })
  const cells = await cellsOf(body)
  const at = cells.findIndex((row) => row.includes('项目编号'))
  const heads = (cells[at] ?? []).map(String)
  const rows = cells.slice(at + 1).map((row) => Object.fromEntries(heads.map((head, i) => [head, plain(row[i])])))
  // Below the rows stands the imprint, which no column but the first carries.
  return { id, rows: rows.filter((row) => row.批次), above: cells.slice(0, at).flat().map(plain).join('\n') }
}

test('the file tells each project with its money by source and whom it reached; no cell is a formula, long numbers are texts', async () => {
  const { rows, above, id } = await fileOf(office, `${HERE}&kind=INDUSTRY`)
  expect(rows.map((row) => row.项目编号)).toEqual([NO])
  expect(rows[0]).toMatchObject({
    批次: '2026年第一批',
    状态: '项目库',
    '计划资金（元）': 400000.5,
    '计划资金（元） 中央': 300000,
    '计划资金（元） 县级': 100000.5,
    '计划资金（元） 省级': null,
    '到位资金（元）': 200000,
    '支出资金（元）': 120000,
    计划受益户数: 40,
    已受益户数: 1,
    '已落实措施金额（元）': 5000,
  })
  expect(typeof rows[0]?.项目名称).toBe('string')
  const { serial, row_count, person_count } = (
    await owner().query('SELECT serial, row_count, person_count FROM export_request WHERE id = $1', [id])
  ).rows[0]
  expect(above).toContain(serial)
  expect([row_count, person_count]).toEqual([1, 0])
  const everywhere = await fileOf(office, `region=${PLACES.county}&kind=OTHER`)
  expect(everywhere.rows.map((row) => row.项目编号)).toContain(LONG_NO)
})

test('it holds what the list holds and no more: status and kind narrow it, an unknown one is refused, and so is who may not export', async () => {
  const { rows } = await fileOf(supervisor, `${HERE}&status=POOL&kind=INDUSTRY&after=1`)
  expect(rows.map((row) => row.项目编号)).toContain(NO)
  expect(idOf(await ask(office, { kind: 'PROJECTS', query: HERE }))).toBeTruthy()
  for (const query of [`${HERE}&kind=X`, `${HERE}&status=X`])
    expect(await ask(office, { kind: 'PROJECTS', query })).toMatchObject({ ok: false, code: 'exports.notUnderstood' })
  expect(await ask(office, { kind: 'PROJECTS', query: HERE, unmasked: true })).toMatchObject({ ok: false })
  const clerk = await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP')
  expect(await ask(clerk, { kind: 'PROJECTS', query: HERE })).toMatchObject({ ok: false, kind: 'forbidden' })
})
