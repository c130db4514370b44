import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'
import { logs } from '../database/paths'
import { sleep } from '../database/processes'
import { environment } from '../install.mjs'
import { start, ToolFailure } from './children'

export type Serving = { port: number; data: string; appUrl: string; keys: string; session: string; log?: string }

/** What the Next process may know: never the owner's or the operator's connection. */
function appEnvironment({ port, data, appUrl, keys, session }: Serving): NodeJS.ProcessEnv {
  const {
    DATABASE_URL: _operator,
    OWNER_DATABASE_URL: _owner,
    FANGXIAN_STEP: _step,
    ...rest
  } = environment() as NodeJS.ProcessEnv
  return {
    ...rest,
    NODE_ENV: 'production',
    PORT: String(port),
    FANGXIAN_DATA: data,
    FANGXIAN_KEYS: keys,
    APP_DATABASE_URL: appUrl,
    NEXTAUTH_URL: process.env.NEXTAUTH_URL || `http://localhost:${port}`,
    NEXTAUTH_SECRET: session,
  }
}

export function logFile(data: string, name = 'app.log'): string {
  mkdirSync(logs(data), { recursive: true, mode: 0o700 })
  const file = path.join(logs(data), name)
  if (existsSync(file) && statSync(file).size > 20_000_000) renameSync(file, `${file}.1`)
  return file
}

export function serve(serving: Serving): ChildProcess {
  const out = openSync(serving.log ?? logFile(serving.data), 'a', 0o600)
  const host = process.env.HOST ? ['-H', process.env.HOST] : []
  return start(
    process.execPath,
    [
      '--import',
      './scripts/start/follow.mjs',
      '--import',
      './scripts/start/static.mjs',
      'node_modules/next/dist/bin/next',
      'start',
      '--experimental-next-config-strip-types',
      '-p',
      String(serving.port),
      ...host,
    ],
    {
      stdio: ['ignore', out, out, 'ipc'],
      env: appEnvironment(serving),
    },
  )
}

/** Waits until the application answers on its health address. */
export async function untilHealthy(child: ChildProcess, port: number, log: string): Promise<void> {
  const end = performance.now() + 60_000
  let last = ''
  while (performance.now() < end && child.exitCode === null && child.signalCode === null) {
    try {
      const response = await fetch(`http://127.0.0.1:${port}/api/health`, {
        signal: AbortSignal.timeout(5000),
        redirect: 'manual',
      })
      if (response.status < 500) return
      last = `HTTP ${response.status}`
    } catch {}
    await sleep(100)
  }
  throw new ToolFailure(`应用没有应答 The application does not answer ${last}(${log})\n${tail(log)}`)
}

export function tail(log: string, lines = 20): string {
  return existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n').slice(-lines).join('\n') : ''
}
