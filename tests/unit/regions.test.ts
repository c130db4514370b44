import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  countyOf,
  isPrefix,
  isWithin,
  levelOf,
  ownPrefix,
  pad,
  parentOf,
  pathOf,
  prefixOf,
  rangeOf,
} from '@/lib/regions/rules'
import { REGION_LEVELS, RegionRow } from '@/lib/regions/schema'

function tree(file: string) {
  return readFileSync(`prisma/catalogue/${file}`, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [code, level, name, parent] = line.split(',')
      return RegionRow.parse({ code, level, name, parentCode: parent || null })
    })
}

const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((d) => d.join(''))
const prefix = fc.constantFrom(2, 4, 6, 9, 12).chain(digits)

describe('region rules', () => {
  const rows = [...tree('regions-1307.csv'), ...tree('regions-130799.csv')]

  it('tell the level and the parent of every row of the shipped trees', () => {
    expect(rows.length).toBe(4849 + 163)
    const known = new Set(rows.map((row) => row.code))
    for (const row of rows) {
      expect(levelOf(row.code)).toBe(row.level)
      expect(parentOf(row.code)).toBe(row.parentCode)
      if (row.parentCode) expect(known.has(row.parentCode)).toBe(true)
    }
  })

  it('give the demo county twelve townships, 150 villages and no name twice', () => {
    const demo = tree('regions-130799.csv')
    expect(demo.filter((row) => row.level === 'TOWNSHIP').length).toBe(12)
    expect(demo.filter((row) => row.level === 'VILLAGE').length).toBe(150)
    expect(new Set(demo.map((row) => row.name)).size).toBe(demo.length)
    const elm = demo.find((row) => row.name === '榆树湾村')
    expect(demo.find((row) => row.code === elm?.parentCode)?.name).toBe('石泉乡')
  })

  it('never take 130731 or 130732 for a part of county 130730', () => {
    expect(ownPrefix('130730000000')).toBe('130730')
    expect(isWithin('130731100201', ownPrefix('130730000000'))).toBe(false)
    expect(isWithin('130732000000', ownPrefix('130730000000'))).toBe(false)
    expect(isWithin('130730100201', ownPrefix('130730000000'))).toBe(true)
    expect(levelOf('130730100000')).toBe('TOWNSHIP')
    expect(ownPrefix('130730100000')).toBe('130730100')
  })

  it('refuse lengths that are no level', () => {
    for (const bad of [
      '',
      '1',
      '13073',
      '1307300',
      '13073010',
      '1307301000',
      '13073010000',
      '1307301000001',
      '13073x',
    ]) {
      expect(isPrefix(bad)).toBe(false)
      expect(() => rangeOf(bad)).toThrow(RangeError)
    }
  })

  it('agree between the range and the subtree for any two codes', () => {
    fc.assert(
      fc.property(prefix, digits(12), (root, code) => {
        const { lo, hi } = rangeOf(root)
        expect(code >= lo && code < hi).toBe(isWithin(code, root))
      }),
    )
  })

  it('keep the range of prefix 99 and of all nines open at the top', () => {
    for (const root of ['99', '9999', '999999', '999999999', '999999999999']) {
      const { lo, hi } = rangeOf(root)
      expect('999999999999' >= lo && '999999999999' < hi).toBe(true)
      expect(pad(root) >= lo && pad(root) < hi).toBe(true)
    }
  })

  it('contain every ancestor in the path of a code, each the parent of the next', () => {
    fc.assert(
      fc.property(digits(12), (code) => {
        const path = pathOf(code)
        expect(path.at(-1)).toBe(pad(ownPrefix(code)))
        for (const [index, each] of path.entries()) {
          if (index > 0) expect(parentOf(each)).toBe(path[index - 1])
        }
      }),
    )
  })

  it('cut a village code at every level', () => {
    expect(REGION_LEVELS.map((level) => prefixOf('130799104201', level))).toEqual([
      '13',
      '1307',
      '130799',
      '130799104',
      '130799104201',
    ])
    expect(countyOf('130799104201')).toBe('130799')
    expect(() => prefixOf('1307', 'COUNTY')).toThrow(RangeError)
  })
})
