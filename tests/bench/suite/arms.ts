import type { ChildProcess } from 'node:child_process'
import { existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { root } from '@/scripts/database/paths'
import { freePort } from '@/scripts/database/probe'
import { sleep } from '@/scripts/database/processes'
import { environment } from '@/scripts/install.mjs'
import { runTool, start } from '@/scripts/start/children'
import { readKeys } from '@/scripts/start/keys'
import { logFile, serve, tail, untilHealthy } from '@/scripts/start/serve'
import { digest } from '@/scripts/start/stamp'
import { data, keysFile } from './fill'
import { CLOCK } from './rows'

export type Arm = { child: ChildProcess; port: number }
const LIMIT = path.join('tests', 'bench', 'limit')
const NEXT = path.join('node_modules', 'next', 'dist', 'bin', 'next')
const SOURCES = ['app', 'straight.ts', 'instrumentation.ts', 'proxy.ts', 'next.config.ts', 'tsconfig.json']
const PATIENCE_MS = 30_000

/** Our production build, as the journeys serve it, on the bench's fixed clock. */
export async function serveProduct(appUrl: string): Promise<Arm> {
  const port = await freePort()
  process.env.FANGXIAN_CLOCK = CLOCK
  process.env.NEXTAUTH_URL = `http://localhost:${port}`
  const log = logFile(data, 'bench-product.log')
  const child = serve({ port, data, appUrl, keys: keysFile, session: readKeys(keysFile).session, log })
  await untilHealthy(child, port, log)
  return { child, port }
}

async function buildLimit(): Promise<void> {
  const stamp = path.join(root, LIMIT, '.next', 'fangxian-build')
  const value = digest([...SOURCES.map((name) => path.join(LIMIT, name)), 'package-lock.json'])
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === value) return
  rmSync(stamp, { force: true })
  await runTool('next build (limit)', [NEXT, 'build', LIMIT], { NODE_ENV: 'production' })
  writeFileSync(stamp, value)
}

/** The empty pages of the same framework with the same statements. */
export async function serveLimit(appUrl: string, statements: string): Promise<Arm> {
  await buildLimit()
  const port = await freePort()
  const log = logFile(data, 'bench-limit.log')
  const out = openSync(log, 'a', 0o600)
  const env = environment({ NODE_ENV: 'production', APP_DATABASE_URL: appUrl, BENCH_STATEMENTS: statements })
  const args = ['--import', './scripts/start/follow.mjs', NEXT, 'start', LIMIT, '-p', String(port)]
  const child = start(process.execPath, args, { stdio: ['ignore', out, out, 'ipc'], env: env as NodeJS.ProcessEnv })
  const until = performance.now() + PATIENCE_MS
  for (;;) {
    const answer = await send({ port, path: '/' }).catch(() => null)
    if (answer) return { child, port }
    if (child.exitCode !== null || performance.now() > until)
      throw new Error(`the limit arm does not answer\n${tail(log)}`)
    await sleep(100)
  }
}

export type Request = { port: number; path: string; cookie?: string; body?: string }
export type Response = { status: number; body: string; bytes: number }

const agent = new http.Agent({ keepAlive: true, maxSockets: 64 })

/**
 * One request over a kept connection; the body comes as text only when `whole`, its bytes are always counted. A kept connection that the server
 * closed just then is opened anew: what is written carries its own id, so twice is once.
 */
export function send({ port, path: address, cookie, body }: Request, whole = true): Promise<Response> {
  return new Promise((resolve, reject) => {
    const headers: http.OutgoingHttpHeaders = { 'accept-language': 'zh-CN' }
    if (cookie) headers.cookie = cookie
    if (body !== undefined) {
      headers.origin = `http://localhost:${port}`
      headers.host = `localhost:${port}`
      headers['content-type'] = 'application/json'
      headers['content-length'] = Buffer.byteLength(body)
    }
    const request = http.request(
      { host: '127.0.0.1', port, path: address, method: body === undefined ? 'GET' : 'POST', headers, agent },
      (response) => {
        const chunks: Buffer[] = []
        let bytes = 0
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length
          if (whole) chunks.push(chunk)
        })
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, bytes, body: Buffer.concat(chunks).toString('utf8') }),
        )
        response.on('error', reject)
      },
    )
    request.on('error', (error: NodeJS.ErrnoException) => {
      if (!request.reusedSocket || error.code !== 'ECONNRESET') return reject(error)
      resolve(send({ port, path: address, cookie, body }, whole))
    })
    request.end(body)
  })
}
