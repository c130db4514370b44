import { existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { deploy } from '@/scripts/database/migrate'
import { connected, type Database, openDatabase, withDatabase } from '@/scripts/database/open'
import { root } from '@/scripts/database/paths'
import { createKeys } from '@/scripts/start/keys'
import { load } from '@/scripts/start/load'
import { digest } from '@/scripts/start/stamp'
import { type Cell, CITY, COUNTY, line, regionRows, TODAY } from './rows'
import { type Table, tables } from './tables'

export const data = path.join(root, '.bench-data')
export const keysFile = path.join(data, 'keys.json')
const LARGE = 100_000
const CHUNK = 64 * 1024
const sources = ['fill.ts', 'rows.ts', 'tables.ts'].map((name) => `tests/bench/suite/${name}`)

export type Filled = { database: Database; admin: string; close: () => Promise<void> }

/** Opens the embedded server of the benches; never an operator's, because CPU is read from the processes beside this one. */
export async function openBench(name: string, households: number): Promise<Filled> {
  mkdirSync(data, { recursive: true })
  if (!existsSync(keysFile)) createKeys(keysFile)
  const settings = { shared_buffers: households > LARGE ? '4GB' : '1GB', max_wal_size: '8GB', fsync: 'on', jit: 'off' }
  const database = await openDatabase({ data, name, external: undefined, settings })
  const admin = withDatabase(database.adminUrl as string, name)
  return { database, admin, close: database.close }
}

/** The database of one size, filled once and kept; says what it did. Filled anew when the generator changed or the filling was cut off. */
export async function fill(households: number, say: (text: string) => void): Promise<Filled> {
  const name = `fangxian_bench_${households}`
  const mark = `fangxian ${digest(sources)}`
  let filled = await openBench(name, households)
  const maintenance = withDatabase(filled.admin, 'postgres')
  const [row] = await connected(maintenance, async (client) => {
    const sql = "SELECT shobj_description(oid, 'pg_database') AS mark FROM pg_database WHERE datname = $1"
    return (await client.query<{ mark: string | null }>(sql, [name])).rows
  })
  if (row?.mark !== mark) {
    await connected(maintenance, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))
    const first = filled
    filled = { ...(await openBench(name, households)), close: first.close }
    await deploy(filled.database.ownerUrl)
    await load('catalogue', filled.database, keysFile)
    await connected(filled.admin, (client) => fillRegister(client, households, say))
    await connected(maintenance, (client) => client.query(`COMMENT ON DATABASE ${name} IS '${mark}'`))
  } else await deploy(filled.database.ownerUrl)
  await connected(filled.admin, async (client) => {
    await client.query('ALTER SYSTEM RESET log_statement')
    await client.query(`ALTER DATABASE ${name} SET jit = off`)
    await client.query('CREATE EXTENSION IF NOT EXISTS pg_prewarm')
    await client.query('ANALYZE')
    const warmed = await client.query<{ blocks: string }>(
      `SELECT sum(pg_prewarm(c.oid)) AS blocks FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'i') AND c.relfilenode <> 0`,
    )
    const size = await client.query<{ mb: number }>('SELECT pg_database_size(current_database()) / 1048576 AS mb')
    say(`${name}: ${size.rows[0]?.mb} MB, ${warmed.rows[0]?.blocks} pages prewarmed`)
  })
  return filled
}

async function fillRegister(client: pg.Client, households: number, say: (text: string) => void): Promise<void> {
  const began = performance.now()
  await copy(client, 'region', 'code, level, name, parent_code', regionRows(households))
  await client.query('INSERT INTO installation (is_demo, county_code) VALUES (true, $1)', [COUNTY])
  await client.query(
    `INSERT INTO indicator_target (id, indicator, applies_to, period_start, period_end, baseline, value, issued_by, document)
     VALUES (gen_random_uuid(), 'visitCoverage', $1, date_trunc('quarter', $2::date), date_trunc('quarter', $2::date) + interval '3 months' - interval '1 day', 0, 100, 'bench', 'bench')`,
    [CITY, TODAY],
  )
  // The rows are those the triggers would have made; checks of each row stay on, and what refers to what is right by making.
  await client.query('SET session_replication_role = replica')
  await client.query(`SET maintenance_work_mem = '512MB'`)
  for (const table of tables(households)) await loadTable(client, table, say)
  await client.query('RESET session_replication_role')
  await client.query('VACUUM ANALYZE')
  await client.query('CHECKPOINT')
  say(`${households} households made in ${((performance.now() - began) / 1000).toFixed(1)} s`)
}

/** COPY with the keys in place and all other indexes built afterwards. */
async function loadTable(
  client: pg.Client,
  { name, columns, rows }: Table,
  say: (text: string) => void,
): Promise<void> {
  const began = performance.now()
  const indexes = await client.query<{ name: string; definition: string }>(
    `SELECT c.relname AS name, pg_get_indexdef(i.indexrelid) AS definition FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
     WHERE i.indrelid = $1::regclass AND NOT i.indisunique AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid)`,
    [name],
  )
  for (const index of indexes.rows) await client.query(`DROP INDEX "${index.name}"`)
  const count = await copy(client, name, columns, rows())
  for (const index of indexes.rows) await client.query(index.definition)
  say(`  ${name}: ${count} rows, ${((performance.now() - began) / 1000).toFixed(1)} s`)
}

async function copy(
  client: pg.Client,
  table: string,
  columns: string,
  rows: Iterable<readonly Cell[]>,
): Promise<number> {
  let count = 0
  function* chunks() {
    let chunk = ''
    for (const row of rows) {
      chunk += line(row)
      count++
      if (chunk.length > CHUNK) {
        yield Buffer.from(chunk)
        chunk = ''
      }
    }
    yield Buffer.from(chunk)
  }
  await pipeline(
    Readable.from(chunks(), { objectMode: false }),
    client.query(copyFrom(`COPY ${table} (${columns}) FROM STDIN`)),
  )
  return count
}
