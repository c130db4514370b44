import type { KeyObject } from 'node:crypto'
import type { ClientBase } from 'pg'
import { readAnchors, writeAnchors } from './anchors'
import { FIRST_PREVIOUS, sealHmac, Tally } from './rules'
import type { Seal } from './schema'
import { asHashed, entriesOf, finishedBefore, readSeals } from './sql'

const LOCK = "hashtextextended('audit seal', 0)"

export type Sealing = { key: KeyObject; anchors: string; at: () => Date }

/** Transactions of this database have smaller numbers than those already sealed: it was moved here without them. */
export class ForeignHistoryError extends Error {
  constructor() {
    super('the sealed transactions are not of this database server')
  }
}

/**
 * Seals every entry of the finished transactions since the last seal, in one transaction, and writes the anchor after it. Needs the owner's
 * connection. Null when there is nothing to seal or somebody else is sealing.
 */
export async function sealOnce(client: ClientBase, sealing: Sealing): Promise<Seal | null> {
  await asHashed(client)
  const { rows } = await client.query<{ mine: boolean }>(`SELECT pg_try_advisory_lock(${LOCK}) AS mine`)
  if (!rows[0]?.mine) return null
  try {
    const known = readAnchors(sealing.anchors).at(-1)?.seal ?? 0
    const unanchored = await readSeals(client, known)
    writeAnchors(sealing.anchors, unanchored)
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ')
    try {
      const seal = await next(client, sealing)
      await client.query('COMMIT')
      if (seal) writeAnchors(sealing.anchors, [seal])
      return seal
    } catch (error) {
      await client.query('ROLLBACK').catch(() => {})
      throw error
    }
  } finally {
    await client.query(`SELECT pg_advisory_unlock(${LOCK})`).catch(() => {})
  }
}

async function next(client: ClientBase, { key, at }: Sealing): Promise<Seal | null> {
  const { rows } = await client.query<{ no: number | null }>('SELECT max(seal_no) AS no FROM audit_seal')
  const before = (await readSeals(client, Number(rows[0]?.no ?? 0) - 1)).at(-1)
  const fromTx = before?.toTx ?? 0n
  const toTx = await finishedBefore(client)
  if (toTx < fromTx) throw new ForeignHistoryError()
  const tally = new Tally()
  for await (const { id, line } of entriesOf(client, fromTx, toTx)) tally.add(id, line)
  if (tally.count === 0) return null
  const unsigned = {
    sealNo: (before?.sealNo ?? 0) + 1,
    fromTx,
    toTx,
    entryCount: tally.count,
    lastId: tally.lastId ?? 0n,
    sealedAt: at().toISOString(),
  }
  const seal = { ...unsigned, hmac: sealHmac(key, before?.hmac ?? FIRST_PREVIOUS, unsigned, tally.digest()) }
  await client.query(
    'INSERT INTO audit_seal (seal_no, from_tx, to_tx, entry_count, last_id, sealed_at, hmac) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [seal.sealNo, String(fromTx), String(toTx), seal.entryCount, String(seal.lastId), seal.sealedAt, seal.hmac],
  )
  return seal
}
