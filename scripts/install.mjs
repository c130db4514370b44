import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { Refusal } from './words.mjs'

export const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '..')
const modules = path.join(root, 'node_modules')
const stamp = path.join(modules, '.fangxian-lock')

function wanted() {
  return createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .update(`${process.platform}-${process.arch}`)
    .digest('hex')
}

/** True when node_modules holds exactly what the lock names; npm's own record of an install counts as well as ours. */
export function isInstalled() {
  try {
    if (readFileSync(stamp, 'utf8') === wanted()) return true
  } catch {}
  try {
    const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages
    const there = JSON.parse(readFileSync(path.join(modules, '.package-lock.json'), 'utf8')).packages
    const same = Object.entries(lock).every(
      ([name, entry]) => name === '' || entry.optional || entry.devOptional || there[name]?.version === entry.version,
    )
    if (same) writeFileSync(stamp, wanted())
    return same
  } catch {
    return false
  }
}

/** Installs what package-lock.json pins. */
export async function install() {
  rmSync(stamp, { force: true })
  const npm = process.env.npm_execpath
  const command = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
  const [file, args] = npm
    ? [process.execPath, [npm, ...command]]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm', command]
  const code = await new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, NODE_ENV: '' },
    })
    child.once('error', () => resolve(1))
    child.once('exit', resolve)
  })
  if (code !== 0)
    throw new Refusal(
      '依赖安装失败（npm ci）。请检查网络或 npm 源后重试。',
      'Installing the dependencies failed (npm ci). Check the network or the npm registry and try again.',
    )
  mkdirSync(modules, { recursive: true })
  writeFileSync(stamp, wanted())
}

/** The Node that runs everything after the install: the pinned one, else this one if it is new enough. */
export function findNode() {
  const pinned = path.join(modules, '.bin', 'node')
  if (existsSync(pinned)) return pinned
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath
  throw new Refusal(
    `需要 Node.js 22.18 或更新版本，当前是 ${process.versions.node}。`,
    `Node.js 22.18 or newer is needed; this is ${process.versions.node}.`,
  )
}

/** Environment in which every child finds the pinned tools first. */
export function environment(extra = {}) {
  const bin = path.join(modules, '.bin')
  return {
    ...process.env,
    PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}`,
    NEXT_TELEMETRY_DISABLED: '1',
    ...extra,
  }
}

export const typescript = ['--conditions=react-server', '--import', 'tsx']

/** Runs one of the project's TypeScript programs under the pinned Node and ends as it ends. It stops by itself when this process dies. */
export function become(script, args = [], extra = {}) {
  const child = spawn(findNode(), [...typescript, script, ...args], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: environment(extra),
  })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => signal === 'SIGTERM' && child.kill('SIGTERM'))
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => {
      process.exitCode = code ?? (signal ? 1 : 0)
      child.removeAllListeners()
      resolve(process.exitCode)
    })
  })
}
