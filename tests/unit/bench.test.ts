import { describe, expect, it } from 'vitest'
import { count } from '@/tests/bench/limit/straight'
import { isDisturbed } from '@/tests/bench/suite/blocks'
import { goalsOf, type Line } from '@/tests/bench/suite/goals'
import { parseLog, parseValues, scopedTransactions } from '@/tests/bench/suite/log'
import { parseMachine, parseStat, read, span, treeOf, used } from '@/tests/bench/suite/proc'
import { estimate, median, quantile, ratioOfPairs } from '@/tests/bench/suite/statistics'

describe('figures of pairs', () => {
  it('lie between neighbours in proportion', () => {
    expect(median([3, 1, 2])).toBe(2)
    expect(median([4, 1, 2, 3])).toBe(2.5)
    expect(quantile([0, 10, 20, 30, 40], 0.95)).toBeCloseTo(38)
    expect(median([])).toBeNaN()
  })

  it('take the ratio pair by pair: what slows both halves of a pair does not count', () => {
    const pairs = [1, 5, 1, 9, 2].map((load) => ({ product: 6 * load, limit: 4 * load }))
    expect(ratioOfPairs(pairs)).toEqual({ median: 1.5, low: 1.5, high: 1.5 })
    expect(ratioOfPairs([])).toBeNull()
    expect(ratioOfPairs([{ product: 3, limit: 0 }])).toBeNull()
  })

  it('have an interval around the median, wide where they differ, the same at every reading', () => {
    const narrow = estimate([10, 10.1, 9.9, 10, 10.05, 9.95])
    const wide = estimate([5, 15, 10, 2, 18, 10])
    expect(narrow?.median).toBeCloseTo(10)
    expect(narrow?.low).toBeGreaterThanOrEqual(9.9)
    expect(narrow?.high).toBeLessThanOrEqual(10.1)
    expect((wide?.high ?? 0) - (wide?.low ?? 0)).toBeGreaterThan(5)
    expect(estimate([5, 15, 10, 2, 18, 10])).toEqual(wide)
  })
})

describe('what the kernel says', () => {
  it('is read whatever the name of a process holds', () => {
    const line = '42 (a (strange) name) S 7 42 42 0 -1 4194560 1 0 0 0 150 25 0 0 20 0 11 0 100 1 1'
    expect(parseStat(line)).toEqual({ parent: 7, cpu: 1.75 })
  })

  it('keeps idle and waiting apart from work, and work from what was stolen', () => {
    const text = 'cpu  100 20 30 9000 500 5 15 40 7 0\ncpu0 1 2 3 4 5 6 7 8 9 10\n'
    expect(parseMachine(text)).toEqual({ busy: 1.7, steal: 0.4 })
  })

  it('gives a process with all its descendants and nobody else', () => {
    const of = (pid: number, parent: number) => ({ pid, parent, cpu: 1, title: '' })
    const all = [of(30, 20), of(1, 0), of(20, 10), of(10, 1), of(11, 1)]
    expect(treeOf(all, 10).map(({ pid }) => pid)).toEqual([10, 20, 30])
    expect(treeOf(all, 99)).toEqual([])
  })

  it('never counts below nought when a process ends between two readings', () => {
    const [before, after] = [new Map([[1, 5], [2, 3]]), new Map([[1, 6.5], [3, 0.25]])] // biome-ignore format: pairs
    expect(used(before, after)).toBe(1.75)
  })

  it.runIf(process.platform === 'linux')('finds the work of this very process', () => {
    const watched = { server: process.pid, postmaster: 0, own: process.pid, database: 'none' }
    const before = read(watched)
    let sum = 0
    for (const from = performance.now(); performance.now() - from < 60; ) sum += Math.sqrt(sum + 1)
    const between = span(before, read(watched))
    expect(sum).toBeGreaterThan(0)
    expect(between.server).toBeGreaterThan(0)
    expect(between.backends).toBe(0)
  })

  it('calls a block disturbed when others used or took more than 0.15 of a core', () => {
    const quiet = { seconds: 3, server: 1, backends: 1, other: 0.1, steal: 0 }
    expect([quiet, { ...quiet, other: 0.2 }, { ...quiet, steal: 0.2 }].map(isDisturbed)).toEqual([false, true, true])
  })
})

describe('statements taken from the log', () => {
  const log = [
    'bench|7|fangxian_app|shop| LOG:  statement: BEGIN',
    "bench|7|fangxian_app|shop| LOG:  statement: SET LOCAL app.scope = '1397'; SET LOCAL app.own = ''",
    'bench|8|fangxian_app|other| LOG:  statement: SELECT 1',
    'bench|7|fangxian_app|shop| LOG:  execute s1: SELECT a',
    '\tFROM b WHERE c = $1 AND d = $2',
    "bench|7|fangxian_app|shop| DETAIL:  Parameters: $1 = 'it''s, $2 = x', $2 = NULL",
    'bench|9|fangxian_app|shop| LOG:  execute <unnamed>: SELECT * FROM session_actor($1)',
    'bench|7|fangxian_app|shop| LOG:  statement: COMMIT',
    '',
  ].join('\n')

  it('are those of a scoped transaction, with their values', () => {
    const settings = "SET LOCAL app.scope = '1397'; SET LOCAL app.own = ''"
    const statement = { pid: 7, text: 'SELECT a\nFROM b WHERE c = $1 AND d = $2', values: ["it's, $2 = x", null] }
    expect(scopedTransactions(parseLog(log, 'fangxian_app', 'shop'))).toEqual([{ settings, statements: [statement] }])
    const together = log.replace(/^.*BEGIN\n/, '').replace('statement: SET', 'statement: BEGIN; SET')
    expect(scopedTransactions(parseLog(together, 'fangxian_app', 'shop'))).toEqual([
      { settings, statements: [statement] },
    ])
  })

  it('keep values as they were written', () => {
    expect(parseValues("Parameters: $1 = '{a,b}', $2 = '', $3 = '\\x00'")).toEqual(['{a,b}', '', '\\x00'])
  })

  it('are counted by what their answers list', () => {
    expect(count([{ total: 2, rows: [{ id: 1 }, { id: 2 }] }])).toBe(3)
  })
})

describe('goals', () => {
  const limit = { cpuMs: 4, p50: 4, p95: 6, perSecond: 250, rows: 50, bytes: 100 }
  const figures = {
    cpuMs: 4.4,
    p50: 7,
    p95: 9,
    perSecond: 220,
    rows: 50,
    bytes: 90_000,
    statements: 1,
    trips: 6,
    growth: null,
  }
  const times = { ratio: 1.1, interval: [1, 1.2] as [number, number], timeRatio: 1.2, timeInterval: null }
  const list: Line = { name: 'list', ...times, ...figures, pairs: { kept: 12, dropped: 0 }, failed: 0, limit }

  it('are said to be missed, met or not measured, each by itself', () => {
    expect(goalsOf(list).map(({ isMet }) => isMet)).toEqual([true, false, true])
    expect(goalsOf({ ...list, ratio: null, perSecond: null }).map(({ isMet }) => isMet)).toEqual([null, false, null])
  })
})
