import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMonths } from '@/lib/platform/days'
import { deciderOf, grantsOf, isGrant, type Policy } from '@/lib/relief/rules/amounts'
import { judgeLine, judgeLines, type ReliefFacts } from '@/lib/relief/rules/eligibility'
import { eachFen, ratiosOf } from '@/lib/relief/rules/figures'
import { bonusOf, halfOf, isParentAge, splitBonus } from '@/lib/relief/rules/filial'
import { changesOf, collected, contrary, isWhole, movement } from '@/lib/relief/rules/journal'
import { type Costs, grantedFen, openFen, staircaseOf } from '@/lib/relief/rules/staircase'
import { POLICY } from '../support/policy'

const policy: Policy = { rows: POLICY, regionCode: '130799100001', day: '2026-03-02' }
const nothingSet: Policy = { ...policy, rows: [] }

describe('the staircase', () => {
  const costs: Costs = {
    totalFen: 5_000_000,
    policyFen: 4_000_000,
    settlements: [
      { kind: 'BASIC', fen: 2_500_000 },
      { kind: 'BASIC', fen: -500_000 },
      { kind: 'CRITICAL', fen: 800_000 },
      { kind: 'AID', fen: 200_000 },
    ],
    applications: [
      { line: 2, status: 'CONFIRMED', grantedFen: 500_000, recoveredFen: null, paid: true },
      { line: 3, status: 'APPROVED', grantedFen: 280_000, recoveredFen: null, paid: false },
      { line: 4, status: 'REVOKED', grantedFen: 300_000, recoveredFen: 100_000, paid: true },
      { line: 4, status: 'REVOKED', grantedFen: 900_000, recoveredFen: 0, paid: false },
      { line: 4, status: 'REJECTED', grantedFen: null, recoveredFen: null, paid: false },
      { line: 6, status: 'DISBURSED', grantedFen: 100_000, recoveredFen: null, paid: true },
    ],
  }

  it('says what is left to pay after each line, and keeps apart what is granted but not paid', () => {
    const { stairs, selfPaidFen, leftFen, overFen } = staircaseOf(costs)
    expect(stairs.map(({ line, kind, paidFen, dueFen, leftFen }) => [kind ?? line, paidFen, dueFen, leftFen])).toEqual([
      ['BASIC', 2_000_000, 0, 3_000_000],
      ['CRITICAL', 800_000, 0, 2_200_000],
      ['AID', 200_000, 0, 2_000_000],
      [2, 500_000, 0, 1_500_000],
      [3, 0, 280_000, 1_500_000],
      [4, 200_000, 0, 1_300_000],
      [6, 100_000, 0, 1_200_000],
    ])
    expect([selfPaidFen, leftFen, overFen]).toEqual([2_000_000, 1_200_000, 0])
    expect(grantedFen(costs)).toBe(500_000 + 280_000 + 200_000)
    expect(openFen(costs)).toBe(2_000_000 - 980_000)
  })

  it('shows what is paid beyond the cost, and never less than nothing left', () => {
    const late = { ...costs, settlements: [...costs.settlements, { kind: 'AID' as const, fen: 1_500_000 }] }
    expect(staircaseOf(late)).toMatchObject({ selfPaidFen: 500_000, leftFen: 0, overFen: 480_000 })
    expect(openFen(late)).toBe(0)
  })

  it('never loses a fen: what is left is the cost less everything paid, while nothing is paid beyond it', () => {
    const fen = fc.integer({ min: 1, max: 1_000_000 })
    fc.assert(
      fc.property(
        fc.integer({ min: 10_000_000, max: 99_000_000 }),
        fc.array(fen),
        fc.array(fen),
        (totalFen, settled, paid) => {
          const { leftFen } = staircaseOf({
            totalFen,
            policyFen: null,
            settlements: settled.map((each) => ({ kind: 'BASIC', fen: each })),
            applications: paid.map((each) => ({
              line: 3,
              status: 'CONFIRMED',
              grantedFen: each,
              recoveredFen: null,
              paid: true,
            })),
          })
          const sum = [...settled, ...paid].reduce((all, each) => all + each, 0)
          expect(leftFen).toBe(Math.max(0, totalFen - sum))
        },
      ),
    )
  })
})

describe('who decides and how much', () => {
  it.each([policy, nothingSet])(
    'temporary relief: 3,000 included is the township’s, one fen more the county’s',
    (each) => {
      expect([299_999, 300_000, 300_001, 300_100].map((fen) => deciderOf(3, fen, each))).toEqual([
        'TOWNSHIP',
        'TOWNSHIP',
        'COUNTY',
        'COUNTY',
      ])
      expect([2, 4, 6].map((line) => deciderOf(line as 2, 50_000, each))).toEqual(['COUNTY', 'COUNTY', 'TOWNSHIP'])
    },
  )

  it('another limit of a township holds there', () => {
    const row = POLICY.find(({ code }) => code === 'relief.townshipLimitYuan')
    const own = {
      ...policy,
      rows: [...POLICY, { ...(row as NonNullable<typeof row>), appliesTo: '130799100', value: 5000 }],
    }
    expect(deciderOf(3, 500_000, own)).toBe('TOWNSHIP')
    expect(deciderOf(3, 500_000, { ...own, regionCode: '130799101001' })).toBe('COUNTY')
  })

  it('line 6 grants 500, 1,000 or 2,000', () => {
    expect(grantsOf(policy)).toEqual([50_000, 100_000, 200_000])
    expect([49_999, 50_000, 50_001, 100_000, 150_000, 200_000, 200_001].filter((fen) => isGrant(fen, policy))).toEqual([
      50_000, 100_000, 200_000,
    ])
  })

  it('counts months to the same day or the month’s last', () => {
    expect(addMonths('2026-03-12', 6)).toBe('2026-09-12')
    expect(addMonths('2025-08-31', 6)).toBe('2026-02-28')
    expect(addMonths('2026-10-31', 6)).toBe('2027-04-30')
  })
})

