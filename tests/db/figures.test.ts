import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importFacts } from '@/lib/indicators/commands/import-facts'
import { addInput, correctFact, reportFact, reportFacts } from '@/lib/indicators/commands/report'
import { cascadeTarget, changeTarget, setTarget } from '@/lib/indicators/commands/targets'
import { getFact, listFacts } from '@/lib/indicators/queries/facts'
import { getIndicatorPage } from '@/lib/indicators/queries/page'
import { getTarget, listTargets } from '@/lib/indicators/queries/targets'
import type { Actor } from '@/lib/platform/actor'
import { type Command, execute } from '@/lib/platform/command'
import { unscoped, withScope } from '@/lib/platform/db'
import { anActor, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { tryTo } from '../support/measures'
import { aFact, aTarget, fact, target } from '../support/reported'

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

describe('figures', () => {
  const told = (who: Actor, region: string, inputCode: string, value: string, over: object = {}) =>
    tryTo(who, reportFact, fact(region, { inputCode, value, source: 'T', ...over }))

  it('come from the last report by the day, exact, with parts, days and the figure above; records stand beside', async () => {
    expect(await told(office, PLACES.county, 'remaining_poor_persons', '12000', { qualifiers: ['ROUNDED'] })).toBe(
      'done',
    )
    const province = await anActor('PROVINCE_CITY_VIEWER', PLACES.province, 'PROVINCE')
    expect(await told(province, PLACES.province, 'remaining_poor_persons', '34000')).toBe('done')
    expect(await told(office, PLACES.county, 'leading_firms_resumed', '73')).toBe('done')
    expect(await told(office, PLACES.county, 'leading_firms_total', '84')).toBe('done')
    expect(await told(office, PLACES.county, 'leading_firms_resumed', '84', { asOf: '2026-03-20' })).toBe('done')
    const at = async (asOf: string) => {
      const page = await withScope(office, (ctx) => getIndicatorPage(ctx, { asOf, source: 'T' }))
      return (code: string) => page.lines.find((line) => line.code === code)?.reported
    }
    const [then, later] = [await at('2026-03-15'), await at('2026-03-25')]
    expect(then('leading_firm_resumption_rate')).toMatchObject({
      shown: '86.9',
      above: '73',
      below: '84',
      days: { first: '2026-03-14', last: '2026-03-14' },
    })
    expect(later('leading_firm_resumption_rate')).toMatchObject({
      shown: '100.0',
      days: { first: '2026-03-14', last: '2026-03-20' },
    })
    expect(then('remaining_poor_share_of_province')).toMatchObject({ shown: '35.3', hedges: ['about'] })
    expect((await at('2026-03-13'))('leading_firm_resumption_rate')).toBeUndefined()
  })

  it('of the places below are added up and shown as a difference', async () => {
    const code = 'workshop_staff_total'
    expect(await told(office, PLACES.county, code, '100', { source: 'SUM' })).toBe('done')
    expect(await told(office, PLACES.township, code, '60.5', { source: 'SUM' })).toBe('done')
    expect(await told(office, PLACES.otherTownship, code, '38', { source: 'SUM' })).toBe('done')
    expect(await told(office, PLACES.village, code, '7', { source: 'SUM' })).toBe('done')
    const list = await withScope(office, (ctx) => listFacts(ctx, { source: 'SUM' }))
    expect(list.facts.length).toBe(4)
    expect(list.sums.filter((sum) => sum.source === 'SUM')).toEqual([
      { code, source: 'SUM', day: '2026-03-14', own: '100', below: '98.5', places: 2 },
    ])
    await expect(withScope(office, (ctx) => listFacts(ctx, { region: PLACES.otherCounty }))).rejects.toThrow()
  })

  it('are paged by key, each fact once', async () => {
    for (let n = 0; n < 60; n++)
      await aFact(office, PLACES.otherTownshipVillage, {
        source: 'P',
        as_of: null,
        period_end: `2026-01-${String((n % 28) + 1).padStart(2, '0')}`,
        fact_on: `2026-01-${String((n % 28) + 1).padStart(2, '0')}`,
        period_start: '2026-01-01',
        note: String(n),
        source_ref: String(n),
        input_code: 'leading_firms_total',
        id: randomUUID(),
        ...{ source: `P${n}` },
      })
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await withScope(office, (ctx) => listFacts(ctx, { region: PLACES.otherTownshipVillage, after }))
      seen.push(...page.facts.map(({ id }) => id))
      after = page.next ?? undefined
    } while (after)
    expect([seen.length, new Set(seen).size]).toEqual([60, 60])
  })

  it('take an input that an official adds', async () => {
    const input = { code: 'school_buses', nameZh: '校车', nameEn: 'School buses', unit: '辆', isSummed: true }
    expect(await tryTo(office, addInput, input)).toBe('done')
    expect(await tryTo(city, addInput, input)).toBe('indicators.inputThere')
    expect(await told(neighbour, PLACES.otherCounty, 'school_buses', '3')).toBe('done')
  })
})

