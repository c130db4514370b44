import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { root } from '../database/paths'
import { environment } from '../install.mjs'

const running = new Set<ChildProcess>()

export function start(file: string, args: string[], options: SpawnOptions = {}): ChildProcess {
  const child = spawn(file, args, { cwd: root, ...options, env: options.env ?? (environment() as NodeJS.ProcessEnv) })
  running.add(child)
  child.once('exit', () => running.delete(child))
  return child
}

/** A tool that ended badly; what it said is the message. */
export class ToolFailure extends Error {
  override name = 'ToolFailure'
}

/** Runs a tool to its end; what it said is shown only when it fails. */
export function runTool(label: string, args: string[], env: Record<string, string> = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = start(process.execPath, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: environment(env) as NodeJS.ProcessEnv,
    })
    let said = ''
    const hear = (chunk: Buffer) => {
      said += chunk
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('error', reject)
    child.once('close', (code, signal) =>
      code === 0 ? resolve(said) : reject(new ToolFailure(`${label}: ${signal ?? `exit ${code}`}\n${said}`)),
    )
  })
}

export async function endChildren(patience = 10_000): Promise<void> {
  const endings = [...running].map((child) => end(child, patience))
  await Promise.all(endings)
}

export function end(child: ChildProcess, patience = 10_000): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    const force = setTimeout(() => child.kill('SIGKILL'), patience)
    child.once('exit', () => {
      clearTimeout(force)
      resolve()
    })
    child.kill('SIGTERM')
  })
}
