import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tryLock } from '@/scripts/database/lock.mjs'
import { connected, openDatabase } from '@/scripts/database/open'
import { readPostmaster, serversIn, sleep } from '@/scripts/database/processes'
import { stopServer } from '@/scripts/database/server'

const data = path.join(mkdtempSync(path.join(os.tmpdir(), 'fangxian ')), '数据')
const directory = path.join(data, 'pg')
const open = () => openDatabase({ data, external: undefined })

beforeAll(async () => {
  const database = await open()
  await connected(database.ownerUrl, (client) => client.query('create table ledger (id int primary key)'))
})

afterAll(async () => {
  await stopServer(data)
  rmSync(path.dirname(data), { recursive: true, force: true })
})

async function writeUntilCut(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  const first = (await client.query('select coalesce(max(id), 0)::int as id from ledger')).rows[0].id as number
  let acknowledged = first
  try {
    for (let id = first + 1; ; id += 1) {
      await client.query('insert into ledger values ($1)', [id])
      acknowledged = id
    }
  } catch {
    return acknowledged
  }
}

const count = (url: string) =>
  connected(url, async (client) => (await client.query('select count(*)::int as n from ledger')).rows[0].n as number)

describe('the embedded database', () => {
  it('lives in a path with blanks and Chinese characters and keeps its secrets to this user', async () => {
    expect(statSync(path.join(data, 'state.json')).mode & 0o777).toBe(0o600)
    expect(statSync(directory).mode & 0o777).toBe(0o700)
  })

  it('syncs every commit and keeps checksums', async () => {
    const database = await open()
    const settings = await connected(database.ownerUrl, (client) =>
      client.query(
        "select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums') order by name",
      ),
    )
    expect(settings.rows.map((row) => `${row.name}=${row.setting}`)).toEqual([
      'data_checksums=on',
      'fsync=on',
      'full_page_writes=on',
      'synchronous_commit=on',
    ])
  })

  it('is joined, not started twice', async () => {
    const before = readPostmaster(directory)?.pid
    await Promise.all([open(), open(), open()])
    expect(readPostmaster(directory)?.pid).toBe(before)
  })

  it('comes back after kill -9 under a writer with every acknowledged row', async () => {
    for (let round = 0; round < 3; round += 1) {
      const database = await open()
      const writing = writeUntilCut(database.ownerUrl)
      await sleep(300)
      process.kill(readPostmaster(directory)?.pid as number, 'SIGKILL')
      const acknowledged = await writing
      const healed = await open()
      expect(acknowledged).toBeGreaterThan(0)
      expect(await count(healed.ownerUrl)).toBeGreaterThanOrEqual(acknowledged)
    }
  })

  it('is not fooled by a pid file that names a living stranger', async () => {
    await stopServer(data)
    const file = path.join(directory, 'postmaster.pid')
    writeFileSync(file, `${process.pid}\n${directory}\n1700000000\n54321\n\n127.0.0.1\n0 0\nready\n`)
    chmodSync(file, 0o600)
    const database = await open()
    expect(await count(database.ownerUrl)).toBeGreaterThan(0)
  })

  it('gives back its data when state.json is lost', async () => {
    const before = readFileSync(path.join(data, 'state.json'), 'utf8')
    rmSync(path.join(data, 'state.json'))
    const database = await open()
    expect(await count(database.ownerUrl)).toBeGreaterThan(0)
    expect(readFileSync(path.join(data, 'state.json'), 'utf8')).not.toBe(before)
  })

  it('stops whole, and stopping twice is no error', async () => {
    expect(await stopServer(data)).toBe(true)
    expect(serversIn(directory)).toEqual([])
    expect(await stopServer(data)).toBe(false)
  })
})

describe('the lock on a data directory', () => {
  it('is held by one and tells the second who holds it', async () => {
    const first = await tryLock(data, 'drill', 'http://localhost:3000 (pid 1)')
    const second = await tryLock(data, 'drill')
    expect([first.held, second.held, second.note]).toEqual([true, false, 'http://localhost:3000 (pid 1)'])
    await first.release()
    const third = await tryLock(data, 'drill')
    expect(third.held).toBe(true)
    await third.release()
  })
})
