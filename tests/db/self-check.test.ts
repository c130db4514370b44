import { readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { functionFaults, NOT_AUDITED, roleFaults, tableFaults } from '@/lib/platform/catalogue-check'
import { reloadKeyRing } from '@/lib/platform/keys'
import { PrismaClient } from '@/lib/platform/prisma/client'
import { complaint, durabilityFaults, installationFaults } from '@/lib/platform/self-check'
import { closeOwner, layGround, owner } from '../support/builders'
import { urls } from '../support/database'

let admin: pg.Pool
beforeAll(async () => {
  admin = new pg.Pool({ connectionString: urls.admin, max: 1 })
  await layGround()
})
afterAll(async () => {
  await admin.end()
  await closeOwner()
})

/** Looks with the eyes of another connection. */
async function seenBy(connectionString: string, check: typeof roleFaults) {
  const db = new PrismaClient({ adapter: new PrismaPg({ connectionString, max: 1 }) })
  try {
    return await check(db)
  } finally {
    await db.$disconnect()
  }
}

const everything = async () => [...(await roleFaults()), ...(await tableFaults()), ...(await functionFaults())]

/** Breaks one protection, looks, and mends it. */
async function broken(check: () => Promise<unknown[]>, breaking: string, mending: string) {
  await owner().query(breaking)
  try {
    return await check()
  } finally {
    await owner().query(mending)
  }
}

describe('the database as it was migrated', () => {
  it('has every protection', async () => {
    expect(await everything()).toEqual([])
  })

  it('names no table as not audited that does not exist or is audited', async () => {
    const { rows } = await owner().query(
      `SELECT c.relname, EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'audit_change') AS audited
       FROM pg_class c WHERE c.relname = ANY ($1) ORDER BY 1`,
      [Object.keys(NOT_AUDITED)],
    )
    expect(rows).toEqual(
      Object.keys(NOT_AUDITED)
        .sort()
        .map((relname) => ({ relname, audited: false })),
    )
  })
})

describe('a start is refused when', () => {
  it.each([
    [
      'a table may be emptied',
      'GRANT TRUNCATE ON visit TO fangxian_app',
      'REVOKE TRUNCATE ON visit FROM fangxian_app',
      'mayTruncate',
      'visit',
    ],
    [
      'the audit may be deleted from',
      'GRANT DELETE ON audit_entry TO fangxian_app',
      'REVOKE DELETE ON audit_entry FROM fangxian_app',
      'mayRewriteAudit',
      'audit_entry',
    ],
    [
      'one column of the audit may be changed',
      'GRANT UPDATE (command) ON audit_entry TO fangxian_app',
      'REVOKE UPDATE (command) ON audit_entry FROM fangxian_app',
      'mayRewriteAudit',
      'audit_entry',
    ],
    [
      'the audit may be written by hand',
      'GRANT INSERT ON audit_seal TO fangxian_app',
      'REVOKE INSERT ON audit_seal FROM fangxian_app',
      'mayRewriteAudit',
      'audit_seal',
    ],
    [
      'row security is not forced',
      'ALTER TABLE clue NO FORCE ROW LEVEL SECURITY',
      'ALTER TABLE clue FORCE ROW LEVEL SECURITY',
      'notForced',
      'clue',
    ],
    [
      'row security is off',
      'ALTER TABLE person DISABLE ROW LEVEL SECURITY',
      'ALTER TABLE person ENABLE ROW LEVEL SECURITY',
      'notForced',
      'person',
    ],
    [
      'a policy has been widened',
      'ALTER POLICY region_scope ON household USING (true)',
      'ALTER POLICY region_scope ON household USING (region_code >= app_lo() AND region_code < app_hi())',
      'noScopePolicy',
      'household',
    ],
    [
      'a second policy opens a table',
      'CREATE POLICY everything ON visit FOR SELECT USING (true)',
      'DROP POLICY everything ON visit',
      'openPolicy',
      'visit',
    ],
    [
      'an audit trigger is off',
      'ALTER TABLE visit DISABLE TRIGGER audit_change',
      'ALTER TABLE visit ENABLE TRIGGER audit_change',
      'noAuditTrigger',
      'visit',
    ],
    [
      'an audit trigger for insertions is off',
      'ALTER TABLE visit DISABLE TRIGGER audit_insert',
      'ALTER TABLE visit ENABLE TRIGGER audit_insert',
      'noAuditTrigger',
      'visit',
    ],
    [
      'accounts are not audited',
      'ALTER TABLE app_user DISABLE TRIGGER audit_change',
      'ALTER TABLE app_user ENABLE TRIGGER audit_change',
      'noAuditTrigger',
      'app_user',
    ],
    [
      'audit entries can be changed',
      'ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_is_final',
      'ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_is_final',
      'auditNotFinal',
      'audit_entry',
    ],
    [
      'a new table of a region has no protection',
      'CREATE TABLE note_of_a_region (region_code varchar(12))',
      'DROP TABLE note_of_a_region',
      'notForced',
      'note_of_a_region',
    ],
    [
      'a function runs as its owner on any path',
      'ALTER FUNCTION audit_change() RESET search_path',
      'ALTER FUNCTION audit_change() SET search_path = pg_catalog, public',
      'noSearchPath',
      'audit_change()',
    ],
    [
      'a function is open to everybody',
      'GRANT EXECUTE ON FUNCTION app_lo() TO PUBLIC',
      'REVOKE EXECUTE ON FUNCTION app_lo() FROM PUBLIC',
      'publicFunction',
      'app_lo()',
    ],
    [
      'a view shows what its owner sees',
      'CREATE VIEW all_persons AS SELECT id FROM person; GRANT SELECT ON all_persons TO fangxian_app',
      'DROP VIEW all_persons',
      'openView',
      'all_persons',
    ],
    [
      'a materialized view is open',
      'CREATE MATERIALIZED VIEW all_visits AS SELECT id FROM visit; GRANT SELECT ON all_visits TO fangxian_app',
      'DROP MATERIALIZED VIEW all_visits',
      'openMatview',
      'all_visits',
    ],
  ])('%s', async (_what, breaking, mending, code, name) => {
    expect(await broken(everything, breaking, mending)).toContainEqual(
      expect.objectContaining({ code, params: expect.objectContaining({ name }) }),
    )
    expect(await everything()).toEqual([])
  })

  it('the application connects as the owner, or as a role that is the owner’s or above row security', async () => {
    const owning = await seenBy(urls.owner, roleFaults)
    expect(owning.filter(({ code }) => code === 'roleOwns').length).toBeGreaterThan(25)
    expect(owning).toContainEqual({ code: 'mayRewriteAudit', params: { name: 'audit_entry' } })

    const role = `fangxian_strong_${process.pid}`
    const url = new URL(urls.app)
    url.username = role
    url.password = role
    await admin.query(
      `CREATE ROLE ${role} LOGIN BYPASSRLS PASSWORD '${role}'; GRANT CONNECT ON DATABASE "${url.pathname.slice(1)}" TO ${role}`,
    )
    try {
      expect(await seenBy(url.href, roleFaults)).toEqual([{ code: 'roleTooStrong', params: { name: role } }])
      await admin.query(`ALTER ROLE ${role} NOBYPASSRLS; GRANT fangxian_owner TO ${role}`)
      const member = await seenBy(url.href, roleFaults)
      expect(member.filter(({ code }) => code === 'roleOwns').length).toBeGreaterThan(25)
    } finally {
      await admin.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`)
    }
  })

  it('a key file is missing or wrong', async () => {
    const before = process.env.FANGXIAN_KEYS
    try {
      process.env.FANGXIAN_KEYS = join(tmpdir(), 'no-such-keys.json')
      expect(await installationFaults()).toMatchObject([{ code: 'keys' }])
      process.env.FANGXIAN_KEYS = join(tmpdir(), `short-keys-${process.pid}.json`)
      writeFileSync(process.env.FANGXIAN_KEYS, '{"field":{"current":"k1","keys":{"k1":"c2hvcnQ="}}}')
      expect(await installationFaults()).toMatchObject([{ code: 'keys' }])
    } finally {
      process.env.FANGXIAN_KEYS = before
      reloadKeyRing()
    }
    expect(await installationFaults()).toEqual([])
  })

  it('the database may lose what it acknowledged, unless a test clock is set', async () => {
    const before = process.env.FANGXIAN_CLOCK
    delete process.env.FANGXIAN_CLOCK
    try {
      const { rows } = await owner().query(
        "SELECT name FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums') AND setting = 'off' ORDER BY 1",
      )
      expect(await durabilityFaults(true)).toEqual(rows.map(({ name }) => ({ code: 'settingOff', params: { name } })))
    } finally {
      process.env.FANGXIAN_CLOCK = before
    }
    expect(await durabilityFaults(true)).toEqual([])
  })

  it('and says so in both languages, a line each', () => {
    const text = complaint([{ code: 'mayTruncate', params: { name: 'visit' } }])
    expect(text.split('\n')).toHaveLength(4)
    expect(text).toContain('可以清空表 visit')
    expect(text).toContain('may empty the table visit')
  })
})

describe('a real installation', () => {
  const setKind = (isDemo: boolean) =>
    admin.query(
      `SET session_replication_role = replica; UPDATE installation SET is_demo = ${isDemo}; RESET session_replication_role`,
    )

  it('refuses the test clock, example keys and demo accounts', async () => {
    const keys = process.env.FANGXIAN_KEYS as string
    const example = join(tmpdir(), `example-keys-${process.pid}.json`)
    const { audit, ...rest } = JSON.parse(readFileSync(keys, 'utf8'))
    writeFileSync(
      example,
      JSON.stringify({ ...rest, audit: Buffer.from('change-me-change-me-change-me!!!').toString('base64') }),
    )
    await admin.query("INSERT INTO app_user (id, username, name) VALUES (gen_random_uuid(), 'demo-cadre', '杨村干')")
    await setKind(false)
    try {
      expect(audit).toBeTruthy()
      expect(await installationFaults()).toEqual([
        { code: 'demoInReal', params: { count: expect.any(Number) } },
        { code: 'testClock' },
      ])
      process.env.FANGXIAN_KEYS = example
      expect(await installationFaults()).toContainEqual({ code: 'weakKey', params: { name: 'audit' } })
    } finally {
      process.env.FANGXIAN_KEYS = keys
      reloadKeyRing()
      await setKind(true)
    }
  })

  it('and the database itself takes no account of the other kind', async () => {
    await expect(
      owner().query("INSERT INTO app_user (id, username, name, is_demo) VALUES (gen_random_uuid(), 'x', 'x', false)"),
    ).rejects.toMatchObject({ code: '23503' })
  })
})
