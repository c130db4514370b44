import fc from 'fast-check'
import { createTranslator } from 'use-intl/core'
import { describe, expect, it } from 'vitest'
import { MESSAGES } from '@/lib/i18n/messages'
import { SCREENING_RULES, screen } from '@/lib/monitoring/catalogue'
import { GUARANTEE_ITEMS, SHOCK_KINDS, type ShockKind } from '@/lib/monitoring/rules/choices'
import { typesFor } from '@/lib/monitoring/rules/decisions'
import { explanationValues } from '@/lib/monitoring/rules/explain'
import type { ScreeningFacts } from '@/lib/monitoring/rules/screening'
import { type Finding, RULE_IDS, type RuleId } from '@/lib/monitoring/schema'
import type { ParameterRow } from '@/lib/parameters/schema'
import { facts } from '../support/facts'
import { POLICY } from '../support/policy'

const household = { countyCode: '130799', id: 'h', regionCode: '130799104201' }
const day = '2026-03-26'
const LINE = 780_000

function given(over: Partial<ScreeningFacts> = {}): ScreeningFacts {
  const { povertyStatus = 'EXITED', incomes = [], otherSelfPaidFen = 0, ...visit } = over
  return {
    ...facts({ visitId: 'v', household, visitedOn: day, ...visit }),
    povertyStatus,
    incomes,
    otherSelfPaidFen,
  }
}

const found = (
  id: RuleId,
  over: Partial<ScreeningFacts>,
  rows: readonly ParameterRow[] = POLICY,
): Finding | undefined => screen(given(over), rows).find((finding) => finding.ruleId === id)
const without = (...codes: string[]) => POLICY.filter((row) => !codes.includes(row.code))
const shock = (kind: ShockKind, selfPaidFen: number | null, totalFen: number | null = null) => ({
  shocks: [{ kind, selfPaidFen, totalFen }],
})

describe('income below the warning line', () => {
  const outcome = (fen: number) => found('incomeBelowLine', { expectedPerCapitaFen: fen })?.outcome

  it('is not crossed at the line and is crossed one fen below it', () => {
    expect(outcome(LINE + 1)).toBe('CLEAR')
    expect(outcome(LINE)).toBe('CLEAR')
    expect(outcome(LINE - 1)).toBe('CROSSED')
    expect(outcome(0)).toBe('CROSSED')
  })

  it('keeps the line of the visit’s day with its sum and where it comes from', () => {
    const figures = found('incomeBelowLine', { visitedOn: '2020-03-26', expectedPerCapitaFen: 618_000 })?.figures
    expect(figures).toMatchObject({ fen: 618_000, lineFen: 562_050, baseFen: 374_700, factor: 1.5, baseYear: 2019 })
    expect(figures?.lines.map((line) => [line.parameter, line.value, line.validFrom])).toEqual([
      ['povertyLine.exit', 3747, '2019-01-01'],
      ['warningLine.factor', 1.5, '2010-01-01'],
    ])
  })

  it('takes the register’s income of this year before last year’s, and nothing older', () => {
    const incomes = [
      { year: 2024, perCapitaFen: 1 },
      { year: 2025, perCapitaFen: 900_000 },
    ]
    expect(found('incomeBelowLine', { incomes })).toMatchObject({
      outcome: 'CLEAR',
      figures: { fen: 900_000, year: 2025 },
    })
    expect(found('incomeBelowLine', { incomes: [...incomes, { year: 2026, perCapitaFen: 500_000 }] })).toMatchObject({
      outcome: 'CROSSED',
      figures: { fen: 500_000, year: 2026 },
    })
    expect(found('incomeBelowLine', { incomes: incomes.slice(0, 1) })).toMatchObject({
      outcome: 'UNKNOWN',
      figures: { say: 'incomeUnknown' },
    })
  })

  it('says what is missing when no income or no line is known', () => {
    expect(found('incomeBelowLine', {})).toMatchObject({ outcome: 'UNKNOWN', figures: { say: 'incomeUnknown' } })
    const real = { household: { ...household, regionCode: '130730100201' }, expectedPerCapitaFen: 1 }
    expect(found('incomeBelowLine', real)).toMatchObject({
      outcome: 'UNKNOWN',
      figures: { say: 'incomeNoLine', baseYear: 2025 },
    })
  })

  it.each(['NOT_EXITED', 'EXIT_PLANNED'])('is told without a clue for a household that is %s', (povertyStatus) => {
    expect(found('incomeBelowLine', { povertyStatus, expectedPerCapitaFen: 1 })?.outcome).toBe('HINT')
  })
})

