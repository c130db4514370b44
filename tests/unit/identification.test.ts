import { describe, expect, it } from 'vitest'
import { MAIN_CAUSES } from '@/lib/households/schema'
import { wayFrom } from '@/lib/identification/lifecycle'
import { conditionsOf, verdictOf } from '@/lib/identification/rules/conditions'
import { REASON_CLASSES, reasonClass } from '@/lib/identification/rules/notice'
import { isCarried, publicity, quorumOf, reviewersNeeded } from '@/lib/identification/rules/steps'
import { POLICY } from '../support/policy'

const REGION = '130799104201'
const ITEMS = ['FOOD', 'CLOTHING', 'EDUCATION', 'MEDICAL', 'HOUSING', 'WATER']
const checked = (...failing: string[]) =>
  ITEMS.map((item) => ({ item, result: failing.includes(item) ? 'FAIL' : 'PASS' }))
const facts = (yuan: number | null, guarantees: { item: string; result: string }[]) => ({
  regionCode: REGION,
  incomeYear: yuan === null ? null : 2025,
  perCapitaFen: yuan === null ? null : Math.round(yuan * 100),
  guarantees,
})
const verdict = (kind: 'IDENTIFICATION' | 'EXIT', yuan: number | null, guarantees = checked()) =>
  verdictOf(kind, conditionsOf(kind, facts(yuan, guarantees), POLICY))

describe('conditions of a home check', () => {
  it('identifies below the standard of the income’s own year, and not at it', () => {
    expect([verdict('IDENTIFICATION', 5_199.99), verdict('IDENTIFICATION', 5_200)]).toEqual(['YES', 'NO'])
  })
  it('identifies for a guarantee that is not met, whatever the income', () => {
    expect(verdict('IDENTIFICATION', 20_000, checked('HOUSING'))).toBe('YES')
  })
  it('lets go at the standard with all guarantees met, and not below or with one unmet', () => {
    expect([verdict('EXIT', 5_200), verdict('EXIT', 5_199.99), verdict('EXIT', 5_200, checked('WATER'))]).toEqual([
      'YES',
      'NO',
      'NO',
    ])
  })
  it('asks the officers where the register does not know', () => {
    expect([verdict('IDENTIFICATION', null), verdict('EXIT', null), verdict('EXIT', 6_000, [])]).toEqual([
      'ASK',
      'ASK',
      'ASK',
    ])
  })
  it('counts what does not apply as met', () => {
    const none = ITEMS.map((item) => ({ item, result: item === 'EDUCATION' ? 'NOT_APPLICABLE' : 'PASS' }))
    expect(verdict('EXIT', 6_000, none)).toBe('YES')
  })
})

describe('steps', () => {
  it('counts seven full days after the day of posting, across a month and 29 February', () => {
    expect(publicity(POLICY, REGION, '2024-02-25')).toEqual({ days: 7, over: '2024-03-04' })
    expect(publicity([], REGION, '2026-03-04')).toEqual({ days: 7, over: '2026-03-12' })
  })
  it.each([
    [1, 1],
    [3, 2],
    [30, 20],
    [31, 21],
    [32, 22],
    [150, 100],
    [999, 666],
  ])('of %i representatives two thirds are %i', (should, least) => {
    expect(quorumOf(POLICY, REGION, '2026-03-01', should)).toBe(least)
  })
  it('carries with more than half', () => {
    expect([isCarried(10, 20), isCarried(11, 20), isCarried(11, 21)]).toEqual([false, true, true])
  })
  it('asks three reviewers at an exit', () => {
    expect([
      reviewersNeeded('EXIT', POLICY, REGION, '2026-03-01'),
      reviewersNeeded('RELAPSE', POLICY, REGION, '2026-03-01'),
    ]).toEqual([3, 1])
  })
  it('knows the whole way', () => {
    expect(wayFrom('IDENTIFICATION', 'APPLIED').map(({ step }) => step)).toEqual([
      'verify',
      'appraise',
      'publish',
      'review',
      'publishAgain',
      'approve',
      'announce',
      'register',
    ])
  })
})

describe('public notice', () => {
  it('puts every cause into a class, and every class that holds illness or disability holds a cause without it', () => {
    const causesIn = (name: string) => MAIN_CAUSES.filter((cause) => reasonClass(cause) === name)
    for (const name of REASON_CLASSES) expect(causesIn(name), name).not.toEqual([])
    expect(reasonClass('ILLNESS')).toBe(reasonClass('LACK_LABOUR'))
    expect(reasonClass('DISABILITY')).toBe(reasonClass('LACK_LABOUR'))
  })
})
