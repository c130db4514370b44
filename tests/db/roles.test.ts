import { describe, expect, it } from 'vitest'
import { asApp, asOwner } from '../support/database'

describe('the two database roles', () => {
  it('neither is a superuser, bypasses row security or makes roles', async () => {
    const roles = await asOwner((client) =>
      client.query(
        `select rolname, rolsuper, rolbypassrls, rolcreaterole, rolreplication, rolcreatedb from pg_roles where rolname in ('fangxian_owner', 'fangxian_app') order by 1`,
      ),
    )
    const harmless = { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolreplication: false }
    expect(roles.rows).toEqual([
      { rolname: 'fangxian_app', ...harmless, rolcreatedb: false },
      { rolname: 'fangxian_owner', ...harmless, rolcreatedb: true },
    ])
  })

  it('the application owns no table, view, sequence, function or schema', async () => {
    const owned = await asOwner((client) =>
      client.query(`select 'class' as kind, count(*)::int as n from pg_class where relowner = 'fangxian_app'::regrole
        union all select 'function', count(*)::int from pg_proc where proowner = 'fangxian_app'::regrole
        union all select 'schema', count(*)::int from pg_namespace where nspowner = 'fangxian_app'::regrole`),
    )
    expect(owned.rows.every((row) => row.n === 0)).toBe(true)
  })

  it('the application can neither create nor truncate anything', async () => {
    await expect(asApp((client) => client.query('create table mine (id int)'))).rejects.toMatchObject({ code: '42501' })
    await expect(asApp((client) => client.query('create temp table mine (id int)'))).rejects.toMatchObject({
      code: '42501',
    })
    await expect(asApp((client) => client.query('create schema mine'))).rejects.toMatchObject({ code: '42501' })
    const truncatable = await asOwner((client) =>
      client.query(
        `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and has_table_privilege('fangxian_app', oid, 'TRUNCATE')`,
      ),
    )
    expect(truncatable.rows).toEqual([])
  })

  it('both see instants in UTC, which the driver relies on', async () => {
    for (const as of [asApp, asOwner]) {
      expect((await as((client) => client.query('show timezone'))).rows[0].TimeZone).toBe('UTC')
    }
  })
})
