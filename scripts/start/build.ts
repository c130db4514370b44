import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '../database/paths'
import { runTool } from './children'
import { slimClient } from './slim-client'
import { squeeze } from './squeeze'
import { buildSources, clientSources, digest } from './stamp'

const bin = (name: string) => path.join('node_modules', ...name.split('/'))
const generatedStamp = path.join(root, 'lib', 'platform', 'prisma', '.stamp')
const buildStamp = path.join(root, '.next', 'fangxian-build')

function isFresh(stamp: string, value: string): boolean {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === value
}

/** Generates the Prisma client when its schema changed. */
export async function generateClient(): Promise<string | undefined> {
  const value = digest(clientSources)
  if (isFresh(generatedStamp, value)) return '已是最新 up to date'
  await runTool('prisma generate', [bin('prisma/build/index.js'), 'generate'])
  await slimClient()
  mkdirSync(path.dirname(generatedStamp), { recursive: true })
  writeFileSync(generatedStamp, value)
  return undefined
}

/** Builds the application when its sources changed. A build that was cut off leaves no stamp and is made again. */
export async function build(): Promise<string | undefined> {
  const value = digest(buildSources)
  if (isFresh(buildStamp, value)) return '已是最新 up to date'
  rmSync(buildStamp, { force: true })
  const began = performance.now()
  await runTool('next build', [bin('next/dist/bin/next'), 'build', '--experimental-next-config-strip-types'], {
    NODE_ENV: 'production',
  })
  await squeeze()
  writeFileSync(buildStamp, value)
  return `${((performance.now() - began) / 1000).toFixed(1)} s 与数据库同时 beside the database`
}

export async function typegen(): Promise<void> {
  await runTool('next typegen', [bin('next/dist/bin/next'), 'typegen'])
}
