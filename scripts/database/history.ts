import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { MigrationList } from '@prisma/schema-engine-wasm'
import { root } from './paths'

export const migrationsFolder = path.join(root, 'prisma', 'migrations')
export const lockfile = 'migration_lock.toml'

/** The SQL history as the engine reads it. */
export function readMigrations(): MigrationList {
  const names = existsSync(migrationsFolder)
    ? readdirSync(migrationsFolder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
        .sort()
    : []
  const lock = path.join(migrationsFolder, lockfile)
  return {
    baseDir: migrationsFolder,
    lockfile: { path: lockfile, content: existsSync(lock) ? readFileSync(lock, 'utf8') : 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: readFileSync(path.join(migrationsFolder, name, 'migration.sql'), 'utf8') },
      },
    })),
  }
}

/** schema.prisma, or every file of prisma/schema. */
export function readSchema(): { path: string; content: string }[] {
  const folder = path.join(root, 'prisma')
  const split = path.join(folder, 'schema')
  const files = existsSync(split)
    ? readdirSync(split)
        .filter((name) => name.endsWith('.prisma'))
        .sort()
        .map((name) => path.join(split, name))
    : [path.join(folder, 'schema.prisma')]
  return files.map((file) => ({ path: path.relative(root, file), content: readFileSync(file, 'utf8') }))
}

export const noFilters = { externalTables: [], externalEnums: [] }
