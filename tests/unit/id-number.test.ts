import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkDigit, readIdNumber } from '@/lib/households/rules/id-number'
import { ageOn } from '@/lib/platform/days'

const TODAY = '2026-11-23'
const reason = (raw: string) => {
  const result = readIdNumber(raw, TODAY)
  return result.kind === 'INVALID' ? result.reason : result.kind
}

describe('a resident identity number', () => {
  it.each([
    ['990799195403120018', '1954-03-12', 'M'],
    ['990799195608250027', '1956-08-25', 'F'],
    ['990799198007040116', '1980-07-04', 'M'],
    ['990799198311210124', '1983-11-21', 'F'],
    ['990799201202150139', '2012-02-15', 'M'],
    ['990799200909300220', '2009-09-30', 'F'],
    ['990799194901010319', '1949-01-01', 'M'],
    ['990799197202290335', '1972-02-29', 'M'],
    ['990799199806060441', '1998-06-06', 'F'],
    ['99079919651005003X', '1965-10-05', 'M'],
    ['99079919651005038X', '1965-10-05', 'F'],
  ])('%s is fictitious, born %s, %s', (idNumber, birthDate, sex) => {
    expect(readIdNumber(idNumber, TODAY)).toEqual({
      kind: 'FICTITIOUS',
      idNumber,
      addressCode: '990799',
      birthDate,
      sex,
    })
  })

  it('of an assigned province is valid', () => {
    const number = `13072219540312001${checkDigit('13072219540312001')}`
    expect(readIdNumber(number, TODAY)).toMatchObject({ kind: 'VALID', addressCode: '130722' })
  })

  it('is read with full-width digits, a lower x, blanks and a leading apostrophe', () => {
    for (const raw of [
      '９９０７９９１９６５１００５００３ｘ',
      ' 99079919651005003x ',
      "'99079919651005003X",
      '990799 19651005 003X',
    ]) {
      expect(readIdNumber(raw, TODAY)).toMatchObject({ kind: 'FICTITIOUS', idNumber: '99079919651005003X' })
    }
  })

  it('of the old fifteen digits becomes eighteen', () => {
    expect(readIdNumber('990799540312001', TODAY)).toMatchObject({ idNumber: '990799195403120018' })
  })

  it('in scientific notation is refused and never guessed', () => {
    for (const raw of ['1.30722E+17', '9.90799195403120E+17', '9.9e17', '990799195403120000.0'])
      expect(reason(raw)).toBe('SCIENTIFIC')
  })

  it('names what is wrong', () => {
    expect(reason('')).toBe('EMPTY')
    expect(reason('99079919540312001')).toBe('LENGTH')
    expect(reason('99079919540312001A')).toBe('CHARACTERS')
    expect(reason('X90799195403120018')).toBe('CHARACTERS')
    expect(reason('170799195403120018')).toBe('ADDRESS')
    expect(reason('990799197302290335')).toBe('BIRTH_DATE')
    expect(reason('990799195413120018')).toBe('BIRTH_DATE')
    expect(reason('990799203001010319')).toBe('BIRTH_FUTURE')
    expect(reason('990799190001010319')).toBe('BIRTH_TOO_OLD')
    expect(reason('990799195403120019')).toBe('CHECK_DIGIT')
  })

  it('with any one digit changed, or two neighbours swapped, is refused', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 17 }), fc.integer({ min: 1, max: 9 }), (at, add) => {
        const number = '990799195403120018'
        const changed = number.slice(0, at) + ((Number(number[at]) + add) % 10) + number.slice(at + 1)
        expect(readIdNumber(changed, TODAY).kind).toBe('INVALID')
        const next = number[at + 1]
        if (next !== undefined && next !== number[at]) {
          const swapped = number.slice(0, at) + next + number[at] + number.slice(at + 2)
          expect(readIdNumber(swapped, TODAY).kind).toBe('INVALID')
        }
      }),
    )
  })

  it('gives the age in full years', () => {
    expect(ageOn('1954-03-12', '2020-03-11')).toBe(65)
    expect(ageOn('1954-03-12', '2020-03-12')).toBe(66)
  })
})
