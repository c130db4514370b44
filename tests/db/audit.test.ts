import { createSecretKey, randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { readAnchors } from '@/lib/audit/anchors'
import { FIRST_PREVIOUS, sealHmac, Tally } from '@/lib/audit/rules'
import { sealOnce } from '@/lib/audit/seal'
import { asHashed, entriesOf, readSeals } from '@/lib/audit/sql'
import { AuditedWorld } from '../support/audit'
import { closeOwner, owner } from '../support/builders'

let world: AuditedWorld

beforeAll(async () => {
  world = await AuditedWorld.make()
})
afterEach(async () => {
  await world.restore()
  expect(await world.findings()).toEqual([])
})
afterAll(async () => {
  world.end()
  await closeOwner()
})

describe('an untouched audit', () => {
  it('is whole: every seal, every anchor, every row', async () => {
    const report = await world.report()
    expect(report).toMatchObject({ findings: [], unsealed: 0, waitingSince: null })
    expect(report.seals).toBeGreaterThanOrEqual(4)
    expect(report.entries).toBe((await world.client.query('SELECT count(*)::int AS n FROM audit_entry')).rows[0].n)
    expect(readAnchors(world.anchors)).toHaveLength(report.seals)
  })

  it('stays whole whatever time zone and byte format a writer uses', async () => {
    const other = await owner().connect()
    try {
      await other.query("SET timezone = 'Asia/Shanghai'; SET bytea_output = 'escape'")
      await other.query('UPDATE household SET phone_enc = $2, updated_at = now() WHERE id = $1', [
        world.household.id,
        randomBytes(40),
      ])
    } finally {
      other.release(true)
    }
    expect(await world.findings()).toEqual([])
    await world.sealAll()
    expect(await world.findings()).toEqual([])
    await world.keep()
  })

  it('never seals what is still being written, and misses nothing of it later', async () => {
    const writer = await owner().connect()
    try {
      await writer.query('BEGIN')
      await writer.query('UPDATE household SET version = version + 1 WHERE id = $1', [world.household.id])
      await world.client.query('UPDATE household SET version = version + 1 WHERE id <> $1', [world.household.id])
      await world.seal()
      await writer.query('COMMIT')
    } finally {
      writer.release()
    }
    await world.sealAll()
    expect(await world.findings()).toEqual([])
    await world.keep()
  })

  it('is sealed by one at a time', async () => {
    await world.client.query('UPDATE household SET version = version + 1 WHERE id = $1', [world.household.id])
    const others = await Promise.all([owner().connect(), owner().connect()])
    try {
      await Promise.all(
        others.map((each) => sealOnce(each, { key: world.key, anchors: world.anchors, at: () => new Date() })),
      )
    } finally {
      for (const each of others) each.release()
    }
    await world.sealAll()
    expect(await world.findings()).toEqual([])
    await world.keep()
  })

  it('gets the anchor that a crash after a seal left out', async () => {
    writeFileSync(world.anchors, `${world.whole.trimEnd().split('\n').slice(0, -1).join('\n')}\n{"seal":`)
    expect(await world.findings()).toEqual([])
    await world.seal()
    expect(readAnchors(world.anchors)).toEqual(
      world.whole
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    )
  })
})

describe('somebody with the owner’s password is found out when he', () => {
  it('edits an entry', async () => {
    await world.tamper(
      `UPDATE audit_entry SET new_values = '{"address": "别处"}' WHERE id = (SELECT min(id) FROM audit_entry WHERE action = 'UPDATE')`,
    )
    const [first, ...others] = await world.findings()
    expect([first?.code, others]).toEqual(['sealBroken', []])
    const { rows } = await world.client.query("SELECT min(id)::int AS id FROM audit_entry WHERE action = 'UPDATE'")
    expect(Number(first?.params.first)).toBeLessThanOrEqual(rows[0].id)
    expect(Number(first?.params.last)).toBeGreaterThanOrEqual(rows[0].id)
  })

  it('deletes an entry', async () => {
    await world.tamper(
      "DELETE FROM audit_entry WHERE id = (SELECT id FROM audit_entry WHERE table_name = 'household' AND action = 'UPDATE' ORDER BY id LIMIT 1)",
    )
    expect(await world.codes()).toContain('sealCount')
  })

  it('slips an entry in', async () => {
    await world.tamper(
      `INSERT INTO audit_entry (county_code, region_code, tx, at, command, table_name, row_id, action)
       SELECT county_code, region_code, tx, at, command, table_name, 'forged', 'DELETE' FROM audit_entry ORDER BY id LIMIT 1`,
    )
    expect(await world.codes()).toContain('sealCount')
    await world.restore()
    await world.tamper(
      `INSERT INTO audit_entry (county_code, region_code, tx, at, command, table_name, row_id, action)
       SELECT county_code, region_code, '99999999999999'::xid8, at, command, table_name, 'forged', 'DELETE' FROM audit_entry LIMIT 1`,
    )
    expect(await world.codes()).toContain('entryAhead')
  })

  it('swaps two entries', async () => {
    await world.tamper(
      `WITH two AS (SELECT id, lead(id) OVER (ORDER BY id) AS next FROM (SELECT id FROM audit_entry WHERE table_name = 'visit' ORDER BY id LIMIT 2) x)
       UPDATE audit_entry e SET id = CASE WHEN e.id = t.id THEN -t.next ELSE -t.id END FROM two t WHERE t.next IS NOT NULL AND e.id IN (t.id, t.next)`,
      'UPDATE audit_entry SET id = -id WHERE id < 0',
    )
    expect(await world.codes()).toContain('sealBroken')
  })

  it('cuts the tail off, seals included', async () => {
    await world.tamper(
      `DELETE FROM audit_entry WHERE tx >= (SELECT from_tx::text::xid8 FROM audit_seal ORDER BY seal_no DESC LIMIT 1)`,
      'DELETE FROM audit_seal WHERE seal_no = (SELECT max(seal_no) FROM audit_seal)',
    )
    expect(await world.codes()).toContain('tailCut')
  })

  it('takes a seal out of the middle', async () => {
    await world.tamper('DELETE FROM audit_seal WHERE seal_no = 2')
    expect(await world.codes()).toEqual(expect.arrayContaining(['sealMissing', 'sealCount']))
  })

  it('computes all seals anew without the key, or even with it', async () => {
    for (const [using, code] of [
      [createSecretKey(randomBytes(32)), 'sealBroken'],
      [world.key, 'anchorDiffers'],
    ] as const) {
      await world.tamper(
        "UPDATE audit_entry SET command = 'nothing.here' WHERE id = (SELECT min(id) FROM audit_entry)",
        ...(await resealed(using)),
      )
      expect(await world.codes()).toContain(code)
      await world.restore()
    }
  })

  it('cleans the anchor file as well', async () => {
    writeFileSync(world.anchors, '')
    expect(await world.codes()).toContain('anchorMissing')
  })

  it('changes, adds, removes or brings back a row while the trigger is off', async () => {
    const quiet = async (sql: string) =>
      world.client.query(`ALTER TABLE visit DISABLE TRIGGER USER; ${sql}; ALTER TABLE visit ENABLE TRIGGER USER`)
    await world.client.query('CREATE TABLE kept_visit AS SELECT * FROM visit LIMIT 1')
    const one = 'id = (SELECT id FROM kept_visit)'
    await quiet(`UPDATE visit SET note = '补写' WHERE ${one}`)
    expect(await world.codes()).toEqual(['rowChanged'])
    await quiet(`DELETE FROM visit WHERE ${one}`)
    expect(await world.codes()).toEqual(['rowGone'])
    await quiet('INSERT INTO visit SELECT * FROM kept_visit')
    expect(await world.codes()).toEqual([])
    await quiet(
      'INSERT INTO visit SELECT (jsonb_populate_record(v, \'{"id": "5a2f6f0e-0000-4000-8000-000000000000"}\')).* FROM kept_visit v',
    )
    expect(await world.codes()).toEqual(['rowWithoutEntry'])
    await quiet("DELETE FROM visit WHERE id = '5a2f6f0e-0000-4000-8000-000000000000'")
  })

  it('lets an ended session live again', async () => {
    const set = (to: string) =>
      world.client.query(
        `ALTER TABLE session DISABLE TRIGGER audit_change; UPDATE session SET ended_at = ${to}; ALTER TABLE session ENABLE TRIGGER audit_change`,
      )
    const { rows } = await world.client.query<{ at: string }>('SELECT ended_at::text AS at FROM session')
    await set('NULL')
    expect(await world.codes()).toEqual(['rowChanged'])
    await set(`'${rows[0]?.at}'`)
    await world.client.query("UPDATE session SET last_seen_at = last_seen_at + interval '1 minute'")
    expect(await world.codes()).toEqual([])
  })

  it('leaves a trigger off', async () => {
    await world.client.query('ALTER TABLE clue DISABLE TRIGGER audit_change')
    expect(await world.findings()).toContainEqual({ code: 'triggerOff', params: { table: 'clue' } })
    await world.client.query('ALTER TABLE clue ENABLE TRIGGER audit_change')
  })
})

/** All seals as somebody would compute them who holds `using`, over the entries as they would be after the edit. */
async function resealed(using: typeof world.key): Promise<string[]> {
  await world.tamper("UPDATE audit_entry SET command = 'nothing.here' WHERE id = (SELECT min(id) FROM audit_entry)")
  await asHashed(world.client)
  const statements: string[] = []
  let previous = FIRST_PREVIOUS
  for (const each of await readSeals(world.client)) {
    const tally = new Tally()
    for await (const { id, line } of entriesOf(world.client, each.fromTx, each.toTx)) tally.add(id, line)
    previous = sealHmac(using, previous, each, tally.digest())
    statements.push(`UPDATE audit_seal SET hmac = '${previous}' WHERE seal_no = ${each.sealNo}`)
  }
  return statements
}
