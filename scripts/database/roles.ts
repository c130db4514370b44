import type pg from 'pg'
import type { Credentials } from './state'

export const ownerRole = 'fangxian_owner'
export const appRole = 'fangxian_app'
export const databaseName = 'fangxian'
const extensions = ['btree_gist', 'pg_trgm']

const quote = (text: string) => `'${text.replaceAll("'", "''")}'`

/** Makes or mends both roles. `admin` must be a superuser, or hold CREATEROLE and administer them. */
export async function ensureRoles(admin: pg.ClientBase, credentials: Credentials): Promise<void> {
  const superuser = await isSuperuser(admin)
  const roles = [
    { role: ownerRole, may: 'CREATEDB', password: credentials.owner },
    { role: appRole, may: 'NOCREATEDB', password: credentials.app },
  ]
  for (const { role, may, password } of roles) {
    const exists = (await admin.query('select 1 from pg_roles where rolname = $1', [role])).rowCount
    const limits = superuser ? 'NOSUPERUSER NOREPLICATION NOBYPASSRLS' : ''
    const verb = exists ? 'ALTER' : 'CREATE'
    await admin.query(`${verb} ROLE ${role} LOGIN ${may} NOCREATEROLE ${limits} PASSWORD ${quote(password)}`)
    await admin.query(`ALTER ROLE ${role} SET timezone = 'UTC'`)
  }
  if (!superuser) await admin.query(`GRANT ${ownerRole} TO CURRENT_USER`)
}

export async function isSuperuser(client: pg.ClientBase): Promise<boolean> {
  return (await client.query('select rolsuper from pg_roles where rolname = current_user')).rows[0]?.rolsuper === true
}

export async function databaseExists(client: pg.ClientBase, name: string): Promise<boolean> {
  return ((await client.query('select 1 from pg_database where datname = $1', [name])).rowCount ?? 0) > 0
}

/** Creates the database in byte order, owned by the owner role, when it is not there yet. */
export async function ensureDatabase(admin: pg.ClientBase, name: string, template = 'template0'): Promise<void> {
  if (!(await databaseExists(admin, name))) {
    const version = Number((await admin.query('show server_version_num')).rows[0].server_version_num)
    const locale = version >= 170000 ? "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'" : "LOCALE 'C'"
    const shape = template === 'template0' ? `ENCODING 'UTF8' ${locale}` : ''
    await admin.query(`CREATE DATABASE "${name}" OWNER ${ownerRole} TEMPLATE "${template}" ${shape}`)
  }
  await admin.query(`ALTER DATABASE "${name}" OWNER TO ${ownerRole}`)
  await admin.query(`REVOKE ALL ON DATABASE "${name}" FROM PUBLIC`)
  await admin.query(`GRANT CONNECT ON DATABASE "${name}" TO ${appRole}`)
}

/** Inside the database, as its owner: nobody but the owner may create here, and instants are in UTC, which the driver relies on. */
export async function closeSchema(owner: pg.ClientBase): Promise<void> {
  const name = (await owner.query('select current_database() as name')).rows[0].name as string
  await owner.query(`ALTER DATABASE "${name}" SET timezone = 'UTC'`)
  await owner.query('REVOKE ALL ON SCHEMA public FROM PUBLIC')
  await owner.query(`GRANT USAGE ON SCHEMA public TO ${appRole}`)
  for (const extension of extensions) await owner.query(`CREATE EXTENSION IF NOT EXISTS ${extension}`)
}
