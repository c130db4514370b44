import type { ClientBase } from 'pg'
import { copyLines } from '@/lib/platform/copy-out'
import type { Seal } from './schema'

const TAB = 9

/** How every connection that hashes must write instants and bytes. */
export async function asHashed(client: ClientBase): Promise<void> {
  await client.query(
    "SET timezone = 'UTC'; SET bytea_output = 'hex'; SET client_encoding = 'UTF8'; SET extra_float_digits = 1",
  )
}

// A column that came later counts only where it holds something: older seals were made without it.
const AS_SEALED = "CASE WHEN e.acting_for IS NULL THEN to_jsonb(e) - 'acting_for' ELSE to_jsonb(e) END"

/** Entries in the order of sealing, as (transaction, id, line); the line is the whole entry, canonical by jsonb. */
export async function* entriesOf(
  client: ClientBase,
  fromTx: bigint,
  toTx: bigint,
): AsyncGenerator<{ tx: bigint; id: bigint; line: Buffer }> {
  const span = `tx >= '${fromTx}'::xid8 AND tx < '${toTx}'::xid8`
  for await (const line of copyLines(
    client,
    `SELECT tx, id, ${AS_SEALED} FROM audit_entry e WHERE ${span} ORDER BY tx, id`,
  )) {
    const first = line.indexOf(TAB)
    const second = line.indexOf(TAB, first + 1)
    yield {
      tx: BigInt(line.toString('latin1', 0, first)),
      id: BigInt(line.toString('latin1', first + 1, second)),
      line,
    }
  }
}

export async function readSeals(client: ClientBase, afterNo = 0): Promise<Seal[]> {
  const { rows } = await client.query<
    Record<'seal_no' | 'from_tx' | 'to_tx' | 'entry_count' | 'last_id' | 'hmac', string> & { sealed_at: Date }
  >('SELECT * FROM audit_seal WHERE seal_no > $1 ORDER BY seal_no', [afterNo])
  return rows.map((row) => ({
    sealNo: Number(row.seal_no),
    fromTx: BigInt(row.from_tx),
    toTx: BigInt(row.to_tx),
    entryCount: Number(row.entry_count),
    lastId: BigInt(row.last_id),
    sealedAt: row.sealed_at.toISOString(),
    hmac: row.hmac,
  }))
}

/** The first transaction that may still be running in the present snapshot: all before it are finished and visible. */
export async function finishedBefore(client: ClientBase): Promise<bigint> {
  const { rows } = await client.query<{ xmin: string }>('SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xmin')
  return BigInt(rows[0]?.xmin ?? 0)
}

export type AuditedTable = { table: string; keys: string[]; ignored: string[]; isOn: boolean }

/** Every audited table with the columns that name its rows and those that are not audited, from the triggers themselves. */
export async function auditedTables(client: ClientBase): Promise<AuditedTable[]> {
  const { rows } = await client.query<{ table: string; args: string; is_on: boolean }>(
    `SELECT c.relname AS table, encode(t.tgargs, 'escape') AS args, t.tgenabled IN ('O', 'A') AND EXISTS (SELECT FROM pg_trigger i
         WHERE i.tgrelid = c.oid AND i.tgname = 'audit_insert' AND i.tgenabled IN ('O', 'A')) AS is_on
     FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
     WHERE t.tgname = 'audit_change' AND c.relnamespace = 'public'::regnamespace ORDER BY 1`,
  )
  return rows.map(({ table, args, is_on }) => {
    const [, keys = '', ignored = ''] = args.split('\\000')
    return { table, keys: keys.split(','), ignored: ignored.split(',').filter(Boolean), isOn: is_on }
  })
}

export type StrayRow = { row_id: string; fault: 'rowWithoutEntry' | 'rowChanged' | 'rowGone' | 'rowBack'; of: string }

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

/** Rows of a table that are not as their latest entry left them, and how many rows were looked at. */
export async function strayRows(client: ClientBase, { table, keys, ignored }: AuditedTable, most: number) {
  const key = keys.map((column) => `t.${quoted(column)}::text`).join(", '/', ")
  const { rows } = await client.query<StrayRow>(
    `WITH present AS (SELECT concat(${key}) AS row_id, audit_digest(to_jsonb(t) - $3::text[]) AS digest FROM ${quoted(table)} t),
       latest AS (SELECT DISTINCT ON (row_id) row_id, action, row_digest FROM audit_entry WHERE table_name = $1 ORDER BY row_id, id DESC),
       faults AS (
         SELECT row_id, CASE WHEN l.action IS NULL THEN 'rowWithoutEntry' WHEN p.digest IS NULL THEN 'rowGone'
           WHEN l.action = 'DELETE' THEN 'rowBack' ELSE 'rowChanged' END AS fault
         FROM present p FULL JOIN latest l USING (row_id)
         WHERE CASE WHEN l.action IS NULL THEN true WHEN p.digest IS NULL THEN l.action <> 'DELETE'
           ELSE l.action = 'DELETE' OR p.digest IS DISTINCT FROM l.row_digest END)
     SELECT row_id, fault, count(*) OVER () AS of FROM faults ORDER BY row_id LIMIT $2`,
    [table, most, ignored],
  )
  const { rows: counted } = await client.query<{ n: string }>(`SELECT count(*) AS n FROM ${quoted(table)}`)
  return { stray: rows, rows: Number(counted[0]?.n ?? 0) }
}
