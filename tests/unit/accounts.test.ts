import { describe, expect, it } from 'vitest'
import { codeAt, factorUri, newRecoveryCode, newSeed, plainRecoveryCode, stepOf } from '@/lib/platform/totp'
import { type Known, readCells, readPeople } from '@/lib/users/rules/csv'
import { grantableBy, postingState } from '@/lib/users/rules/grants'

describe('a posting on a day', () => {
  const on = (over: object) =>
    postingState({ validFrom: '2026-01-01', validTo: null, proposed: false, decision: null, ...over }, '2026-03-26')

  it('is open, ending, ended, to come, proposed or declined', () => {
    expect(on({})).toBe('OPEN')
    expect(on({ validTo: '2026-04-09' })).toBe('EXPIRING')
    expect(on({ validTo: '2026-04-10' })).toBe('OPEN')
    expect(on({ validTo: '2026-03-26' })).toBe('EXPIRING')
    expect(on({ validTo: '2026-03-25' })).toBe('ENDED')
    expect(on({ validFrom: '2026-03-27' })).toBe('COMING')
    expect(on({ validFrom: '2026-03-27', validTo: '2026-03-26' })).toBe('ENDED')
    expect(on({ proposed: true })).toBe('PROPOSED')
    expect(on({ proposed: true, decision: 'DECLINED' })).toBe('DECLINED')
    expect(on({ proposed: true, decision: 'CONFIRMED' })).toBe('OPEN')
  })
})

it('nobody but an administrator makes an administrator, an auditor, a supervisor or a leader', () => {
  const high = ['ADMINISTRATOR', 'AUDITOR', 'SUPERVISOR', 'COUNTY_LEADER'] as const
  for (const keeper of ['COUNTY_OFFICE', 'TOWNSHIP', 'FIRST_SECRETARY', 'AUDITOR'] as const) {
    expect(high.filter((role) => grantableBy(keeper).includes(role))).toEqual([])
  }
})

describe('one-time codes', () => {
  it('follow the published vectors', () => {
    const seed = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
    const vectors = {
      59: '287082',
      1111111109: '081804',
      1111111111: '050471',
      1234567890: '005924',
      2000000000: '279037',
    }
    for (const [second, code] of Object.entries(vectors))
      expect(codeAt(seed, new Date(Number(second) * 1000))).toBe(code)
  })

  it('belong to one step, which must be later than the last used', () => {
    const at = new Date('2026-03-26T02:00:10Z')
    const seed = newSeed()
    const step = stepOf(seed, codeAt(seed, at), at, 0n) as bigint
    expect(step).toBe(BigInt(Math.floor(at.getTime() / 30_000)))
    expect(stepOf(seed, codeAt(seed, at), at, step)).toBeNull()
    for (const wrong of ['', '12345', '1234567', 'abcdef']) expect(stepOf(seed, wrong, at, 0n)).toBeNull()
    expect(factorUri(seed, 'Fangxian', 'a b')).toContain(`secret=${seed}`)
  })

  it('recover by ten letters, however they are typed', () => {
    const code = newRecoveryCode(Uint8Array.from({ length: 10 }, (_, n) => n * 25))
    expect(plainRecoveryCode(` ${code.toLowerCase()} `)).toBe(code.replace('-', ''))
    expect(plainRecoveryCode('123456')).toBe('')
  })
})

describe('a sheet of people', () => {
  const known: Known = {
    roles: new Map([
      ['TOWNSHIP', 'TOWNSHIP'],
      ['FIRST_SECRETARY', 'FIRST_SECRETARY'],
    ]),
    heads: new Map([
      ['account', 'username'],
      ['name', 'name'],
      ['posting', 'role'],
      ['region', 'region'],
      ['to', 'to'],
    ]),
    places: [
      { code: '130799100000', name: '甲镇', level: 'TOWNSHIP' },
      { code: '130799100001', name: '东村', level: 'VILLAGE' },
      { code: '130799101001', name: '东村', level: 'VILLAGE' },
    ],
    taken: new Set(['held']),
    keeper: 'ADMINISTRATOR',
    today: '2026-03-26',
  }
  const faults = (line: string) =>
    readPeople(`Account,Name,Posting,Region,To\n${line}`, known)?.map((row) => row.faults)

  it('is read with quotes, tabs and line ends of any kind', () => {
    expect(readCells('a,b\r\n"x, ""y""",z\n\n')).toEqual([
      ['a', 'b'],
      ['x, "y"', 'z'],
    ])
    expect(readCells('\uFEFFa\tb\n1\t2')).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ])
  })

  it('names every fault of every row', () => {
    expect(faults('wang.li,王丽,TOWNSHIP,甲镇,')).toEqual([[]])
    expect(faults('x,王,NOBODY,乙镇,2026-02-30')).toEqual([['username', 'name', 'role', 'region', 'to']])
    expect(faults('held,王丽,TOWNSHIP,130799100001,2026-03-25')).toEqual([['taken', 'level', 'to']])
    expect(faults('wang.li,王丽,FIRST_SECRETARY,东村,\nwang.li,王丽,TOWNSHIP,甲镇,')).toEqual([['region'], ['twice']])
    expect(readPeople('Name,Posting\n王丽,TOWNSHIP', known)).toBeNull()
  })
})
