import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '@/lib/platform/actor'
import { unscoped, withScope } from '@/lib/platform/db'
import { listDeadlines } from '@/lib/worklist/queries/deadlines'
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
import { aDeadline } from '../support/deadlines'
import { ask, cellsOf, plain, takeOut } from '../support/exports'

const VILLAGE = PLACES.siblingVillage
let office: Actor
let auditor: Actor
let helper: Actor
let household: BuiltHousehold

beforeAll(async () => {
  await layGround()
  office = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  auditor = await anActor('AUDITOR', PLACES.county, 'COUNTY')
  helper = await anActor('PAIRED_HELPER', VILLAGE, 'VILLAGE')
  household = await aHousehold(VILLAGE, { head_name: '金丝雀', household_no: '130799100002000001' })
  await aPairing(household, helper)
  await aDeadline(household, { kind: 'PLAN', due_on: '2026-03-20', amber_on: '2026-03-18', days: 4 })
  await aDeadline(household, {
    kind: 'RELIEF_PAYOUT',
    due_on: '2026-04-10',
    amber_on: '2026-04-05',
    clock: 'WORKING',
    level: 'TOWNSHIP',
  })
  const late = await aDeadline(household, { kind: 'MEASURE_FINISH' })
  await owner().query(
    `UPDATE deadline SET status = 'MET', met_on = '2026-03-28', met_by = $2, late_reason = '=大雪封路' WHERE subject_id = $1`,
    [late, helper.userId],
  )
  await aDeadline(await aHousehold(PLACES.village), { kind: 'PLAN' })
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

async function rowsOf(actor: Actor, query: string) {
  const { body } = await takeOut(actor, { kind: 'DEADLINES', query })
  const cells = await cellsOf(body)
  const at = cells.findIndex((row) => row.includes('期限种类'))
  const heads = (cells[at] ?? []).map(String)
  return cells
    .slice(at + 1)
    .filter((row) => /^1307/.test(String(plain(row[heads.indexOf('户编号')]))))
    .map((row) => Object.fromEntries(heads.map((head, index) => [head, plain(row[index])])))
}

test('the file holds what the list of a village holds, in its order and as it stands', async () => {
  const listed = await withScope(office, (ctx) => listDeadlines(ctx, { region: VILLAGE, tab: 'OPEN' }))
  const rows = await rowsOf(office, `region=${VILLAGE}&tab=OPEN&after=1`)
  expect(rows).toHaveLength(listed.rows.length)
  expect(rows).toMatchObject([
    {
      期限种类: '帮扶计划和首项措施',
      户主姓名: '金丝雀',
      户编号: '130799100002000001',
      状态: '已超期',
      时限: '4 天',
      超期天数: 6,
      办理层级: '村',
      已上报到: '县',
      办理人: helper.name,
    },
    { 期限种类: '救助发放', 状态: '时间充足', 时限: '10 个工作日', 超期天数: null, 已上报到: null },
  ])
})

test('it is narrowed as the list is, and tells of a late completion who, when and why, never as a formula', async () => {
  const [row, ...others] = await rowsOf(office, `region=${VILLAGE}&tab=LATE`)
  expect(others).toEqual([])
  expect(row).toMatchObject({ 期限种类: '帮扶措施完成', 状态: '超期办结', 超期天数: 2, 办结人: helper.name })
  expect(String(row?.超期原因)).toContain('大雪封路')
  expect(typeof row?.超期原因).toBe('string')
  const narrowed = await rowsOf(office, `region=${VILLAGE}&kind=RELIEF_PAYOUT&level=TOWNSHIP&person=${helper.userId}`)
  expect(narrowed.map((each) => each.期限种类)).toEqual(['救助发放'])
})

test('names are masked for distant readers; unknown filters and roles without the right are refused', async () => {
  const [row] = await rowsOf(auditor, `region=${VILLAGE}&tab=RED`)
  expect(row).toMatchObject({ 户主姓名: '金**' })
  expect(row?.办理人).not.toBe(helper.name)
  for (const query of ['tab=X', 'kind=X', 'level=X', 'person=x'].map((each) => `region=${VILLAGE}&${each}`)) {
    expect(await ask(office, { kind: 'DEADLINES', query })).toMatchObject({ ok: false, code: 'exports.notUnderstood' })
  }
  const cadre = await anActor('VILLAGE_CADRE', VILLAGE, 'VILLAGE')
  expect(await ask(cadre, { kind: 'DEADLINES', query: `region=${VILLAGE}` })).toMatchObject({
    ok: false,
    kind: 'forbidden',
  })
})

test('what was taken out of a household is known by its rows', async () => {
  const { id } = await takeOut(office, { kind: 'DEADLINES', query: `region=${VILLAGE}&tab=OPEN` })
  const { rows } = await owner().query('SELECT DISTINCT household_id FROM export_row WHERE export_id = $1', [id])
  expect(rows).toEqual([{ household_id: household.id }])
})
