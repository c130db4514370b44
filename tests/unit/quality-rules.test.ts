import { describe, expect, it } from 'vitest'
import { checkDay } from '@/lib/households/catalogue/consistency/rule'
import { completenessOf } from '@/lib/households/rules/completeness'
import { figureTexts } from '@/lib/households/rules/consistency-words'
import { beyondOf, countyFacts } from '@/lib/quality/rules/beyond'
import { latestUntil, mayClear, scoreOf, tellsHealth, usualUntil } from '@/lib/quality/rules/clearing'
import { mendPath, mendPathOf } from '@/lib/quality/rules/mend'
import { birthday, earliestAfter, householdStaleOn, parametersStaleOn } from '@/lib/quality/rules/stale'
import { aMember, anIncomeOf, householdFacts } from '@/tests/support/household-facts'
import { POLICY } from '@/tests/support/policy'

const TODAY = '2026-11-25'

describe('the day a check may come out differently without a write', () => {
  const on = checkDay(TODAY, POLICY, '130799100001')
  const staleOn = (members: Parameters<typeof aMember>[0][], dates: string[] = []) =>
    householdStaleOn(householdFacts({ members: members.map(aMember) }), on, dates)

  it('is a birthday that counts, not every one', () => {
    expect(staleOn([{ birthDate: '1961-12-01' }])).toBe('2026-12-01')
    expect(staleOn([{ birthDate: '1985-12-01' }])).toBe('2027-01-01')
    expect(staleOn([{ birthDate: '2026-12-24' }])).toBe('2026-12-24')
  })

  it('is the first of all: a pairing that ends, a membership that begins, the new year', () => {
    expect(staleOn([{}])).toBe('2027-01-01')
    expect(staleOn([{}], ['2026-12-11', '2020-01-01', TODAY])).toBe('2026-12-11')
    const helpers = [{ id: 'p1', userId: null, name: '张明', unit: '', from: '2020-01-01', to: TODAY }]
    expect(householdStaleOn(householdFacts({ helpers }), on, [])).toBe('2026-11-26')
  })

  it('is 1 March for those born on 29 February, in a common year', () => {
    expect(birthday('2012-02-29', 15)).toBe('2027-03-01')
    expect(birthday('2012-02-29', 16)).toBe('2028-02-29')
  })

  it('is the first day of other policy values, or the day after the last of the present ones', () => {
    const row = {
      code: 'quality.headMinAge',
      appliesTo: '',
      value: 18,
      unit: '岁',
      source: '',
      certainty: 'HIGH',
    } as const
    expect(parametersStaleOn([{ ...row, validFrom: '2010-01-01', validTo: '2026-12-31' }], TODAY)).toBe('2027-01-01')
    expect(parametersStaleOn([{ ...row, validFrom: '2026-12-05', validTo: null }], TODAY)).toBe('2026-12-05')
    expect(earliestAfter(TODAY, [null, TODAY])).toBe('9999-12-31')
  })
})

describe('completeness', () => {
  it('is whole where all key fields are filled', () => {
    expect(completenessOf(householdFacts(), TODAY)).toMatchObject({ percent: 100, empty: [] })
  })

  it('names what is empty, of the household and of each member', () => {
    const facts = householdFacts({
      hasPhone: false,
      members: [aMember({ health: [], ethnicity: null })],
      incomes: [anIncomeOf(2025)],
    })
    expect(completenessOf(facts, TODAY).empty).toEqual([
      { field: 'phone' },
      { field: 'income' },
      { field: 'ethnicity', personId: 'm1' },
      { field: 'health', personId: 'm1' },
    ])
    expect(completenessOf(facts, TODAY).percent).toBeLessThan(100)
  })

  it('asks of children, and of households never poor, only what they have', () => {
    const fields = (over: object) => completenessOf(householdFacts(over), TODAY).empty.map(({ field }) => field)
    expect(fields({ members: [aMember({ birthDate: '2012-01-01', labour: null, politicalStatus: null })] })).toEqual([])
    expect(fields({ members: [aMember({ birthDate: '2010-11-25', labour: null, politicalStatus: null })] })).toEqual([
      'labour',
      'politicalStatus',
    ])
    expect(
      fields({ povertyStatus: 'NEVER_POOR', mainCause: null, identifiedOn: null, helpers: [], exitYear: null }),
    ).toEqual([])
    expect(fields({ povertyStatus: 'NOT_EXITED', exitYear: null })).toEqual([])
  })
})

