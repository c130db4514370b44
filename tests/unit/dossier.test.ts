import fc from 'fast-check'
import { expect, test } from 'vitest'
import { twoDays } from '@/lib/dossier/rules/days'
import { incomeLines } from '@/lib/dossier/rules/income-lines'
import { differences, type Entry, keyOf, type Row, rewind, type State } from '@/lib/dossier/rules/rewind'

const FIELDS = ['a', 'b'] as const
const at = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * 1000).toISOString()

type Step = { row: string; deed: 'put' | 'drop'; field: (typeof FIELDS)[number]; value: number }

/** Plays steps as the database and its audit would, and keeps what stood after each. */
function play(steps: readonly Step[]) {
  const state = new Map<string, Row>()
  const entries: Entry[] = []
  const stood: State[] = [new Map()]
  for (const [n, { row, deed, field, value }] of steps.entries()) {
    const key = keyOf('t', row)
    const before = state.get(key)
    const entry = { table: 't', rowId: row, at: at(n), by: 'x', command: 'c', old: null, new: null }
    if (deed === 'drop' && before) {
      state.delete(key)
      entries.push({ ...entry, action: 'DELETE', old: before })
    } else if (deed === 'put' && !before) {
      state.set(key, { a: 0, b: 0, [field]: value })
      entries.push({ ...entry, action: 'INSERT' })
    } else if (deed === 'put' && before && before[field] !== value) {
      state.set(key, { ...before, [field]: value })
      entries.push({ ...entry, action: 'UPDATE', old: { [field]: before[field] }, new: { [field]: value } })
    }
    stood.push(new Map(state))
  }
  return { now: state as State, entries, stood }
}

const step = fc.record({
  row: fc.constantFrom('1', '2', '3'),
  deed: fc.constantFrom('put' as const, 'put' as const, 'drop' as const),
  field: fc.constantFrom(...FIELDS),
  value: fc.integer({ min: 0, max: 3 }),
})
const plain = (state: State | undefined) => Object.fromEntries(state ?? [])

test('after any history, what stood at any moment is found again from the audit alone', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const { now, entries, stood } = play(steps)
      for (let n = 0; n <= steps.length; n++) expect(plain(rewind(now, entries, at(n)))).toEqual(plain(stood[n]))
    }),
    { numRuns: 300 },
  )
})

test('differences turn the earlier state into the later one, and there are none between equal states', () => {
  const fields = new Map([['t', FIELDS]])
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), fc.nat(30), fc.nat(30), (steps, x, y) => {
      const { stood, entries } = play(steps)
      const [from, to] = [Math.min(x, y, steps.length), Math.min(Math.max(x, y), steps.length)]
      const [before, after] = [stood[from] as State, stood[to] as State]
      const found = differences({ before, after, entries, fields, headlines: fields })
      const turned = new Map([...before].map(([key, row]) => [key, { ...row }]))
      for (const { table, rowId, kind, field, new: value } of found) {
        const key = keyOf(table, rowId)
        if (kind === 'GONE') turned.delete(key)
        else turned.set(key, { a: 0, b: 0, ...turned.get(key), [field]: value })
      }
      // A row that is new or gone with nothing but zeros and nulls tells nothing; all others must agree.
      for (const [key, row] of after) expect(turned.get(key) ?? { a: 0, b: 0 }).toEqual(row)
      if (from === to) expect(found).toEqual([])
    }),
  )
})

test('two days are the last ninety where none are named, and wrong ones stay as they were typed', () => {
  const today = '2026-03-26'
  expect(twoDays(undefined, undefined, today)).toEqual({ from: '2025-12-26', to: today, isWrong: false })
  expect(twoDays('2026-01-01', '2026-03-26', today).isWrong).toBe(false)
  for (const [from, to] of [
    ['2026-03-26', '2026-03-26'],
    ['2026-03-26', '2026-03-01'],
    ['2026-03-01', '2026-03-27'],
    ['2026-02-30', '2026-03-01'],
    ['', '2026-03-01'],
    [['2026-01-01'], undefined],
  ]) {
    expect(twoDays(from, to, today).isWrong).toBe(true)
  }
})

test('an income table shows a group once, its items below, and only what some year knows', () => {
  const lines = incomeLines([
    { year: 2025, row: { wage_fen: 300, cost_fen: 0, items: { 'WAGE.WORK': 300 } } },
    { year: 2024, row: { wage_fen: null, cost_fen: null, items: null } },
  ])
  expect(lines.map(({ key, fen }) => [key, fen])).toEqual([
    ['WAGE', [300, null]],
    ['WAGE.WORK', [300, null]],
    ['COST', [0, null]],
  ])
})
