import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { root } from '../database/paths'

const generated = path.join('lib', 'platform', 'prisma')

/** A digest of files and folders (relative to the project), so that a step runs only when its sources changed. */
export function digest(entries: string[]): string {
  const hash = createHash('sha256')
  const visit = (relative: string) => {
    const full = path.join(root, relative)
    if (relative === generated || !existsSync(full)) return
    if (statSync(full).isDirectory()) {
      for (const name of readdirSync(full).sort()) if (!name.startsWith('.')) visit(path.join(relative, name))
    } else {
      hash.update(relative).update('\0').update(readFileSync(full)).update('\0')
    }
  }
  for (const entry of entries) visit(entry)
  return hash.digest('hex')
}

export const buildSources = [
  'app',
  'components',
  'lib',
  'public',
  'sw',
  'prisma/schema.prisma',
  'prisma/catalogue',
  'prisma/seed',
  'proxy.ts',
  'instrumentation.ts',
  'next.config.ts',
  'postcss.config.mjs',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
]
export const clientSources = [
  'prisma/schema.prisma',
  'prisma/schema',
  'prisma.config.ts',
  'package-lock.json',
  'scripts/start/slim-client.ts',
]
export const catalogueSources = ['prisma/catalogue', 'prisma/migrations', 'scripts/load-catalogue.ts']
