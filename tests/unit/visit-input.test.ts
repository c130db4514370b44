import { describe, expect, test } from 'vitest'
import { fenOf } from '@/lib/households/rules/money-text'
import { addDays, ageOn, daysBetween, isDay, nextMonth } from '@/lib/platform/days'
import { parseForm } from '@/lib/platform/input'
import { presetDay } from '@/lib/visits/rules/days'
import { LogVisitInput } from '@/lib/visits/schema'

describe('amounts as people type them', () => {
  test.each([
    ['31,500', 3_150_000],
    ['31500.50', 3_150_050],
    ['31500.5', 3_150_050],
    ['31500.', 3_150_000],
    ['0', 0],
    ['３１，５００．５', 3_150_050],
    [' 13 200 元', 1_320_000],
    ['￥800', 80_000],
    ['1,234,567.89', 123_456_789],
    ['12。5', 1250],
  ])('%s', (typed, fen) => {
    expect(fenOf(typed)).toBe(fen)
  })

  test.each(['', '元', '-5', '1.234', '1,23', '12,34,567', '1e5', '两千', '1.2.3', '9999999999999'])(
    '%s is no amount',
    (typed) => {
      expect(fenOf(typed)).toBeNull()
    },
  )
})

describe('days', () => {
  test('presets count from the visit', () => {
    expect(presetDay('2026-03-26', '1w')).toBe('2026-04-02')
    expect(presetDay('2026-03-26', '2w')).toBe('2026-04-09')
    expect(presetDay('2026-03-26', '1m')).toBe('2026-04-26')
    expect(presetDay('2026-03-26', 'on')).toBeNull()
  })

  test('a month later ends with the month', () => {
    expect(nextMonth('2026-01-31')).toBe('2026-02-28')
    expect(nextMonth('2028-01-30')).toBe('2028-02-29')
    expect(nextMonth('2026-12-15')).toBe('2027-01-15')
  })

  test('only days of the calendar are days', () => {
    expect(isDay('2026-02-29')).toBe(false)
    expect(isDay('2028-02-29')).toBe(true)
    expect(isDay('2026-3-1')).toBe(false)
  })

  test('days between and ages', () => {
    expect(daysBetween('2026-03-26', '2026-04-02')).toBe(7)
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28')
    expect(ageOn('1954-03-27', '2026-03-26')).toBe(71)
    expect(ageOn('1954-03-26', '2026-03-26')).toBe(72)
  })
})

test('a form without a single tap names every guarantee and who was met', () => {
  const parsed = parseForm(LogVisitInput, [
    ['id', '00000000-0000-4000-8000-000000000001'],
    ['householdId', '00000000-0000-4000-8000-000000000002'],
    ['visitedOn', '2026-03-26'],
    ['guarantees.FOOD.reason', ''],
    ['shocks[0].totalYuan', ''],
  ])
  expect(parsed.success).toBe(false)
  const paths = parsed.success ? [] : parsed.error.issues.map((issue) => issue.path.join('.'))
  expect(paths).toContain('peopleMet')
  expect(paths.filter((path) => /^guarantees\.\w+\.result$/.test(path))).toHaveLength(6)
  expect(paths).toHaveLength(7)
})
