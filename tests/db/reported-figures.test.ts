import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addInput, reportFact } from '@/lib/indicators/commands/report'
import { cascadeTarget, changeTarget, setTarget } from '@/lib/indicators/commands/targets'
import { answerIndicators } from '@/lib/indicators/queries/answer'
import { listFacts } from '@/lib/indicators/queries/facts'
import { getIndicatorPage } from '@/lib/indicators/queries/page'
import { getTarget, listTargets } from '@/lib/indicators/queries/targets'
import type { Actor } from '@/lib/platform/actor'
import { type Command, execute } from '@/lib/platform/command'
import { unscoped, withScope } from '@/lib/platform/db'
import { InputError, NotFoundError } from '@/lib/platform/errors'
import { anActor, closeOwner, layGround, PLACES } from '../support/builders'
import { tryTo } from '../support/measures'
import { aFact, aTarget, fact, target } from '../support/reported'

let city: Actor
let office: Actor
let township: Actor
let _secretary: Actor
let neighbour: Actor
let _helper: Actor

beforeAll(async () => {
  await layGround()
  city = await anActor('PROVINCE_CITY_VIEWER', PLACES.city, 'CITY')
  office = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  township = await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP')
  _secretary = await anActor('FIRST_SECRETARY', PLACES.village, 'VILLAGE')
  neighbour = await anActor('COUNTY_OFFICE', PLACES.otherCounty, 'COUNTY')
  _helper = await anActor('PAIRED_HELPER', PLACES.village, 'VILLAGE')
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const _raw = (who: Actor, sql: string) => withScope(who, (ctx) => ctx.db.$executeRawUnsafe(sql))
const _faultsOf = async (who: Actor, command: unknown, input: object) => {
  const outcome = await execute(who, command as Command, input, { id: randomUUID() })
  if (outcome.ok) return {}
  return outcome.kind === 'input'
    ? Object.fromEntries(Object.entries(outcome.errors).map(([at, { code }]) => [at, code]))
    : { '': outcome.kind }
}
const HEAD = 'id,article,region_code,kind,indicator_input,value,unit,qualifier,as_of,period_start,period_end,note'
const _file = (...lines: string[]) => ({ id: randomUUID(), text: [HEAD, ...lines].join('\n') })

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
        source: `P${n}`,
        as_of: null,
        period_end: `2026-01-${String((n % 28) + 1).padStart(2, '0')}`,
        fact_on: `2026-01-${String((n % 28) + 1).padStart(2, '0')}`,
        period_start: '2026-01-01',
        note: String(n),
        source_ref: String(n),
        input_code: 'leading_firms_total',
        id: randomUUID(),
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

describe('the figures for another program', () => {
  it('are those of the page, whole, with parts, sources and both names; a foreign region is missing, a wrong day refused', async () => {
    await aFact(office, PLACES.county, {
      input_code: 'leading_firms_resumed',
      value: '73',
      source: 'API',
      qualifiers: ['ABOUT'],
    })
    await aFact(office, PLACES.county, { value: '84', source: 'API' })
    const asked = { region: PLACES.county, source: 'API' }
    const { body, etag } = await withScope(office, (ctx) => answerIndicators(ctx, asked))
    const page = await withScope(office, (ctx) => getIndicatorPage(ctx, asked))
    const shown = new Map([...page.lines, ...page.without].map((line) => [line.code, line]))
    expect(body.indicators).toHaveLength(shown.size)
    for (const each of body.indicators) {
      const line = shown.get(each.code)
      expect([each.code, each.reported?.value ?? null, each.counted?.value ?? null, each.difference]).toEqual([
        each.code,
        line?.reported.shown,
        line?.counted?.shown ?? null,
        line?.difference,
      ])
    }
    expect(body.indicators.find(({ code }) => code === 'leading_firm_resumption_rate')).toMatchObject({
      names: { 'zh-CN': '扶贫龙头企业复工率' },
      unit: { code: 'PERCENT', word: '%' },
      reported: {
        value: '86.9',
        numerator: '73',
        denominator: '84',
        hedges: ['about'],
        sources: [
          { input: 'leading_firms_resumed', value: '73', qualifiers: ['ABOUT'], source: 'API' },
          { value: '84' },
        ],
      },
    })
    expect((await withScope(office, (ctx) => answerIndicators(ctx, asked))).etag).toBe(etag)
    await aFact(office, PLACES.county, {
      input_code: 'leading_firms_resumed',
      value: '74',
      source: 'API',
      fact_on: '2026-03-15',
      as_of: '2026-03-15',
    })
    expect((await withScope(office, (ctx) => answerIndicators(ctx, asked))).etag).not.toBe(etag)
    for (const wrong of [{ asOf: 'x' }, { from: '2026-02-30' }])
      await expect(withScope(office, (ctx) => answerIndicators(ctx, wrong))).rejects.toThrow(InputError)
    await expect(withScope(office, (ctx) => answerIndicators(ctx, { region: PLACES.otherCounty }))).rejects.toThrow(
      NotFoundError,
    )
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
