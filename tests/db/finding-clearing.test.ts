import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { countFindings, type FindingCounts } from '@/lib/findings/sql'
import type { Actor } from '@/lib/platform/actor'
import { unscoped, withScope } from '@/lib/platform/db'
import { random } from '@/prisma/seed/random'
import { anActor, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { said, send } from '../support/outbox'

/** 张北县排查安全隐患 57 个，全部整改；桥西区问题 96 个，全部整改（domain.md 5.3）. */
const FOUND = [
  { county: '130722000000', name: '张北县', lines: 57 },
  { county: '130703000000', name: '桥西区', lines: 96 },
] as const
const SEED = 57_96
const DAY = '2026-03-25'
const CHECK_EVERY = 150

type Line = {
  id: string
  county: string
  at: number
  version: number
  round: number
  proven: boolean
  reopened: boolean
}

const ASSIGN = { unit: '县住建局', leader: '甲', person: '乙', dueOn: '2027-01-31' }
const WAY = [
  { verb: 'assign', by: 'supervisor', input: ASSIGN },
  { verb: 'accept', by: 'office', input: { goal: '消除', measures: '逐个整改' } },
  { verb: 'submit', by: 'office', input: { result: '已整改', similarFound: 0, similarFixed: 0 } },
  { verb: 'review', by: 'colleague', input: { opinion: '属实' } },
  { verb: 'verify', by: 'supervisor', input: { seen: '已看' } },
  { verb: 'close', by: 'supervisor', input: { opinion: '同意' } },
] as const
const CLOSED = WAY.length

let supervisor: Actor
const people: Record<string, Record<string, Actor>> = {}

beforeAll(async () => {
  await layGround()
  for (const { county, name } of FOUND) {
    await owner().query(
      `INSERT INTO region (code, level, name, parent_code) VALUES ($1, 'COUNTY', $2, $3) ON CONFLICT DO NOTHING`,
      [county, name, PLACES.city],
    )
    people[county] = {
      office: await anActor('COUNTY_OFFICE', county, 'COUNTY', `${name}住建局`),
      colleague: await anActor('COUNTY_OFFICE', county, 'COUNTY', `${name}扶贫办`),
    }
  }
  supervisor = await anActor('SUPERVISOR', PLACES.city, 'CITY', '市督查组')
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

test('57 hazards of Zhangbei and 96 problems of Qiaoxi are cleared to zero; the counts are right all along, whatever comes back', async () => {
  const chance = random(SEED)
  const lines: Line[] = []
  for (const { county, lines: count } of FOUND)
    for (let n = 0; n < count; n++) {
      const id = randomUUID()
      const told = {
        source: 'LOOK_BACK',
        sourceYear: 2026,
        aspect: 'GUARANTEES',
        category: 'FILES',
        foundOn: '2026-03-20',
      }
      expect(
        await said(send(supervisor, 'finding.register', { ...told, id, regionCode: county, title: `隐患 ${n + 1}` })),
      ).toBe('done')
      lines.push({ id, county, at: 0, version: 1, round: 0, proven: false, reopened: false })
    }
  let operations = lines.length
  const take = async (line: Line, verb: string, by: string, input: object) => {
    const actor = by === 'supervisor' ? supervisor : (people[line.county]?.[by] as Actor)
    expect([
      verb,
      await said(send(actor, `finding.${verb}`, { findingId: line.id, version: line.version, on: DAY, ...input })),
    ]).toEqual([verb, 'done'])
    line.version++
    operations++
  }
  const compare = async () => {
    for (const { county } of FOUND) {
      const here = lines.filter((line) => line.county === county)
      const found = await withScope(supervisor, (ctx) =>
        countFindings(ctx, { lo: county.slice(0, 6), hi: `${county.slice(0, 6)}:` }),
      )
      const wanted: Partial<FindingCounts> = {
        registered: here.filter(({ at }) => at === 0).length,
        rectifying: here.filter(({ at }) => at === 1 || at === 2).length,
        checking: here.filter(({ at }) => at === 3 || at === 4).length,
        toClose: here.filter(({ at }) => at === 5).length,
        closed: here.filter(({ at }) => at === CLOSED).length,
        reopened: here.filter(({ reopened }) => reopened).length,
        onceClosed: here.filter(({ at, reopened }) => at === CLOSED || reopened).length,
        longTerm: 0,
      }
      expect(found).toMatchObject(wanted)
    }
  }
  for (let turn = 0; lines.some(({ at }) => at < CLOSED); turn++) {
    if (turn % CHECK_EVERY === 0) await compare()
    const line = chance.one(lines)
    if (line.at === CLOSED) {
      if (line.round > 0 || !chance.chance(0.1)) continue
      await take(line, 'reopen', 'supervisor', { reason: '又出现', dueOn: '2027-01-31' })
      Object.assign(line, { at: 2, round: line.round + 1, proven: false, reopened: true })
      continue
    }
    if (line.at >= 3 && chance.chance(0.05)) {
      await take(line, 'return', 'supervisor', { reason: '没改好' })
      line.at = 2
      continue
    }
    if (line.at === 2 && !line.proven) {
      await take(line, 'prove', 'office', { id: randomUUID(), kind: 'DOCUMENT', reference: '整改报告' })
      line.proven = true
      continue
    }
    const { verb, by, input } = WAY[line.at] as (typeof WAY)[number]
    await take(line, verb, by, input)
    line.at++
  }
  await compare()
  for (const { county, lines: count } of FOUND) {
    const { closed, open } = (
      await owner().query(
        `SELECT count(*) FILTER (WHERE status = 'CLOSED')::int AS closed, count(*) FILTER (WHERE status <> 'CLOSED')::int AS open
        FROM finding WHERE region_code = $1`,
        [county],
      )
    ).rows[0]
    expect([county, closed, open]).toEqual([county, count, 0])
  }
  // What was done stands in the record, step by step: nothing was lost, nothing was done twice.
  const { rows } = await owner().query(
    `SELECT count(*)::int AS n FROM finding_step WHERE county_code IN ('130722', '130703')`,
  )
  expect(rows[0].n).toBe(operations)
  console.log(`ledger: ${operations} operations on ${lines.length} lines`)
}, 300_000)
