import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { percent } from '@/lib/i18n/format'
import { momentOf, periodAfter, periodStart } from '@/lib/indicators/rules/periods'
import { assess, elapsed, halfUp, nearestTarget, thresholdsOf } from '@/lib/indicators/rules/schedule'
import type { Target } from '@/lib/indicators/schema'

const LIMITS = { behindPoints: 0, farBehindPoints: 10, behindShare: 0, farBehindShare: 0.2 }
const YEAR: Target = {
  indicator: 'remainingPoor',
  appliesTo: '130799',
  periodStart: '2020-01-01',
  periodEnd: '2020-12-31',
  baseline: 742,
  value: 0,
  issuedBy: 'test',
  document: 'test',
}
const MARCH: Target = {
  ...YEAR,
  indicator: 'visitCoverage',
  periodStart: '2020-03-01',
  periodEnd: '2020-03-31',
  baseline: 0,
  value: 100,
}
const counts = (numerator: number, denominator: number) => ({
  numerator,
  denominator,
  numeratorPersons: 0,
  denominatorPersons: 0,
})
const own = (target: Target) => ({ ...target, isOwn: true })

describe('a count to be brought to nought', () => {
  test('640 of 742 households on 26 March are 72 too many: 568 were expected', () => {
    const it = assess('ZERO', counts(640, 16_000), 0, own(YEAR), LIMITS, '2020-03-26')
    expect(it).toMatchObject({ kind: 'count', state: 'behind', expected: 568, gap: 72 })
  })

  test('is far behind past a fifth too many, on schedule at the expected count, and behind by one household', () => {
    const at = (n: number) => assess('ZERO', counts(n, 16_000), 0, own(YEAR), LIMITS, '2020-03-26').state
    expect([at(568), at(569), at(681), at(682)]).toEqual(['held', 'behind', 'behind', 'crossed'])
  })

  test('a target of the region above gives no schedule, but its goal can be met', () => {
    const inherited = { ...YEAR, isOwn: false }
    expect(assess('ZERO', counts(3, 100), 0, inherited, LIMITS, '2020-03-26')).toMatchObject({
      reason: 'notSplit',
      state: null,
    })
    expect(assess('ZERO', counts(0, 100), 0, inherited, LIMITS, '2020-03-26')).toMatchObject({
      kind: 'met',
      state: 'held',
    })
  })
})

describe('a rate to be raised', () => {
  test('13,094 of 15,210 on 26 March are 86.1%, 2.2 points ahead of 83.9%', () => {
    expect(percent(13_094, 15_210)).toBe('86.1%')
    const it = assess('RATE', counts(13_094, 15_210), 0, own(MARCH), LIMITS, '2020-03-26')
    expect(it).toMatchObject({ kind: 'rate', state: 'held', expectedTenths: 839, gapTenths: 22, short: 0 })
  })

  test('858 of 1,187 are 11.6 points short and far behind; 885 of 1,105 only behind', () => {
    expect(assess('RATE', counts(858, 1_187), 0, own(MARCH), LIMITS, '2020-03-26')).toMatchObject({
      state: 'crossed',
      gapTenths: -116,
    })
    expect(assess('RATE', counts(885, 1_105), 0, own(MARCH), LIMITS, '2020-03-26')).toMatchObject({
      state: 'behind',
      gapTenths: -38,
    })
  })

  test('the households short are those that would bring it to schedule, no more', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5_000 }),
        fc.nat(5_000),
        fc.integer({ min: 1, max: 31 }),
        (denominator, n, day) => {
          const today = `2020-03-${String(day).padStart(2, '0')}`
          const numerator = Math.min(n, denominator)
          const it = assess('RATE', counts(numerator, denominator), 0, own(MARCH), LIMITS, today)
          if (it.kind !== 'rate') throw new Error('not a rate')
          const reached = (numerator + it.short) * 31 >= day * denominator
          const needed = it.short === 0 || (numerator + it.short - 1) * 31 < day * denominator
          expect([reached, needed]).toEqual([true, true])
        },
      ),
    )
  })
})

