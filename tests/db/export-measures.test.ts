import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '@/lib/platform/actor'
import { unscoped } from '@/lib/platform/db'
import { aHousehold, anActor, closeOwner, layGround, PLACES } from '../support/builders'
import { ask, cellsOf, plain, takeOut } from '../support/exports'
import { aField, aMeasure, layTypes } from '../support/measures'

const VILLAGE = PLACES.siblingVillage
let office: Actor
let supervisor: Actor

beforeAll(async () => {
  await layGround()
  await layTypes()
  office = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  supervisor = await anActor('SUPERVISOR', PLACES.county, 'COUNTY')
  const household = await aHousehold(VILLAGE, { head_name: '金丝雀', household_no: '130799100002000001' })
  await aMeasure(household, office, 'CONFIRMED_BY_HOUSEHOLD', {
    title: '=SUM(A1)',
    effect: '多收 2,000 元',
    signer: '金丝雀',
  })
  await aMeasure(household, office, 'PLANNED', { type_code: 'HEA_CHRONIC', title: '高血压用药', form: 'CASH' })
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

async function rowsOf(actor: Actor, query: string, more: { withHealth?: boolean } = {}) {
  const { body } = await takeOut(actor, { kind: 'MEASURES', query, ...more })
  const cells = await cellsOf(body)
  const at = cells.findIndex((row) => row.includes('措施类别'))
  const heads = (cells[at] ?? []).map(String)
  return cells
    .slice(at + 1)
    .filter((row) => plain(row[heads.indexOf('户编号')]) === '130799100002000001')
    .map((row) => Object.fromEntries(heads.map((head, index) => [head, plain(row[index])])))
}

test('the file holds what the list holds, narrowed as it is; long numbers are texts and no cell is a formula', async () => {
  const rows = await rowsOf(office, `region=${VILLAGE}&after=1`, { withHealth: true })
  expect(rows.map((row) => row.措施类别)).toEqual(['产业帮扶', '健康帮扶'])
  expect(rows[0]).toMatchObject({
    户主姓名: '金丝雀',
    '金额（元）': 5000,
    资金来源: '县级',
    状态: '农户已确认',
    农户签字: '金丝雀',
  })
  expect(String(rows[0]?.措施名称)).toContain('SUM(A1)')
  const narrowed = await rowsOf(office, `region=${VILLAGE}&category=HEALTH&status=PLANNED&year=2026`, {
    withHealth: true,
  })
  expect(narrowed.map((row) => row.措施名称)).toEqual(['高血压用药'])
})

test('what a measure is called and brought leaves only when health is asked for; an unknown filter is refused', async () => {
  const [row] = await rowsOf(supervisor, `region=${VILLAGE}&category=HEALTH`)
  expect(row).toMatchObject({ 措施类别: '健康帮扶' })
  expect(Object.keys(row ?? {})).not.toContain('措施名称')
  for (const query of [`region=${VILLAGE}&category=X`, `region=${VILLAGE}&year=20x6`]) {
    expect(await ask(office, { kind: 'MEASURES', query })).toMatchObject({ ok: false, code: 'exports.notUnderstood' })
  }
  const cadre = await anActor('VILLAGE_CADRE', VILLAGE, 'VILLAGE')
  expect(await ask(cadre, { kind: 'MEASURES', query: `region=${VILLAGE}` })).toMatchObject({
    ok: false,
    kind: 'forbidden',
  })
})

test('a line department takes out the measures of its own field, and nothing else', async () => {
  const health = await anActor('LINE_DEPARTMENT', PLACES.county, 'COUNTY')
  expect(await ask(health, { kind: 'MEASURES', query: `region=${VILLAGE}` })).toMatchObject({ code: 'exports.nothing' })
  await aField(health, ['HEALTH'])
  const rows = await rowsOf(health, `region=${VILLAGE}`, { withHealth: true })
  expect(rows.map((row) => [row.措施类别, row.措施名称])).toEqual([['健康帮扶', '高血压用药']])
  expect(await ask(health, { kind: 'MEASURES', query: `region=${VILLAGE}&category=INDUSTRY` })).toMatchObject({
    code: 'exports.nothing',
  })
  for (const kind of ['HOUSEHOLDS', 'LEDGER', 'FINDINGS', 'CLUES'])
    expect(await ask(health, { kind, query: `region=${VILLAGE}` })).toMatchObject({ code: 'exports.kindNotForRole' })
  expect(await ask(health, { kind: 'MEASURES', query: `region=${VILLAGE}`, unmasked: true })).toMatchObject({
    code: 'exports.unmaskedNotForRole',
  })
})
