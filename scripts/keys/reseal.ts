import type { ClientBase } from 'pg'
import { open, seal, sealedWith } from '@/lib/platform/fields'
import { keyRing } from '@/lib/platform/keys'

const BATCH = 2000

export type SealedColumn = { table: string; column: string }

/** Every column that holds sealed values. */
export const SEALED: readonly SealedColumn[] = [
  { table: 'person', column: 'id_number_enc' },
  { table: 'person', column: 'disability_card_enc' },
  { table: 'household', column: 'phone_enc' },
  { table: 'household', column: 'bank_account_enc' },
  { table: 'household_helper', column: 'phone_enc' },
  { table: 'second_factor', column: 'secret_enc' },
  { table: 'second_factor', column: 'pending_enc' },
  { table: 'household_event', column: 'id_number_enc' },
  { table: 'monitoring_contact', column: 'phone_enc' },
  { table: 'enterprise', column: 'phone_enc' },
]

type Row = { county_code: string; id: string; value: Buffer }

/**
 * Seals every value of a column with the current key, in batches of short transactions. A value that somebody changes meanwhile is left
 * as he wrote it and looked at again. Returns how many were sealed anew.
 */
export async function reseal(client: ClientBase, { table, column }: SealedColumn): Promise<number> {
  const { current } = keyRing()
  let count = 0
  for (let after = ['', '00000000-0000-0000-0000-000000000000']; ; ) {
    const { rows } = await client.query<Row>(
      `SELECT county_code, id, ${column} AS value FROM ${table} WHERE ${column} IS NOT NULL AND (county_code, id) > ($1, $2::uuid)
       ORDER BY county_code, id LIMIT ${BATCH}`,
      after,
    )
    const last = rows.at(-1)
    if (!last) return count
    after = [last.county_code, last.id]
    const old = rows.filter(({ value }) => sealedWith(value) !== current)
    count += await replace(client, table, column, old, (row) =>
      seal(table, column, row.id, open(table, column, row.id, row.value)),
    )
  }
}

async function replace(
  client: ClientBase,
  table: string,
  column: string,
  rows: Row[],
  anew: (row: Row) => Buffer,
): Promise<number> {
  if (rows.length === 0) return 0
  await client.query("BEGIN; SET LOCAL app.command = 'keys.rotate'")
  try {
    const { rowCount } = await client.query(
      `UPDATE ${table} t SET ${column} = n.fresh
       FROM unnest($1::text[], $2::uuid[], $3::bytea[], $4::bytea[]) AS n(county_code, id, was, fresh)
       WHERE t.county_code = n.county_code AND t.id = n.id AND t.${column} = n.was`,
      [rows.map((row) => row.county_code), rows.map((row) => row.id), rows.map((row) => row.value), rows.map(anew)],
    )
    await client.query('COMMIT')
    return rowCount ?? 0
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    throw error
  }
}

/** How many values of a column are not sealed with this key. */
export async function leftUnder(client: ClientBase, { table, column }: SealedColumn, current: string): Promise<number> {
  const { rows } = await client.query<{ n: string }>(
    `SELECT count(*) AS n FROM ${table} WHERE ${column} IS NOT NULL
     AND substring(${column} FROM 3 FOR get_byte(${column}, 1)) IS DISTINCT FROM convert_to($1, 'UTF8')`,
    [current],
  )
  return Number(rows[0]?.n ?? 0)
}

/**
 * Deeds that could still be undone keep sealed values of before; from now on they can no longer be undone and what they kept is dropped, so
 * that no value stays under an old key. Returns how many deeds that concerns.
 */
export async function closeJournals(client: ClientBase): Promise<number> {
  const { rowCount } = await client.query(
    `UPDATE change_journal SET closed_at = now() WHERE closed_at IS NULL AND undone_at IS NULL
     AND EXISTS (SELECT FROM change_row c WHERE c.county_code = change_journal.county_code AND c.journal_id = change_journal.id)`,
  )
  await client.query(
    `DELETE FROM change_row c USING change_journal j WHERE c.county_code = j.county_code AND c.journal_id = j.id
     AND (j.closed_at IS NOT NULL OR j.undone_at IS NOT NULL)`,
  )
  return rowCount ?? 0
}