describe('what a rule must know beyond the household', () => {
  const counted = countyFacts([
    { kind: 'helper', subject: 'p1', n: 16, nextOn: null },
    { kind: 'poor', subject: 'p1', n: 1, nextOn: null },
    { kind: 'phone', subject: 'h1', n: 7, nextOn: null },
    { kind: 'card', subject: 'm1', n: 1, nextOn: null },
  ])
  const of = (memberships: { personId: string; from: string; to: string | null }[]) =>
    beyondOf(
      householdFacts(),
      undefined,
      counted,
      memberships.map((each) => ({ ...each, householdId: 'h1' })),
      new Map(),
    )

  it('is put together by household, pairing and member', () => {
    expect(of([])).toMatchObject({
      samePhoneHouseholds: 7,
      helperHouseholds: { p1: 16 },
      poorHelpers: ['p1'],
      sameNumber: { m1: 1 },
    })
  })

  it('counts who belonged to it on a day of the poverty year, once each', () => {
    const person = (personId: string, from: string, to: string | null = null) => ({ personId, from, to })
    expect(of([person('a', '2014-01-01'), person('b', '2026-09-30')]).membersInIncomeYear).toBe(2)
    expect(of([person('a', '2026-10-01'), person('b', '2014-01-01', '2025-10-01')]).membersInIncomeYear).toBe(0)
    expect(of([person('a', '2014-01-01', '2025-10-02'), person('a', '2026-01-01')]).membersInIncomeYear).toBe(1)
  })
})

describe('clearing', () => {
  it('belongs to the level that a rule names, and to those above it up to the county', () => {
    expect(
      ['VILLAGE_CADRE', 'TOWNSHIP', 'COUNTY_OFFICE', 'SUPERVISOR'].map((role) => mayClear(role as never, 'R21')),
    ).toEqual([true, true, true, false])
    expect(['VILLAGE_CADRE', 'TOWNSHIP', 'COUNTY_OFFICE'].map((role) => mayClear(role as never, 'R16'))).toEqual([
      false,
      true,
      true,
    ])
    expect(['TOWNSHIP', 'COUNTY_OFFICE'].map((role) => mayClear(role as never, 'R4'))).toEqual([false, true])
    expect(mayClear('COUNTY_OFFICE', 'R99')).toBe(false)
  })

  it('may be put off for so many months, three by itself', () => {
    expect(latestUntil('2026-01-31', 1)).toBe('2026-02-28')
    expect(latestUntil(TODAY, 12)).toBe('2027-11-25')
    expect(usualUntil(TODAY, '2027-11-25')).toBe('2027-02-23')
    expect(usualUntil(TODAY, '2026-12-25')).toBe('2026-12-25')
  })

  it('is scored by households without anything open', () => {
    expect(scoreOf({ households: 3, flawed: 1 })).toBe(66)
    expect(scoreOf({ households: 0, flawed: 0 })).toBeNull()
  })

  it('tells of health only where health may be read; an unknown rule tells nothing', () => {
    expect([tellsHealth('R12'), tellsHealth('R33'), tellsHealth('R99')]).toEqual([true, false, true])
  })
})

describe('figures', () => {
  it('are told in yuan, areas with a decimal, and choose their sentence', () => {
    expect(figureTexts({ case: 'low', perCapitaFen: 50_050, fen: 100, area: 9.5, age: 7 })).toEqual({
      case: 'low',
      perCapita: '500.50',
      amount: '1',
      area: '9.5',
      age: '7',
    })
    expect(figureTexts({ years: 3 })).toEqual({ case: 'other', years: '3' })
  })
})

describe('where a field is mended', () => {
  it('is the form that holds it, and the record where none does', () => {
    expect(mendPath('h', 'health', 'p')).toBe('/households/h/members/p/edit')
    expect(mendPath('h', 'wage')).toBe('/households/h/income')
    expect(mendPath('h', 'houseGrade')).toBe('/households/h/living')
    expect(mendPath('h', 'mainCause')).toBe('/households/h/edit')
    expect(mendPath('h', 'helpers')).toBe('/households/h/helpers')
    expect(mendPath('h', 'members')).toBe('/households/h')
    expect(mendPathOf('R48', 'h', null)).toBe('/households/h/edit')
    expect(mendPathOf('R21', 'h', 'p')).toBe('/households/h/members/p/edit')
    expect(mendPathOf('R14', 'h', 'p')).toBe('/households/h')
  })
})
