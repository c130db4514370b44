import { describe, expect, it } from 'vitest'
import { maskBankAccount, maskIdNumber, maskName, maskPhone } from '@/lib/households/rules/masks'
import { nameGrams, namePinyin, searchGrams } from '@/lib/households/rules/names'

describe('names', () => {
  it('become one- and two-character grams with the county inside', () => {
    expect(nameGrams('王秀兰', '130799')).toEqual(['130799王', '130799王秀', '130799秀', '130799秀兰', '130799兰'])
    expect(nameGrams('𠮷田', '130799')).toEqual(['130799𠮷', '130799𠮷田', '130799田'])
  })

  it('are found by every fragment of themselves', () => {
    const grams = new Set(nameGrams('欧阳 秀兰', '130799'))
    for (const part of ['欧', '秀兰', '欧阳秀', '阳秀兰', '欧阳秀兰']) {
      expect(searchGrams(part, '130799').every((gram) => grams.has(gram))).toBe(true)
    }
    expect(searchGrams('欧兰', '130799').every((gram) => grams.has(gram))).toBe(false)
    expect(searchGrams('秀兰', '130730').some((gram) => grams.has(gram))).toBe(false)
  })

  it('read the first character as a surname', () => {
    expect(namePinyin('单田芳')).toEqual({ full: 'shantianfang', initials: 'stf' })
    expect(namePinyin('曾秀兰')).toEqual({ full: 'zengxiulan', initials: 'zxl' })
    expect(namePinyin('吕梁')).toEqual({ full: 'lvliang', initials: 'll' })
  })
})

describe('masks', () => {
  it('keep what the style allows and never more', () => {
    expect(maskIdNumber('990799194901010319', 'FIRST6_LAST4')).toBe('990799********0319')
    expect(maskIdNumber('990799194901010319', 'FIRST3_LAST4')).toBe('990***********0319')
    expect(maskIdNumber('990799194901010319', 'LAST4')).toBe('**************0319')
    expect(maskIdNumber('990799194901010319', 'HIDDEN')).toBe('******************')
    expect(maskIdNumber('990799194901010319', 'FULL')).toBe('990799194901010319')
    expect(maskPhone('19000001234', 'FIRST3_LAST4')).toBe('190****1234')
    expect(maskPhone('19000001234', 'FIRST6_LAST4')).toBe('190****1234')
    expect(maskBankAccount('9912345678901230731', 'FIRST6_LAST4')).toBe('***************0731')
    expect(maskName('王守田', 'SURNAME')).toBe('王**')
  })

  it('cover short values whole', () => {
    expect(maskIdNumber('99079919', 'FIRST6_LAST4')).toBe('********')
    expect(maskPhone('1234', 'LAST4')).toBe('****')
    expect(maskName('王', 'SURNAME')).toBe('*')
  })
})
