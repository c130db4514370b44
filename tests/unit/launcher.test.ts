import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createKeys, ensureKeys, readKeys } from '@/scripts/start/keys'
import { sumOf, tallyPlaywright, tallyVitest } from '@/scripts/test/tally'

const folder = mkdtempSync(path.join(os.tmpdir(), 'fangxian-keys-'))
const file = path.join(folder, 'keys.json')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function rewritten(change: (keys: Record<string, unknown>) => void): () => unknown {
  createKeys(file)
  const keys = JSON.parse(readFileSync(file, 'utf8'))
  change(keys)
  writeFileSync(file, JSON.stringify(keys))
  return () => readKeys(file)
}

describe('the key file of an installation', () => {
  it('is made with four kinds of 32 random bytes that only this user may read', () => {
    createKeys(file)
    const keys = readKeys(file)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const all = [keys.field.keys.k1, keys.blindIndex, keys.audit, keys.session]
    expect(new Set(all).size).toBe(4)
    expect(all.map((key) => Buffer.from(key ?? '', 'base64').length)).toEqual([32, 32, 32, 32])
  })

  it.each([
    ['missing', (keys: Record<string, unknown>) => delete keys.audit, 'audit'],
    [
      'too short',
      (keys: Record<string, unknown>) => Object.assign(keys, { audit: Buffer.alloc(16, 7).toString('base64') }),
      'audit',
    ],
    [
      'one byte repeated',
      (keys: Record<string, unknown>) => Object.assign(keys, { session: Buffer.alloc(32, 7).toString('base64') }),
      'session',
    ],
    [
      'readable text',
      (keys: Record<string, unknown>) =>
        Object.assign(keys, { blindIndex: Buffer.from('example-key-please-replace-it-32').toString('base64') }),
      'blindIndex',
    ],
    ['used twice', (keys: Record<string, unknown>) => Object.assign(keys, { session: keys.audit }), 'session'],
    [
      'not the current one',
      (keys: Record<string, unknown>) => Object.assign(keys.field as object, { current: 'k2' }),
      'field.k2',
    ],
  ])('is refused when a key is %s, naming the key and not its value', (_what, change, named) => {
    expect(rewritten(change)).toThrow(`The key ${named} is missing, too short, repeated or an example`)
  })

  it('is never made anew for a database that holds data', () => {
    rmSync(file, { force: true })
    expect(() => ensureKeys(file, false)).toThrow('its key file')
    expect(() => statSync(file)).toThrow()
    expect(ensureKeys(file, true).field.current).toBe('k1')
  })
})

describe('the count that closes a test run', () => {
  const report = path.join(folder, 'report.json')
  const write = (content: unknown) => writeFileSync(report, JSON.stringify(content))

  it('counts a test file that could not be loaded as a failure', () => {
    write({
      numPassedTests: 3,
      numFailedTests: 1,
      testResults: [
        { status: 'failed', assertionResults: [] },
        { status: 'failed', assertionResults: [{}] },
      ],
    })
    expect(tallyVitest(report, 1)).toMatchObject({ passed: 3, failed: 2 })
  })

  it('counts a run without a report, without tests or with an unexplained exit as a failure', () => {
    expect(tallyVitest(path.join(folder, 'none.json'), 0)).toMatchObject({ passed: 0, failed: 1 })
    write({ numPassedTests: 0, numFailedTests: 0, testResults: [] })
    expect(tallyVitest(report, 0)).toMatchObject({ passed: 0, failed: 1 })
    write({ numPassedTests: 5, numFailedTests: 0, testResults: [] })
    expect(tallyVitest(report, 1)).toMatchObject({ passed: 5, failed: 1 })
    expect(tallyVitest(report, 0)).toMatchObject({ passed: 5, failed: 0 })
  })

  it('names each failed test and a file that could not be loaded, with the first lines of what they said', () => {
    write({
      numPassedTests: 1,
      numFailedTests: 1,
      testResults: [
        { name: 'a.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
        {
          name: 'b.test.ts',
          status: 'failed',
          assertionResults: [
            { status: 'passed', fullName: 'stays' },
            {
              status: 'failed',
              fullName: 'a visit counts once',
              failureMessages: [`expected 2${'\nline'.repeat(40)}`],
            },
          ],
        },
      ],
    })
    const failures = tallyVitest(report, 1).failures ?? []
    expect(failures).toHaveLength(2)
    expect(failures[0]).toContain('no such module')
    expect(failures[1]).toContain('b.test.ts\n  a visit counts once\nexpected 2')
    expect(failures[1]?.split('\n').length).toBeLessThan(20)
    write({
      stats: { expected: 1, unexpected: 1, flaky: 0, skipped: 0 },
      suites: [
        {
          suites: [
            {
              specs: [
                { ok: true, file: 'c.spec.ts', title: 'stays', tests: [] },
                {
                  ok: false,
                  file: 'c.spec.ts',
                  title: 'a tale',
                  tests: [{ results: [{ error: { message: 'too late' } }] }],
                },
              ],
            },
          ],
        },
      ],
    })
    expect(tallyPlaywright(report, 1).failures).toEqual(['c.spec.ts\n  a tale\ntoo late'])
  })

  it('counts a flaky journey as a failed one', () => {
    write({ stats: { expected: 4, unexpected: 0, flaky: 1, skipped: 2 } })
    expect(tallyPlaywright(report, 0)).toMatchObject({ passed: 4, failed: 1, note: '2 skipped' })
  })
  it('takes a device without journeys for good only where some were asked for, and adds the devices up', () => {
    write({ stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 } })
    expect(tallyPlaywright(report, 0)).toMatchObject({ failed: 1 })
    expect(tallyPlaywright(report, 0, true)).toEqual({ passed: 0, failed: 0 })
    expect(tallyPlaywright(report, 1, true)).toMatchObject({ failed: 1 })
    const failing = { passed: 2, failed: 1, failures: ['a tale'] }
    expect(sumOf([{ passed: 3, failed: 0, note: '1 skipped' }, failing])).toEqual({
      passed: 5,
      failed: 1,
      note: '1 skipped',
      failures: ['a tale'],
    })
  })
})
