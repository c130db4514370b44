import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { program, Refusal, say } from '../words.mjs'
import { withEngine } from './engine'
import { lockfile, migrationsFolder, noFilters, readMigrations, readSchema } from './history'
import { openDatabase } from './open'

/** What schema.prisma says beyond the history, as SQL; empty when they agree. Triggers, policies and functions are invisible to it. */
export async function difference(ownerUrl: string): Promise<string> {
  const files = readSchema()
  return withEngine(
    ownerUrl,
    files.map((file) => [file.path, file.content] as [string, string]),
    async (engine) => {
      const { exitCode, stdout } = await engine.diff({
        from: { tag: 'migrations', ...readMigrations() },
        to: { tag: 'schemaDatamodel', files },
        script: true,
        exitCode: true,
        filters: noFilters,
      })
      return exitCode === 2 ? withoutHandMadeIndexes(stdout ?? '') : ''
    },
  )
}

/** Indexes written by hand in the history (operator classes, expressions) are unknown to schema.prisma and must not be dropped for it. */
function withoutHandMadeIndexes(sql: string): string {
  return sql.replaceAll(/-- DropIndex\nDROP INDEX "[^"]+";\n?/g, '').trim()
}

function write(name: string, sql: string): string {
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  const folder = path.join(migrationsFolder, `${stamp}_${name}`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, 'migration.sql'), sql)
  const lock = path.join(migrationsFolder, lockfile)
  if (!existsSync(lock)) writeFileSync(lock, 'provider = "postgresql"\n')
  return folder
}

async function main() {
  const name = process.argv[2]
  const check = name === '--check'
  if (!name || (!check && !/^[a-z][a-z0-9_]*$/.test(name)))
    throw new Refusal(
      '用法：npm run db:diff -- <小写名称> 或 --check',
      'Usage: npm run db:diff -- <lower_case_name> or --check',
    )
  const database = await openDatabase()
  try {
    const sql = await difference(database.ownerUrl)
    if (!sql) say('schema.prisma 与迁移一致。', 'schema.prisma and the history agree.')
    else if (check)
      throw new Refusal(`schema.prisma 与迁移不一致：\n${sql}`, 'schema.prisma and the history differ (SQL above).')
    else {
      const folder = write(name, sql)
      say(
        `新迁移：${folder}/migration.sql（请检查后再应用）`,
        'A new migration is written; read it before applying it.',
      )
    }
  } finally {
    await database.close()
  }
}

if (process.argv[1] === import.meta.filename) await program(main)
