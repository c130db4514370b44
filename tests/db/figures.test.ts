import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importFacts } from '@/lib/indicators/commands/import-facts'
import { correctFact, reportFact, reportFacts } from '@/lib/indicators/commands/report'
import { getFact } from '@/lib/indicators/queries/facts'
import type { Actor } from '@/lib/platform/actor'
import { type Command, execute } from '@/lib/platform/command'
import { unscoped, withScope } from '@/lib/platform/db'
import { anActor, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { tryTo } from '../support/measures'
import { aFact, fact } from '../support/reported'

let city: Actor
let office: Actor
let township: Actor
let secretary: Actor
let neighbour: Actor
let helper: Actor

beforeAll(async () => {
  await layGround()
  city = await anActor('PROVINCE_CITY_VIEWER', PLACES.city, 'CITY')
  office = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  township = await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP')
  secretary = await anActor('FIRST_SECRETARY', PLACES.village, 'VILLAGE')
  neighbour = await anActor('COUNTY_OFFICE', PLACES.otherCounty, 'COUNTY')
  helper = await anActor('PAIRED_HELPER', PLACES.village, 'VILLAGE')
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const raw = (who: Actor, sql: string) => withScope(who, (ctx) => ctx.db.$executeRawUnsafe(sql))
const faultsOf = async (who: Actor, command: unknown, input: object) => {
  const outcome = await execute(who, command as Command, input, { id: randomUUID() })
  if (outcome.ok) return {}
  return outcome.kind === 'input'
    ? Object.fromEntries(Object.entries(outcome.errors).map(([at, { code }]) => [at, code]))
    : { '': outcome.kind }
}
const HEAD = 'id,article,region_code,kind,indicator_input,value,unit,qualifier,as_of,period_start,period_end,note'
const file = (...lines: string[]) => ({ id: randomUUID(), text: [HEAD, ...lines].join('\n') })

describe('a reported fact', () => {
  it('is kept exactly, once however often it is sent, and not told twice by the same source', async () => {
    const [first, sending] = [
      fact(PLACES.county, { value: '236.67', source: 'S1', qualifiers: ['MORE'] }),
      randomUUID(),
    ]
    expect(await tryTo(office, reportFact, first, sending)).toBe('done')
    expect(await tryTo(office, reportFact, first, sending)).toBe('replayed')
    expect(await tryTo(office, reportFact, { ...first, id: randomUUID() })).toBe('indicators.toldAlready')
    expect(await tryTo(office, reportFact, { ...first, id: randomUUID(), source: 'S2' })).toBe('done')
    const { fact: shown } = await withScope(office, (ctx) => getFact(ctx, first.id))
    expect([shown.value, shown.unit, shown.qualifiers, shown.day, shown.version]).toEqual([
      '236.67',
      '家',
      ['MORE'],
      '2026-03-14',
      1,
    ])
  })

  it('must be of an own place, a known input, its unit, with a day', async () => {
    for (const [over, answer] of [
      [{ regionCode: PLACES.otherCounty }, 'notFound'],
      [{ regionCode: '130799999000' }, 'notFound'],
      [{ inputCode: 'nobody_knows' }, 'indicators.unknownInput'],
      [{ inputCode: 'medical_total_cost', unit: '万元' }, 'indicators.otherUnit'],
      [{ value: '1.2万' }, 'indicators.notANumber'],
      [{ asOf: undefined }, 'input.required'],
      [{ asOf: undefined, periodStart: '2026-03-01', periodEnd: '2026-02-01' }, 'indicators.endsBefore'],
      [{ source: '' }, 'input.required'],
    ] as const)
      expect([over, await tryTo(office, reportFact, fact(PLACES.county, { source: 'S9', ...over }))]).toEqual([
        over,
        answer,
      ])
    expect(await tryTo(secretary, reportFact, fact(PLACES.village))).toBe('forbidden')
  })

  it('is kept with others or not at all, each fault at its row', async () => {
    const facts = [
      fact(PLACES.township, { source: 'M' }),
      fact(PLACES.village, { source: 'M', value: 'x' }),
      fact(PLACES.village, { source: 'M', inputCode: 'none' }),
    ]
    expect(await faultsOf(office, reportFacts, { facts })).toEqual({ 'facts[1].value': 'indicators.notANumber' })
    expect(await faultsOf(office, reportFacts, { facts: [facts[0], facts[2]] })).toEqual({
      'facts[1].inputCode': 'indicators.unknownInput',
    })
    expect((await owner().query(`SELECT FROM reported_fact WHERE source = 'M'`)).rowCount).toBe(0)
  })

  it('is corrected by a row in its place, never changed, and withdrawn without a value', async () => {
    const id = await aFact(office, PLACES.county)
    const change = (factId: string, over: object = {}) => ({
      id: randomUUID(),
      factId,
      value: '85',
      source: 'K',
      reason: '核对',
      ...over,
    })
    const second = change(id)
    expect(await tryTo(office, correctFact, second)).toBe('done')
    expect(await tryTo(office, correctFact, change(id))).toBe('indicators.correctedAlready')
    expect(await tryTo(neighbour, correctFact, change(second.id))).toBe('notFound')
    expect(await tryTo(township, correctFact, change(second.id))).toBe('notFound')
    expect(await tryTo(office, correctFact, change(second.id, { reason: '' }))).toBe('input.required')
    const third = change(second.id, { value: undefined })
    expect(await tryTo(office, correctFact, third)).toBe('done')
    expect(await tryTo(office, correctFact, change(third.id))).toBe('indicators.withdrawnAlready')
    const { chain } = await withScope(office, (ctx) => getFact(ctx, id))
    expect(chain.map(({ version, value }) => [version, value])).toEqual([
      [1, '84'],
      [2, '85'],
      [3, null],
    ])
  })

  it('withstands the role of the application', async () => {
    const id = await aFact(office, PLACES.county)
    for (const sql of [
      `UPDATE reported_fact SET value = 1 WHERE id = '${id}'`,
      `DELETE FROM reported_fact WHERE id = '${id}'`,
      `UPDATE region_target SET value = 1`,
      `UPDATE fact_input SET unit = 'x'`,
      `DELETE FROM fact_input`,
      `INSERT INTO fact_input (code, name_zh, name_en, unit) VALUES ('everywhere', 'A', 'A', 'A')`,
      `INSERT INTO reported_fact (county_code, id, region_code, input_code, value, unit, as_of, fact_on, source, supersedes, version, reason, reported_by, reported_by_name, recorded_at)
       SELECT county_code, gen_random_uuid(), region_code, 'workshops_total', 1, unit, as_of, fact_on, source, id, 2, 'x', reported_by, 'A', now() FROM reported_fact WHERE id = '${id}'`,
      `INSERT INTO reported_fact (county_code, id, region_code, input_code, value, unit, as_of, fact_on, source, reported_by, reported_by_name, recorded_at)
       SELECT '130730', gen_random_uuid(), '130730000000', input_code, 1, unit, as_of, fact_on, 'x', reported_by, 'A', now() FROM reported_fact WHERE id = '${id}'`,
    ])
      await expect(raw(office, sql), sql).rejects.toThrow()
    const forged = randomUUID()
    await raw(
      office,
      `INSERT INTO reported_fact (county_code, id, region_code, input_code, value, unit, as_of, fact_on, source, reported_by, reported_by_name, recorded_at)
       SELECT county_code, '${forged}', region_code, input_code, 1, unit, as_of, fact_on, 'forged', '${city.userId}', 'A', now() FROM reported_fact WHERE id = '${id}'`,
    )
    const { rows } = await owner().query('SELECT reported_by FROM reported_fact WHERE id = $1', [forged])
    expect(rows[0].reported_by).toBe(office.userId)
  })

  it('is read from below, never from beside, and not at all by helpers', async () => {
    const id = await aFact(city, PLACES.city)
    for (const [who, sees] of [
      [city, true],
      [office, true],
      [secretary, true],
      [helper, false],
    ] as const) {
      const n = await withScope(who, ({ db }) => db.reportedFact.count({ where: { id } }))
      expect([who.role, n === 1]).toEqual([who.role, sees])
    }
    const own = await aFact(office, PLACES.county)
    expect(await withScope(neighbour, ({ db }) => db.reportedFact.count({ where: { id: own } }))).toBe(0)
    expect(
      await tryTo(office, correctFact, { id: randomUUID(), factId: id, value: '1', source: 'x', reason: 'x' }),
    ).toBe('notFound')
  })
})

describe('a file', () => {
  it('is kept as a whole, facts and targets', async () => {
    const sent = file(
      `F1,F,${PLACES.county},FACT,workshops_total,49,个,exact,2026-03-14,,,`,
      `F2,F,${PLACES.county},TARGET,findings_open,0,条,exact,,2026-01-01,2026-06-30,`,
    )
    const sending = randomUUID()
    expect(await tryTo(office, importFacts, sent, sending)).toBe('done')
    expect(await tryTo(office, importFacts, sent, sending)).toBe('replayed')
    expect(await faultsOf(office, importFacts, { ...sent, id: randomUUID() })).toEqual({
      'row2.indicator_input': 'indicators.toldAlready',
      'row3.indicator_input': 'indicators.toldAlready',
    })
  })

  it('that is wrong is refused by row and column', async () => {
    expect(
      await faultsOf(
        office,
        importFacts,
        file(
          `F1,G,${PLACES.otherCounty},FACT,workshops_total,49,个,exact,2026-03-14,,,`,
          `F2,G,${PLACES.county},FACT,nobody_knows,49,个,exact,2026-03-14,,,`,
          `F3,G,${PLACES.county},FACT,workshops_total,许多,个,大概,2026-03-14,,,`,
          `F4,G,${PLACES.county},FACT,medical_total_cost,1,万元,,2026-03-14,,,`,
        ),
      ),
    ).toEqual({
      'row2.region_code': 'indicators.unknownRegion',
      'row3.indicator_input': 'indicators.unknownInput',
      'row4.qualifier': 'indicators.unknownQualifier',
      'row4.value': 'indicators.notANumber',
      'row5.unit': 'indicators.otherUnit',
    })
    expect(await faultsOf(office, importFacts, { id: randomUUID(), text: 'a,b\n1,2' })).toEqual({
      text: 'indicators.noColumn',
    })
    expect(await faultsOf(office, importFacts, { id: randomUUID(), text: `${HEAD}\n"` })).toEqual({
      text: 'indicators.notATable',
    })
    expect(
      await faultsOf(
        township,
        importFacts,
        file(`F5,G,${PLACES.township},TARGET,findings_open,0,条,,,2026-01-01,2026-06-30,`),
      ),
    ).toEqual({ 'row2.kind': 'indicators.targetsNotYours' })
  })
})
