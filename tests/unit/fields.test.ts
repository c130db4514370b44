import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { blindIndex, open, seal, sealedWith } from '@/lib/platform/fields'
import { KeyFileError, readKeyFile, reloadKeyRing, weakKeys } from '@/lib/platform/keys'

const directory = mkdtempSync(join(tmpdir(), 'keys-'))
const path = join(directory, 'keys.json')
const key = () => randomBytes(32).toString('base64')
const file = {
  field: { current: 'k1', keys: { k1: key() } as Record<string, string> },
  blindIndex: key(),
  audit: key(),
  session: key(),
}
const before = process.env.FANGXIAN_KEYS
let age = 0

function write(content: unknown) {
  writeFileSync(path, JSON.stringify(content))
  age += 10
  utimesSync(path, age, age)
}

beforeAll(() => {
  process.env.FANGXIAN_KEYS = path
  write(file)
  reloadKeyRing()
})
afterAll(() => {
  if (before === undefined) delete process.env.FANGXIAN_KEYS
  else process.env.FANGXIAN_KEYS = before
  rmSync(directory, { recursive: true })
})

describe('a sealed field', () => {
  it('opens to the same text in its own cell', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.uuid(), (text, id) => {
        const clean = Buffer.from(text, 'utf8').toString('utf8')
        expect(open('person', 'id_number', id, seal('person', 'id_number', id, clean))).toBe(clean)
      }),
    )
  })

  it('is in one place whether its column is named with the ending of sealed columns or not', () => {
    expect(open('household', 'phone_enc', 'a', seal('household', 'phone', 'a', '13812345678'))).toBe('13812345678')
  })

  it('never looks the same twice', () => {
    const seen = new Set(Array.from({ length: 5000 }, () => seal('person', 'id_number', 'a', '同一句').toString('hex')))
    expect(seen.size).toBe(5000)
  })

  it('does not open in another row, column or table', () => {
    const sealed = seal('person', 'id_number', 'a', '130730199001011234')
    for (const [table, column, row] of [
      ['person', 'id_number', 'b'],
      ['person', 'phone', 'a'],
      ['household', 'id_number', 'a'],
    ] as const) {
      expect(() => open(table, column, row, sealed)).toThrow()
    }
  })

  it('does not open when any single bit is turned, or when it is cut short', () => {
    const sealed = seal('household', 'phone', 'a', '13812345678')
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const bent = Buffer.from(sealed)
      bent[bit >> 3] = (bent[bit >> 3] as number) ^ (1 << (bit & 7))
      expect(() => open('household', 'phone', 'a', bent)).toThrow()
    }
    for (let length = 0; length < sealed.length; length++) {
      expect(() => open('household', 'phone', 'a', sealed.subarray(0, length))).toThrow()
    }
  })

  it('still opens after a rotation, and new values carry the new key without a restart', () => {
    const old = seal('person', 'id_number', 'a', '旧')
    write({ ...file, field: { current: 'k2', keys: { ...file.field.keys, k2: key() } } })
    reloadKeyRing()
    const fresh = seal('person', 'id_number', 'a', '新')
    expect([sealedWith(old), sealedWith(fresh)]).toEqual(['k1', 'k2'])
    expect([open('person', 'id_number', 'a', old), open('person', 'id_number', 'a', fresh)]).toEqual(['旧', '新'])
  })
})

describe('a blind index', () => {
  it('is the same for the same value and differs by kind and by value', () => {
    expect(blindIndex('phone', '13812345678')).toEqual(blindIndex('phone', '13812345678'))
    expect(blindIndex('phone', '13812345678')).toHaveLength(16)
    expect(blindIndex('phone', '13812345678')).not.toEqual(blindIndex('bankAccount', '13812345678'))
    const seen = new Set(
      Array.from({ length: 20_000 }, (_, n) => blindIndex('phone', String(13_800_000_000 + n)).toString('hex')),
    )
    expect(seen.size).toBe(20_000)
  })
})

describe('the key file', () => {
  const fails = (content: unknown) => {
    write(content)
    expect(() => readKeyFile(path)).toThrow(KeyFileError)
  }
  it('is refused when a key is missing, short, or unknown', () => {
    fails({ ...file, audit: undefined })
    fails({ ...file, blindIndex: randomBytes(16).toString('base64') })
    fails({ ...file, field: { current: 'k9', keys: file.field.keys } })
    fails({ ...file, extra: key() })
    expect(() => readKeyFile(join(directory, 'none.json'))).toThrow(KeyFileError)
  })
  it('never repeats a key in its complaint', () => {
    const short = randomBytes(8).toString('base64')
    write({ ...file, audit: short })
    expect(() => readKeyFile(path)).toThrow(expect.objectContaining({ message: expect.not.stringContaining(short) }))
  })
  it('names keys that are examples', () => {
    const text = (value: string) => Buffer.from(value.padEnd(32, '-')).toString('base64')
    expect(weakKeys(file)).toEqual([])
    expect(weakKeys({ ...file, audit: Buffer.alloc(32).toString('base64') })).toEqual(['audit'])
    expect(weakKeys({ ...file, session: text('change-me-please-example-key') })).toEqual(['session'])
    expect(
      weakKeys({ ...file, blindIndex: Buffer.from(Array.from({ length: 32 }, (_, n) => n)).toString('base64') }),
    ).toEqual(['blindIndex'])
    expect(weakKeys({ ...file, audit: file.session })).toEqual(['audit', 'session'])
  })
})
