import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { incomeFaults } from '@/lib/households/catalogue/consistency/income'
import { INCOME_ITEM_VALUES, ONE_OFF_ITEMS } from '@/lib/households/catalogue/income-items'
import { readDisabilityCard } from '@/lib/households/rules/disability-card'
import { checkDigit } from '@/lib/households/rules/id-number'
import {
  incomeOf,
  lastPovertyYear,
  perHead,
  povertyYear,
  povertyYearDays,
  sumIncome,
} from '@/lib/households/rules/income'

const amounts = fc.dictionary(fc.constantFrom(...INCOME_ITEM_VALUES), fc.integer({ min: 0, max: 50_000_000 }))

describe('the poverty year', () => {
  test('turns on 1 October', () => {
    expect(povertyYear('2026-09-30')).toBe(2026)
    expect(povertyYear('2026-10-01')).toBe(2027)
    expect(povertyYear('2026-01-15')).toBe(2026)
    expect(lastPovertyYear('2026-11-25')).toBe(2026)
    expect(povertyYearDays(2026)).toEqual({ from: '2025-10-01', to: '2026-09-30' })
  })
})

describe('income', () => {
  test('a household with wages, sheep and an allowance comes to its figures', () => {
    const items = {
      'WAGE.WORK': 12_000_00,
      'BUSINESS.LIVESTOCK': 9_000_00,
      'PROPERTY.DIVIDENDS': 600_00,
      'TRANSFER.SUBSISTENCE': 2_400_00,
      'TRANSFER.RELIEF': 3_000_00,
      'COST.LIVESTOCK': 4_000_00,
    }
    expect(incomeOf(items, 3, 5_000_00, 11_000_00)).toEqual({
      groups: { WAGE: 1_200_000, BUSINESS: 900_000, PROPERTY: 60_000, TRANSFER: 540_000, COST: 400_000 },
      grossFen: 2_700_000,
      netFen: 2_300_000,
      perCapitaFen: 766_667,
      referenceFen: 1_700_000,
      referencePerCapitaFen: 566_667,
      regularNetFen: 2_000_000,
      regularPerCapitaFen: 666_667,
    })
  })

  test('a share is rounded half up, below zero half down as the database does, and nobody has none', () => {
    expect([perHead(5, 2), perHead(-5, 2), perHead(4, 3), perHead(0, 1), perHead(-1, 3)]).toEqual([3, -3, 1, 0, 0])
    expect(perHead(100, 0)).toBeNull()
    expect(incomeOf({}, 0)).toBeNull()
  })

  test('the groups add up to the net figure, whatever the items', () => {
    fc.assert(
      fc.property(amounts, (items) => {
        const { groups, grossFen, netFen } = sumIncome(items)
        const all = Object.entries(items)
        expect(grossFen + groups.COST).toBe(all.reduce((sum, [, fen]) => sum + fen, 0))
        expect(netFen).toBe(groups.WAGE + groups.BUSINESS + groups.PROPERTY + groups.TRANSFER - groups.COST)
      }),
    )
  })

  test('a share per head differs from the exact one by half a fen at most', () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: 1, max: 60 }), (items, heads) => {
        const result = incomeOf(items, heads)
        if (!result) throw new Error('no result')
        expect(Math.abs(result.perCapitaFen * heads - result.netFen) * 2).toBeLessThanOrEqual(heads)
      }),
    )
  })

  test('what came once makes the whole difference between net and regular income', () => {
    fc.assert(
      fc.property(amounts, (items) => {
        const once = Object.entries(items).reduce((sum, [item, fen]) => sum + (ONE_OFF_ITEMS.has(item) ? fen : 0), 0)
        expect(incomeOf(items, 1)).toMatchObject({ regularNetFen: sumIncome(items).netFen - once })
      }),
    )
  })
})

describe('an income that does not add up', () => {
  const said = {
    ...{ year: 2026, items: { 'WAGE.WORK': 3_000_000, 'COST.CROPS': 100_000 }, residentMembers: 3 },
    ...{ wageFen: 3_000_000, businessFen: 0, propertyFen: 0, transferFen: 0, costFen: 100_000 },
    ...{ grossFen: 3_000_000, netFen: 2_900_000, perCapitaFen: 966_667 },
  }
  const faults = (over: Partial<typeof said>, within?: number) =>
    incomeFaults({ ...said, ...over }, within).map(({ case: kind, group, sumFen }) => [kind, group ?? '', sumFen])

  test('says every group against its items, and what follows only where the groups agree', () => {
    expect(faults({})).toEqual([])
    expect(faults({ wageFen: 1, costFen: 1, netFen: 1 })).toEqual([
      ['group', 'WAGE', 3_000_000],
      ['group', 'COST', 100_000],
    ])
    expect(faults({ grossFen: 1, netFen: 1, perCapitaFen: 1 })).toEqual([
      ['gross', '', 3_000_000],
      ['net', '', 2_900_000],
      ['head', '', 966_667],
    ])
  })

  test('is exact to the fen where it is stored, and takes a figure per head rounded to the yuan from a file', () => {
    expect(faults({ perCapitaFen: 966_700 })).toEqual([['head', '', 966_667]])
    expect(faults({ perCapitaFen: 966_700 }, 100)).toEqual([])
    expect(faults({ perCapitaFen: 966_767 }, 100)).toEqual([['head', '', 966_667]])
  })
})

describe('a disability card', () => {
  const first17 = '99079919600512001'
  const id = first17 + checkDigit(first17)

  test('says the kind and the level behind the ID number, and is read at 18, 20 and 22 characters', () => {
    expect(readDisabilityCard(`${id}43`, '2026-11-25')).toMatchObject({ disability: 'LIMB', level: 3, idNumber: id })
    expect(readDisabilityCard(`${id}11B1`, '2026-11-25')).toMatchObject({
      disability: 'SIGHT',
      level: 1,
      cardNo: `${id}11B1`,
    })
    expect(readDisabilityCard(id, '2026-11-25')).toMatchObject({ disability: null, level: null })
  })

  test('is refused by name of the fault', () => {
    const reason = (text: string) => {
      const card = readDisabilityCard(text, '2026-11-25')
      return card.kind === 'INVALID' ? card.reason : null
    }
    expect(reason(`${id}4`)).toBe('CARD_LENGTH')
    expect(reason(`${id}83`)).toBe('CARD_KIND')
    expect(reason(`${id}45`)).toBe('CARD_LEVEL')
    expect(reason(`${id}43BB`)).toBe('CARD_REISSUE')
    expect(reason(`${first17}${id.endsWith('0') ? '1' : '0'}43`)).toBe('CHECK_DIGIT')
  })
})
