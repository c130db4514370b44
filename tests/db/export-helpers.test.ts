import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { kindsOf } from '@/lib/exports/rules/view'
import type { Actor } from '@/lib/platform/actor'
import { unscoped, withScope } from '@/lib/platform/db'
import { HELPER_MOST, listHelperLoads } from '@/lib/support/queries/helpers'
import { aHousehold, anActor, aPairing, closeOwner, insert, layGround, owner, PLACES } from '../support/builders'
import { ask, rowsTaken, takeOut } from '../support/exports'

const LONG_UNIT = '130799100002000009'
let office: Actor

async function aNamed(regionCode: string, name: string, unit: string) {
  const { countyCode, id } = await aHousehold(regionCode)
  const helper = { county_code: countyCode, id: randomUUID(), region_code: regionCode, household_id: id }
  await insert('household_helper', { ...helper, name, unit, valid_from: '2020-01-01' })
}

beforeAll(async () => {
  await layGround()
  office = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  const busy = await anActor('PAIRED_HELPER', PLACES.township, 'TOWNSHIP', '县水务局')
  await owner().query(`UPDATE app_user SET name = '秦望川' WHERE id = $1`, [busy.userId])
  for (let n = 0; n < 16; n++) await aPairing(await aHousehold(n % 2 ? PLACES.village : PLACES.siblingVillage), busy)
  await aPairing(await aHousehold(PLACES.village), busy, '2019-01-01', '2019-12-31')
  await aNamed(PLACES.village, '=1+1', LONG_UNIT)
  for (let n = 0; n < 51; n++) await aNamed(PLACES.otherTownshipVillage, `帮扶${n}`, '乡农技站')
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const rowsOf = (actor: Actor, query: string) => rowsTaken(actor, { kind: 'HELPERS', query })

/** The list over all its pages. */
async function listed(actor: Actor, region: string) {
  const all: Awaited<ReturnType<typeof listHelperLoads>>['helpers'] = []
  let after: string | undefined
  let total = 0
  do {
    const page = await withScope(actor, (ctx) => listHelperLoads(ctx, region, after))
    all.push(...page.helpers)
    total = page.total
    after = page.next ?? undefined
  } while (after)
  expect(all).toHaveLength(total)
  return all
}

test('the file of every role that may have it holds its list over all pages, in its order', async () => {
  for (const actor of [
    office,
    await anActor('SUPERVISOR', PLACES.county, 'COUNTY'),
    await anActor('AUDITOR', PLACES.county, 'COUNTY'),
  ]) {
    for (const region of [PLACES.county, PLACES.township]) {
      const rows = await rowsOf(actor, `region=${region}`)
      const told = await listed(actor, region)
      expect(rows.map((row) => [row.帮扶责任人, row.责任人单位, row.所在村, row.结对户数])).toEqual(
        told.map(({ name, unit, villages, households }) => [name, unit, villages, households]),
      )
      expect(rows.map((row) => [row.监测户数, row.待落实措施, row['90天以上没走访户数']])).toEqual(
        told.map(({ monitored, open, unvisited }) => [monitored, open, unvisited]),
      )
      expect(rows).toHaveLength(region === PLACES.county ? 53 : 2)
      expect(rows[0]).toMatchObject({
        帮扶责任人: '秦望川',
        结对户数: HELPER_MOST + 1,
        结对评价: `超过 ${HELPER_MOST} 户`,
      })
    }
  }
})

test('what begins like a formula and what is long stays a text', async () => {
  const [, sly] = await rowsOf(office, `region=${PLACES.village}`)
  expect(sly).toMatchObject({ 帮扶责任人: '=1+1', 责任人单位: LONG_UNIT })
  const { body } = await takeOut(office, {
    kind: 'HELPERS',
    query: `region=${PLACES.village}`,
    format: 'CSV_UTF8',
  })
  expect(body.toString('utf8')).toContain("'=1+1,")
  // The trace behind the digits keeps them a text.
  expect(body.toString('utf8')).not.toContain(`${LONG_UNIT},`)
})

test('whoever may not take lists out gets none, nor does anybody of another county', async () => {
  const query = `region=${PLACES.village}`
  for (const role of ['TOWNSHIP', 'COUNTY_LEADER', 'LINE_DEPARTMENT', 'PROVINCE_CITY_VIEWER'] as const) {
    const actor = await anActor(role, PLACES.county, 'COUNTY')
    expect([role, await ask(actor, { kind: 'HELPERS', query })]).toMatchObject([role, { ok: false }])
    expect(kindsOf(role)).not.toContain('HELPERS')
  }
  const stranger = await anActor('COUNTY_OFFICE', PLACES.otherCounty, 'COUNTY')
  expect(await ask(stranger, { kind: 'HELPERS', query })).toMatchObject({ ok: false, kind: 'notFound' })
})
