import { afterAll, beforeAll, expect, test } from 'vitest'
import { listReviews } from '@/lib/duplicates/queries/list'
import { columnsOf } from '@/lib/exports/rules/columns'
import { exportViewOf, kindsOf } from '@/lib/exports/rules/view'
import { getFindingAlerts } from '@/lib/findings/queries/alerts'
import { listTurns } from '@/lib/inspections/queries/turns'
import type { Actor, Role } from '@/lib/platform/actor'
import { unscoped, withScope } from '@/lib/platform/db'
import { listSessions } from '@/lib/supervision/queries/place'
import { listRuns } from '@/lib/supervision/queries/runs'
import { aHousehold, anActor, type BuiltHousehold, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { anAcross } from '../support/duplicate-builders'
import { ask, rowsTaken } from '../support/exports'
import { aFinding } from '../support/findings'
import { aCampaign, aFormRow } from '../support/inspections'
import { aListed, aRun } from '../support/supervision'

const HERE = `region=${PLACES.county}`
const OF_COUNTY = ['SAMPLES', 'DERIVATIONS', 'SESSIONS', 'DOUBTFUL_CLOSINGS', 'BULK_CLOSINGS', 'UNIT_SCORES'] as const
const actors = {} as Record<'COUNTY_OFFICE' | 'SUPERVISOR' | 'AUDITOR', Actor>
let city: Actor
let household: BuiltHousehold
let campaign: string
let done: string
let place: string

const day = (cell: unknown) => (cell === null ? null : (cell as Date).toISOString().slice(0, 10))
const another = (role: Role) => anActor(role, PLACES.county, 'COUNTY')
const hold = (by: Actor, no: string, method: string) =>
  withScope(by, ({ db }) =>
    db.$executeRawUnsafe(
      `INSERT INTO supervision_session (county_code, id, region_code, place_id, session_no, held_on, mode, method, means, team, spots, held_by, held_by_name, recorded_at)
       VALUES ('130799', gen_random_uuid(), '${PLACES.village}', '${place}', '${no}', '2026-03-20', 'ROUTINE', '${method}', '{PHONE}', 'A', 'B', gen_random_uuid(), 'A', now())`,
    ),
  )

beforeAll(async () => {
  await layGround()
  for (const role of ['COUNTY_OFFICE', 'SUPERVISOR', 'AUDITOR'] as const) actors[role] = await another(role)
  city = await anActor('SUPERVISOR', PLACES.city, 'CITY')
  const office = actors.COUNTY_OFFICE
  household = await aHousehold(PLACES.village, { head_name: '金丝雀' })
  campaign = await aCampaign(household, office)
  const inspected = await aHousehold(PLACES.siblingVillage)
  done = await aCampaign(inspected, office)
  await aFormRow(inspected, office, done)
  place = await aListed(office, PLACES.village)
  await aRun(office, PLACES.village)
  await hold(actors.SUPERVISOR, 'DZ-1', 'ANNOUNCED')
  await hold(city, 'DZ-2', 'UNANNOUNCED')
  await aFinding({ household, by: office, status: 'CLOSED', category: 'WATER' })
  await owner().query(
    `INSERT INTO guarantee_state (county_code, household_id, item, region_code, result, fail_reason, checked_on)
     VALUES ($1, $2, 'WATER', $3, 'FAIL', '水井干了', '2026-03-24')`,
    [household.countyCode, household.id, household.regionCode],
  )
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

test('drawn households leave as the list of a tab has them, with names as it shows them', async () => {
  for (const role of ['COUNTY_OFFICE', 'SUPERVISOR', 'AUDITOR'] as const) {
    const actor = actors[role]
    const { turns } = await withScope(actor, (ctx) => listTurns(ctx, campaign, { tab: 'left' }))
    const rows = await rowsTaken(actor, { kind: 'SAMPLES', query: `${HERE}&campaign=${campaign}&tab=left` })
    expect(rows.map((row) => [row.户主姓名, row.户编号, row.核查情况])).toEqual(
      turns.map((turn) => [turn.headName, turn.householdNo, '待查']),
    )
    expect(rows[0]?.户主姓名).toBe(role === 'AUDITOR' ? '金**' : '金丝雀')
  }
  const office = await another('COUNTY_OFFICE')
  const [row, ...more] = await rowsTaken(office, { kind: 'SAMPLES', query: `${HERE}&campaign=${done}&tab=done` })
  expect([row?.检查名称, row?.核查表问题数, row?.核查情况, more.length]).toEqual(['春季回头看', 1, '已查', 0])
  const elsewhere = `${HERE}&campaign=${done}&tab=done&village=${PLACES.village}`
  expect(await ask(office, { kind: 'SAMPLES', query: elsewhere })).toMatchObject({ code: 'exports.nothing' })
})

test('runs and sessions leave as their lists have them, an unannounced session to nobody who may not know of it', async () => {
  const actor = await another('COUNTY_OFFICE')
  const { runs } = await withScope(actor, (ctx) => listRuns(ctx, undefined))
  expect(
    (await rowsTaken(actor, { kind: 'DERIVATIONS', query: HERE })).map((row) => [
      day(row.以哪一天为准),
      row.测算人,
      row.超标地方数,
    ]),
  ).toEqual(runs.map((run) => [run.on, run.by, run.matched]))
  const sessions = await withScope(actor, (ctx) => listSessions(ctx, place, 50))
  const rows = await rowsTaken(actor, { kind: 'SESSIONS', query: `${HERE}&place=${place}` })
  expect(rows.map((row) => row.督战编号)).toEqual(sessions.map(({ no }) => no))
  expect(rows.map((row) => [row.督战编号, row.督战方式])).toEqual([['DZ-1', '明察']])
})

test('what speaks for false closing leaves as its page has it', async () => {
  for (const role of ['COUNTY_OFFICE', 'AUDITOR'] as const) {
    const actor = await another(role)
    const { doubtful, units } = await withScope(actor, (ctx) => getFindingAlerts(ctx, PLACES.county))
    const lines = await rowsTaken(actor, { kind: 'DOUBTFUL_CLOSINGS', query: HERE })
    expect(lines.map((row) => [row.编号, row.户主姓名, row.不达标, day(row.走访日期)])).toEqual(
      doubtful.map((each) => [each.findingNo, each.headName, '饮水安全', each.failedOn]),
    )
    expect(lines[0]?.户主姓名).toBe(role === 'AUDITOR' ? '金**' : '金丝雀')
    expect(
      (await rowsTaken(actor, { kind: 'UNIT_SCORES', query: HERE })).map((row) => [row.责任单位, row.销过号的条数]),
    ).toEqual(units.map((each) => [each.unit, each.closed]))
  }
  const office = await another('COUNTY_OFFICE')
  expect(await ask(office, { kind: 'BULK_CLOSINGS', query: HERE })).toMatchObject({ code: 'exports.nothing' })
  const closer = actors.SUPERVISOR
  for (let n = 0; n < 40; n++) {
    const id = await aFinding({
      household,
      by: actors.COUNTY_OFFICE,
      status: 'CLOSED',
      over: { closed_by: closer.userId },
    })
    await owner().query(
      `INSERT INTO finding_step SELECT (jsonb_populate_record(s, '{"step_no": 2, "step": "close", "to_status": "CLOSED"}')).* FROM finding_step s WHERE finding_id = $1`,
      [id],
    )
  }
  const { bulk } = await withScope(office, (ctx) => getFindingAlerts(ctx, PLACES.county))
  expect(bulk.length).toBeGreaterThan(0)
  expect(
    (await rowsTaken(office, { kind: 'BULK_CLOSINGS', query: HERE })).map((row) => [
      row.销号人,
      day(row.销号日期),
      row.短时间内销号条数,
    ]),
  ).toEqual(bulk.map((each) => [each.name, each.day, each.lines]))
})

test('pairs of two counties leave for their common superior alone, and no more of them than his list shows', async () => {
  const other = await aHousehold(PLACES.otherCountyVillage)
  await anAcross(household, other, PLACES.city)
  const wish = { kind: 'DUPLICATES_ACROSS', query: `region=${PLACES.city}` }
  const { across } = await withScope(city, (ctx) =>
    listReviews(ctx, { tab: 'open', region: undefined, kind: undefined, page: 1 }),
  )
  const rows = await rowsTaken(city, wish)
  expect(rows.map((row) => [row.一方县, row.另一方县, row.涉及成员])).toEqual(
    across.map((pair) => [pair.leftCounty, pair.rightCounty, pair.name]),
  )
  expect(rows).toHaveLength(1)
  expect(await ask(actors.SUPERVISOR, wish)).toMatchObject({ ok: false, kind: 'notFound' })
  expect(await ask(actors.SUPERVISOR, { ...wish, query: HERE })).toMatchObject({ code: 'exports.nothing' })
  expect(await ask(actors.COUNTY_OFFICE, { ...wish, query: HERE })).toMatchObject({ code: 'exports.kindNotForRole' })
})

test('what is not said is refused, and nobody without the right or from elsewhere gets a file', async () => {
  const office = await another('COUNTY_OFFICE')
  for (const [kind, query] of [
    ['SAMPLES', HERE],
    ['SAMPLES', `${HERE}&campaign=${campaign}&tab=x`],
    ['SAMPLES', `${HERE}&campaign=${campaign}&village=1`],
    ['SESSIONS', `${HERE}&place=1`],
  ] as const)
    expect([kind, await ask(office, { kind, query })]).toMatchObject([kind, { code: 'exports.notUnderstood' }])
  const stranger = await anActor('COUNTY_OFFICE', PLACES.otherCounty, 'COUNTY')
  const clerk = await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP')
  for (const kind of OF_COUNTY) {
    expect([kind, await ask(stranger, { kind, query: HERE })]).toMatchObject([kind, { ok: false, kind: 'notFound' }])
    expect([kind, await ask(clerk, { kind, query: HERE })]).toMatchObject([kind, { ok: false, kind: 'forbidden' }])
    expect(kindsOf('LINE_DEPARTMENT')).not.toContain(kind)
  }
  const own = `region=${PLACES.otherCounty}&campaign=${campaign}`
  expect(await ask(stranger, { kind: 'SAMPLES', query: own })).toMatchObject({ kind: 'notFound' })
})

test('no number, address or account is a column of any of them', () => {
  const view = exportViewOf('COUNTY_OFFICE', { isUnmasked: false, withHealth: true })
  for (const kind of [...OF_COUNTY, 'DUPLICATES_ACROSS'] as const) {
    const keys = columnsOf(kind, view).map(({ key }) => key)
    expect(keys.filter((key) => /idNumber|phone|bank|address/i.test(key))).toEqual([])
  }
})
