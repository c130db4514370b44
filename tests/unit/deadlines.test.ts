import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DEADLINES } from '@/lib/deadlines/catalogue'
import { calendarOf, dueDay, isWorkingDay, yearsUnknown } from '@/lib/deadlines/rules/days'
import { amberDay, countOf, termOf } from '@/lib/deadlines/rules/terms'
import { DEADLINE_KINDS } from '@/lib/deadlines/schema'
import type { ParameterRow } from '@/lib/parameters/schema'
import { addDays, addMonths, daysBetween } from '@/lib/platform/days'
import { readHolidays, readParameters } from '@/prisma/catalogue/read'

const holidays = readHolidays()
const calendar = calendarOf(holidays)
const anyDay = fc.integer({ min: 0, max: 365 * 9 }).map((days) => addDays('2019-06-01', days))

function value(
  code: ParameterRow['code'],
  number: number,
  unit: string,
  over: Partial<ParameterRow> = {},
): ParameterRow {
  return {
    code,
    appliesTo: '',
    validFrom: '2010-01-01',
    validTo: null,
    value: number,
    unit,
    source: 'test',
    certainty: 'HIGH',
    ...over,
  }
}

test('the shipped calendar: every arranged day says who arranged it, and a workday is set only at a weekend', () => {
  expect(holidays.length).toBeGreaterThan(200)
  for (const { day, kind, source } of holidays) {
    expect(source).toContain('国务院办公厅')
    if (kind === 'WORKDAY') expect([0, 6]).toContain(new Date(`${day}T00:00:00Z`).getUTCDay())
  }
  expect([...calendar.years].sort()).toEqual(['2020', '2021', '2022', '2023', '2024', '2025', '2026'])
})

test('the Spring Festival of 2020 ended on 2 February, and the Saturday before was not worked', () => {
  expect(isWorkingDay('2020-01-19', calendar)).toBe(true)
  expect(isWorkingDay('2020-01-31', calendar)).toBe(false)
  expect(isWorkingDay('2020-02-01', calendar)).toBe(false)
  expect(dueDay('2020-01-23', 1, 'WORKDAYS', calendar)).toBe('2020-02-03')
})

test.each([
  ['2026-03-20', 3, 'DAYS', '2026-03-23'],
  ['2026-03-20', 3, 'WORKDAYS', '2026-03-25'],
  ['2026-02-13', 1, 'WORKDAYS', '2026-02-14'],
  ['2026-02-13', 2, 'WORKDAYS', '2026-02-24'],
  ['2026-09-30', 5, 'WORKDAYS', '2026-10-13'],
  ['2025-11-30', 3, 'MONTHS', '2026-02-28'],
  ['2026-03-20', 0, 'WORKDAYS', '2026-03-20'],
] as const)('from %s %i %s end on %s', (from, days, count, due) => {
  expect(dueDay(from, days, count, calendar)).toBe(due)
})

test('a year without arrangement counts weekends alone and is named', () => {
  expect(dueDay('2027-09-30', 1, 'WORKDAYS', calendar)).toBe('2027-10-01')
  expect(yearsUnknown('2026-12-28', '2027-01-05', calendar)).toEqual(['2027'])
  expect(yearsUnknown('2026-03-01', '2026-03-05', calendar)).toEqual([])
})

test('properties: n working days contain n working days and end on one; more days never end earlier; later starts never end earlier', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 1, max: 60 }), (from, days) => {
      const due = dueDay(from, days, 'WORKDAYS', calendar)
      let worked = 0
      for (let day = addDays(from, 1); day <= due; day = addDays(day, 1)) if (isWorkingDay(day, calendar)) worked++
      expect(worked).toBe(days)
      expect(isWorkingDay(due, calendar)).toBe(true)
      expect(dueDay(from, days + 1, 'WORKDAYS', calendar) > due).toBe(true)
      expect(dueDay(addDays(from, 1), days, 'WORKDAYS', calendar) >= due).toBe(true)
      expect(due >= dueDay(from, days, 'DAYS', calendar)).toBe(true)
    }),
    { numRuns: 500 },
  )
})

