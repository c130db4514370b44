import { describe, expect, it } from 'vitest'
import { stepFrom, wayFrom } from '@/lib/identification/lifecycle'
import { papersOf, riskClass } from '@/lib/identification/rules/notice'
import { type RemovalFacts, removalConditions, risksLeft } from '@/lib/identification/rules/removal'
import { isOwnWork, lateDays, publicity } from '@/lib/identification/rules/steps'
import { quarterOf, quarterStart } from '@/lib/monitoring/rules/quarters'
import { RISKS } from '@/lib/monitoring/schema'
import { addMonths } from '@/lib/platform/days'
import { POLICY } from '../support/policy'

const REGION = '130799104201'
const GUARANTEES = ['FOOD', 'CLOTHING', 'EDUCATION', 'MEDICAL', 'HOUSING', 'WATER'].map((item) => ({
  item,
  result: 'PASS',
}))
const facts = (over: Partial<RemovalFacts> = {}): RemovalFacts => ({
  regionCode: REGION,
  on: '2020-12-01',
  identifiedOn: '2020-06-01',
  mode: 'SUPPORT',
  noLabour: false,
  incomeYear: 2020,
  perCapitaFen: 1_000_000,
  guarantees: GUARANTEES,
  ...over,
})
const met = (over: Partial<RemovalFacts>) =>
  Object.fromEntries(removalConditions(facts(over), POLICY).map((each) => [each.code, each.met]))

describe('the way of a monitoring procedure', () => {
  it('leads from the clue over comparison and publicity to the county', () => {
    expect(wayFrom('MONITORING', 'APPLIED').map(({ step }) => step)).toEqual([
      'verify',
      'compare',
      'appraise',
      'publish',
      'review',
      'approve',
    ])
    expect(wayFrom('RISK_REMOVAL', 'PROPOSED').map(({ step }) => step)).toEqual([
      'verify',
      'appraise',
      'publish',
      'review',
      'approve',
    ])
  })

  it('is dismissed at the home check and rejected after it', () => {
    expect(stepFrom('MONITORING', 'APPLIED', 'dismiss')?.to).toBe('REJECTED')
    expect(stepFrom('MONITORING', 'APPLIED', 'reject')).toBeUndefined()
    expect(stepFrom('MONITORING', 'VERIFIED', 'dismiss')).toBeUndefined()
    expect(stepFrom('MONITORING', 'VERIFIED', 'reject')?.to).toBe('REJECTED')
    expect(stepFrom('RISK_REMOVAL', 'PROPOSED', 'reject')?.to).toBe('REJECTED')
  })

  it('is posted for five full days, a poverty procedure for seven', () => {
    expect(publicity(POLICY, REGION, '2026-03-01', 'MONITORING')).toEqual({ days: 5, over: '2026-03-07' })
    expect(publicity(POLICY, REGION, '2026-03-01', 'EXIT')).toEqual({ days: 7, over: '2026-03-09' })
  })

  it('knows whose own work a step would be', () => {
    const seen = { startedBy: 's', openedBy: 'o', verifiedBy: 'v', reviewedBy: 'r' }
    const own = (name: Parameters<typeof isOwnWork>[0]) =>
      [...'sovr'].filter((who) => isOwnWork(name, seen, [who])).join('')
    expect([own('review'), own('approve'), own('dismiss'), own('reject'), own('verify')]).toEqual([
      'sov',
      'sor',
      'o',
      'o',
      '',
    ])
  })

  it('is late from the day after the deadline on', () => {
    expect([
      lateDays('2026-03-16', '2026-03-16'),
      lateDays('2026-03-16', '2026-03-18'),
      lateDays(null, '2026-03-18'),
    ]).toEqual([0, 2, 0])
  })
})

