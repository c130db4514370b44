import { afterAll, beforeAll, expect, test } from 'vitest'
import { kindsOf } from '@/lib/exports/rules/view'
import { listCampaigns, listLetters } from '@/lib/inspections/queries/list'
import { listUnits } from '@/lib/partnerships/queries/list'
import type { Actor } from '@/lib/platform/actor'
import { unscoped, withScope } from '@/lib/platform/db'
import { listListed } from '@/lib/supervision/queries/list'
import { aHousehold, anActor, closeOwner, layGround, PLACES } from '../support/builders'
import { ask, overAllPages, rowsTaken, takeOut } from '../support/exports'
import { aCampaign, aLetter } from '../support/inspections'
import { aPair, aUnit } from '../support/partnerships'
import { aListed } from '../support/supervision'

const KINDS = ['MEDICAL_UNITS', 'LISTED_PLACES', 'CAMPAIGNS', 'LETTERS'] as const
const HERE = `region=${PLACES.county}`
const LONG = '130799100002000009'
let office: Actor

beforeAll(async () => {
  await layGround()
  office = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  for (let n = 0; n < 52; n++) await aUnit(PLACES.otherTownship)
  await aPair(await aUnit(PLACES.township, { name: '=1+1' }), PLACES.township)
  await aUnit(PLACES.village, { name: LONG, closed_on: '2026-01-31' })
  await aListed(office, PLACES.village)
  await aListed(office, PLACES.otherTownshipVillage, { status: 'LISTED' })
  const household = await aHousehold(PLACES.village)
  await aLetter(household, office, await aCampaign(household, office))
  await aCampaign(await aHousehold(PLACES.siblingVillage), office)
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const day = (cell: unknown) => (cell === null ? null : (cell as Date).toISOString().slice(0, 10))

const rowsOf = (actor: Actor, kind: string, query = HERE) => rowsTaken(actor, { kind, query })

test('units, listed places, campaigns and letters leave as their lists have them, over all pages, for every role that may', async () => {
  const region = PLACES.county
  for (const role of ['COUNTY_OFFICE', 'SUPERVISOR', 'AUDITOR'] as const) {
    const actor = await anActor(role, PLACES.county, 'COUNTY')
    const units = await overAllPages(actor, async (ctx, after) => {
      const { units: lines, next } = await listUnits(ctx, region, after)
      return { lines, next }
    })
    expect(units).toHaveLength(54)
    expect(
      (await rowsOf(actor, 'MEDICAL_UNITS')).map((row) => [row.受援机构, row.帮扶中的结对, day(row.撤销日期)]),
    ).toEqual(units.map((unit) => [unit.name, unit.pairs, unit.closedOn]))
    const { places } = await withScope(actor, (ctx) => listListed(ctx, { region, tab: 'open' }))
    const battle = await rowsOf(actor, 'LISTED_PLACES', `${HERE}&tab=open`)
    expect(battle).toHaveLength(2)
    expect(battle.map((row) => [row.督战对象, row.剩余贫困人口, row.重点工作数, day(row.截止日期)])).toEqual(
      places.map((place) => [place.name, place.persons, place.works, place.deadlineOn]),
    )
    const { campaigns } = await withScope(actor, (ctx) => listCampaigns(ctx, { region }))
    expect((await rowsOf(actor, 'CAMPAIGNS')).map((row) => [row.检查编号, row.抽中户数, row.未销号问题])).toEqual(
      campaigns.map((each) => [each.campaignNo, each.drawn, each.open]),
    )
    const { letters } = await withScope(actor, (ctx) => listLetters(ctx, { region }))
    expect((await rowsOf(actor, 'LETTERS')).map((row) => [row.反馈意见编号, row.发现问题, day(row.回复期限)])).toEqual(
      letters.map((each) => [each.letterNo, each.problems, each.replyBy]),
    )
  }
})

test('what begins like a formula and what is long stays a text', async () => {
  const { body } = await takeOut(office, { kind: 'MEDICAL_UNITS', query: HERE, format: 'CSV_UTF8' })
  expect(body.toString('utf8')).toContain("'=1+1")
  expect(body.toString('utf8')).not.toMatch(new RegExp(`${LONG},`))
})

test('a tab that there is not is refused, and nobody without the right or from elsewhere gets a file', async () => {
  const stranger = await anActor('COUNTY_OFFICE', PLACES.otherCounty, 'COUNTY')
  const clerk = await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP')
  expect(await ask(office, { kind: 'LISTED_PLACES', query: `${HERE}&tab=x` })).toMatchObject({
    ok: false,
    code: 'exports.notUnderstood',
  })
  for (const kind of KINDS) {
    expect([kind, await ask(stranger, { kind, query: HERE })]).toMatchObject([kind, { ok: false, kind: 'notFound' }])
    expect([kind, await ask(clerk, { kind, query: HERE })]).toMatchObject([kind, { ok: false, kind: 'forbidden' }])
    expect(kindsOf('LINE_DEPARTMENT')).not.toContain(kind)
  }
})
