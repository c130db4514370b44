import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { root } from '../database/paths'
import { environment } from '../install.mjs'
import { end, start } from '../start/children'
import { type Count, tallyPlaywright, tallyVitest } from './tally'

const patience = 30 * 60_000
const results: { name: string; count: Count }[] = []

/** Runs a tool with its output on the terminal; a tool that hangs is ended and counts as failed. */
export async function tool(args: string[], env: Record<string, string> = {}): Promise<number> {
  const child = start(process.execPath, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: environment(env) as NodeJS.ProcessEnv,
  })
  const watchdog = setTimeout(() => void end(child), patience)
  try {
    return await new Promise<number>((resolve) => {
      child.once('error', () => resolve(1))
      child.once('exit', (code) => resolve(code ?? 1))
    })
  } finally {
    clearTimeout(watchdog)
  }
}

const bin = (name: string) => path.join('node_modules', ...name.split('/'))

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return ['ToolFailure', 'Refusal'].includes(error.name) ? error.message : (error.stack ?? error.message)
}

let interrupted = false

/** No further step begins. */
export function interrupt(): void {
  interrupted = true
}

/** One named step; whatever it throws is one failure and the next step still runs. */
export async function section(name: string, run: () => Promise<Count>): Promise<boolean> {
  if (interrupted) return new Promise(() => {})
  process.stdout.write(`\n── ${name}\n`)
  const began = performance.now()
  let count: Count
  try {
    count = await run()
  } catch (error) {
    process.stdout.write(`${explain(error)}\n`)
    count = { passed: 0, failed: 1 }
  }
  results.push({ name, count })
  const { passed, failed, note } = count
  process.stdout.write(
    `── ${failed ? '✖' : '✔'} ${name}: ${passed} passed, ${failed} failed${note ? ` (${note})` : ''} · ${((performance.now() - began) / 1000).toFixed(1)} s\n`,
  )
  return failed === 0
}

/** A step that either holds or not. */
export function single(name: string, run: () => Promise<unknown>): Promise<boolean> {
  return section(name, async () => {
    const result = await run()
    return result === false || (typeof result === 'number' && result !== 0)
      ? { passed: 0, failed: 1 }
      : { passed: 1, failed: 0 }
  })
}

function report(name: string): string {
  const folder = path.join(root, '.test-data', 'reports')
  mkdirSync(folder, { recursive: true })
  const file = path.join(folder, `${name}.json`)
  rmSync(file, { force: true })
  return file
}

export async function vitest(project: string, env: Record<string, string> = {}): Promise<Count> {
  const file = report(project)
  const code = await tool(
    [
      bin('vitest/vitest.mjs'),
      'run',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ],
    env,
  )
  return tallyVitest(file, code)
}

/** The journeys of one device; narrowed by `args` to some of them there may be none. */
export async function playwright(device: string, env: Record<string, string>, args: string[] = []): Promise<Count> {
  const file = report(`journeys-${device}`)
  const own = [`--project=${device}`, `--output=.test-data/journeys-${device}`, '--reporter=list,json']
  const some = args.length > 0 ? ['--pass-with-no-tests'] : []
  const code = await tool([bin('@playwright/test/cli.js'), 'test', ...own, ...some, ...args], {
    ...env,
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
  })
  return tallyPlaywright(file, code, args.length > 0)
}

export const tsc = () => tool([bin('typescript/bin/tsc'), '--noEmit', '-p', '.'])
export const biome = () => tool([bin('@biomejs/biome/bin/biome'), 'ci', '--max-diagnostics=50'])
export const knip = () => tool([bin('knip/bin/knip.js'), '--no-progress'])
export const dependencies = (config: string) =>
  tool([bin('dependency-cruiser/bin/dependency-cruise.mjs'), '--config', config, 'app', 'components', 'lib'])

/** What failed by name, the sums, the closing line; the exit code follows it. */
export function close(): number {
  const passed = results.reduce((sum, { count }) => sum + count.passed, 0)
  const failed = results.reduce((sum, { count }) => sum + count.failed, 0)
  process.stdout.write('\n')
  for (const { name, count } of results)
    for (const failure of count.failures ?? []) process.stdout.write(`✖ ${name}: ${failure}\n\n`)
  for (const { name, count } of results)
    process.stdout.write(`${count.failed ? '✖' : '✔'} ${name}: ${count.passed} passed, ${count.failed} failed\n`)
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
  return failed === 0 && passed > 0 ? 0 : 1
}
