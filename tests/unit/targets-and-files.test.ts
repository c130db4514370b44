import { describe, expect, it } from 'vitest'
import { inputsOf, qualifiersOf, readFactFile } from '@/lib/indicators/rules/fact-file'
import { exactText, fractionOf, rounded } from '@/lib/indicators/rules/fraction'
import { doneOf, expectedOn, standingOf } from '@/lib/indicators/rules/progress'
import { fitsUnit } from '@/lib/indicators/rules/units'

const f = (text: string) => fractionOf(text) as { n: bigint; d: bigint }

describe('a file of facts', () => {
  const HEAD =
    'id,article,region_code,kind,indicator_input,label_zh,value,unit,qualifier,as_of,period_start,period_end,note'
  const read = (...lines: string[]) =>
    inputsOf(readFactFile([HEAD, ...lines].join('\n')).rows, () => '00000000-0000-8000-8000-000000000000')

  it('is read by its heads, facts and targets', () => {
    const { read: rows, faults } = read(
      'A1,a.txt,130700000000,FACT,leading_firms_total,,"8,040",家,累计+多,2020-03-14,,,"x, y"',
      'A2,a.txt,130700000000,TARGET,open_findings,,0,个,exact,,2020-03-01,2020-06-30,',
      'A3,a.txt,130700000000,TARGET,warning_line_factor,,1.5,倍,exact,2020-12-21,,,',
    )
    expect(faults).toEqual([])
    expect(rows.map(({ fact, target }) => [fact?.value, fact?.qualifiers, target?.kind])).toEqual([
      ['8040', ['CUMULATED', 'MORE'], undefined],
      [undefined, undefined, 'ZERO'],
      [undefined, undefined, 'VALUE'],
    ])
    expect(qualifiersOf('大概')).toBeNull()
  })

  it('names what is wrong by row and column', () => {
    const { faults } = read(
      ',a.txt,13070,FACT,leading_firms_total,,1.2万,家,大概,2020-13-40,,,',
      ',,130700000000,PLAN,leading_firms_total,,1,家,,2020-01-01,,,',
      ',a.txt,130700000000,FACT,leading_firms_total,,1,家,,,,,',
    )
    expect(faults.map(({ row, column }) => `${row} ${column}`)).toEqual([
      '2 qualifier',
      '2 as_of',
      '2 region_code',
      '2 value',
      '3 kind',
      '4 as_of',
    ])
    expect(fitsUnit('个', '家')).toBe(true)
    expect(fitsUnit('万元', '元')).toBe(false)
  })
})

describe('a target against its schedule', () => {
  const year = { from: '2026-01-01', to: '2026-12-31', baseline: null, milestones: [] }
  const line = { ...year, kind: 'AT_LEAST' as const, value: '365' }

  it('expects a day’s share each day, leap day and last day included', () => {
    expect(rounded(expectedOn(line, '2026-01-01') ?? f('0'), 2)).toBe('1.00')
    expect(rounded(expectedOn(line, '2026-12-31') ?? f('0'), 2)).toBe('365.00')
    const leap = { ...line, from: '2028-01-01', to: '2028-12-31', value: '366' }
    expect(rounded(expectedOn(leap, '2028-02-29') ?? f('0'), 2)).toBe('60.00')
    const fall = { ...year, kind: 'ZERO' as const, value: '0', baseline: '365' }
    expect(rounded(expectedOn(fall, '2026-01-01') ?? f('0'), 2)).toBe('364.00')
    const steps = {
      ...line,
      milestones: [
        { on: '2026-06-30', value: '100' },
        { on: '2026-12-31', value: '365' },
      ],
    }
    expect(
      ['2026-06-29', '2026-06-30', '2026-12-30'].map((day) => exactText(expectedOn(steps, day) ?? f('-1'))),
    ).toEqual(['0', '100', '100'])
  })

  it('stands by time elapsed, and after its end only reached counts', () => {
    expect(standingOf(line, f('50'), '2026-02-19')).toBe('held')
    expect(standingOf(line, f('49'), '2026-02-19')).toBe('behind')
    expect(standingOf(line, f('365'), '2026-02-19')).toBe('reached')
    expect(standingOf(line, f('364'), '2027-01-01')).toBe('crossed')
    expect(standingOf(line, f('0'), '2025-12-31')).toBe('before')
    expect(standingOf(line, null, '2026-02-19')).toBe('noFact')
    expect(standingOf({ ...year, kind: 'ZERO', value: '0' }, f('3'), '2026-02-19')).toBe('noStart')
    expect(standingOf({ ...year, kind: 'ZERO', value: '0' }, f('0'), '2026-02-19')).toBe('reached')
    expect(standingOf({ ...line, kind: 'VALUE' }, f('0'), '2026-02-19')).toBe('value')
    expect(rounded(doneOf({ ...line, baseline: '100' }, f('739')) ?? f('0'), 3)).toBe('2.411')
  })
})
