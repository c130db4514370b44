import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { takenFields } from '@/lib/duplicates/rules/choices'
import { namePinyin } from '@/lib/households/rules/names'
import { likeness, type Person, splitName, swappedDay } from '@/lib/households/rules/same-person'
import { commonRegion } from '@/lib/regions/rules'
import { COMPOUND_SURNAMES, USUAL_FORMS } from '@/prisma/catalogue/name-forms'

const THRESHOLDS = { sure: 85, possible: 60 }
const VILLAGE = '130799104201'

function person(name: string, over: Partial<Person> = {}): Person {
  const { full: pinyin, initials } = namePinyin(name)
  return { name, pinyin, initials, birthDate: '1985-03-07', sex: 'F', village: VILLAGE, idIndex: null, ...over }
}
const alike = (a: Person, b: Person) => likeness(a, b, THRESHOLDS)
const level = (a: Person, b: Person) => alike(a, b).level
const codes = (a: Person, b: Person) => alike(a, b).reasons.map(({ code }) => code)

describe('two records of one person', () => {
  it('are known by the number alone', () => {
    expect(
      alike(person('李桂兰', { idIndex: 'ab' }), person('王芳', { idIndex: 'ab', birthDate: '1950-01-01' })),
    ).toEqual({
      score: 100,
      level: 'SURE',
      reasons: [{ code: 'idSame', points: 100 }],
    })
  })

  it('are told by the same name, day and village', () => {
    expect(alike(person('李桂兰'), person('李桂兰'))).toMatchObject({ score: 100, level: 'SURE' })
  })

  it.each([
    ['李桂兰', '李桂蘭', 'nameVariant'],
    ['陈国强', '陳國強', 'nameVariant'],
    ['李桂兰', '李贵兰', 'nameSound'],
    ['张云', '张芸', 'nameSound'],
    ['刘晓铃', '刘晓玲', 'nameSound'],
  ])('are told though %s was written %s', (one, other, reason) => {
    expect(level(person(one), person(other))).toBe('SURE')
    expect(codes(person(one), person(other))).toContain(reason)
  })

  it('are told though day and month were changed about', () => {
    expect(level(person('李桂兰'), person('李桂兰', { birthDate: '1985-07-03' }))).toBe('SURE')
    expect(level(person('李桂兰'), person('李贵兰', { birthDate: '1985-07-03' }))).toBe('POSSIBLE')
  })

  it('are possible in another village, and with one character apart', () => {
    expect(level(person('李桂兰'), person('李桂兰', { village: '130799104202' }))).toBe('POSSIBLE')
    expect(level(person('李桂兰'), person('李桂香'))).toBe('POSSIBLE')
    expect(level(person('欧阳建国'), person('欧阳建民'))).toBe('POSSIBLE')
  })
})

describe('two people', () => {
  it.each([
    ['twins with numbers of their own', person('王大明', { idIndex: 'a1' }), person('王小明', { idIndex: 'b2' })],
    ['people of another surname that sounds alike', person('于桂兰'), person('余桂兰')],
    ['people with another given name of one character', person('王芳'), person('王娟')],
    ['people with two characters apart', person('王大明'), person('王小亮')],
    ['people born on another day', person('李桂兰'), person('李桂兰', { birthDate: '1985-03-08' })],
    [
      'somebody of another county side with one character apart',
      person('李桂兰'),
      person('李桂香', { village: '130799105201' }),
    ],
    ['a compound surname and a simple one', person('欧阳兰'), person('欧兰')],
    ['somebody whose birth date is not known yet', person('李桂兰'), person('李桂兰', { birthDate: null })],
  ])('are %s', (_, a, b) => {
    expect(level(a, b)).toBeNull()
  })

  it('are still to be looked at when only their numbers differ', () => {
    expect(level(person('李桂兰', { idIndex: 'a1' }), person('李桂兰', { idIndex: 'b2' }))).toBe('POSSIBLE')
  })
})

