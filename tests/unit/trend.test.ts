import { expect, test } from 'vitest'
import { endedMonths, monthEnd, readPastDay } from '@/lib/indicators/rules/past'
import { monthLines, segmentsOf, topOf } from '@/lib/indicators/rules/trend'

test('past days are read from an address; what is no past day is said', () => {
  const today = '2024-03-01'
  expect(readPastDay(undefined, today)).toEqual({ on: undefined, isRefused: false })
  expect(readPastDay('2024-03-01', today)).toEqual({ on: undefined, isRefused: false })
  expect(readPastDay('2024-02-29', today)).toEqual({ on: '2024-02-29', isRefused: false })
  for (const bad of ['2024-03-02', '2023-02-29', '1999-01-01', 'x', "2024-01-01'"])
    expect(readPastDay(bad, today)).toEqual({ on: undefined, isRefused: true })
})

test('months that are over end where they end, over a year and a 29 February', () => {
  expect(endedMonths('2024-03-01', 3)).toEqual(['2024-02-01', '2024-01-01', '2023-12-01'])
  expect(endedMonths('2024-03-31', 3).map(monthEnd)).toEqual(['2024-02-29', '2024-01-31', '2023-12-31'])
  expect(monthEnd('2023-02-01')).toBe('2023-02-28')
})

test('no line over a gap, to another definition or out of one', () => {
  const of = (value: number | null, isOther = false) => ({ value, isOther })
  expect(segmentsOf([of(1), of(2), of(null), of(3), of(4, true), of(5, true), of(6), of(7)])).toEqual([
    [0, 1],
    [3],
    [4],
    [5],
    [6, 7],
  ])
  expect(segmentsOf([of(null)])).toEqual([])
})

test('a scale ends at a round number that holds the greatest', () => {
  expect([[], [2], [3], [11], [41], [999]].map(topOf)).toEqual([2, 2, 4, 20, 100, 1000])
})

test('a month stands against the target of its own last day', () => {
  const target = { indicator: 'visitCoverage', appliesTo: '130799', baseline: 0, issuedBy: 'x', document: 'x' }
  const counts = { numerator: 1, numeratorPersons: 1, denominator: 3, denominatorPersons: 3 }
  const frozen = { ...counts, oldest: 1, newest: 1, frozenAt: new Date(0), counties: 1 }
  const [line, other] = monthLines(
    {
      counties: 1,
      unfrozen: [],
      targets: [{ ...target, periodStart: '2024-01-01', periodEnd: '2024-03-31', value: 91 }],
      lines: [
        { month: '2024-02-01', indicator: 'visitCoverage', frozen, now: null },
        { month: '2024-04-01', indicator: 'visitCoverage', frozen: { ...frozen, newest: 2, counties: 0 }, now: counts },
      ],
    },
    { code: 'visitCoverage', version: 1, direction: 'RATE', prefix: '130799' },
  )
  expect(line).toMatchObject({ value: 33.3, expected: 60, target: 91, isPart: false, isOther: false })
  expect(other).toMatchObject({ value: null, expected: null, isPart: true, isOther: true })
})
