import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { kindsOf } from '@/lib/exports/rules/view'
import type { Actor } from '@/lib/platform/actor'
import { type Ctx, unscoped, withScope } from '@/lib/platform/db'
import { listVillages } from '@/lib/yearplans/queries/list'
import { getPlanPart } from '@/lib/yearplans/queries/part'
import { aHousehold, anActor, closeOwner, insert, layGround, owner, PLACES } from '../support/builders'
import { ask, cellsOf, plain, rowsTaken, takeOut } from '../support/exports'
import { layPolicy } from '../support/policy'
import { aLabourReport, aVillagePlan } from '../support/yearplans'

const KINDS = ['VILLAGE_PLANS', 'YEAR_TASKS', 'LABOUR', 'SUPPLIES'] as const
const HERE = `region=${PLACES.county}&year=2026`
const LONG = '130799100002000009'
let office: Actor
let planId: string
let special: { planId: string; householdId: string }

async function aSupply(over: object) {
  await insert('village_supply', {
    county_code: '130799',
    id: randomUUID(),
    region_code: PLACES.village,
    plan_id: planId,
    item: 'SEEDS',
    unit: '公斤',
    need: 100,
    stock: 40,
    as_of: '2026-03-02',
    recorded_by: randomUUID(),
    recorded_by_name: '=1+1',
    recorded_at: '2026-03-21T02:00:00Z',
    ...over,
  })
}

