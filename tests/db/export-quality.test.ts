import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '@/lib/platform/actor'
import { unscoped, withScope } from '@/lib/platform/db'
import { getQuality } from '@/lib/quality/queries/region'
import { aHousehold, anActor, type BuiltHousehold, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { ask, cellsOf, plain, takeOut } from '../support/exports'

const VILLAGE = PLACES.siblingVillage
let office: Actor
let supervisor: Actor
let household: BuiltHousehold

beforeAll(async () => {
  await layGround()
  office = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  supervisor = await anActor('SUPERVISOR', PLACES.county, 'COUNTY')
  household = await aHousehold(VILLAGE, { head_name: '金丝雀', household_no: '130799100002000001' })
  await owner().query(`UPDATE person SET name = '金丝雀', health = '{HEALTHY}', labour = 'LOST' WHERE id = $1`, [
    household.headId,
  ])
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

/** The rows of a file by their heads; the line above the heads and the one at the foot say who asked. */
async function rowsOf(actor: Actor, query: string, more: { withHealth?: boolean } = {}) {
  const { body } = await takeOut(actor, { kind: 'QUALITY', query, ...more })
  const cells = await cellsOf(body)
  const at = cells.findIndex((row) => row.includes('规则号'))
  const heads = cells[at] ?? []
  return cells
    .slice(at + 1)
    .filter((row) => /^\d+$/.test(String(row[heads.indexOf('规则号')] ?? '')))
    .map((row) => Object.fromEntries(heads.map((head, index) => [String(head), plain(row[index])])))
}

test('the file holds what the list of a village holds, narrowed as it is, without a number of a person', async () => {
  const listed = await withScope(office, (ctx) => getQuality(ctx, { region: VILLAGE, filter: 'ALL' }))
  const issues = listed.village?.households.flatMap((each) => each.issues) ?? []
  const rows = await rowsOf(office, `region=${VILLAGE}&show=ALL&after=1`, { withHealth: true })
  expect(rows.map((row) => `R${row.规则号}`)).toEqual(issues.map(({ ruleId }) => ruleId))
  expect(rows.length).toBeGreaterThan(1)
  expect(rows.find((row) => row.规则号 === '21')).toMatchObject({
    户编号: '130799100002000001',
    户主姓名: '金丝雀',
    涉及成员: '金丝雀',
    等级: '疑点',
  })
  const narrowed = await rowsOf(office, `region=${VILLAGE}&show=W&rule=R21`, { withHealth: true })
  expect(narrowed.map((row) => row.规则号)).toEqual(['21'])
  expect(String(narrowed[0]?.问题)).toContain('健康')
})

test('what tells of health is withheld unless it was asked for, and an unknown filter is refused', async () => {
  const [row] = await rowsOf(supervisor, `region=${VILLAGE}&show=W&rule=R21`)
  expect(row).toMatchObject({ 问题: '详细情况只给办理的人看。', 涉及成员: null, 户主姓名: '金丝雀' })
  for (const query of [`region=${VILLAGE}&show=X`, `region=${VILLAGE}&rule=R99`]) {
    expect(await ask(office, { kind: 'QUALITY', query })).toMatchObject({ ok: false, code: 'exports.notUnderstood' })
  }
  expect(await ask(office, { kind: 'QUALITY', query: `region=${VILLAGE}&show=EXPLAINED` })).toMatchObject({
    ok: false,
    code: 'exports.nothing',
  })
  const cadre = await anActor('VILLAGE_CADRE', VILLAGE, 'VILLAGE')
  expect(await ask(cadre, { kind: 'QUALITY', query: `region=${VILLAGE}` })).toMatchObject({
    ok: false,
    kind: 'forbidden',
  })
})
