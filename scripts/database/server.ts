import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { Refusal } from '../words.mjs'
import { type Binaries, binaries, defaults, environment, initialise, newPassword } from './cluster'
import { findIdentity, type Identity, own } from './identity'
import { withLock } from './lock.mjs'
import { logs, pgData } from './paths'
import { answers, freePort, isFree } from './probe'
import { readPostmaster, serversIn, sleep, until } from './processes'
import { readState, writeState } from './state'

export type Server = { port: number; password: string; startedHere: boolean }

/** Starts the embedded PostgreSQL of this data directory, or joins the one that runs. Heals what a killed server left behind. */
export function startServer(data: string, settings: Record<string, string> = {}): Promise<Server> {
  return withLock(data, 'postgres', async () => {
    const bin = await binaries()
    const directory = pgData(data)
    const identity = findIdentity(bin.postgres)
    mkdirSync(logs(data), { recursive: true, mode: 0o700 })
    if (!existsSync(path.join(directory, 'PG_VERSION'))) await initialise(data, bin, identity)
    const known = readState(data).superuser
    if (known) {
      const port = await join(directory, known)
      if (port) {
        writeState(data, { port })
        return { port, password: known, startedHere: false }
      }
    } else {
      await stopServer(data)
      await join(directory, '')
    }
    own(directory, identity)
    const password = known ?? (await newPassword(data, bin, identity))
    const port = await launch(data, bin, identity, password, settings)
    writeState(data, { port, mode: identity.mode })
    return { port, password, startedHere: true }
  })
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
