import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { medicalThresholds, resolveParameter, warningLine } from '@/lib/parameters/rules'
import { PARAMETER_CODES, ParameterRow } from '@/lib/parameters/schema'

const rows = parse<Record<string, string>>(readFileSync('prisma/catalogue/policy-parameters.csv'), {
  columns: true,
}).map((row) =>
  ParameterRow.parse({
    code: row.code,
    appliesTo: row.applies_to,
    validFrom: row.valid_from,
    validTo: row.valid_to || null,
    value: row.value ? Number(row.value) : null,
    unit: row.unit,
    source: row.source,
    certainty: row.certainty,
  }),
)
const DEMO = '130799104201'
const REAL = '130730100201'

describe('policy parameters', () => {
  it('ship a row for every code and no two rows for one region and day', () => {
    expect(new Set(rows.map((row) => row.code))).toEqual(new Set(PARAMETER_CODES))
    for (const a of rows)
      for (const b of rows) {
        if (a === b || a.code !== b.code || a.appliesTo !== b.appliesTo) continue
        const overlap = a.validFrom <= (b.validTo ?? '9999') && b.validFrom <= (a.validTo ?? '9999')
        expect(overlap, `${a.code} ${a.validFrom}`).toBe(false)
      }
  })

  it('take the nearest region and the day, both ends included', () => {
    expect(resolveParameter(rows, 'povertyLine.exit', DEMO, '2019-12-31')?.value).toBe(3747)
    expect(resolveParameter(rows, 'povertyLine.exit', DEMO, '2020-01-01')?.value).toBe(4000)
    expect(resolveParameter(rows, 'income.ruralDisposable', DEMO, '2019-06-01')?.certainty).toBe('DEMO')
    expect(resolveParameter(rows, 'income.ruralDisposable', REAL, '2019-06-01')?.value).toBe(15373)
    expect(resolveParameter(rows, 'povertyLine.exit', '140926000000', '2009-01-01')).toBeNull()
  })

  it('give the warning line of last year’s standard and say where it comes from', () => {
    expect(warningLine(rows, DEMO, '2020-03-26')).toMatchObject({
      yuan: 5620.5,
      base: 3747,
      factor: 1.5,
      origin: 'FACTOR',
    })
    expect(warningLine(rows, DEMO, '2021-03-26')).toMatchObject({ yuan: 6000 })
    expect(warningLine(rows, DEMO, '2026-11-23')).toMatchObject({ yuan: 7800 })
    expect(warningLine(rows, DEMO, '2031-01-01')).not.toBeNull()
  })

  it('say unknown for real Hebei after 2021 instead of borrowing another line', () => {
    expect(warningLine(rows, REAL, '2023-05-01')).toBeNull()
    expect(resolveParameter(rows, 'monitoringLine', REAL, '2023-05-01')).toMatchObject({
      value: null,
      certainty: 'UNKNOWN',
    })
    expect(resolveParameter(rows, 'monitoringLine', REAL, '2023-05-01')?.source).toMatch(/7100/)
  })

  it('give both self-paid medical thresholds of the look: 5,430 and 10,860 yuan in 2020', () => {
    expect(medicalThresholds(rows, DEMO, '2020-03-26')).toMatchObject({ hintYuan: 5430, warningYuan: 10860 })
    expect(medicalThresholds(rows, REAL, '2026-03-26')).toBeNull()
  })
})
