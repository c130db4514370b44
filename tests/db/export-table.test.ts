import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { requestSummary } from '@/lib/exports/commands/request'
import type { Actor } from '@/lib/platform/actor'
import { execute } from '@/lib/platform/command'
import { unscoped } from '@/lib/platform/db'
import { aHousehold, anActor, closeOwner, layGround, PLACES } from '../support/builders'
import { cellsOf, download, idOf, makeNow, NOTE } from '../support/exports'

let viewer: Actor
let leader: Actor
let helper: Actor

beforeAll(async () => {
  await layGround()
  viewer = await anActor('PROVINCE_CITY_VIEWER', PLACES.city, 'CITY')
  leader = await anActor('COUNTY_LEADER', PLACES.county, 'COUNTY')
  helper = await anActor('PAIRED_HELPER', PLACES.village, 'VILLAGE')
  for (const village of [PLACES.village, PLACES.siblingVillage, PLACES.otherTownshipVillage])
    await aHousehold(village, { member_count: 3 })
  await aHousehold(PLACES.village, { poverty_status: 'NOT_EXITED', exit_year: null, member_count: 9 })
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const TABLE = `region=${PLACES.county}&subject=households&rows=place&columns=status`
const request = (actor: Actor, query: string) =>
  execute(
    actor,
    requestSummary,
    { id: randomUUID(), kind: 'TABLE', query, format: 'XLSX', purpose: 'STUDY', note: NOTE },
    { id: randomUUID() },
  )
async function fileOf(query: string, who = viewer) {
  const id = idOf(await request(who, query))
  expect(await makeNow(who, id)).toBe(true)
  return cellsOf((await download(who, id)).body)
}

test('a table of one’s own goes out as it stands: its columns, its rows, its totals, and small numbers of persons covered', async () => {
  const [, heads = [], ...lines] = await fileOf(TABLE)
  const at = (name: string) => heads.indexOf(name)
  const of = (line: unknown[] | undefined) => [
    // What is not a figure may carry the trace.
    String(line?.[0]).replace(/\p{Cf}/gu, ''),
    ...['已脱贫', '未脱贫', '合计'].map((name) => line?.[at(name)]),
  ]
  expect(lines.slice(0, 3).map(of)).toEqual([
    [PLACES.township, 2, 1, 3],
    [PLACES.otherTownship, 1, 0, 1],
    ['合计', 3, 1, 4],
  ])
  const [, shares = [], first] = await fileOf(`${TABLE}&value=persons&share=ROW`, leader)
  expect(first?.[shares.indexOf('未脱贫')]).toBe(9)
  expect(first?.[shares.indexOf('未脱贫 %')]).toBe(60)
  const persons = await fileOf(`region=${PLACES.county}&subject=persons&rows=place&columns=sex`)
  expect(persons.flat()).toContain('不显示')
})

test('what no list is, and whoever may take out no counts, is refused', async () => {
  expect(await request(viewer, `region=${PLACES.county}&subject=households&rows=secrets`)).toMatchObject({
    kind: 'rule',
    code: 'exports.notUnderstood',
  })
  expect(await request(viewer, `${TABLE}&f.cause=DISASTER`)).toMatchObject({ kind: 'rule', code: 'exports.nothing' })
  expect(await request(viewer, TABLE.replace('130799', '140799'))).toMatchObject({ kind: 'notFound' })
  expect(await request(helper, TABLE)).toMatchObject({ kind: 'forbidden' })
})
