import { readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'

/** Statements of one request as the product sent them, each with its values as texts. */
export type Statement = { name: string; text: string; values: (string | null)[] }
/** `settings` is what sets the scope; `fresh` is the id in the values that every request replaces by its own. */
export type Taken = { settings: string; statements: Statement[]; fresh?: string }

const taken = new Map<string, Taken[]>()
let pool: pg.Pool | undefined

/** Everything in the lists of an answer: what a page would have to show. */
export function count(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, each) => sum + 1 + count(each), 0)
  if (!value || typeof value !== 'object' || value instanceof Date) return 0
  return Object.values(value).reduce((sum: number, each) => sum + count(each), 0)
}

/** Runs what the product ran for the request of this number: prepared, as the application's role, sent together in one round trip. */
export async function straight(workload: string, at: number, id?: string): Promise<number> {
  pool ??= new pg.Pool({
    connectionString: process.env.APP_DATABASE_URL,
    max: 12,
    idleTimeoutMillis: 0,
    pipeline: true,
  } as pg.PoolConfig)
  const list = statementsOf(workload)
  return run(pool, list[at % list.length] as Taken, id)
}

function statementsOf(workload: string): Taken[] {
  const known = taken.get(workload)
  if (known) return known
  const folder = process.env.BENCH_STATEMENTS as string
  const found = JSON.parse(readFileSync(path.join(folder, path.basename(`${workload}.json`)), 'utf8')) as Taken[]
  taken.set(workload, found)
  return found
}

export async function run(pool: pg.Pool, { settings, statements, fresh }: Taken, id?: string): Promise<number> {
  const client = await pool.connect()
  try {
    const valuesOf = (values: Statement['values']) =>
      fresh && id ? values.map((value) => value?.replaceAll(fresh, id) ?? null) : values
    const answers = await Promise.all([
      client.query('BEGIN'),
      client.query(settings),
      ...statements.map(({ name, text, values }) => client.query({ name, text, values: valuesOf(values) })),
      client.query('COMMIT'),
    ])
    const rows = answers.slice(2, -1).flatMap((answer) => answer.rows)
    return count(rows)
  } finally {
    client.release()
  }
}