describe('a target', () => {
  it('is set, changed by a row in its place, and not by those below', async () => {
    const set = target(PLACES.county, { source: 'D' })
    expect(await tryTo(office, setTarget, set)).toBe('done')
    expect(await tryTo(office, setTarget, { ...set, id: randomUUID() })).toBe('indicators.toldAlready')
    expect(await tryTo(township, setTarget, target(PLACES.township))).toBe('forbidden')
    expect(await tryTo(neighbour, setTarget, target(PLACES.county))).toBe('notFound')
    for (const [over, code] of [
      [{ kind: 'ZERO' }, 'indicators.notZero'],
      [{ periodEnd: undefined }, 'input.required'],
      [{ schedule: 'MILESTONES' }, 'indicators.noMilestone'],
      [{ schedule: 'MILESTONES', milestones: [{ on: '2027-01-01', value: '1' }] }, 'indicators.outsidePeriod'],
      [{ measure: 'none' }, 'indicators.unknownInput'],
    ] as const)
      expect([code, await tryTo(office, setTarget, target(PLACES.county, { source: 'E', ...over }))]).toEqual([
        code,
        code,
      ])
    const change = { id: randomUUID(), targetId: set.id, value: '120', source: 'D2', reason: '调整' }
    expect(await tryTo(office, changeTarget, change)).toBe('done')
    expect(await tryTo(office, changeTarget, { ...change, id: randomUUID() })).toBe('indicators.changedAlready')
    const { versions, target: now } = await withScope(office, (ctx) => getTarget(ctx, change.id))
    expect([versions.map(({ value }) => value).slice(-2), now.version]).toEqual([['100', '120'], 2])
  })

  it('stands by time elapsed against what was reported', async () => {
    const id = await aTarget(office, PLACES.otherTownship, { value: '365', measure: 'workshops_total' })
    const standing = async () => (await withScope(office, (ctx) => getTarget(ctx, id))).target
    expect((await standing()).standing).toBe('noFact')
    await aFact(office, PLACES.otherTownship, {
      input_code: 'workshops_total',
      value: '1',
      fact_on: '2026-01-05',
      as_of: '2026-01-05',
    })
    expect(await standing()).toMatchObject({ standing: 'behind', current: '1' })
    await aFact(office, PLACES.otherTownship, {
      input_code: 'workshops_total',
      value: '365',
      fact_on: '2026-03-01',
      as_of: '2026-03-01',
    })
    expect(await standing()).toMatchObject({ standing: 'reached', current: '365', done: '100' })
    const { targets } = await withScope(office, (ctx) => listTargets(ctx, { region: PLACES.otherTownship }))
    expect(targets.map((each) => each.id)).toEqual([id])
  })

  it('is split to the places below, and the difference is shown', async () => {
    const id = await aTarget(office, PLACES.county, { value: '100', measure: 'workshops_resumed', source: 'C' })
    const shares = [PLACES.township, PLACES.otherTownship].map((regionCode, index) => ({
      id: randomUUID(),
      regionCode,
      value: index === 0 ? '60' : '35',
    }))
    expect(await tryTo(office, cascadeTarget, { targetId: id, shares })).toBe('done')
    expect(await tryTo(office, cascadeTarget, { targetId: id, shares: [{ ...shares[0], id: randomUUID() }] })).toBe(
      'indicators.toldAlready',
    )
    expect(
      await tryTo(office, cascadeTarget, {
        targetId: id,
        shares: [{ id: randomUUID(), regionCode: PLACES.otherCountyVillage, value: '1' }],
      }),
    ).toBe('indicators.notBelow')
    const villages = [PLACES.village, PLACES.siblingVillage].map((regionCode) => ({
      id: randomUUID(),
      regionCode,
      value: '30',
    }))
    expect(await tryTo(office, cascadeTarget, { targetId: shares[0]?.id, shares: villages })).toBe('done')
    const whole = await withScope(office, (ctx) => getTarget(ctx, id))
    expect([whole.sum, whole.gap, whole.shares.length]).toEqual(['95', '-5', 4])
    const part = await withScope(township, (ctx) => getTarget(ctx, shares[0]?.id ?? ''))
    expect([part.sum, part.gap, part.mayChange]).toEqual(['60', '0', false])
  })
})
