import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AuditedWorld } from '../support/audit'
import { closeOwner } from '../support/builders'

const RUNS = Number(process.env.FANGXIAN_AUDIT_RUNS ?? 60)
let world: AuditedWorld

beforeAll(async () => {
  world = await AuditedWorld.make()
})
afterAll(async () => {
  world.end()
  await closeOwner()
})

async function fingerprint(): Promise<string> {
  const { rows } = await world.client.query(
    "SELECT md5(coalesce((SELECT string_agg(e::text, chr(10) ORDER BY e::text) FROM audit_entry e), '') || (SELECT string_agg(s::text, chr(10) ORDER BY s::text) FROM audit_seal s)) AS print",
  )
  return rows[0].print
}

describe('the audit', () => {
  it(`finds each of ${RUNS} random changes of its entries and seals`, async () => {
    const { rows } = await world.client.query<{ id: string }>('SELECT id FROM audit_entry ORDER BY id')
    const columns = [
      'county_code',
      'region_code',
      'actor_id',
      'command',
      'table_name',
      'row_id',
      'action',
      'at',
      'row_digest',
      'tx',
      'id',
    ]
    const forged: Record<string, string> = {
      actor_id: 'gen_random_uuid()',
      at: "at + interval '1 microsecond'",
      row_digest: "'\\xdead'",
      tx: '(tx::text::bigint + 1)::text::xid8',
      id: '(SELECT max(id) FROM audit_entry) + 1',
    }
    const anyEntry = fc.constantFrom(...rows.map(({ id }) => id))
    const deed = fc.oneof(
      fc
        .record({ id: anyEntry, column: fc.constantFrom(...columns) })
        .map(
          ({ id, column }) =>
            `UPDATE audit_entry SET ${column} = ${forged[column] ?? `left('x' || ${column}, 6)`} WHERE id = ${id}`,
        ),
      anyEntry.map((id) => `DELETE FROM audit_entry WHERE id = ${id}`),
      anyEntry.map(
        (id) =>
          `INSERT INTO audit_entry SELECT county_code, (SELECT max(id) + 1 FROM audit_entry), region_code, tx, at, actor_id, command, table_name, row_id, action, old_values, new_values, row_digest FROM audit_entry WHERE id = ${id}`,
      ),
      fc
        .constantFrom(
          'entry_count = entry_count + 1',
          'to_tx = to_tx + 1',
          'last_id = last_id + 1',
          "sealed_at = sealed_at + interval '1 hour'",
          'hmac = reverse(hmac)',
        )
        .map(
          (change) =>
            `UPDATE audit_seal SET ${change} WHERE seal_no = (SELECT seal_no FROM audit_seal ORDER BY random() LIMIT 1)`,
        ),
      fc
        .integer({ min: 1, max: 20 })
        .map((n) => `DELETE FROM audit_entry WHERE id IN (SELECT id FROM audit_entry ORDER BY id DESC LIMIT ${n})`),
    )
    let done = 0
    await fc.assert(
      fc.asyncProperty(deed, async (sql) => {
        const before = await fingerprint()
        await world.tamper(sql)
        if ((await fingerprint()) === before) return
        done++
        expect([sql, (await world.findings()).length]).not.toEqual([sql, 0])
        await world.restore()
      }),
      { numRuns: RUNS, endOnFailure: true },
    )
    console.info(`${done} of ${done} random changes of the audit were found`)
    expect(done).toBeGreaterThan(RUNS * 0.7)
  })
})