beforeAll(async () => {
  await layGround()
  await layPolicy()
  office = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  planId = (await aVillagePlan({ year: 2026, secretary: '=2+2' })).id
  await aVillagePlan({ year: 2026 }, { regionCode: PLACES.otherTownshipVillage })
  await aVillagePlan({ year: 2025 })
  await aVillagePlan({ year: 2026 }, { regionCode: PLACES.otherCountyVillage })
  const told = { as_of: '2026-03-01', recorded_at: '2026-03-05T02:00:00Z' }
  const wrong = await aLabourReport(planId, told)
  const figures = { total: 4, outside: 1, province: 1, county: 2, combined: null }
  await aLabourReport(planId, { ...told, ...figures, supersedes: wrong, reason: '多写', source: LONG })
  await aLabourReport(planId, { ...told, as_of: '2026-02-01', total: 9, outside: 9, combined: 0 })
  for (const area of ['OUTSIDE', 'TOWNSHIP', 'OTHER']) {
    const { headId } = await aHousehold(PLACES.village)
    await owner().query('UPDATE person SET work_area = $2, work_months = 6 WHERE id = $1', [headId, area])
  }
  const { id: disabled, headId } = await aHousehold(PLACES.siblingVillage, { head_name: '=金丝雀' })
  await owner().query(`UPDATE person SET health = '{DISABLED}' WHERE id = $1`, [headId])
  special = {
    planId: (await aVillagePlan({ year: 2026 }, { regionCode: PLACES.siblingVillage })).id,
    householdId: disabled,
  }
  await insert('village_special', {
    county_code: '130799',
    plan_id: special.planId,
    household_id: disabled,
    region_code: PLACES.siblingVillage,
    drawn_on: '2026-01-02',
    todo: '办理残疾证',
    due_on: '2026-04-30',
  })
  await aSupply({})
  await aSupply({ stock: 70, as_of: '2026-03-20' })
  await aSupply({ item: 'DIESEL', need: 10, stock: 20, supplier: LONG })
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const seen = <R>(read: (ctx: Ctx) => Promise<R>) => withScope(office, read)

const rowsOf = (actor: Actor, kind: string, query = HERE) => rowsTaken(actor, { kind, query })

test('the years of villages leave as their list has them, those without a plan too, for every role that may', async () => {
  const told = (await seen((ctx) => listVillages(ctx, { region: PLACES.county, year: '2026' }))).villages
  for (const role of ['COUNTY_OFFICE', 'SUPERVISOR', 'AUDITOR'] as const) {
    const rows = await rowsOf(await anActor(role, PLACES.county, 'COUNTY'), 'VILLAGE_PLANS')
    expect(rows.map((row) => [row.行政区划代码, row.第一书记, row.任务数, row.严重滞后任务])).toEqual(
      told.map((each) => [each.code, each.secretary, each.planId && each.tasks, each.planId && each.crossed]),
    )
  }
  const last = await rowsOf(office, 'VILLAGE_PLANS', `region=${PLACES.county}&year=2025`)
  expect(last.map((row) => [row.计划年度, row.进展, row.任务数])).toEqual([
    [2025, '还没有年度工作', null],
    [2025, '还没有年度工作', null],
    [2025, '严重滞后', 1],
  ])
})

test('tasks, labour export and supplies of every village leave as the page of its plan has them', async () => {
  const part = async (name: 'tasks' | 'labour' | 'supplies') => seen((ctx) => getPlanPart(ctx, planId, name))
  const [tasks, labour, supplies] = [await part('tasks'), await part('labour'), await part('supplies')]
  if (tasks.part !== 'tasks' || labour.part !== 'labour' || supplies.part !== 'supplies') throw new Error('parts')
  const office2 = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  const of = async (kind: string, query = HERE) =>
    (await rowsOf(office2, kind, query)).filter((row) => row.行政区划代码 === PLACES.village)
  expect((await of('YEAR_TASKS')).map((row) => [row.年度任务, row.责任人, row['进度（%）']])).toEqual(
    tasks.tasks.map((task) => [task.nameZh, task.owner, task.percent]),
  )
  const [line] = await of('LABOUR')
  expect(line).toMatchObject({
    填报务工总数: 4,
    填报县内: 2,
    填报省内县外和县内合计: null,
    来源: LONG,
    户档务工总数: labour.labour.counted.total,
    户档省外: 1,
    户档县内: 1,
    户档其他地点: 1,
    '总数差（填报减户档）': labour.labour.difference?.total,
    '省内差（填报减户档）': labour.labour.difference?.within,
  })
  expect(labour.labour.difference?.total).toBe(2)
  expect(await rowsOf(office2, 'LABOUR')).toHaveLength(3)
  // The register says of people where they work now, nothing of another year.
  expect((await of('LABOUR', `region=${PLACES.county}&year=2025`))[0]).toMatchObject({ 户档务工总数: null })
  const asked = await of('SUPPLIES')
  expect(asked.map((row) => [row.农资, row.需要, row.已有, row.缺口]).sort()).toEqual(
    supplies.supplies.now
      .map((each) => [each.item === 'SEEDS' ? '种子' : '柴油', each.need, each.stock, each.gap])
      .sort(),
  )
  expect(asked.find((row) => row.农资 === '种子')).toMatchObject({ 已有: 70, 缺口: 30, 录入人: '=1+1' })
  const { body } = await takeOut(office2, { kind: 'SUPPLIES', query: HERE, format: 'CSV_UTF8' })
  expect(body.toString('utf8')).toContain("'=1+1,")
  expect(body.toString('utf8')).not.toContain(`${LONG},`)
})

test('special groups leave household by household, and of what they are only for who asked for health and may', async () => {
  const groups = await seen((ctx) => getPlanPart(ctx, special.planId, 'groups'))
  if (groups.part !== 'groups') throw new Error('part')
  const query = `region=${PLACES.siblingVillage}&year=2026`
  for (const role of ['COUNTY_OFFICE', 'SUPERVISOR'] as const) {
    const actor = await anActor(role, PLACES.county, 'COUNTY')
    const { id, body } = await takeOut(actor, { kind: 'SPECIAL_GROUPS', query, withHealth: true })
    const [, heads = [], row = []] = (await cellsOf(body)).map((cells) => cells.map(plain))
    const cell = (head: string) => row[heads.indexOf(head)]
    expect([cell('户主姓名'), cell('特殊群体'), cell('要办的事')]).toEqual(['=金丝雀', '残疾户', '办理残疾证'])
    expect(groups.groups.lines.map((line) => line.householdId)).toEqual([special.householdId])
    const { rows } = await owner().query('SELECT household_id FROM export_row WHERE export_id = $1', [id])
    expect(rows.map((kept) => kept.household_id)).toEqual([special.householdId])
    const without = await takeOut(actor, { kind: 'SPECIAL_GROUPS', query, format: 'CSV_UTF8' })
    expect(without.body.toString('utf8')).not.toMatch(/残疾/)
    expect(without.body.toString('utf8')).toContain("'=金丝雀")
  }
  const auditor = await anActor('AUDITOR', PLACES.county, 'COUNTY')
  expect(await ask(auditor, { kind: 'SPECIAL_GROUPS', query })).toMatchObject({ ok: false })
  expect(kindsOf('AUDITOR')).not.toContain('SPECIAL_GROUPS')
})

test('another year than one is refused, and nobody without the right or from elsewhere gets one', async () => {
  const stranger = await anActor('COUNTY_OFFICE', PLACES.otherCounty, 'COUNTY')
  const clerk = await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP')
  const asker = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  for (const kind of KINDS) {
    const odd = await ask(asker, { kind, query: `region=${PLACES.county}&year=x` })
    expect([kind, odd]).toMatchObject([kind, { ok: false, code: 'exports.notUnderstood' }])
    expect([kind, await ask(stranger, { kind, query: HERE })]).toMatchObject([kind, { ok: false, kind: 'notFound' }])
    expect([kind, await ask(clerk, { kind, query: HERE })]).toMatchObject([kind, { ok: false, kind: 'forbidden' }])
    expect(kindsOf('LINE_DEPARTMENT')).not.toContain(kind)
  }
})