describe('who each line is for', () => {
  const facts: ReliefFacts = {
    povertyStatus: 'EXITED',
    monitoredType: null,
    incomeFen: 500_000,
    incomeYear: 2025,
    cause: 'ILLNESS',
    selfPaidFen: 300_000,
    leftFen: 300_000,
    unanswered: [],
    parents: 1,
  }
  const verdicts = (over: Partial<ReliefFacts>, each: Policy = policy) =>
    judgeLines({ ...facts, ...over }, each).map(({ verdict }) => verdict)

  it('judges all six for a registered household that was ill', () => {
    expect(verdicts({})).toEqual(['YES', 'YES', 'YES', 'NO', 'YES', 'YES'])
    expect(verdicts({ povertyStatus: 'NEVER_POOR' })).toEqual(['NO', 'NO', 'YES', 'NO', 'NO', 'NO'])
    expect(verdicts({ povertyStatus: 'NEVER_POOR', monitoredType: 'MARGINAL' })).toEqual([
      'NO',
      'NO',
      'YES',
      'YES',
      'YES',
      'YES',
    ])
    expect(verdicts({ cause: 'DISASTER' }).slice(0, 2)).toEqual(['NO', 'NO'])
    expect(verdicts({ leftFen: 0 })[2]).toBe('NO')
    expect(verdicts({ parents: 0 })[4]).toBe('NO')
    expect(verdicts({ unanswered: [5] })[5]).toBe('NO')
  })

  it('insurance is for incomes strictly below one and a half times last year’s standard, and says the figures', () => {
    const monitored = { ...facts, monitoredType: 'UNSTABLE_EXITED' as const }
    const { reasons } = judgeLine(4, monitored, policy)
    const { lineFen = 0, baseFen = 0, factor } = reasons.find(({ code }) => code === 'INCOME_BELOW')?.figures ?? {}
    expect(lineFen).toBe(Math.round(baseFen * 1.5))
    expect(factor).toBe(1.5)
    expect([-1, 0, 1].map((by) => judgeLine(4, { ...monitored, incomeFen: lineFen + by }, policy).verdict)).toEqual([
      'YES',
      'NO',
      'NO',
    ])
    expect(judgeLine(4, { ...monitored, incomeFen: null }, policy).verdict).toBe('ASK')
    expect(judgeLine(4, monitored, nothingSet).verdict).toBe('ASK')
  })
})

describe('the filial fund', () => {
  it('knows the half-year of a day and the 60th birthday', () => {
    expect(['2025-01-01', '2025-06-30', '2025-07-01', '2025-12-31'].map((day) => halfOf(day).half)).toEqual([
      1, 1, 2, 2,
    ])
    expect(['2025-05-09', '2025-05-10'].map((day) => isParentAge('1965-05-10', day))).toEqual([false, true])
  })

  it('gives 10 % in whole fen, half up', () => {
    expect([4, 5, 15, 120_000, 150_055].map((fen) => bonusOf(fen, policy))).toEqual([0, 1, 2, 12_000, 15_006])
  })

  it('splits 50/15/10/25 without losing a fen, nobody more than a fen away from his share', () => {
    expect(splitBonus(12_000, policy)).toEqual({ county: 6_000, township: 1_800, village: 1_200, donation: 3_000 })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 50_000_000 }), (fen) => {
        const shares = splitBonus(fen, policy)
        expect(shares.county + shares.township + shares.village + shares.donation).toBe(fen)
        for (const [who, percent] of [
          ['county', 50],
          ['township', 15],
          ['village', 10],
          ['donation', 25],
        ] as const)
          expect(Math.abs(shares[who] * 100 - fen * percent)).toBeLessThan(100)
      }),
    )
  })
})

describe('entries of the journal', () => {
  it('are whole, and their contrary undoes them, whatever they move', () => {
    const fen = fc.integer({ min: 0, max: 1_000_000 })
    fc.assert(
      fc.property(fc.array(fen, { minLength: 1, maxLength: 5 }), (parts) => {
        const sides = collected(
          parts.map((part, index) => [`from ${index}`, part] as const),
          'to',
        )
        const some = parts.some((part) => part > 0)
        expect(isWhole(sides)).toBe(some)
        const both = changesOf([...sides, ...contrary(sides)])
        expect([...both.values()].every((by) => by === 0)).toBe(true)
        expect(changesOf(sides).get('to')).toBe(parts.reduce((sum, part) => sum + part, 0))
      }),
    )
    expect(isWhole(movement('a', 'b', 0))).toBe(false)
    expect(isWhole(movement('a', 'b', 1.5))).toBe(false)
    expect(isWhole([])).toBe(false)
  })
})

describe('figures that follow from others', () => {
  it('take the reimbursement rate of the cost within policy scope', () => {
    const ratios = ratiosOf(1, { TOTAL: 351_000_000_00, POLICY: 293_600_000_00, REIMBURSED: 264_830_000_00 })
    expect(
      ratios.map(({ code, numerator, denominator }) => [code, Math.round((numerator / denominator) * 1000) / 10]),
    ).toEqual([
      ['POLICY_SHARE', 83.6],
      ['REIMBURSEMENT', 90.2],
    ])
    expect(ratiosOf(3, { PAID: 100, TIMES: 0 })).toEqual([])
    expect(ratiosOf(4, { PAID: 100 })).toEqual([])
    expect(eachFen({ numerator: 198_000_000, denominator: 4176 })).toBe(47_414)
  })
})
