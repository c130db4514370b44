import { describe, expect, it } from 'vitest'
import { daysLeft, lateBy, monthRange, standingOf, statesOf } from '@/lib/worklogs/rules/month'

describe('a month of attendance', () => {
  const month = { from: '2020-02-01', until: '2020-03-01' }

  it('has every day of the month: a log says where, granted leave covers what has no log, the rest is a gap or to come', () => {
    const states = statesOf(
      month,
      '2020-02-06',
      [
        { day: '2020-02-01', presence: 'VILLAGE' },
        { day: '2020-02-02', presence: 'ELSEWHERE' },
        { day: '2020-02-04', presence: 'VILLAGE' },
      ],
      [
        { fromOn: '2020-01-30', toOn: '2020-02-01' },
        { fromOn: '2020-02-03', toOn: '2020-02-04' },
        { fromOn: '2020-02-29', toOn: '2020-03-02' },
      ],
    )
    expect(states).toHaveLength(29)
    expect(states.slice(0, 7).map(({ state }) => state)).toEqual([
      'present',
      'elsewhere',
      'leave',
      'present',
      'gap',
      'gap',
      'ahead',
    ])
    expect(states.at(-1)).toEqual({ day: '2020-02-29', state: 'leave' })
  })

  it('is met, still to be reached, or below for good', () => {
    expect(standingOf(20, 20, 0)).toBe('met')
    expect(standingOf(10, 20, 10)).toBe('onTheWay')
    expect(standingOf(10, 20, 9)).toBe('below')
    expect(daysLeft(month, '2020-02-29')).toBe(1)
    expect(daysLeft(month, '2020-03-01')).toBe(0)
    expect(daysLeft(month, '2020-01-15')).toBe(29)
  })

  it('is named by year and month', () => {
    expect(monthRange('2020-12')).toEqual({ from: '2020-12-01', until: '2021-01-01' })
    expect(monthRange('2020-13')).toBeNull()
    expect(monthRange('')).toBeNull()
    expect(lateBy('2020-02-28', '2020-03-03')).toBe(4)
  })
})
