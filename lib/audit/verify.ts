import type { KeyObject } from 'node:crypto'
import type { ClientBase } from 'pg'
import { readAnchors } from './anchors'
import { brokenAnchors, brokenOrder, FIRST_PREVIOUS, sealHmac, Tally } from './rules'
import type { Finding, Report, Seal } from './schema'
import { asHashed, auditedTables, entriesOf, readSeals, strayRows } from './sql'

const SHOWN_PER_TABLE = 20
const LATE_AFTER = '10 minutes'

/**
 * Recomputes every seal and compares it with the key, the chain and the anchors; then compares every row of every audited table with its
 * latest entry. Reads one snapshot and writes nothing. Needs the owner's connection.
 */
export async function verifyAudit(
  client: ClientBase,
  { key, anchors }: { key: KeyObject; anchors: string },
): Promise<Report> {
  const from = performance.now()
  await asHashed(client)
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
  try {
    await client.query('SET LOCAL statement_timeout = 0')
    const seals = await readSeals(client)
    const sealed = await checkSeals(client, seals, key)
    const tail = await checkTail(client, seals.at(-1)?.toTx ?? 0n)
    const rows = await checkRows(client)
    return {
      seals: seals.length,
      entries: sealed.entries,
      unsealed: tail.unsealed,
      waitingSince: tail.waitingSince,
      tables: rows.tables,
      rows: rows.rows,
      findings: [
        ...brokenOrder(seals),
        ...sealed.findings,
        ...brokenAnchors(seals, readAnchors(anchors)),
        ...tail.findings,
        ...rows.findings,
      ],
      milliseconds: Math.round(performance.now() - from),
    }
  } finally {
    await client.query('ROLLBACK')
  }
}

async function checkSeals(client: ClientBase, seals: readonly Seal[], key: KeyObject) {
  const findings: Finding[] = []
  let entries = 0
  let index = 0
  let tally = new Tally()
  const close = (seal: Seal) => {
    const previous = seals[index - 1]?.hmac ?? FIRST_PREVIOUS
    if (sealHmac(key, previous, seal, tally.digest()) !== seal.hmac || tally.count !== seal.entryCount) {
      findings.push(brokenSeal(seal, tally, seals[index - 1]))
    }
    tally = new Tally()
    index++
  }
  for await (const { tx, id, line } of entriesOf(client, 0n, seals.at(-1)?.toTx ?? 0n)) {
    for (let seal = seals[index]; seal && tx >= seal.toTx; seal = seals[index]) close(seal)
    tally.add(id, line)
    entries++
  }
  for (let seal = seals[index]; seal; seal = seals[index]) close(seal)
  return { entries, findings }
}

function brokenSeal(seal: Seal, tally: Tally, before: Seal | undefined): Finding {
  const params = {
    seal: seal.sealNo,
    at: seal.sealedAt,
    first: String(tally.firstId ?? (before ? before.lastId + 1n : 1n)),
    last: String(tally.lastId !== null && tally.lastId > seal.lastId ? tally.lastId : seal.lastId),
    expected: seal.entryCount,
    found: tally.count,
  }
  return { code: tally.count === seal.entryCount ? 'sealBroken' : 'sealCount', params }
}

async function checkTail(client: ClientBase, sealedTo: bigint) {
  const { rows } = await client.query<{ unsealed: string; ahead: string; since: Date | null }>(
    `SELECT count(*) AS unsealed, count(*) FILTER (WHERE tx >= pg_snapshot_xmax(pg_current_snapshot())) AS ahead,
       min(at) FILTER (WHERE at < clock_timestamp() - interval '${LATE_AFTER}') AS since
     FROM audit_entry WHERE tx >= '${sealedTo}'::xid8`,
  )
  const ahead = Number(rows[0]?.ahead ?? 0)
  return {
    unsealed: Number(rows[0]?.unsealed ?? 0),
    waitingSince: rows[0]?.since?.toISOString() ?? null,
    findings: ahead > 0 ? [{ code: 'entryAhead', params: { count: ahead } } satisfies Finding] : [],
  }
}

async function checkRows(client: ClientBase) {
  const findings: Finding[] = []
  const tables = await auditedTables(client)
  let rows = 0
  for (const each of tables) {
    const { table } = each
    if (!each.isOn) findings.push({ code: 'triggerOff', params: { table } })
    const seen = await strayRows(client, each, SHOWN_PER_TABLE)
    rows += seen.rows
    for (const { row_id, fault } of seen.stray) findings.push({ code: fault, params: { table, row: row_id } })
    const more = Number(seen.stray[0]?.of ?? 0) - seen.stray.length
    if (more > 0) findings.push({ code: 'moreRows', params: { table, count: more } })
  }
  return { tables: tables.length, rows, findings }
}
