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

test('statements that carry literals do not fill the server with plans', () => {
  for (let number = 0; number < 1_000; number++) asked(`SELECT ${number} AS literal`, 3)
  const named = Array.from({ length: 1_000 }, (_, number) =>
    statementName({ sql: `SELECT ${number} AS literal` }),
  ).filter(Boolean)
  expect(named.length).toBeLessThanOrEqual(300)
})