test('clues are crossed by one overdue household, and 49 of 58 not yet due cost nothing', () => {
  expect(assess('DEADLINE', counts(58, 143), 9, null, LIMITS, '2020-03-26')).toMatchObject({
    state: 'crossed',
    expected: 94,
    overdue: 9,
  })
  expect(assess('DEADLINE', counts(58, 143), 0, null, LIMITS, '2020-03-26')).toMatchObject({
    state: 'held',
    expected: 85,
  })
})

test('without households or without a target nothing is judged', () => {
  expect(assess('RATE', counts(0, 0), 0, own(MARCH), LIMITS, '2020-03-26')).toMatchObject({
    kind: 'none',
    reason: 'noBase',
  })
  expect(assess('RATE', counts(1, 2), 0, null, LIMITS, '2020-03-26')).toMatchObject({
    kind: 'none',
    reason: 'noTarget',
  })
  expect(assess('INFORM', counts(1, 2), 0, own(MARCH), LIMITS, '2020-03-26')).toMatchObject({
    kind: 'none',
    reason: 'informs',
  })
})

test('a period counts its first and its last day', () => {
  expect(elapsed(MARCH, '2020-03-01')).toEqual({ gone: 1, all: 31 })
  expect(elapsed(MARCH, '2020-03-31')).toEqual({ gone: 31, all: 31 })
  expect(elapsed(YEAR, '2020-03-26')).toEqual({ gone: 86, all: 366 })
})

test('halves are rounded up and whole numbers left alone, below nought too', () => {
  expect([halfUp(5n, 2n), halfUp(-5n, 2n), halfUp(-4n, 2n), halfUp(7n, 3n), halfUp(0n, 9n)]).toEqual([3, -2, -2, 2, 0])
  fc.assert(
    fc.property(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: 1, max: 1e4 }), (n, d) => {
      expect(halfUp(BigInt(n), BigInt(d)) + 0).toBe(Math.floor((2 * n + d) / (2 * d)) + 0)
    }),
  )
})

test('the nearest target wins, and only inside its period', () => {
  const county = { ...YEAR, appliesTo: '130799' }
  const township = { ...YEAR, appliesTo: '130799104', baseline: 40 }
  const find = (prefix: string, today = '2020-03-26') =>
    nearestTarget([county, township], 'remainingPoor', prefix, today)
  expect(find('130799104')).toMatchObject({ baseline: 40, isOwn: true })
  expect(find('130799104201')).toMatchObject({ baseline: 40, isOwn: false })
  expect(find('130799100')).toMatchObject({ baseline: 742, isOwn: false })
  expect(find('130730')).toBeNull()
  expect(find('130799', '2021-01-01')).toBeNull()
})

test('visit intervals start with months and quarters and follow the parameter of the county', () => {
  expect([periodStart('2026-11-23', 1), periodStart('2026-11-23', 3), periodStart('2026-03-31', 6)]).toEqual([
    '2026-11-01',
    '2026-10-01',
    '2026-01-01',
  ])
  expect([periodAfter('2026-11-23', 3), periodAfter('2026-12-31', 1), periodAfter('2026-02-28', 6)]).toEqual([
    '2027-01-01',
    '2027-01-01',
    '2026-07-01',
  ])
  const row = (appliesTo: string, value: number) => ({
    code: 'visit.periodMonths.exited' as const,
    appliesTo,
    validFrom: '2010-01-01',
    validTo: null,
    value,
    unit: '',
    source: '',
    certainty: 'HIGH' as const,
  })
  const { intervals } = momentOf([row('', 3), row('130799', 6)], '130799', '2026-11-23')
  expect(intervals).toEqual({
    notExited: null,
    monitored: null,
    exited: { from: '2026-07-01', until: '2026-12-31' },
    removed: null,
  })
})

test('thresholds are policy values: none on file means nought', () => {
  expect(thresholdsOf([], '130799000000', '2026-01-01')).toEqual({
    behindPoints: 0,
    farBehindPoints: 0,
    behindShare: 0,
    farBehindShare: 0,
  })
})
