import type { Statement } from '@/tests/bench/limit/straight'

/** Begins every line of the server's log while statements are taken: process, role and database. */
export const LINE_PREFIX = 'bench|%p|%u|%d| '
const HEAD = /^bench\|(\d+)\|([^|]*)\|([^|]*)\| (\w+): {2}([\s\S]*)$/

export type Logged = { pid: number; text: string; values: (string | null)[] }

/** `$1 = 'it''s', $2 = NULL` as values. */
export function parseValues(text: string): (string | null)[] {
  return [...text.matchAll(/\$\d+ = (NULL|'((?:[^']|'')*)')/g)].map(([, whole, inner]) =>
    whole === 'NULL' ? null : (inner as string).replaceAll("''", "'"),
  )
}

/** The statements in a piece of the log that a role sent to a database, in their order. Later lines of a message begin with a tab. */
export function parseLog(log: string, role: string, database: string): Logged[] {
  const found: Logged[] = []
  const messages = log.split(/\n(?!\t)/).map((message) => message.replaceAll('\n\t', '\n'))
  for (const message of messages) {
    const [, pid, user, name, level, said = ''] = HEAD.exec(message) ?? []
    if (user !== role || name !== database) continue
    const text = /^(?:statement|execute [^:]*): ([\s\S]*)$/.exec(said)?.[1]
    if (level === 'LOG' && text !== undefined) found.push({ pid: Number(pid), text, values: [] })
    const last = found.findLast((each) => each.pid === Number(pid))
    if (level === 'DETAIL' && last && /^parameters: /i.test(said)) last.values = parseValues(said)
  }
  return found
}

/** The settings of a scope; a transaction opens together with them. */
const OPENED = /^(?:BEGIN; )?(SET LOCAL app\.scope[\s\S]*)$/

export type Transaction = { settings: string; statements: Logged[] }

/** The scoped transactions among logged statements: what begins with the settings of the scope, up to the COMMIT. */
export function scopedTransactions(logged: readonly Logged[]): Transaction[] {
  const found: Transaction[] = []
  const open = new Map<number, Transaction>()
  for (const each of logged) {
    const current = open.get(each.pid)
    if (/^(COMMIT|ROLLBACK)/i.test(each.text)) {
      if (current && current.statements.length > 0) found.push(current)
      open.delete(each.pid)
      continue
    }
    const settings = OPENED.exec(each.text)?.[1]
    if (settings) open.set(each.pid, { settings, statements: [] })
    else current?.statements.push(each)
  }
  return found
}

/** A name that stays the same for the same text, so that a connection prepares it once. */
export function named(statements: readonly Logged[], hash: (text: string) => string): Statement[] {
  return statements.map(({ text, values }) => ({ name: `b${hash(text)}`, text, values }))
}
