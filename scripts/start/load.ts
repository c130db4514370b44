import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Database } from '../database/open'
import { root } from '../database/paths'
import { readState, writeState } from '../database/state'
import { typescript } from '../install.mjs'
import { runTool } from './children'
import { catalogueSources, digest } from './stamp'

type Loader = { script: string; args: string[] }

const loaders = {
  catalogue: { script: 'scripts/load-catalogue.ts', args: [] },
  demo: { script: 'scripts/load-demo.ts', args: [] },
} satisfies Record<string, Loader>

/** Runs one of the loading programs as the owner of the database. */
export async function load(
  name: keyof typeof loaders,
  database: Pick<Database, 'ownerUrl' | 'appUrl'>,
  keys: string,
  more: string[] = [],
): Promise<string | undefined> {
  const { script, args } = loaders[name]
  if (!existsSync(path.join(root, script))) return '暂无 none'
  const said = await runTool(script, [...typescript, script, ...args, ...more], {
    OWNER_DATABASE_URL: database.ownerUrl,
    APP_DATABASE_URL: database.appUrl,
    FANGXIAN_KEYS: keys,
  })
  return said.trim().split('\n').slice(-2).join(' · ').slice(0, 160) || undefined
}

/** Loads the catalogue when it, or the database it went into, changed. */
export async function loadCatalogue(data: string, database: Database, keys: string): Promise<string | undefined> {
  const stamps = readState(data).stamps ?? {}
  const key = `catalogue:${new URL(database.ownerUrl).host.split(':')[0]}/${database.name}:${database.kind}`
  const value = digest(catalogueSources)
  if (stamps[key] === value) return '已是最新 up to date'
  const note = await load('catalogue', database, keys)
  writeState(data, { stamps: { ...readState(data).stamps, [key]: value } })
  return note
}
