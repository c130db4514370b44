import { describe, expect, test } from 'vitest'
import {
  CODES,
  type CodeGroup,
  isValueOf,
  ledgerLabel,
  nationalCode,
  offeredOf,
  valuesOf,
} from '@/lib/households/catalogue/codes'
import {
  groupOf,
  INCOME_GROUPS,
  INCOME_ITEM_VALUES,
  incomeHead,
  itemsOf,
  ONE_OFF_ITEMS,
} from '@/lib/households/catalogue/income-items'
import { MESSAGES } from '@/lib/i18n/messages'
import { readCode } from '@/lib/transfer/rules/cells'
import { LEDGER_CODES } from '@/prisma/catalogue/ledger-layout'

const GROUPS = Object.keys(CODES) as CodeGroup[]
const LANGUAGES = ['zh-CN', 'en'] as const
const HAN = /\p{Script=Han}/u

function word(language: (typeof LANGUAGES)[number], path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((tree, key) => (tree as Record<string, unknown> | undefined)?.[key], MESSAGES[language].register)
}

describe.each(GROUPS)('the coded values of %s', (group) => {
  test('are each said in both languages and have a label for ledgers', () => {
    expect(valuesOf(group).length).toBeGreaterThan(1)
    for (const value of valuesOf(group)) {
      for (const language of LANGUAGES)
        expect([value, language, typeof word(language, `codes.${group}.${value}`)]).toEqual([value, language, 'string'])
      expect(ledgerLabel(group, value)).not.toBe('')
      if (group !== 'houseGrade') expect(HAN.test(ledgerLabel(group, value))).toBe(true)
    }
  })

  test('have no value, code or label twice', () => {
    const entries = CODES[group] as readonly { value: string; codes?: readonly string[]; labels: readonly string[] }[]
    for (const list of [
      entries.map((each) => each.value),
      entries.flatMap((each) => each.codes ?? []),
      entries.flatMap((each) => each.labels),
    ]) {
      expect(list.filter((each, index) => list.indexOf(each) !== index)).toEqual([])
    }
  })
})

test('a ledger that was written is read back: every label and national code means its own value', () => {
  for (const group of Object.keys(LEDGER_CODES) as (keyof typeof LEDGER_CODES)[]) {
    for (const value of valuesOf(group)) {
      expect([group, readCode(group, ledgerLabel(group, value))]).toEqual([group, { value }])
      const code = nationalCode(group, value)
      if (code) expect([group, readCode(group, code)]).toEqual([group, { value }])
    }
  }
})

test('the 56 ethnic groups are there by their national numbers', () => {
  expect(valuesOf('ethnicity')).toHaveLength(56)
  expect(nationalCode('ethnicity', '汉族')).toBe('01')
  expect(nationalCode('ethnicity', '满族')).toBe('11')
  expect(nationalCode('ethnicity', '基诺族')).toBe('56')
})

test('grades are offered, and what older records hold is still a value and stays on offer beside them', () => {
  expect(offeredOf('schooling')).toContain('JUNIOR_2')
  expect(offeredOf('schooling')).not.toContain('JUNIOR')
  expect(offeredOf('schooling', 'JUNIOR')).toContain('JUNIOR')
  for (const value of ['PRIMARY', 'JUNIOR', 'SENIOR', 'VOCATIONAL', 'HIGHER'])
    expect(isValueOf('schooling', value)).toBe(true)
  expect(readCode('schooling', '八年级')).toEqual({ value: 'JUNIOR_2' })
})

test('every item of income has a group, a head and words in both languages', () => {
  expect(INCOME_GROUPS.flatMap(itemsOf)).toEqual(INCOME_ITEM_VALUES)
  for (const item of INCOME_ITEM_VALUES) {
    expect(groupOf(item)).toBeDefined()
    expect(HAN.test(incomeHead(item))).toBe(true)
    for (const language of LANGUAGES)
      expect([item, typeof word(language, `codes.incomeItem.${item}`)]).toEqual([item, 'string'])
  }
  const heads = INCOME_ITEM_VALUES.map(incomeHead)
  expect(new Set(heads).size).toBe(heads.length)
  expect([...ONE_OFF_ITEMS]).toEqual(expect.arrayContaining(['TRANSFER.RELIEF', 'TRANSFER.INSURANCE']))
})
