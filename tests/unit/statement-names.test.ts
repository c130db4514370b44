import { expect, test } from 'vitest'
import { statementName } from '@/lib/platform/statement-names'

const asked = (sql: string, times: number) => Array.from({ length: times }, () => statementName({ sql })).at(-1)

test('a statement gets its name at the third time and keeps it', () => {
  expect(asked('SELECT 1 AS often', 2)).toBe('')
  const name = asked('SELECT 1 AS often', 1)
  expect(name).toMatch(/^fx_[0-9a-f]{24}$/)
  expect(asked('SELECT 1 AS often', 1)).toBe(name)
  expect(asked('SELECT 2 AS often', 3)).not.toBe(name)
})

test('the settings of a scope are never prepared', () => {
  expect(asked("SET LOCAL app.scope = '130799'; SET LOCAL app.own = ''", 9)).toBe('')
})

test('statements that carry a day or a code are not prepared', () => {
  expect(asked("SELECT DATE '2026-03-26'", 9)).toBe('')
  expect(asked("SELECT * FROM village_tally WHERE county_code = '130799'", 9)).toBe('')
})

test('the server is given a few hundred plans at most', () => {
  for (let number = 0; number < 1_000; number++) asked(`SELECT ${number} AS number`, 3)
  const named = Array.from({ length: 1_000 }, (_, number) => statementName({ sql: `SELECT ${number} AS number` }))
  expect(named.filter(Boolean).length).toBeLessThanOrEqual(300)
})
