import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import type { Actor, Role } from '@/lib/platform/actor'
import { deploy } from '@/scripts/database/migrate'
import { connected, openDatabase, withDatabase } from '@/scripts/database/open'
import { createKeys } from '@/scripts/start/keys'
import { load } from '@/scripts/start/load'

export const MEBIBYTE = 1024 * 1024
const data = path.join(process.cwd(), '.bench-data')

/** A new county database of this name in .bench-data (or on DATABASE_URL's server), with the small demo. */
export async function freshDatabase(name: string) {
  const options = { data, name, external: process.env.DATABASE_URL }
  const old = await openDatabase(options)
  if (!old.adminUrl) throw new Error('the bench makes its own database: DATABASE_URL must be a role that may')
  await connected(withDatabase(old.adminUrl, 'postgres'), (client) =>
    client.query(`DROP DATABASE IF EXISTS ${options.name} WITH (FORCE)`),
  )
  const database = await openDatabase(options)
  const keys = path.join(data, 'keys.json')
  mkdirSync(data, { recursive: true })
  if (!existsSync(keys)) createKeys(keys)
  process.env.FANGXIAN_KEYS = keys
  process.env.APP_DATABASE_URL = database.appUrl
  await deploy(database.ownerUrl)
  await load('catalogue', database, keys)
  await load('demo', database, keys, ['--small'])
  return { ...database, close: old.close }
}

/** Somebody of a role at the county. */
export async function officialOf(ownerUrl: string, role: Role): Promise<Actor> {
  const { rows } = await connected(ownerUrl, (client) =>
    client.query(
      `SELECT p.id AS "postingId", u.id AS "userId", u.username, u.name FROM posting p JOIN app_user u ON u.id = p.user_id
      WHERE p.role = $1 LIMIT 1`,
      [role],
    ),
  )
  return {
    ...rows[0],
    unit: '',
    title: '',
    role,
    regionCode: '130799000000',
    regionName: '',
    level: 'COUNTY',
    scope: '130799',
    sessionHash: '0'.repeat(64),
    isPhone: false,
    steppedUpAt: null,
    locale: null,
    actingFor: null,
  }
}

/** A ledger of so many households, as the sample generator writes it. */
export function sampleFile(count: number): Buffer<ArrayBuffer> {
  const file = path.join(data, 'ledger.csv')
  const households = ['--households', String(count)]
  execFileSync(process.execPath, ['scripts/run.mjs', 'scripts/sample-ledger.ts', ...households, '--out', file])
  return readFileSync(file)
}

const resident = () => process.memoryUsage.rss() / MEBIBYTE
/** The machine's load. */
export const loads = () =>
  os
    .loadavg()
    .map((each) => each.toFixed(1))
    .join(' ')

/** Runs work and says its seconds, rows per second, own CPU and memory; answers by how many MB it grew. */
export async function measure<R>(name: string, rows: number, work: () => Promise<R>): Promise<R> {
  const before = resident()
  let peak = before
  const watch = setInterval(() => {
    peak = Math.max(peak, resident())
  }, 50)
  const used = process.cpuUsage()
  const from = performance.now()
  const result = await work()
  const seconds = (performance.now() - from) / 1000
  clearInterval(watch)
  const cpu = process.cpuUsage(used)
  const own = ((cpu.user + cpu.system) / 1e6).toFixed(1)
  console.log(
    `${name.padEnd(34)} ${seconds.toFixed(1).padStart(6)} s  ${Math.round(rows / seconds)} rows/s  own CPU ${own} s  RSS ${before.toFixed(0)} → ${peak.toFixed(0)} MB`,
  )
  return result
}
