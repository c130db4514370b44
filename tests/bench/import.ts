// Seconds, rows per second and memory of a ledger import into an empty county, through the commands and the job that the pages use.
// `npm run bench:import -- --households 48000` makes a new database in .bench-data every time (or on DATABASE_URL's server).
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import type { Actor } from '@/lib/platform/actor'
import { dayOf, now } from '@/lib/platform/clock'
import { execute } from '@/lib/platform/command'
import { type Ctx, withScope } from '@/lib/platform/db'
import { importLedger } from '@/lib/transfer/commands/import-ledger'
import { uploadLedger } from '@/lib/transfer/commands/upload-ledger'
import { takeBatch } from '@/lib/transfer/job'
import { planLedger } from '@/lib/transfer/plan'
import { getBatch } from '@/lib/transfer/queries/batches'
import { deploy } from '@/scripts/database/migrate'
import { connected, openDatabase, withDatabase } from '@/scripts/database/open'
import { createKeys } from '@/scripts/start/keys'
import { load } from '@/scripts/start/load'

const MEBIBYTE = 1024 * 1024
const LINE_FEED = 10
const { values: args } = parseArgs({ options: { households: { type: 'string', default: '48000' } } })
const data = path.join(process.cwd(), '.bench-data')
const options = { data, name: 'fangxian_bench_import', external: process.env.DATABASE_URL }

async function freshDatabase() {
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

async function officeOf(ownerUrl: string): Promise<Actor> {
  const { rows } = await connected(ownerUrl, (client) =>
    client.query(`SELECT p.id AS "postingId", u.id AS "userId", u.username, u.name FROM posting p JOIN app_user u ON u.id = p.user_id
      WHERE p.role = 'COUNTY_OFFICE' LIMIT 1`),
  )
  return {
    ...rows[0],
    unit: '',
    title: '',
    role: 'COUNTY_OFFICE',
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

function sampleFile(): Buffer<ArrayBuffer> {
  const file = path.join(data, 'ledger.csv')
  const households = ['--households', String(Number(args.households))]
  execFileSync(process.execPath, ['scripts/run.mjs', 'scripts/sample-ledger.ts', ...households, '--out', file])
  return readFileSync(file)
}

const resident = () => process.memoryUsage.rss() / MEBIBYTE
const loads = () =>
  os
    .loadavg()
    .map((each) => each.toFixed(1))
    .join(' ')

async function measure<R>(name: string, rows: number, work: () => Promise<R>): Promise<R> {
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

async function villagesOf(ctx: Ctx) {
  const found = await ctx.db.region.findMany({
    where: { level: 'VILLAGE', code: { startsWith: '130799' } },
    select: { code: true, name: true, parent: { select: { name: true } } },
  })
  return found.map(({ code, name, parent }) => ({ code, name, townshipName: parent?.name ?? '' }))
}

const database = await freshDatabase()
try {
  const office = await officeOf(database.ownerUrl)
  const body = sampleFile()
  const persons = body.filter((byte) => byte === LINE_FEED).length - 1
  console.log(
    `${persons} persons, ${args.households} households, ${(body.length / MEBIBYTE).toFixed(1)} MB; load ${loads()}`,
  )
  const villages = await withScope(office, villagesOf)
  const context = { today: dayOf(now()), isDemo: true, countyCode: '130799', countyName: '', villages }
  await measure('read alone', persons, async () => void (await planLedger(body, context, async () => {})))
  const id = randomUUID()
  await measure('check (upload, read, compare)', persons, async () => {
    await execute(office, uploadLedger, { id, file: new File([body], 'ledger.csv') }, { id: randomUUID() })
    await (await takeBatch(office, id))?.()
  })
  await measure('import (read, compare, apply)', persons, async () => {
    await execute(office, importLedger, { batchId: id, mode: 'ALL' }, { id: randomUUID() })
    await (await takeBatch(office, id))?.()
  })
  const { state, newHouseholds, newPersons } = (await withScope(office, (ctx) => getBatch(ctx, id, 1))) ?? {}
  console.log(`${state}: ${newHouseholds} households, ${newPersons} persons; load ${loads()}`)
  const entries = await connected(database.ownerUrl, (client) =>
    client.query("SELECT count(*)::int AS n FROM audit_entry WHERE command = 'ledger.import' AND action = 'INSERT'"),
  )
  console.log(`audit entries of the import: ${entries.rows[0].n}`)
} finally {
  await database.close()
}
process.exit(0)
