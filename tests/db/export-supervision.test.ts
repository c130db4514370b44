import { afterAll, beforeAll, expect, test } from 'vitest'
import { unscoped } from '@/lib/platform/db'
import { holdSession } from '@/lib/supervision/commands/session'
import { anActor, closeOwner, layGround, PLACES } from '../support/builders'
import { ask, cellsOf, takeOut } from '../support/exports'
import { tryTo } from '../support/measures'
import { aListed, session, supervisors } from '../support/supervision'

const HERE = `region=${PLACES.county}`
let people: Awaited<ReturnType<typeof supervisors>>

beforeAll(async () => {
  await layGround()
  people = await supervisors()
  const placeId = await aListed(people.office, PLACES.village, { current: 4 })
  await aListed(people.office, PLACES.siblingVillage)
  for (const method of ['ANNOUNCED', 'UNANNOUNCED'])
    expect(await tryTo(people.supervisor, holdSession, session(placeId, { method }))).toBe('done')
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const plain = (cell: unknown) => (typeof cell === 'string' ? cell.replace(/[\u200b-\u200d\u2060]/g, '') : cell)

test('the supervision ledger leaves by place and key work, with what is published only, for who may', async () => {
  const { body } = await takeOut(people.supervisor, { kind: 'SUPERVISION', query: HERE })
  const cells = await cellsOf(body)
  const at = cells.findIndex((row) => row.includes('重点工作'))
  const heads = (cells[at] ?? []).map(String)
  const rows = cells.slice(at + 1).map((row) => Object.fromEntries(heads.map((head, i) => [head, plain(row[i])])))
  const lines = rows.filter((row) => row.重点工作 === '剩余贫困人口脱贫')
  expect(lines).toHaveLength(2)
  expect(lines.find((row) => row.现状 === 4)).toMatchObject({ 基数: 10, 目标值: 0, 督战次数: 1, 状态: '督战中' })
  const clerk = await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP')
  expect(await ask(clerk, { kind: 'SUPERVISION', query: HERE })).toMatchObject({ ok: false, kind: 'forbidden' })
  expect(await ask(people.supervisor, { kind: 'SUPERVISION', query: `region=${PLACES.otherCounty}` })).toMatchObject({
    ok: false,
  })
})
