import { describe, expect, it } from 'vitest'
import enMeasures from '@/lib/i18n/en/measures'
import zhMeasures from '@/lib/i18n/zh-CN/measures'
import { formulaOf } from '@/lib/indicators/catalogue/indicator'
import { REPORTED, REPORTED_DEFINITIONS } from '@/lib/indicators/catalogue/reported'
import { evaluate, hedgesOf, precisionOf } from '@/lib/indicators/rules/evaluate'
import { figureOf, type Read, regionOf } from '@/lib/indicators/rules/figure'
import { FormulaError, namesIn, parseFormula, partsOf } from '@/lib/indicators/rules/formula'
import {
  add,
  compare,
  divide,
  exactText,
  fractionOf,
  multiply,
  rounded,
  subtract,
} from '@/lib/indicators/rules/fraction'
import { readFactInputs } from '@/prisma/catalogue/read'
import { COMPUTED, FACTS, readComputed, readFacts } from '@/scripts/newspaper/files'

const f = (text: string) => fractionOf(text) as { n: bigint; d: bigint }

/** A generator of the same numbers on every run. */
function numbers(seed: number) {
  let state = BigInt(seed)
  return (below: bigint) => {
    state = (state * 6364136223846793005n + 1442695040888963407n) % 2n ** 64n
    return (state >> 11n) % below
  }
}

describe('exact numbers', () => {
  it('agree with whole-number arithmetic over ten thousand random pairs', () => {
    const next = numbers(20261127)
    for (let round = 0; round < 10_000; round++) {
      const [a, b, c, d] = [
        next(10n ** 12n) - 5n * 10n ** 11n,
        next(10n ** 6n) + 1n,
        next(10n ** 12n) - 5n * 10n ** 11n,
        next(10n ** 6n) + 1n,
      ]
      const [x, y] = [
        { n: a, d: b },
        { n: c, d },
      ]
      const same = (got: { n: bigint; d: bigint } | null, n: bigint, under: bigint) =>
        got !== null && got.d > 0n && got.n * under === n * got.d
      expect(same(add(x, y), a * d + c * b, b * d)).toBe(true)
      expect(same(subtract(x, y), a * d - c * b, b * d)).toBe(true)
      expect(same(multiply(x, y), a * c, b * d)).toBe(true)
      if (c !== 0n) expect(same(divide(x, y), a * d, b * c)).toBe(true)
      expect(Math.sign(compare(x, y))).toBe(a * d < c * b ? -1 : a * d > c * b ? 1 : 0)
      const decimals = Number(next(4n))
      const shown = f(rounded(x, decimals))
      const off = subtract(shown, x)
      const half = { n: 1n, d: 2n * 10n ** BigInt(decimals) }
      expect(compare({ n: off.n < 0n ? -off.n : off.n, d: off.d }, half)).toBeLessThanOrEqual(0)
    }
  })

  it('are rounded half up, away from nought, and never through binary', () => {
    expect(['0.5', '1.5', '2.5', '-0.5', '0.4999999'].map((text) => rounded(f(text), 0))).toEqual([
      '1',
      '2',
      '3',
      '-1',
      '0',
    ])
    expect([rounded(f('1.005'), 2), rounded(f('0.05'), 1), rounded(f('1234567890123456789.95'), 1)]).toEqual([
      '1.01',
      '0.1',
      '1234567890123456790.0',
    ])
    expect([exactText(f('236.670')), exactText({ n: 1n, d: 3n }), exactText(f('-5'))]).toEqual([
      '236.67',
      '0.333333',
      '-5',
    ])
    expect(['1e5', '.5', '', '1,000', 'NaN'].map(fractionOf)).toEqual([null, null, null, null, null])
    expect(divide(f('1'), f('0'))).toBeNull()
  })
})

