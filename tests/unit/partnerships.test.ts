import { expect, test } from 'vitest'
import { beforeAndAfter, isActive, sumOutputs } from '@/lib/partnerships/rules/standing'

test('康保: from 40 % to 10 % are 30 points less, computed from the parts', () => {
  const years = [
    { year: 2016, treated: 52_000, referred: 20_800 },
    { year: 2018, treated: 60_000, referred: 12_000 },
    { year: 2019, treated: 61_000, referred: 6_100 },
  ]
  expect(beforeAndAfter(years, 2017)).toMatchObject({ before: { year: 2016 }, after: { year: 2019 }, points: -300 })
  expect(beforeAndAfter(years, 2016)).toBeNull()
  expect(beforeAndAfter(years, null)).toBeNull()
  // 1/3 to 2/3 is 33.3 points, though 66.7 − 33.3 of rounded rates would be 33.4.
  const thirds = [
    { year: 2016, treated: 3, referred: 1 },
    { year: 2019, treated: 3, referred: 2 },
  ]
  expect(beforeAndAfter(thirds, 2017)?.points).toBe(333)
})

test('a pair is active on its first and on its last day', () => {
  const pair = { fromOn: '2018-01-01', toOn: '2018-12-31' }
  expect(['2017-12-31', '2018-01-01', '2018-12-31', '2019-01-01'].map((day) => isActive(pair, day))).toEqual([
    false,
    true,
    true,
    false,
  ])
  expect(isActive({ ...pair, toOn: null }, '2030-01-01')).toBe(true)
})

test('sums keep the qualifiers of their parts; what was taken back leaves none', () => {
  expect(
    sumOutputs([
      { kind: 'OUTPATIENTS', amount: 9_000, qualifier: '' },
      { kind: 'OUTPATIENTS', amount: 6_000, qualifier: 'SURPLUS' },
      { kind: 'OPERATIONS', amount: 0, qualifier: 'NEARLY' },
    ]),
  ).toEqual([
    { kind: 'OUTPATIENTS', amount: 15_000, qualifiers: ['SURPLUS'] },
    { kind: 'OPERATIONS', amount: 0, qualifiers: [] },
  ])
})