describe('a name', () => {
  it('has a surname of two characters where there is one', () => {
    expect(splitName('欧阳建国')).toEqual({ surname: '欧阳', given: '建国' })
    expect(splitName('歐陽建國')).toEqual({ surname: '欧阳', given: '建国' })
    expect(splitName('司马光')).toEqual({ surname: '司马', given: '光' })
    expect(splitName('王守田')).toEqual({ surname: '王', given: '守田' })
    expect(splitName('东方')).toEqual({ surname: '东', given: '方' })
    expect(splitName('古丽·买买提').surname).toBe('古')
  })

  it('has one usual form for each written form, and no chains', () => {
    for (const [other, usual] of USUAL_FORMS) {
      expect(other).not.toBe(usual)
      expect(USUAL_FORMS.has(usual), `${other}${usual}`).toBe(false)
    }
    for (const surname of COMPOUND_SURNAMES) expect([...surname]).toHaveLength(2)
  })
})

describe('a day with day and month changed about', () => {
  it('is one only where it is a day, and leads back', () => {
    expect(swappedDay('1985-03-07')).toBe('1985-07-03')
    expect(swappedDay('1985-03-17')).toBeNull()
    expect(swappedDay('1985-03-03')).toBeNull()
  })
})

const letters = fc.constantFrom(...'王李欧阳陳陈国國桂贵兰蘭香云芸大小明')
const anybody: fc.Arbitrary<Person> = fc
  .record({
    name: fc.array(letters, { minLength: 2, maxLength: 4 }).map((list) => list.join('')),
    birthDate: fc.constantFrom('1985-03-07', '1985-07-03', '1985-03-08', null),
    sex: fc.constantFrom('M', 'F', null),
    village: fc.constantFrom(VILLAGE, '130799104202'),
    idIndex: fc.constantFrom('a1', 'b2', null),
  })
  .map(({ name, ...over }) => person(name, over as Partial<Person>))

describe('the measure', () => {
  it('says the same from both sides, and the same again', () => {
    fc.assert(
      fc.property(anybody, anybody, (a, b) => {
        const found = alike(a, b)
        expect(alike(b, a)).toEqual(found)
        expect(alike(a, b)).toEqual(found)
      }),
      { numRuns: 3_000 },
    )
  })

  it('explains every score by its reasons, and keeps it within bounds', () => {
    fc.assert(
      fc.property(anybody, anybody, (a, b) => {
        const { score, level: said, reasons } = alike(a, b)
        const sum = reasons.reduce((points, each) => points + each.points, 0)
        expect(score).toBe(Math.max(0, sum))
        expect(score).toBeLessThanOrEqual(100)
        expect(said).toBe(score >= 85 ? 'SURE' : score >= 60 ? 'POSSIBLE' : null)
      }),
      { numRuns: 3_000 },
    )
  })

  it('finds everybody like himself, however his name is written, while a birth date is known', () => {
    fc.assert(
      fc.property(anybody, (a) => {
        const again = { ...a, name: [...a.name].map((letter) => USUAL_FORMS.get(letter) ?? letter).join('') }
        expect(level(a, again)).toBe(a.birthDate === null && a.idIndex === null ? null : 'SURE')
      }),
    )
  })

  it('never calls anybody a duplicate whose surname is another', () => {
    fc.assert(
      fc.property(anybody, anybody, (a, b) => {
        fc.pre(a.idIndex !== b.idIndex || a.idIndex === null)
        fc.pre(splitName(a.name).surname !== splitName(b.name).surname)
        expect(level(a, b)).toBeNull()
      }),
    )
  })
})

describe('the lowest region that holds both', () => {
  it.each([
    ['130799104201', '130799104201', '130799104201'],
    ['130799104201', '130799104202', '130799104000'],
    ['130799104201', '130799105201', '130799000000'],
  ])('of %s and %s is %s', (a, b, both) => {
    expect(commonRegion([a, b])).toBe(both)
    expect(commonRegion([b, a])).toBe(both)
  })
})

describe('what is taken from the record that goes', () => {
  const columns = { name: ['name'], phone: ['enc', 'bidx'], health: ['health'] } as const
  const rows = {
    left: { name: '李桂兰', enc: null, bidx: null, health: [] },
    right: { name: '李贵兰', enc: 'x', bidx: 'y', health: ['CHRONIC'] },
  }

  it('is what the kept one does not say, unless somebody chose otherwise', () => {
    expect(takenFields(columns, 'left', {}, rows)).toEqual(['phone', 'health'])
    expect(takenFields(columns, 'left', { name: 'right', phone: 'left' }, rows)).toEqual(['name', 'health'])
    expect(takenFields(columns, 'right', {}, rows)).toEqual([])
  })
})