describe('a sharp drop in income', () => {
  const incomes = [{ year: 2025, perCapitaFen: 1_000_001 }]

  it('is crossed past the share, not at it', () => {
    const last = [{ year: 2025, perCapitaFen: 2_000_000 }]
    expect(found('incomeDrop', { incomes: last, expectedPerCapitaFen: 1_000_000 })?.outcome).toBe('CLEAR')
    expect(found('incomeDrop', { incomes: last, expectedPerCapitaFen: 999_999 })?.outcome).toBe('CROSSED')
  })

  it('needs an amount, an income of last year and a share', () => {
    expect(found('incomeDrop', { incomes })).toBeUndefined()
    expect(found('incomeDrop', { incomes, incomeChange: 'DOWN' })).toMatchObject({ outcome: 'HINT' })
    expect(found('incomeDrop', { expectedPerCapitaFen: 5 })).toMatchObject({
      outcome: 'UNKNOWN',
      figures: { say: 'dropNoBase' },
    })
    expect(found('incomeDrop', { incomes, expectedPerCapitaFen: 5 }, without('income.dropShare'))).toMatchObject({
      outcome: 'UNKNOWN',
      figures: { say: 'dropNoLine' },
    })
  })
})

describe('self-paid medical cost', () => {
  const of = (fen: number | null, otherSelfPaidFen = 0) =>
    found('medicalSelfPaid', { ...shock('MEDICAL', fen), otherSelfPaidFen })

  it('is told past the hint line and crossed past the warning line, at neither of them', () => {
    expect(of(820_000)?.outcome).toBe('CLEAR')
    expect(of(820_001)?.outcome).toBe('HINT')
    expect(of(1_640_000)?.outcome).toBe('HINT')
    expect(of(1_640_001)?.outcome).toBe('CROSSED')
  })

  it('adds what other visits of the year reported', () => {
    expect(of(1, 1_640_000)).toMatchObject({ outcome: 'CROSSED', figures: { fen: 1_640_001, thisVisitFen: 1 } })
  })

  it('has nothing to look at without an illness, and asks for an amount or for a line', () => {
    expect(found('medicalSelfPaid', {})).toBeUndefined()
    expect(of(null)).toMatchObject({ outcome: 'UNKNOWN', figures: { say: 'medicalNoAmount' } })
    expect(found('medicalSelfPaid', shock('MEDICAL', 1_000_000), without('income.ruralDisposable'))).toMatchObject({
      outcome: 'UNKNOWN',
      figures: { say: 'medicalNoLine', fen: 1_000_000 },
    })
  })
})

describe.each([
  ['disasterLoss', 'DISASTER', 800_000, 'shock.disasterYuan'],
  ['accidentLoss', 'ACCIDENT', 1_000_000, 'shock.accidentYuan'],
  ['schoolingCost', 'SCHOOLING', 1_000_000, 'shock.schoolingYuan'],
] as const)('%s', (id, kind, lineFen, parameter) => {
  it('is crossed one fen past its line and not at it', () => {
    expect(found(id, shock(kind, lineFen))).toMatchObject({ outcome: 'CLEAR', figures: { lineFen } })
    expect(found(id, shock(kind, lineFen + 1))?.outcome).toBe('CROSSED')
  })

  it('takes the whole cost where the self-paid part is not known', () => {
    expect(found(id, shock(kind, null, lineFen + 1))?.outcome).toBe('CROSSED')
    expect(found(id, shock(kind, 1, lineFen + 1))?.outcome).toBe('CLEAR')
  })

  it('says what is missing without an amount or a line', () => {
    expect(found(id, shock(kind, null))).toMatchObject({ outcome: 'UNKNOWN', figures: { say: 'costNoAmount' } })
    expect(found(id, shock(kind, 5), without(parameter))).toMatchObject({
      outcome: 'UNKNOWN',
      figures: { say: 'costNoLine', fen: 5 },
    })
    expect(found(id, {})).toBeUndefined()
  })
})

describe('an earner lost', () => {
  it.each(['JOB_LOST', 'DEATH_OF_EARNER'] as const)('is crossed by %s', (kind) => {
    expect(found('earnerLost', shock(kind, null))).toMatchObject({ outcome: 'CROSSED', figures: { kinds: [kind] } })
  })

  it('is crossed when most of the income is lost, and not by less income', () => {
    expect(found('earnerLost', { incomeChange: 'LOST_MOST' })?.figures.kinds).toEqual(['LOST_MOST'])
    expect(found('earnerLost', { incomeChange: 'DOWN' })).toBeUndefined()
  })
})

