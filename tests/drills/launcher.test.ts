import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connected, openDatabase } from '@/scripts/database/open'
import { freePort } from '@/scripts/database/probe'
import { alive, readPostmaster, serversIn, until } from '@/scripts/database/processes'
import { stopServer } from '@/scripts/database/server'
import { installCounty, type Launched, launch as start } from '@/tests/support/launch'

const built = existsSync('.next/fangxian-build')
const parent = mkdtempSync(path.join(os.tmpdir(), 'fangxian 演练 '))
const data = path.join(parent, 'demo')
const directory = path.join(data, 'pg')
let port: number

const launch = (env: Record<string, string> = {}) =>
  start(['scripts/start.mjs'], { FANGXIAN_DATA: data, FANGXIAN_DEMO: 'small', PORT: String(port), ...env })

async function healthy(): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/api/health`, { signal: AbortSignal.timeout(2000) })).ok
  } catch {
    return false
  }
}

async function started(env: Record<string, string> = {}): Promise<Launched> {
  const launched = launch(env)
  const ready = await until(80_000, () => launched.text().includes('Press Ctrl-C') || launched.child.exitCode !== null)
  expect(ready, launched.text()).toBe(true)
  expect(launched.text()).toContain('Press Ctrl-C')
  return launched
}

async function stopped({ child, ended }: Launched): Promise<number | null> {
  child.kill('SIGTERM')
  return ended
}

const postmaster = () => readPostmaster(directory)?.pid as number

describe.skipIf(!built)('one command', () => {
  let running: Launched

  beforeAll(async () => {
    port = await freePort()
    running = await started()
  })

  afterAll(async () => {
    running.child.kill('SIGTERM')
    await running.ended
    await stopServer(data)
    await stopServer(path.join(parent, 'real'))
    rmSync(parent, { recursive: true, force: true })
  })

  it('serves, and prints the address and one demo account per role', async () => {
    expect(await healthy()).toBe(true)
    expect(running.text()).toContain(`http://localhost:${port}`)
    for (const role of ['PROVINCE_CITY_VIEWER', 'COUNTY_OFFICE', 'VILLAGE_CADRE', 'AUDITOR', 'ADMINISTRATOR'])
      expect(running.text()).toContain(role)
  })

  it('refuses a second copy on the same data directory in both languages', async () => {
    const second = launch({ PORT: String(await freePort()) })
    expect(await second.ended).not.toBe(0)
    expect(second.text()).toContain('已经在这个数据目录上运行')
    expect(second.text()).toContain('already runs on this data directory')
    expect(await healthy()).toBe(true)
  })

  it('refuses a taken port in both languages and leaves the other data directory empty', async () => {
    const other = path.join(parent, 'other')
    const second = launch({ FANGXIAN_DATA: other })
    expect(await second.ended).not.toBe(0)
    expect(second.text()).toContain(`端口 ${port} 已被`)
    expect(second.text()).toContain(`Port ${port} is taken`)
    expect(existsSync(path.join(other, 'pg'))).toBe(false)
  })

  it('brings the database back by itself after kill -9 of the postmaster', async () => {
    const before = postmaster()
    process.kill(before, 'SIGKILL')
    expect(
      await until(
        30_000,
        () => postmaster() > 0 && postmaster() !== before && running.text().includes('The database is back'),
      ),
    ).toBe(true)
    expect(await until(30_000, healthy)).toBe(true)
  })

  it('heals at the next start after kill -9 of launcher and postmaster', async () => {
    running.child.kill('SIGKILL')
    process.kill(postmaster(), 'SIGKILL')
    await running.ended
    running = await started()
    expect(await healthy()).toBe(true)
  })

  it('stops the application and the database on SIGTERM', async () => {
    const server = postmaster()
    expect(await stopped(running)).toBe(0)
    expect(alive(server) && serversIn(directory).length > 0).toBe(false)
    expect(await healthy()).toBe(false)
  })

  it('refuses to start without its keys once there is data, and starts again when they are back', async () => {
    const keys = path.join(data, 'keys.json')
    renameSync(keys, `${keys}.away`)
    const refused = launch()
    expect(await refused.ended).not.toBe(0)
    expect(refused.text()).toContain('密钥文件')
    expect(refused.text()).toContain('its key file')
    expect(existsSync(keys)).toBe(false)
    expect(serversIn(directory)).toEqual([])
    renameSync(`${keys}.away`, keys)
    running = await started()
    expect(await healthy()).toBe(true)
  })

  it('refuses an example key and a test clock in a real installation', async () => {
    const real = path.join(parent, 'real')
    const said = await installCounty(real)
    expect(said).toMatch(/\/invitation\/[\w-]{43}/)

    const other = { FANGXIAN_DATA: real, PORT: String(await freePort()) }
    const clock = launch({ ...other, FANGXIAN_CLOCK: '2026-03-26T08:00:00+08:00' })
    expect(await clock.ended).not.toBe(0)
    expect(clock.text()).toContain('FANGXIAN_CLOCK')

    const file = path.join(real, 'keys.json')
    const keys = JSON.parse(readFileSync(file, 'utf8'))
    writeFileSync(
      file,
      JSON.stringify({ ...keys, session: Buffer.from('change-me-change-me-change-me-32').toString('base64') }),
    )
    const example = launch(other)
    expect(await example.ended).not.toBe(0)
    expect(example.text()).toContain('密钥 session')
    expect(example.text()).toContain('The key session')

    const database = await openDatabase({ data: real, external: undefined })
    const rows = await connected(database.ownerUrl, (client) =>
      client.query('select is_demo, (select count(*)::int from household) as households from installation'),
    )
    expect(rows.rows).toEqual([{ is_demo: false, households: 0 }])
    await database.stop()
  })
})
