import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '@/lib/platform/actor'
import { unscoped } from '@/lib/platform/db'
import { aHousehold, anActor, closeOwner, layGround, PLACES } from '../support/builders'
import { ask, cellsOf, plain, takeOut } from '../support/exports'
import { aFinding, aProof, inspectors } from '../support/findings'

let people: Awaited<ReturnType<typeof inspectors>>
const HERE = `region=${PLACES.village}`

beforeAll(async () => {
  await layGround()
  people = await inspectors()
  const household = await aHousehold(PLACES.village)
  const closed = { finding_no: 'WT-2026-0007', title: '=1+1', similar_found: 3, similar_fixed: 2 }
  await aFinding({ household, by: people.cadre, status: 'CLOSED', over: { ...closed, content: '患病' } })
  const late = await aFinding({
    by: people.cadre,
    status: 'RECTIFYING',
    over: { finding_no: 'WT-2026-0008', due_on: '2026-03-10' },
  })
  await aProof(late, people.cadre, 'DOCUMENT', { reference: '文 9 号' })
  await aFinding({ by: people.cadre, over: { finding_no: 'WT-2026-0009', source: 'AUDIT' } })
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

async function fileOf(actor: Actor, query: string, wish: object = {}) {
  const { body } = await takeOut(actor, { kind: 'FINDINGS', query, ...wish })
  const cells = await cellsOf(body)
  const at = cells.findIndex((row) => row.includes('发现日期'))
  const heads = (cells[at] ?? []).map(String)
  const rows = cells.slice(at + 1).map((row) => Object.fromEntries(heads.map((head, i) => [head, plain(row[i])])))
  return rows.filter((row) => String(row.编号).startsWith('WT-'))
}

test('the ledger leaves as the official table: who must, by when, how far, what shows it; nothing is a formula', async () => {
  const [closed] = await fileOf(people.office, `${HERE}&tab=closed`)
  expect(closed).toMatchObject({
    编号: 'WT-2026-0007',
    来源: '回头看',
    责任单位: '一镇政府',
    责任人: '乙',
    状态: '已销号',
    举一反三查出: 3,
    举一反三已改: 2,
    重开次数: 0,
  })
  expect(typeof closed?.问题).toBe('string')
  expect(closed).not.toHaveProperty('具体情况')
  const open = await fileOf(people.office, `${HERE}&tab=open`)
  expect(open.map((row) => row.编号)).toEqual(['WT-2026-0008', 'WT-2026-0009'])
  expect(open[0]?.佐证材料).toBe('文件材料 文 9 号')
  expect(Number(open[0]?.超期天数)).toBeGreaterThan(0)
})

test('what is written of a household leaves only with health; a filter narrows the file, an unknown one is refused', async () => {
  const [closed] = await fileOf(people.office, `${HERE}&tab=closed`, { withHealth: true })
  expect(closed?.具体情况).toBe('患病')
  expect((await fileOf(people.office, `${HERE}&tab=open&source=AUDIT`)).map((row) => row.编号)).toEqual([
    'WT-2026-0009',
  ])
  expect(await ask(people.office, { kind: 'FINDINGS', query: `${HERE}&source=X` })).toMatchObject({
    ok: false,
    code: 'exports.notUnderstood',
  })
  const clerk = await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP')
  expect(await ask(clerk, { kind: 'FINDINGS', query: HERE })).toMatchObject({ ok: false, kind: 'forbidden' })
})