describe('formulas', () => {
  const value = (source: string, known: Record<string, string> = {}) => {
    const found = evaluate(parseFormula(source), (name, at) => {
      const text = known[at ? `${name}@${at}` : name]
      return text === undefined ? null : { value: f(text), precision: precisionOf([]) }
    })
    return found && exactText(found.value)
  }

  it('follow the order of signs, and read other regions', () => {
    expect(value('1 + 2 * 3 - 4 / 2')).toBe('5')
    expect(value('(1 + 2) * -3')).toBe('-9')
    expect(value('10 - 3 - 2')).toBe('5')
    expect(value('8 / 4 / 2')).toBe('1')
    expect(value('a / a@130000000000 * 100', { a: '1', 'a@130000000000': '4' })).toBe('25')
    expect(value('a + b', { a: '1' })).toBeNull()
    expect(value('1 / (a - a)', { a: '1' })).toBeNull()
  })

  it('take nothing but signs, numbers and names', () => {
    for (const source of [
      '',
      '1 +',
      'a b',
      '(a',
      'a)',
      'a@1',
      'a.b',
      'a[0]',
      'a()',
      '1;2',
      '1 ** 2',
      'process.exit',
      '`a`',
      'a@WHERE',
      '2..1',
    ])
      expect([
        source,
        (() => {
          try {
            parseFormula(source)
            return 'read'
          } catch (error) {
            return error instanceof FormulaError
          }
        })(),
      ]).toEqual([source, true])
    expect(() => parseFormula(`${'('.repeat(100)}1${')'.repeat(100)}`)).toThrow(FormulaError)
    expect(() => parseFormula(`1${' + 1'.repeat(2_000)}`)).toThrow(FormulaError)
  })

  it('fall into their two parts without the factor', () => {
    const parts = (source: string) => {
      const { above, below } = partsOf(parseFormula(source))
      return [namesIn(above).map(({ name }) => name), below && namesIn(below).map(({ name }) => name)]
    }
    expect(parts('a / b * 100')).toEqual([['a'], ['b']])
    expect(parts('(a + b) / (c + d) * 100')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
    expect(parts('a / b / 10000')).toEqual([['a'], ['b']])
    expect(parts('a - b')).toEqual([['a', 'b'], null])
  })

  it('carry bounds from what goes in to what comes out', () => {
    const said = (source: string, a: Parameters<typeof precisionOf>[0], b: Parameters<typeof precisionOf>[0] = []) =>
      hedgesOf(
        evaluate(parseFormula(source), (name) => ({ value: f('2'), precision: precisionOf(name === 'a' ? a : b) }))
          ?.precision ?? precisionOf([]),
      )
    expect(said('a * b', ['MORE'])).toEqual(['atLeast'])
    expect(said('b / a', ['MORE'])).toEqual(['atMost'])
    expect(said('b - a', ['NEARLY'])).toEqual(['atLeast'])
    expect(said('a / b', ['MORE'], ['MORE'])).toEqual(['about'])
    expect(said('a / b', ['ROUNDED'], ['CUMULATED'])).toEqual(['about'])
    expect(said('a', ['PRELIMINARY'])).toEqual(['preliminary'])
    expect(said('a', ['CUMULATED'])).toEqual([])
    expect(hedgesOf(precisionOf(['UNDER'], true))).toEqual([])
  })

  it('find the region above, and none above the top', () => {
    expect(regionOf('PROVINCE', '130706000000')).toBe('130000000000')
    expect(regionOf('CITY', '130706000000')).toBe('130700000000')
    expect(regionOf('COUNTY', '130700000000')).toBeNull()
    expect(regionOf('', '130706000000')).toBe('130706000000')
  })
})

describe('the catalogue of indicators', () => {
  it('has names in both languages, reads inputs that are there, and counts all that the articles compute', () => {
    const inputs = new Set(readFactInputs().map(({ code }) => code))
    const codes = REPORTED.map(({ code }) => code).sort()
    expect([zhMeasures, enMeasures].map(({ names }) => Object.keys(names).sort())).toEqual([codes, codes])
    const unknown = REPORTED_DEFINITIONS.flatMap(({ formula }) => namesIn(formula)).filter(
      ({ name }) => !inputs.has(name),
    )
    expect(unknown).toEqual([])
    expect(new Set(REPORTED.map(({ code }) => code)).size).toBe(REPORTED.length)
    for (const { cells } of readFacts(FACTS))
      expect([cells.indicator_input, inputs.has(cells.indicator_input)]).toEqual([cells.indicator_input, true])
    const known = new Set<string>(REPORTED.map(({ code }) => code))
    expect(
      readComputed(COMPUTED)
        .filter(({ code }) => !known.has(code))
        .map(({ code }) => code),
    ).toEqual([])
  })

  it('computes of any numbers what the formulas of the articles compute', () => {
    const next = numbers(7)
    for (const row of readComputed(COMPUTED)) {
      const own = REPORTED.find(({ code }) => code === row.code)
      const [theirs, ours] = [parseFormula(row.formula), parseFormula(own ? formulaOf(own) : '0')]
      const at = (code: string, region: string): Read => ({
        kind: 'FACT',
        id: `${code}${region}`,
        regionCode: region,
        code,
        value: String(next(1_000_000n) + 1n),
        unit: '',
        qualifiers: [],
        from: null,
        day: '2026-01-01',
        source: '',
        sourceRef: '',
      })
      const names = [...new Set([...namesIn(theirs), ...namesIn(ours)].map(({ name }) => name))]
      const regions = [
        ...new Set([
          row.region,
          ...[...namesIn(theirs), ...namesIn(ours)].flatMap((each) => regionOf(each.at, row.region) ?? []),
        ]),
      ]
      const reads = names.flatMap((name) => regions.map((region) => at(name, region)))
      const figures = [theirs, ours].map(
        (formula) => figureOf({ code: row.code, formula, decimals: row.decimals }, row.region, reads).shown,
      )
      expect([row.id, own?.decimals, figures[0]]).toEqual([row.id, row.decimals, figures[1]])
    }
  })
})