test('properties: counting in two steps is counting at once', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 }), (from, one, two) => {
      for (const count of ['DAYS', 'WORKDAYS'] as const) {
        expect(dueDay(dueDay(from, one, count, calendar), two, count, calendar)).toBe(
          dueDay(from, one + two, count, calendar),
        )
      }
    }),
    { numRuns: 300 },
  )
})

test('properties: a month later has the same date or is the last of its month', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 0, max: 24 }), (from, months) => {
      const due = addMonths(from, months)
      const isSameDate = due.slice(8) === from.slice(8)
      const isLast = addDays(due, 1).slice(8) === '01'
      expect(isSameDate || isLast).toBe(true)
      expect(daysBetween(from, due)).toBeGreaterThanOrEqual(months * 28)
      expect(daysBetween(from, due)).toBeLessThanOrEqual(months * 31)
    }),
  )
})

test.each([
  ['2026-03-20', '2026-03-23', '2026-03-22'],
  ['2026-03-01', '2026-03-16', '2026-03-11'],
  ['2026-03-01', '2026-03-11', '2026-03-08'],
  ['2026-03-01', '2026-03-02', '2026-03-02'],
  ['2026-03-01', '2026-03-01', '2026-03-01'],
])('two thirds of %s to %s are over on %s', (from, due, amber) => {
  expect(amberDay(from, due, 0.3333)).toBe(amber)
})

test('properties: near lies between the first and the last day, and a smaller share comes later', () => {
  fc.assert(
    fc.property(anyDay, fc.nat(400), fc.double({ min: 0, max: 1, noNaN: true }), (from, span, share) => {
      const due = addDays(from, span)
      const amber = amberDay(from, due, share)
      expect(amber >= from && amber <= due).toBe(true)
      expect(amberDay(from, due, share / 2) >= amber).toBe(true)
    }),
  )
})

test('the unit of the policy value decides the clock, region by region and day by day', () => {
  const rows = [
    value('deadline.verifyDays', 3, '天'),
    value('deadline.verifyDays', 3, '工作日', { appliesTo: '130799', validFrom: '2026-01-01' }),
  ]
  const rules = { rows, calendar }
  const check = { kind: 'HOME_CHECK' as const, from: '2026-03-20' }
  expect(termOf(rules, { ...check, regionCode: '130730100201' })).toMatchObject({
    dueOn: '2026-03-23',
    clock: 'CALENDAR',
    days: 3,
  })
  expect(termOf(rules, { ...check, regionCode: '130799100001' })).toMatchObject({
    dueOn: '2026-03-25',
    clock: 'WORKING',
    days: 3,
  })
  expect(termOf(rules, { ...check, regionCode: '130799100001', from: '2025-03-21' })).toMatchObject({
    dueOn: '2025-03-24',
    clock: 'CALENDAR',
  })
})

test('a day that was agreed wins over the policy value', () => {
  expect(
    termOf(
      { rows: [value('deadline.finishDays', 180, '天')], calendar },
      { kind: 'MEASURE_FINISH', regionCode: '130799100001', from: '2026-03-01', dueOn: '2026-03-16' },
    ),
  ).toEqual({ dueOn: '2026-03-16', amberOn: '2026-03-11', clock: 'CALENDAR', days: 15 })
})

test('every kind ends by a shipped policy value whose unit can be counted', () => {
  const rows = readParameters()
  for (const kind of DEADLINE_KINDS) {
    const { parameter } = DEADLINES[kind]
    const found = rows.find(({ code, certainty }) => code === parameter && certainty !== 'DEMO')
    expect(parameter === null || (found?.value ?? 0) > 0, kind).toBe(true)
    if (found) expect(countOf(found.unit), kind).toBe(found.code.endsWith('Months') ? 'MONTHS' : countOf(found.unit))
    const { dueOn } = termOf({ rows, calendar }, { kind, regionCode: '130799100001', from: '2026-03-02' })
    expect(dueOn > '2026-03-02', kind).toBe(true)
  }
})
