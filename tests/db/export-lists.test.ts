import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listReviews } from '@/lib/duplicates/queries/list'
import { listEvents } from '@/lib/events/queries/list'
import { requestSummary } from '@/lib/exports/commands/request'
import { listProcedures } from '@/lib/identification/queries/list'
import { listFacts } from '@/lib/indicators/queries/facts'
import { getIndicatorPage } from '@/lib/indicators/queries/page'
import { listTargets } from '@/lib/indicators/queries/targets'
import type { Actor } from '@/lib/platform/actor'
import { execute } from '@/lib/platform/command'
import { type Ctx, unscoped, withScope } from '@/lib/platform/db'
import { getFilial } from '@/lib/relief/queries/filial'
import { listVisits } from '@/lib/visits/queries/visit-list'
import {
  aHousehold,
  anActor,
  aPromise,
  aVisit,
  type BuiltHousehold,
  closeOwner,
  insert,
  layGround,
  owner,
  PLACES,
} from '../support/builders'
import { aReview } from '../support/duplicate-builders'
import { ask, download, idOf, makeNow, plain, rowsIn, rowsTaken, takeOut } from '../support/exports'
import { aProcedure } from '../support/procedures'
import { say } from '../support/relief'
import { aFact, aTarget } from '../support/reported'

const VILLAGE = PLACES.siblingVillage
const HERE = `region=${VILLAGE}`
const LONG_NO = '130799100002000009'
let office: Actor
let auditor: Actor
let one: BuiltHousehold
let two: BuiltHousehold

