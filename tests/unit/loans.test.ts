import { describe, expect, it } from 'vitest'
import { faultOf, latestDue } from '@/lib/loans/rules/limits'
import { readLoanFilter } from '@/lib/loans/rules/list-address'
import { standingOf } from '@/lib/loans/rules/standing'

const POLICY = { limitYuan: 50_000, maxYears: 3, minAge: 18, maxAge: 65 }
const lent = (over: object = {}) => ({
  amountFen: 5_000_000,
  lentOn: '2020-02-29',
  dueOn: '2023-02-28',
  birthDate: '1955-01-01',
  ...over,
})

describe('the limits of microcredit', () => {
  it('P-信贷: at most 50,000 yuan, three years, from 18 to 65 years of age, the limits themselves allowed', () => {
    expect(faultOf(lent(), POLICY)).toBeNull()
    expect(faultOf(lent({ amountFen: 5_000_001 }), POLICY)?.code).toBe('loans.aboveLimit')
    expect(faultOf(lent({ dueOn: '2023-03-01' }), POLICY)).toMatchObject({
      field: 'dueOn',
      params: { day: '2023-02-28' },
    })
    expect(faultOf(lent({ birthDate: '1954-02-28' }), POLICY)?.code).toBe('loans.age')
    expect(faultOf(lent({ birthDate: '2002-03-01' }), POLICY)?.params.age).toBe('17')
    expect(faultOf(lent({ birthDate: '2002-02-28' }), POLICY)).toBeNull()
  })

  it('a value that is not known limits nothing', () => {
    const none = { limitYuan: null, maxYears: null, minAge: null, maxAge: null }
    expect(faultOf(lent({ amountFen: 90_000_000, dueOn: '2029-01-01', birthDate: '1930-01-01' }), none)).toBeNull()
  })

  it('an extension ends so many months after the first due day, or with the epidemic rule if that is later', () => {
    expect(latestDue('2020-08-31', 6, null)).toBe('2021-02-28')
    expect(latestDue('2020-01-01', 6, '2021-03-31')).toBe('2021-03-31')
    expect(latestDue('2020-12-01', 6, '2021-03-31')).toBe('2021-06-01')
    expect(latestDue('2020-12-01', null, '2021-03-31')).toBe('2021-03-31')
    expect(latestDue('2020-12-01', null, null)).toBeNull()
  })
})

describe('how a loan stands', () => {
  const spans = { soonDays: 60, longDays: 30 }
  it.each([
    ['2020-05-31', 'running', 61],
    ['2020-05-30', 'soon', 60],
    ['2020-03-31', 'soon', 0],
    ['2020-03-30', 'overdue', -1],
    ['2020-03-01', 'overdue', -30],
    ['2020-02-29', 'longOverdue', -31],
  ])('due on %s it is %s', (dueOn, standing, days) => {
    const open = { dueOn, repaidOn: null, withdrawnOn: null }
    expect(standingOf(open, '2020-03-31', spans)).toEqual({ standing, days })
    expect(standingOf({ ...open, repaidOn: '2020-01-01' }, '2020-03-31', spans).standing).toBe('repaid')
  })

  it('an address that asks for nothing known shows what is open', () => {
    expect(readLoanFilter({ tab: 'nothing', household: 'x' })).toEqual({ tab: 'open', household: undefined })
  })
})
