import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { withLock } from '../database/lock.mjs'
import { deploy } from '../database/migrate'
import { connected, type Database, openDatabase, withDatabase } from '../database/open'
import { dataDirectory, root } from '../database/paths'
import { appRole, databaseExists } from '../database/roles'
import { writeState } from '../database/state'
import { createKeys, readKeys } from '../start/keys'
import { load } from '../start/load'
import { digest } from '../start/stamp'
import { Refusal } from '../words.mjs'

import { testClock } from './clock'
export const template = 'fangxian_template'
export const demoTemplate = 'fangxian_template_demo'
const clonePrefix = 'fangxian_t_'
const templateSources = ['prisma', 'lib', 'scripts', 'package-lock.json']
const hurried = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '120' }

export type Addresses = {
  ownerUrl: string
  appUrl: string
  adminUrl: string
  keys: string
  session: string
  data: string
}
export type TestServer = { addresses: Addresses; close: () => Promise<void>; stop: () => Promise<void> }
export type Clone = { name: string; ownerUrl: string; appUrl: string; adminUrl: string }

export const testData = () => path.join(root, '.test-data')

/** The PostgreSQL of the tests: the operator's with DATABASE_URL, else one of their own. Its template holds the catalogue and no installation. */
export async function openTestServer(): Promise<TestServer> {
  const data = testData()
  const database = await openTemplate(template)
  if (!database.adminUrl) {
    throw new Refusal(
      '测试需要能创建角色和数据库的 DATABASE_URL。',
      'The tests need a DATABASE_URL that may create roles and databases.',
    )
  }
  const keys = path.join(data, 'keys.json')
  writeState(data, {})
  if (!existsSync(keys)) createKeys(keys)
  const { ownerUrl, appUrl, adminUrl, close, stop } = database
  const addresses = { ownerUrl, appUrl, adminUrl, keys, session: readKeys(keys).session, data }
  await ensureTemplate(addresses, template, async (fresh) => {
    await deploy(fresh.ownerUrl)
    await load('catalogue', fresh, keys)
  })
  return { addresses, close, stop }
}

/** The template of the browser journeys: the catalogue and a small demo county, as of the tests' clock. */
export function ensureDemoTemplate(addresses: Addresses): Promise<void> {
  return ensureTemplate(addresses, demoTemplate, async (fresh) => {
    process.env.FANGXIAN_CLOCK = testClock
    await deploy(fresh.ownerUrl)
    await load('catalogue', fresh, addresses.keys)
    await load('demo', fresh, addresses.keys, ['--small'])
  })
}

function openTemplate(name: string): Promise<Database> {
  const external = process.env.DATABASE_URL
  return openDatabase({ data: external ? dataDirectory() : testData(), name, settings: hurried, external })
}

async function ensureTemplate(
  addresses: Addresses,
  name: string,
  fill: (fresh: Database) => Promise<void>,
): Promise<void> {
  const mark = `fangxian ${digest(templateSources)}`
  const maintenance = withDatabase(addresses.adminUrl, 'postgres')
  await withLock(addresses.data, name, async () => {
    const current = await connected(maintenance, (client) =>
      client.query("select shobj_description(oid, 'pg_database') as mark from pg_database where datname = $1", [name]),
    )
    if (current.rows[0]?.mark === mark) return
    await connected(maintenance, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))
    const fresh = await openTemplate(name)
    await fill(fresh)
    await connected(fresh.ownerUrl, (client) => client.query(`COMMENT ON DATABASE ${name} IS '${mark}'`))
  })
}

/** A copy of the template that belongs to one test file or one browser run. */
export async function cloneDatabase(addresses: Addresses, label = '', from = template): Promise<Clone> {
  const name = `${clonePrefix}${label}${randomUUID().replaceAll('-', '').slice(0, 16)}`
  const maintenance = withDatabase(addresses.ownerUrl, 'postgres')
  for (let attempt = 1; ; attempt += 1) {
    try {
      await connected(maintenance, async (client) => {
        await client.query(`CREATE DATABASE ${name} TEMPLATE ${from}`)
        await client.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`)
        await client.query(`GRANT CONNECT ON DATABASE ${name} TO ${appRole}`)
      })
      break
    } catch (error) {
      const busy = ['55006', '23505', '42P04'].includes((error as { code?: string }).code ?? '')
      if (!busy || attempt === 20) throw error
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  }
  const at = (url: string) => withDatabase(url, name)
  return { name, ownerUrl: at(addresses.ownerUrl), appUrl: at(addresses.appUrl), adminUrl: at(addresses.adminUrl) }
}

export async function dropClone(addresses: Addresses, name: string): Promise<void> {
  const maintenance = withDatabase(addresses.adminUrl, 'postgres')
  await connected(maintenance, async (client) => {
    if (await databaseExists(client, name)) await client.query(`DROP DATABASE ${name} WITH (FORCE)`)
  })
}

/** Drops what this run's test files, or an earlier run that was cut off, left behind. */
export async function dropClones(addresses: Addresses): Promise<void> {
  const maintenance = withDatabase(addresses.ownerUrl, 'postgres')
  const names = await connected(maintenance, async (client) => {
    const found = await client.query('select datname from pg_database where datname like $1', [
      `${clonePrefix.replaceAll('_', '\\_')}%`,
    ])
    return found.rows.map((row) => row.datname as string)
  })
  for (const name of names) if (!name.startsWith(`${clonePrefix}e2e`)) await dropClone(addresses, name)
}