describe('the guarantees', () => {
  it.each(GUARANTEE_ITEMS)(
    '%s is crossed when it fails, clear when it is met, silent when it does not apply',
    (item) => {
      const of = (result: 'PASS' | 'FAIL' | 'NOT_APPLICABLE') => {
        const { guarantees } = given()
        return found(`guarantee.${item}`, { guarantees: { ...guarantees, [item]: { result, reason: '原因' } } })
      }
      expect(of('FAIL')).toMatchObject({ outcome: 'CROSSED', figures: { reason: '原因' } })
      expect(of('PASS')?.outcome).toBe('CLEAR')
      expect(of('NOT_APPLICABLE')).toBeUndefined()
    },
  )
})

describe('every finding', () => {
  it('comes from a rule of the catalogue, each id once', () => {
    expect(SCREENING_RULES.map((rule) => rule.id).sort()).toEqual([...RULE_IDS].sort())
  })

  it('tells all amounts it was compared by, in both languages', () => {
    const amount = fc.option(fc.integer({ min: 0, max: 50_000_000 }), { nil: null })
    const anyFacts = fc.record({
      expectedPerCapitaFen: amount,
      shocks: fc.array(fc.record({ kind: fc.constantFrom(...SHOCK_KINDS), totalFen: amount, selfPaidFen: amount })),
      incomeChange: fc.constantFrom('NONE', 'UP', 'DOWN', 'LOST_MOST'),
      incomes: fc.array(
        fc.record({ year: fc.constantFrom(2024, 2025, 2026), perCapitaFen: fc.integer({ min: 0, max: 5_000_000 }) }),
      ),
      otherSelfPaidFen: fc.integer({ min: 0, max: 3_000_000 }),
      povertyStatus: fc.constantFrom('EXITED', 'NEVER_POOR', 'NOT_EXITED'),
    })
    const translators = (['zh-CN', 'en'] as const).map((locale) =>
      createTranslator({ locale, messages: MESSAGES[locale] as never, namespace: 'monitoring' as never }),
    ) as unknown as ((key: string, values: object) => string)[]
    fc.assert(
      fc.property(anyFacts, fc.boolean(), (over, known) => {
        for (const finding of screen(given(over as Partial<ScreeningFacts>), known ? POLICY : [])) {
          const { figure = '', line = '', over: distance = '', ...rest } = explanationValues(finding)
          const values = { ...rest, figure, line, over: distance, kinds: 'KINDS', item: 'ITEM' }
          for (const translate of translators) {
            const text = translate(`says.${finding.figures.say}`, values)
            expect(text).not.toMatch(/—|monitoring\.|undefined|NaN/)
            if (finding.figures.fen !== undefined) expect(text).toContain(figure)
            if (finding.figures.lineFen !== undefined && finding.ruleId === 'incomeBelowLine') {
              expect(text).toContain(line)
            }
            if (
              finding.outcome === 'CROSSED' &&
              finding.figures.lineFen !== undefined &&
              finding.ruleId !== 'incomeDrop'
            ) {
              expect(text).toContain(distance)
              expect(text).toContain(line)
            }
          }
        }
      }),
      { numRuns: 300 },
    )
  })

  it('never crosses without saying so: a CROSSED finding with a line lies on its wrong side', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5_000_000 }), fc.constantFrom(...SHOCK_KINDS), (fen, kind) => {
        for (const { ruleId, outcome, figures } of screen(
          given({ expectedPerCapitaFen: fen, ...shock(kind, fen), incomes: [{ year: 2025, perCapitaFen: 2_000_000 }] }),
          POLICY,
        )) {
          if (figures.fen === undefined || figures.lineFen === undefined) continue
          const isBelow = ruleId === 'incomeBelowLine' || ruleId === 'incomeDrop'
          expect(outcome === 'CROSSED').toBe(isBelow ? figures.fen < figures.lineFen : figures.fen > figures.lineFen)
        }
      }),
    )
  })
})

describe('the type of a monitored household', () => {
  it.each([
    ['EXITED', ['UNSTABLE_EXITED', 'SUDDEN_HARDSHIP']],
    ['EXITED_STABLE', ['UNSTABLE_EXITED', 'SUDDEN_HARDSHIP']],
    ['NEVER_POOR', ['MARGINAL', 'SUDDEN_HARDSHIP']],
    ['NOT_EXITED', ['SUDDEN_HARDSHIP']],
  ])('after %s is one of %j', (povertyStatus, types) => {
    expect(typesFor(povertyStatus)).toEqual(types)
  })
})
