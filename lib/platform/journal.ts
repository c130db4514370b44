import 'server-only'
import { type Ctx, sqlStateOf } from './db'
import { DomainError, NotFoundError } from './errors'
import { isUuid } from './ids'

export type Journal = { countyCode: string; id: string; regionCode: string; command: string }

const CHANGED_SINCE = 'FX001'
const CANNOT_BE_UNDONE = 'FX002'

/**
 * From here to the end of the transaction every changed row of the register is kept, so that all of it can be undone together.
 * `regionCode` is the lowest region that holds everything the deed touches.
 */
export async function startJournal(ctx: Ctx, { countyCode, id, regionCode, command }: Journal): Promise<void> {
  if (!isUuid(id)) throw new Error('a journal is named by a uuid')
  await ctx.db.changeJournal.create({
    data: { countyCode, id, regionCode, command, actorId: ctx.actor.userId, madeAt: ctx.now },
    select: { id: true },
  })
  await ctx.db.$executeRawUnsafe(`SET LOCAL app.journal = '${id}'`)
}

/** What follows holds from this day ('YYYY-MM-DD') on, not from today. */
export async function setEffective(ctx: Ctx, day: string): Promise<void> {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new Error('not a day')
  await ctx.db.$executeRawUnsafe(`SET LOCAL app.effective = '${day}'`)
}

export type Blocker = { table: string; key: Record<string, unknown> }

/** What stands against undoing, at most `most`: rows that were changed since, and rows recorded since about what the deed made. */
export async function journalBlockers(ctx: Ctx, countyCode: string, id: string, most = 20): Promise<Blocker[]> {
  const rows = await ctx.db.$queryRaw<{ table_name: string; row_key: Record<string, unknown> }[]>`
    SELECT table_name, row_key FROM journal_blockers(${countyCode}, ${id}::uuid, ${most}::int)
    UNION ALL SELECT table_name, row_key FROM journal_hangers(${countyCode}, ${id}::uuid, ${most}::int) LIMIT ${most}::int`
  return rows.map(({ table_name, row_key }) => ({ table: table_name, key: row_key }))
}

/**
 * Takes back every row of a journal; answers how many. Errors: DomainError `journal.dependent` when something depends on it,
 * `journal.closed` when it was undone or closed before; NotFoundError beyond the scope. The transaction is lost after an error.
 */
export async function undoJournal(ctx: Ctx, countyCode: string, id: string): Promise<number> {
  try {
    await ctx.db.$executeRawUnsafe("SET LOCAL app.journal = ''")
    const rows = await ctx.db.$queryRaw<{ rows: number }[]>`
      SELECT undo_journal(${countyCode}, ${id}::uuid, ${ctx.now}) AS rows`
    return rows[0]?.rows ?? 0
  } catch (error) {
    const state = sqlStateOf(error)
    if (state === CHANGED_SINCE) throw new DomainError('journal.dependent')
    if (state === CANNOT_BE_UNDONE) throw new DomainError('journal.closed')
    if (state === '42501') throw new NotFoundError()
    throw error
  }
}