beforeAll(async () => {
  await layGround()
  office = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  auditor = await anActor('AUDITOR', PLACES.county, 'COUNTY')
  one = await aHousehold(VILLAGE, { head_name: '金丝雀', household_no: LONG_NO })
  two = await aHousehold(VILLAGE, { head_name: '=金丝雀' })
  const elsewhere = await aHousehold(PLACES.village)
  for (const [household, day] of [
    [one, '2026-03-02'],
    [two, '2026-03-20'],
    [elsewhere, '2026-03-21'],
  ] as const) {
    const visit = await aVisit(household, office, day)
    await aPromise(household, visit, office)
    await aProcedure(household, office)
    await insert('household_event', {
      county_code: household.countyCode,
      id: randomUUID(),
      region_code: household.regionCode,
      household_id: household.id,
      kind: 'DEATH',
      effective_on: day,
      person_id: household.headId,
      details: '{}',
      proposed_by: office.userId,
      proposed_by_name: '=1+1',
      proposed_at: `${day}T17:00:00Z`,
    })
    await insert('filial_contribution', {
      county_code: household.countyCode,
      id: randomUUID(),
      region_code: household.regionCode,
      household_id: household.id,
      parent_id: household.headId,
      child_name: '金小川',
      year: 2025,
      half: 2,
      paid_on: day.replace('2026-03', '2025-09'),
      amount_fen: 100_050,
      bonus_fen: 10_005,
      collected_by: office.userId,
      collected_by_name: '李会计',
      collected_at: `${day}T02:00:00Z`,
    })
    await aFact(office, household.regionCode, { fact_on: day, as_of: day, value: '12345678901234.5' })
    await aTarget(office, household.regionCode, { starts_on: day, period_start: day })
  }
  await aReview('PERSON', one, one.headId, two.headId)
  const cadre = await anActor('VILLAGE_CADRE', VILLAGE, 'VILLAGE')
  const list = { id: randomUUID(), regionCode: VILLAGE, year: 2025, half: '2', on: '2026-01-05' }
  expect(await say(cadre, 'prepareFilialList', list)).toBe('done')
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const rowsOf = async (actor: Actor, kind: string, query: string, withHealth = false) =>
  rowsTaken(actor, { kind, query, withHealth })
const seen = <R>(read: (ctx: Ctx) => Promise<R>) => withScope(office, read)
/** Somebody else of a role: how many files one person takes out within an hour is limited. */
const another = (role: 'COUNTY_OFFICE' | 'AUDITOR') => anActor(role, PLACES.county, 'COUNTY')
const day = (cell: unknown) => (cell as Date).toISOString().slice(0, 10)

test('visits leave in the order of their list, with screening and promises; what was said only where health may go', async () => {
  const listed = (await seen((ctx) => listVisits(ctx, { region: VILLAGE }))).rows
  const rows = await rowsOf(office, 'VISITS', `${HERE}&after=1`, true)
  expect(rows.map((row) => day(row.走访日期))).toEqual(listed.map(({ visitedOn }) => visitedOn))
  expect(rows[1]).toMatchObject({
    户编号: LONG_NO,
    户主姓名: '金丝雀',
    六项保障: '均达标',
    筛查结果: '无',
    承诺事项数: 1,
    未办承诺数: 1,
    承诺事项: '陪同办理慢性病证（2026-03-30 前，未办）',
  })
  expect(rows[0]?.户主姓名).toBe('=金丝雀')
  expect((await rowsOf(await another('COUNTY_OFFICE'), 'VISITS', `${HERE}&days=7`)).length).toBe(1)
  const [far] = await rowsOf(auditor, 'VISITS', HERE)
  expect(far).not.toHaveProperty('承诺事项')
  expect(far?.户主姓名).toBe('=***')
  const { body } = await takeOut(await another('COUNTY_OFFICE'), { kind: 'VISITS', query: HERE, format: 'CSV_UTF8' })
  const text = String(plain(body.toString('utf8')))
  expect(text).toContain("'=金丝雀")
  expect(text).toContain(`${LONG_NO}\t`)
  expect(await ask(auditor, { kind: 'VISITS', query: HERE, withHealth: true })).toMatchObject({ ok: false })
})

test('procedures, changes and pairs leave as their lists show them', async () => {
  const procedures = (await seen((ctx) => listProcedures(ctx, { region: VILLAGE, tab: 'open' }))).procedures
  const rows = await rowsOf(office, 'PROCEDURES', `${HERE}&tab=open&kind=EXIT`)
  expect(rows.map((row) => row.程序编号)).toEqual(procedures.map(({ procedureNo }) => procedureNo))
  expect(rows[0]).toMatchObject({ 程序: '贫困户退出', 计划年度: 2026, 状态: '列入计划', 最近一步: '申请或提出' })
  const events = (await seen((ctx) => listEvents(ctx, { tab: 'waiting', region: VILLAGE }))).rows
  const changes = await rowsOf(office, 'EVENTS', `${HERE}&tab=waiting`)
  expect(changes.map((row) => day(row.变动日期))).toEqual(events.map(({ effectiveOn }) => effectiveOn))
  expect(changes[0]).toMatchObject({ 变动: '死亡', 状态: '待审核', 提出人: '=1+1' })
  // Proposed at 17:00 UTC, which is the next day in Shanghai.
  expect(day(changes[0]?.提出日期)).toBe('2026-03-21')
  const pairs = (await seen((ctx) => listReviews(ctx, { tab: 'open', region: VILLAGE, kind: undefined, page: 1 }))).rows
  const { id, body } = await takeOut(office, { kind: 'DUPLICATES', query: `${HERE}&tab=open` })
  const sides = await rowsIn(body)
  expect(sides.map((row) => row.组号)).toEqual(pairs.flatMap((pair) => [pair.id.slice(0, 8), pair.id.slice(0, 8)]))
  expect(sides.map((row) => row.记录)).toEqual(['记录一', '记录二'])
  expect(sides[0]).toMatchObject({ 类型: '同一人录了两次', 相像程度: '重复', 分数: 100, 涉及成员: '王守田' })
  const { rows: kept } = await owner().query('SELECT household_id FROM export_row WHERE export_id = $1', [id])
  expect(kept.map((row) => row.household_id).sort()).toEqual([one.id, two.id].sort())
})

test('the lists of the filial fund and the contributions in them agree with their page', async () => {
  const page = await seen((ctx) => getFilial(ctx, { region: VILLAGE, half: '2025-2' }))
  const lists = await rowsOf(office, 'FILIAL_LISTS', `${HERE}&half=2025-2`)
  expect(lists.map((row) => row.清单编号)).toEqual(page.lists.map(({ no }) => no))
  expect(lists[0]).toMatchObject({ 笔数: 2, '缴纳金额（元）': 2001, '补贴金额（元）': 200.1, 状态: '待审核' })
  const rows = await rowsOf(office, 'CONTRIBUTIONS', `${HERE}&half=2025-2`)
  expect(rows).toHaveLength(page.lists.reduce((sum, { n }) => sum + n, 0))
  expect(rows[0]).toMatchObject({
    老人姓名: '王守田',
    子女姓名: '金小川',
    '缴纳金额（元）': 1000.5,
    清单编号: page.lists[0]?.no,
  })
  expect((await rowsOf(await another('AUDITOR'), 'CONTRIBUTIONS', `${HERE}&half=2025-2`))[0]?.子女姓名).toBe('金**')
  expect(await ask(office, { kind: 'CONTRIBUTIONS', query: HERE })).toMatchObject({ code: 'exports.notUnderstood' })
})

test('facts, targets and indicators leave whole; whoever reads from afar may have them, persons he may not', async () => {
  const clerk = await another('COUNTY_OFFICE')
  const facts = (await seen((ctx) => listFacts(ctx, { region: VILLAGE }))).facts
  const rows = await rowsOf(clerk, 'FACTS', HERE)
  expect(rows.map((row) => day(row.时点))).toEqual(facts.map((each) => each.day))
  expect(rows[0]).toMatchObject({ 指标代码: 'leading_firms_total', 数值: '12345678901234.5', 单位: '家' })
  const targets = (await seen((ctx) => listTargets(ctx, { region: VILLAGE }))).targets
  const goals = await rowsOf(clerk, 'TARGETS', `${HERE}&kind=AT_LEAST`)
  expect(goals.map((row) => day(row.起))).toEqual(targets.map(({ from }) => from))
  expect(goals[0]).toMatchObject({ 目标数: '100', 现在: '12345678901234.5', 进度: '已达目标' })
  const page = await seen((ctx) => getIndicatorPage(ctx, { region: PLACES.county, asOf: '2026-03-26' }))
  const city = await anActor('PROVINCE_CITY_VIEWER', PLACES.city, 'CITY')
  const summary = async (kind: string, query: string) => {
    const input = { id: randomUUID(), kind, query, format: 'XLSX', purpose: 'REPORTING', note: '报省办一季度' }
    return execute(city, requestSummary, input, { id: randomUUID() })
  }
  const id = idOf(await summary('INDICATORS', `region=${PLACES.county}&asOf=2026-03-26`))
  await makeNow(city, id)
  const lines = await rowsIn((await download(city, id)).body)
  expect(lines.map((row) => row.指标代码)).toEqual(page.lines.map(({ code }) => code))
  const poor = page.lines.find(({ counted }) => counted !== null)
  expect(lines.find((row) => row.指标代码 === poor?.code)?.系统统计).toBe(poor?.counted?.shown)
  expect(await summary('VISITS', `region=${PLACES.county}`)).toMatchObject({ ok: false, kind: 'input' })
  expect(await ask(city, { kind: 'VISITS', query: HERE })).toMatchObject({ ok: false, kind: 'forbidden' })
})

test('a filter that a list would leave out is refused, a foreign region is missing, and many rows wait for a second person', async () => {
  const clerk = await another('COUNTY_OFFICE')
  for (const [kind, wrong] of [
    ['VISITS', 'days=8'],
    ['VISITS', 'own=2'],
    ['PROCEDURES', 'tab=x'],
    ['PROCEDURES', 'kind=x'],
    ['EVENTS', 'tab=x'],
    ['DUPLICATES', 'tab=x'],
    ['FILIAL_LISTS', 'half=2026-3'],
    ['FACTS', 'asOf=x'],
    ['TARGETS', 'kind=x'],
    ['INDICATORS', 'from=x'],
  ]) {
    const refused = await ask(clerk, { kind, query: `${HERE}&${wrong}` })
    expect([kind, refused]).toMatchObject([kind, { ok: false, code: 'exports.notUnderstood' }])
  }
  for (const kind of ['VISITS', 'PROCEDURES', 'EVENTS', 'DUPLICATES', 'FACTS', 'INDICATORS']) {
    const query = `region=${PLACES.otherCountyVillage}`
    expect([kind, await ask(clerk, { kind, query })]).toMatchObject([kind, { ok: false, kind: 'notFound' }])
  }
  await owner().query(
    `INSERT INTO policy_parameter (id, code, applies_to, valid_from, value, unit, source, certainty)
     VALUES ($1, 'export.approvalRows', $2, '2010-01-01', 1, 'rows', 'test', 'HIGH')`,
    [randomUUID(), VILLAGE],
  )
  expect(await ask(clerk, { kind: 'VISITS', query: HERE })).toMatchObject({ ok: true, data: { needsApproval: true } })
})
