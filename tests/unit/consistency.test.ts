import { describe, expect, it } from 'vitest'
import { ALL_RULES, HOUSEHOLD_RULES } from '@/lib/households/catalogue/consistency/all'
import { blockingErrors, checkConsistency, checkVillage } from '@/lib/households/rules/consistency'
import { type Case, household, many, perHead } from '@/tests/support/consistency/build'
import { LABOUR_CASES } from '@/tests/support/consistency/labour'
import { MONEY_CASES } from '@/tests/support/consistency/money'
import { PEOPLE_CASES } from '@/tests/support/consistency/people'
import { aMember, anIncomeOf, beyondFacts, householdFacts } from '@/tests/support/household-facts'
import { POLICY } from '@/tests/support/policy'

const ON = { today: '2026-11-25', parameters: POLICY, region: '130799100001' }

const CASES = { ...PEOPLE_CASES, ...LABOUR_CASES, ...MONEY_CASES }

const found = ({ facts, beyond }: Case) => checkConsistency(facts, { ...ON, beyond }).map(({ ruleId }) => ruleId)

describe('the consistency rules', () => {
  it('are 1 to 52, each once, each tried here', () => {
    expect(ALL_RULES.map(({ no }) => no)).toEqual(Array.from({ length: 52 }, (_, at) => at + 1))
    expect(Object.keys(CASES).sort()).toEqual(HOUSEHOLD_RULES.map(({ id }) => id).sort())
    for (const { id, no } of ALL_RULES) expect(id).toBe(`R${no}`)
  })

  it('find nothing in a sound household', () => {
    expect(found(household({}))).toEqual([])
  })

  it.each(Object.entries(CASES))('%s fires where it should and not beside it', (id, { fires, silent }) => {
    for (const each of fires) expect(found(each)).toContain(id)
    for (const each of silent) expect(found(each)).not.toContain(id)
  })

  it('decide nothing where a policy value is not known', () => {
    const unknown = checkConsistency(householdFacts({ members: many(9) }), {
      ...ON,
      parameters: [],
      beyond: beyondFacts(),
    })
    expect(unknown.map(({ ruleId }) => ruleId)).not.toContain('R8')
  })

  it('leave a household that is gone alone', () => {
    expect(found(household({ isActive: false, memberCount: 5 }))).toEqual([])
  })

  it('need no facts beyond the household, and then decide nothing about those', () => {
    const facts = householdFacts({ incomes: [anIncomeOf(2026, perHead(100_000)), anIncomeOf(2025)], memberCount: 2 })
    const ids = checkConsistency(facts, ON).map(({ ruleId }) => ruleId)
    expect(ids).toContain('R10')
    expect(ids).not.toContain('R40')
  })
})

describe('a form', () => {
  const findings = checkConsistency(householdFacts({ members: [aMember({ schooling: 'HIGHER', labour: 'LOST' })] }), ON)

  it('is stopped by E findings of the fields it holds, beside the field', () => {
    expect(blockingErrors(findings)).toEqual({ education: { code: 'quality.R17', params: { case: 'both' } } })
    const paths = blockingErrors(findings, (field) => (field === 'schooling' ? 'members[0].schooling' : null))
    expect(Object.keys(paths)).toEqual(['members[0].schooling'])
  })

  it('is not stopped by what it does not hold, nor by warnings', () => {
    expect(blockingErrors(findings, () => null)).toEqual({})
    expect(findings.some(({ severity }) => severity === 'W')).toBe(true)
    expect(blockingErrors(findings.filter(({ severity }) => severity !== 'E'))).toEqual({})
  })
})

describe('a village', () => {
  const one = (at: number, perCapitaFen: number, previousFen: number | null) => ({
    householdId: `h${at}`,
    povertyStatus: 'EXITED',
    year: 2026,
    perCapitaFen,
    previousFen,
  })
  const village = (n: number, of: (at: number) => [number, number | null]) =>
    checkVillage({ regionCode: ON.region, incomes: Array.from({ length: n }, (_, at) => one(at, ...of(at))) }, ON).map(
      ({ ruleId }) => ruleId,
    )

  it('with more than a tenth of its incomes as last year is named (42)', () => {
    expect(village(20, (at) => [1_000_000 + at, at < 3 ? 1_000_000 + at : 1])).toEqual(['R42'])
    expect(village(20, (at) => [1_000_000 + at, at < 2 ? 1_000_000 + at : 1])).toEqual([])
    expect(village(19, () => [1_000_000, 1_000_000])).toEqual([])
    expect(village(20, (at) => [1_000_000 + at * 100, at < 3 ? 1_000_000 + at * 100 + 49 : 1])).toEqual(['R42'])
    expect(village(20, (at) => [1_000_000 + at * 100, at < 3 ? 1_000_000 + at * 100 + 50 : 1])).toEqual([])
  })

  it('with more than a twentieth of its incomes up to 50 yuan above the line is named (43)', () => {
    expect(village(20, (at) => [at === 0 ? 540_000 : at === 1 ? 545_000 : 1_000_000, null])).toEqual(['R43'])
    expect(village(20, (at) => [at === 0 ? 540_000 : at === 1 ? 545_001 : 1_000_000, null])).toEqual([])
    expect(village(20, (at) => [at === 0 ? 539_999 : at === 1 ? 545_000 : 1_000_000, null])).toEqual([])
  })
})