describe('the conditions of a removal', () => {
  it('all hold on the day on which six months are over', () => {
    expect(met({})).toEqual({ MONTHS_PASSED: true, LINE_PASSED: true, GUARANTEES_MET: true, HAS_LABOUR: true })
    expect(met({ identifiedOn: '2020-06-02' }).MONTHS_PASSED).toBe(false)
    expect(met({ identifiedOn: '2020-11-30', mode: 'NATURAL' }).MONTHS_PASSED).toBe(true)
  })

  it('at the line is enough, below is not, an older income says nothing', () => {
    const [line] = removalConditions(facts(), POLICY).filter(({ code }) => code === 'LINE_PASSED')
    const fen = Math.round((line?.figures.lineYuan ?? 0) * 100)
    expect(fen).toBeGreaterThan(0)
    expect(met({ perCapitaFen: fen }).LINE_PASSED).toBe(true)
    expect(met({ perCapitaFen: fen - 1 }).LINE_PASSED).toBe(false)
    expect(met({ incomeYear: 2018 }).LINE_PASSED).toBeNull()
    expect(met({ perCapitaFen: null, incomeYear: null }).LINE_PASSED).toBeNull()
  })

  it('a failing guarantee stops it, an unknown one asks', () => {
    const failing = GUARANTEES.map((each) => (each.item === 'WATER' ? { ...each, result: 'FAIL' } : each))
    expect(met({ guarantees: failing }).GUARANTEES_MET).toBe(false)
    expect(met({ guarantees: GUARANTEES.slice(1) }).GUARANTEES_MET).toBeNull()
  })

  it('keeps a household without labour', () => {
    expect(met({ noLabour: true }).HAS_LABOUR).toBe(false)
  })

  it('counts months to the last day of a shorter one', () => {
    expect([addMonths('2025-08-31', 6), addMonths('2025-12-15', 6), addMonths('2024-08-29', 6)]).toEqual([
      '2026-02-28',
      '2026-06-15',
      '2025-02-28',
    ])
  })

  it('names risks that stay, stand twice or were never recorded', () => {
    expect(risksLeft(['ILLNESS', 'SCHOOLING'], ['ILLNESS'], ['SCHOOLING'])).toEqual([])
    expect(risksLeft(['ILLNESS', 'SCHOOLING'], ['ILLNESS'], [])).toEqual(['SCHOOLING'])
    expect(risksLeft(['ILLNESS'], ['ILLNESS'], ['ILLNESS'])).toEqual(['ILLNESS'])
    expect(risksLeft(['ILLNESS'], ['ILLNESS', 'OTHER'], [])).toEqual(['OTHER'])
  })
})

describe('what is printed and when a case is assessed', () => {
  it('posts no state of health', () => {
    const told = new Set(RISKS.map(riskClass))
    expect([...told].sort()).toEqual(['DISASTER', 'DWELLING', 'LIVELIHOOD', 'PRODUCTION', 'SCHOOLING'])
    expect([riskClass('ILLNESS'), riskClass('DISABILITY'), riskClass('LACK_LABOUR')]).toEqual([
      'LIVELIHOOD',
      'LIVELIHOOD',
      'LIVELIHOOD',
    ])
  })

  it('prints a check sheet of monitoring and minutes of every appraisal, once they were recorded', () => {
    expect(papersOf('MONITORING', ['start'])).toEqual([])
    expect(papersOf('MONITORING', ['start', 'verify'])).toEqual(['check'])
    expect(papersOf('EXIT', ['start', 'verify', 'appraise'])).toEqual(['minutes'])
  })

  it('knows the quarter of a day and where it begins', () => {
    expect(['2026-01-01', '2026-03-31', '2026-04-01', '2026-12-31'].map(quarterOf)).toEqual([
      '2026Q1',
      '2026Q1',
      '2026Q2',
      '2026Q4',
    ])
    expect(['2026-03-31', '2026-05-09', '2026-12-31'].map(quarterStart)).toEqual([
      '2026-01-01',
      '2026-04-01',
      '2026-10-01',
    ])
  })
})
