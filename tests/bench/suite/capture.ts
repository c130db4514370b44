import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { connected } from '@/scripts/database/open'
import { logs } from '@/scripts/database/paths'
import { sleep } from '@/scripts/database/processes'
import { appRole } from '@/scripts/database/roles'
import type { Taken } from '@/tests/bench/limit/straight'
import { LINE_PREFIX, named, parseLog, scopedTransactions } from './log'

const QUIET_MS = 150
const hash = (text: string) => createHash('sha1').update(text).digest('hex').slice(0, 20)

const set = (admin: string, statements: readonly string[]) =>
  connected(admin, async (client) => {
    for (const statement of [...statements, 'SELECT pg_reload_conf()']) await client.query(statement)
  })

/** Lets the server write every statement into its log while `work` runs. */
export async function listening<R>(admin: string, work: () => Promise<R>): Promise<R> {
  await set(admin, [`ALTER SYSTEM SET log_line_prefix = '${LINE_PREFIX}'`, `ALTER SYSTEM SET log_statement = 'all'`])
  await sleep(QUIET_MS)
  try {
    return await work()
  } finally {
    await set(admin, ['ALTER SYSTEM RESET log_statement', 'ALTER SYSTEM RESET log_line_prefix'])
    await sleep(QUIET_MS)
  }
}

/**
 * What the product asks of the database for one request, from the server's log: it cannot drift from what the product does. `trips` counts all
 * it sent, the session and the limits of the transaction too.
 */
export async function take(
  data: string,
  database: string,
  request: () => Promise<unknown>,
): Promise<{ taken: Taken[]; trips: number }> {
  const log = path.join(logs(data), 'postgres.log')
  const from = statSync(log).size
  await request()
  await sleep(QUIET_MS)
  const logged = parseLog(readFileSync(log).subarray(from).toString('utf8'), appRole, database)
  const taken = scopedTransactions(logged).map(({ settings, statements }) => ({
    settings,
    statements: named(statements, hash),
  }))
  return { taken, trips: logged.length }
}
