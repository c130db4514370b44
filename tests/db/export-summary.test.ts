import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { requestSummary } from '@/lib/exports/commands/request'
import { takeExport } from '@/lib/exports/job'
import type { Actor } from '@/lib/platform/actor'
import { execute } from '@/lib/platform/command'
import { unscoped } from '@/lib/platform/db'
import { aHousehold, anActor, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { ask, cellsOf, download, idOf, makeNow, NOTE } from '../support/exports'

let viewer: Actor

beforeAll(async () => {
  await layGround()
  viewer = await anActor('PROVINCE_CITY_VIEWER', PLACES.city, 'CITY')
  for (const village of [PLACES.village, PLACES.village, PLACES.siblingVillage, PLACES.otherTownshipVillage]) {
    await aHousehold(village, { member_count: 3 })
  }
  await aHousehold(PLACES.otherCountyVillage, { poverty_status: 'NOT_EXITED', exit_year: null })
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const summarise = (actor: Actor, region: string) =>
  execute(
    actor,
    requestSummary,
    { id: randomUUID(), query: `region=${region}`, format: 'XLSX', purpose: 'STUDY', note: NOTE },
    { id: randomUUID() },
  )

/** Name and first figures of every row of a summary. */
async function summaryOf(actor: Actor, region: string): Promise<unknown[][]> {
  const id = idOf(await summarise(actor, region))
  expect(await makeNow(actor, id)).toBe(true)
  const { body } = await download(actor, id)
  return (await cellsOf(body)).slice(2, -1).map((row) => [row[0], row[2], row[3], row[4]])
}

test('from afar only counts go out, of the regions one level below, and they are those of the register', async () => {
  for (const [region, digits] of [
    [PLACES.city, 6],
    [PLACES.county, 9],
    [PLACES.township, 12],
  ] as const) {
    const { rows } = await owner().query(
      `SELECT r.code, count(h.id)::int AS n, coalesce(sum(h.member_count), 0)::int AS p, count(h.id) FILTER (WHERE h.poverty_status = 'NOT_EXITED')::int AS poor
       FROM region r LEFT JOIN household h ON h.is_active AND starts_with(h.region_code, left(r.code, $2)) WHERE r.parent_code = $1 GROUP BY r.code`,
      [region, digits],
    )
    const told = await summaryOf(viewer, region)
    const expected = rows.map((row) => [row.code, row.n, row.p, row.poor])
    expect(told.sort()).toEqual(expected.sort())
    expect(told.length).toBeGreaterThan(1)
  }
})

test('from afar nobody by name goes out, and nothing beyond the own region', async () => {
  for (const kind of ['HOUSEHOLDS', 'LEDGER', 'CLUES', 'CASES', 'SUMMARY']) {
    expect(await ask(viewer, { kind })).toMatchObject({ ok: false, kind: 'forbidden' })
  }
  expect(await summarise(viewer, '140000000000')).toMatchObject({ ok: false, kind: 'notFound' })
  const leader = await anActor('COUNTY_LEADER', PLACES.county, 'COUNTY')
  expect(await summarise(leader, PLACES.otherCounty)).toMatchObject({ ok: false, kind: 'notFound' })
  expect(await takeExport(leader, randomUUID())).toBeNull()
})
