import pg from 'pg'
import { Refusal } from '../words.mjs'
import { dataDirectory } from './paths'
import { appRole, closeSchema, databaseName, ensureDatabase, ensureRoles, ownerRole } from './roles'
import { startServer, stopServer } from './server'
import { type Credentials, readState, secret, writeState } from './state'

export type Database = {
  kind: 'embedded' | 'external'
  name: string
  ownerUrl: string
  appUrl: string
  /** A role that may create databases for the owner; null when the operator gave only the owner. */
  adminUrl: string | null
  /** Stops the embedded server if this call started it. */
  close: () => Promise<void>
  /** Stops the embedded server whoever started it. */
  stop: () => Promise<void>
}

type Options = { data?: string; name?: string; settings?: Record<string, string>; external?: string | undefined }

/** Opens the project's PostgreSQL: the operator's (DATABASE_URL) or the embedded one, with both roles and an empty or existing database. */
export async function openDatabase(options: Options = {}): Promise<Database> {
  const data = options.data ?? dataDirectory()
  const external = 'external' in options ? options.external : process.env.DATABASE_URL
  return external ? openExternal(data, external, options.name) : openEmbedded(data, options)
}

async function openEmbedded(data: string, options: Options): Promise<Database> {
  const name = options.name ?? databaseName
  const server = await startServer(data, options.settings)
  const base = `postgresql://postgres:${server.password}@127.0.0.1:${server.port}/postgres`
  const credentials = readState(data).roles ?? { owner: secret(), app: secret() }
  writeState(data, { roles: credentials })
  const ownerUrl = address(base, ownerRole, credentials.owner, name)
  await connected(base, async (admin) => {
    await ensureRoles(admin, credentials)
    await ensureDatabase(admin, name)
  })
  await connected(ownerUrl, closeSchema)
  const stop = async () => void (await stopServer(data))
  return {
    kind: 'embedded',
    name,
    ownerUrl,
    appUrl: address(base, appRole, credentials.app, name),
    adminUrl: base,
    close: server.startedHere ? stop : async () => {},
    stop,
  }
}

async function openExternal(data: string, url: string, wantedName?: string): Promise<Database> {
  const given = new URL(url).pathname.slice(1)
  const name = wantedName ?? (['', 'postgres', 'template1'].includes(given) ? databaseName : given)
  const nothing = async () => {}
  const rest = { kind: 'external' as const, name, close: nothing, stop: nothing }
  const admin = await reach(url)
  try {
    const version = Number((await admin.query('show server_version_num')).rows[0].server_version_num)
    if (version < 150000)
      throw new Refusal(
        `DATABASE_URL 指向 PostgreSQL ${Math.floor(version / 10000)}，需要 15 或更新版本。`,
        `DATABASE_URL points at PostgreSQL ${Math.floor(version / 10000)}; 15 or newer is needed.`,
      )
    const may = (
      await admin.query(
        'select rolsuper or (rolcreaterole and rolcreatedb) as may from pg_roles where rolname = current_user',
      )
    ).rows[0].may as boolean
    if (!may) {
      const app = process.env.APP_DATABASE_URL
      if (!app) {
        throw new Refusal(
          'DATABASE_URL 的账号不能创建角色。请由数据库管理员建好 fangxian_app 角色，并另行设置 APP_DATABASE_URL。',
          'The role in DATABASE_URL may not create roles. Have fangxian_app created and set APP_DATABASE_URL as well.',
        )
      }
      await closeSchema(admin)
      return { ...rest, name: given, ownerUrl: url, appUrl: app, adminUrl: null }
    }
    const credentials = await externalCredentials(data, url, admin)
    const ownerUrl = address(url, ownerRole, credentials.owner, name)
    await ensureDatabase(admin, name)
    await connected(ownerUrl, closeSchema)
    return { ...rest, ownerUrl, appUrl: address(url, appRole, credentials.app, name), adminUrl: url }
  } finally {
    await admin.end()
  }
}

async function externalCredentials(data: string, url: string, admin: pg.Client): Promise<Credentials> {
  const key = new URL(url).host
  const known = readState(data).external ?? {}
  const credentials = known[key] ?? { owner: secret(), app: secret() }
  writeState(data, { external: { ...known, [key]: credentials } })
  await ensureRoles(admin, credentials)
  return credentials
}

/** Connects to the given server; a database that is not there yet is reached through `postgres`. */
async function reach(url: string): Promise<pg.Client> {
  const attempts = [url, withDatabase(url, 'postgres')]
  for (const attempt of attempts) {
    const client = new pg.Client({ connectionString: attempt, connectionTimeoutMillis: 10_000 })
    try {
      await client.connect()
      return client
    } catch (error) {
      const { code, message } = error as { code?: string; message: string }
      await client.end().catch(() => {})
      if (code === '3D000' && attempt === url) continue
      throw new Refusal(
        `连不上 DATABASE_URL 指定的数据库：${message}`,
        `Cannot reach the database in DATABASE_URL: ${message}`,
      )
    }
  }
  throw new Error('unreachable')
}

function address(base: string, role: string, password: string, name: string): string {
  const url = new URL(withDatabase(base, name))
  url.username = role
  url.password = password
  return url.href
}

export function withDatabase(base: string, name: string): string {
  const url = new URL(base)
  url.pathname = `/${name}`
  return url.href
}

/** One short-lived connection. */
export async function connected<T>(url: string, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    return await run(client)
  } finally {
    await client.end()
  }
}
