import { Refusal } from '../words.mjs'
import { withEngine } from './engine'
import { noFilters, readMigrations } from './history'
import { connected } from './open'

const lockKey = 7_265_718_293

/**
 * Applies what the history holds and the database does not; returns the applied names. One at a time, however many call.
 * A migration that was cut off left nothing but its record (each runs in one transaction), so the record is withdrawn and it runs again.
 */
export async function deploy(ownerUrl: string): Promise<string[]> {
  const migrationsList = readMigrations()
  if (migrationsList.migrationDirectories.length === 0) return []
  return connected(ownerUrl, async (guard) => {
    await guard.query('select pg_advisory_lock($1)', [lockKey])
    const tables = await guard.query(
      "select to_regclass('public._prisma_migrations') as history, (select count(*)::int from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')) as tables",
    )
    const { history, tables: count } = tables.rows[0] as { history: string | null; tables: number }
    if (!history && count > 0)
      throw new Refusal(
        '这个数据库里已有别的表，不是防线的数据库，未作改动。',
        'This database already holds other tables and is not a Fangxian database; nothing was changed.',
      )
    return withEngine(ownerUrl, undefined, async (engine) => {
      if (history) {
        const open = await guard.query(
          'select migration_name from _prisma_migrations where finished_at is null and rolled_back_at is null',
        )
        for (const { migration_name } of open.rows)
          await engine.markMigrationRolledBack({ migrationName: migration_name })
        await refuseForeignHistory(
          guard,
          migrationsList.migrationDirectories.map((d) => [d.path, d.migrationFile.content.value] as const),
        )
      }
      const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: noFilters })
      return appliedMigrationNames
    })
  })
}

async function refuseForeignHistory(guard: import('pg').Client, mine: (readonly [string, string])[]): Promise<void> {
  const { createHash } = await import('node:crypto')
  const sums = new Map(mine.map(([name, sql]) => [name, createHash('sha256').update(sql).digest('hex')]))
  const applied = await guard.query(
    'select migration_name, checksum from _prisma_migrations where finished_at is not null and rolled_back_at is null',
  )
  for (const { migration_name: name, checksum } of applied.rows) {
    const known = sums.get(name)
    if (!known)
      throw new Refusal(
        `数据库比程序新：它有本版本没有的迁移 ${name}。请使用更新的版本。`,
        `The database is newer than this program: it has migration ${name}, which this version lacks. Use the newer version.`,
      )
    if (known !== checksum)
      throw new Refusal(
        `迁移 ${name} 在应用之后被改动过，未作任何处理。`,
        `Migration ${name} was edited after it had been applied; nothing was done.`,
      )
  }
}
