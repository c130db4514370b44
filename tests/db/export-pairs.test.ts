import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '@/lib/platform/actor'
import { unscoped } from '@/lib/platform/db'
import { anActor, closeOwner, layGround, PLACES } from '../support/builders'
import { ask, cellsOf, plain, takeOut } from '../support/exports'
import { anOutput, aPair, aUnit } from '../support/partnerships'

const HERE = `region=${PLACES.township}`
let office: Actor

beforeAll(async () => {
  await layGround()
  office = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  const unit = await aUnit(PLACES.township, { name: '马坊乡卫生院' })
  const pair = await aPair(unit, PLACES.township, { supporter_name: '市第二医院', programme: 'SPRING_RAIN' })
  const wrong = await anOutput(pair, PLACES.township, { amount: 900 })
  await anOutput(pair, PLACES.township, { amount: 90, qualifier: 'SURPLUS', supersedes: wrong, reason: '多写一个零' })
  await anOutput(pair, PLACES.township, { amount: 30 })
  await aPair(unit, PLACES.township, { supporter_name: '市第三医院', to_on: '2019-12-31' })
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

async function rowsOf(query: string) {
  const { body } = await takeOut(office, { kind: 'PAIRS', query })
  const cells = await cellsOf(body)
  const at = cells.findIndex((row) => row.includes('支援医院'))
  const heads = (cells[at] ?? []).map(String)
  const rows = cells.slice(at + 1).map((row) => Object.fromEntries(heads.map((head, i) => [head, plain(row[i])])))
  return rows.filter((row) => row.受援机构)
}

test('a row per pair of the list, with what came of it after corrections and how exact it is', async () => {
  const rows = await rowsOf(`${HERE}&programme=SPRING_RAIN`)
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject({
    支援医院: '市第二医院',
    受援机构: '马坊乡卫生院',
    帮扶项目: '春雨工程',
    状态: '帮扶中',
    '门诊 人次': '120余',
  })
  expect((await rowsOf(`${HERE}&state=ENDED`)).map((row) => row.支援医院)).toEqual(['市第三医院'])
})

test('what the list does not understand is not taken out, nor by whoever may not', async () => {
  const clerk = await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP')
  expect(await ask(office, { kind: 'PAIRS', query: `${HERE}&programme=X` })).toMatchObject({
    ok: false,
    code: 'exports.notUnderstood',
  })
  expect(await ask(clerk, { kind: 'PAIRS', query: HERE })).toMatchObject({ ok: false, kind: 'forbidden' })
})
