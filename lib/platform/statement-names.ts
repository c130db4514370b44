import { createHash } from 'node:crypto'

const OFTEN = 3
const MOST_NAMES = 300
const MOST_COUNTED = 5_000
const UNNAMED = ''

const seen = new Map<string, number>()
const names = new Map<string, string>()

/**
 * A name for a statement that is asked for often, so that PostgreSQL plans it once per connection instead of at every request: with
 * row-level security planning takes several times as long as running. Texts that carry days or codes as literals would come and go, and
 * the server keeps every plan it was given, so they stay unnamed.
 */
export function statementName({ sql }: { sql: string }): string {
  const known = names.get(sql)
  if (known) return known
  if (names.size >= MOST_NAMES || !mayBeNamed(sql)) return UNNAMED
  const times = (seen.get(sql) ?? 0) + 1
  if (times < OFTEN) {
    if (seen.size >= MOST_COUNTED) seen.clear()
    seen.set(sql, times)
    return UNNAMED
  }
  seen.delete(sql)
  const name = `fx_${createHash('sha256').update(sql).digest('hex').slice(0, 24)}`
  names.set(sql, name)
  return name
}

// Only a single statement may be prepared; the settings of a scope are several.
function mayBeNamed(sql: string): boolean {
  return /^\s*(SELECT|WITH|INSERT|UPDATE)\b/i.test(sql) && !/'\d{2,12}:?'|'\d{4}-/.test(sql)
}
