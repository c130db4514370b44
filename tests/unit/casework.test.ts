import { describe, expect, it } from 'vitest'
import { limitsOf, type Numbers, scoreOf } from '@/lib/casework/rules/score-card'
import { agesOf, foundDays, readAge } from '@/lib/findings/rules/ages'
import type { ParameterCode, ParameterRow } from '@/lib/parameters/schema'
import { monthAfter, weeksOf } from '@/lib/visits/rules/month'

const row = (code: ParameterCode, value: number, appliesTo = ''): ParameterRow => ({
  code,
  appliesTo,
  validFrom: '2010-01-01',
  validTo: null,
  value,
  unit: '',
  source: '',
  certainty: 'LOW',
})
const NUMBERS: Numbers = { poor: 0, overdue: 0, unmet: 0, unhelped: 0, coverage: { n: 9, of: 10 } }
const score = (over: Partial<Numbers>) => scoreOf({ ...NUMBERS, ...over }, limitsOf([], '130799100001', '2026-03-20'))

describe('村级评分', () => {
  it('is that of the worst part, which it names', () => {
    expect(score({})).toMatchObject({ level: 'steady', worst: [] })
    expect(score({ poor: 1 })).toMatchObject({ level: 'watch', worst: ['poor'] })
    expect(score({ poor: 1, overdue: 3, unhelped: 4 })).toMatchObject({
      level: 'alert',
      worst: ['overdue', 'unhelped'],
    })
  })

  it('judges coverage by the exact share, and not at all where nobody is due', () => {
    expect(score({ coverage: { n: 8, of: 10 } }).level).toBe('steady')
    expect(score({ coverage: { n: 799, of: 1000 } }).level).toBe('watch')
    expect(score({ coverage: { n: 499, of: 1000 } }).level).toBe('alert')
    const none = score({ coverage: { n: 0, of: 0 } })
    expect(none.level).toBe('steady')
    expect(none.parts.find(({ part }) => part === 'coverage')?.level).toBeNull()
  })

  it('takes the limits of the nearest region', () => {
    const rows = [row('scorecard.poorWatch', 4), row('scorecard.poorWatch', 2, '130799')]
    expect(limitsOf(rows, '130799100001', '2026-03-20').poor).toEqual({ watch: 2, alert: 5 })
    expect(limitsOf(rows, '130730100201', '2026-03-20').poor.watch).toBe(4)
  })
})

describe('问题存续时间', () => {
  it('puts every line into one age', () => {
    const ages = agesOf([row('finding.ageDays1', 7)], '130799000000', '2026-03-20')
    expect(ages.map(({ from, to }) => [from, to])).toEqual([
      [0, 7],
      [8, 30],
      [31, 60],
      [61, 90],
      [91, null],
    ])
    expect(foundDays({ from: 0, to: 7 }, '2026-03-20')).toEqual({ first: '2026-03-13', last: null })
    expect(foundDays({ from: 91, to: null }, '2026-03-20')).toEqual({ first: null, last: '2025-12-19' })
  })

  it.each(['', '5', '-', '7-3', '1-2-3', '123456-', 'x-1'])('reads no age from %j', (text) => {
    expect(readAge(text)).toBeUndefined()
  })

  it('reads what it writes', () => {
    expect(readAge('31-60')).toEqual({ from: 31, to: 60 })
    expect(readAge('91-')).toEqual({ from: 91, to: null })
  })
})

describe('走访日历', () => {
  it('shows a month by whole weeks from Monday', () => {
    const weeks = weeksOf('2026-02')
    expect(weeks).toHaveLength(5)
    expect(weeks[0]).toEqual([null, null, null, null, null, null, '2026-02-01'])
    expect(weeks.flat().filter(Boolean)).toHaveLength(28)
    expect(weeksOf('2024-02').flat().filter(Boolean)).toHaveLength(29)
  })

  it('goes over the end of a year', () => {
    expect([monthAfter('2026-12', 1), monthAfter('2026-01', -1)]).toEqual(['2027-01', '2025-12'])
  })
})
