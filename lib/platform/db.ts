import 'server-only'
import { PrismaPg } from '@prisma/adapter-pg'
import type { Actor } from './actor'
import { dayOf, now } from './clock'
import { isUuid } from './ids'
import { OpeningClient } from './opening-client'
import { keepsAccounts, seesNoRegion, seesOwnOnly, seesOwnUnit, seesUnpublished } from './permissions'
import { type Prisma, PrismaClient } from './prisma/client'
import { statementName } from './statement-names'

export type Db = Prisma.TransactionClient

declare const scoped: unique symbol

/**
 * What a query or command may use. Only `withScope` makes one: `db` sees the rows of the actor's region and nothing else.
 * `today` is 'YYYY-MM-DD' in Asia/Shanghai.
 */
export type Ctx = {
  readonly [scoped]: true
  readonly actor: Actor
  readonly db: Db
  readonly now: Date
  readonly today: string
}

const kept = globalThis as { fangxianPrisma?: PrismaClient }

function client(): PrismaClient {
  if (!kept.fangxianPrisma) {
    const connectionString = process.env.APP_DATABASE_URL
    if (!connectionString) throw new Error('APP_DATABASE_URL is not set')
    const adapter = new PrismaPg(
      {
        connectionString,
        Client: OpeningClient,
        max: Number(process.env.FANGXIAN_POOL ?? 12),
        connectionTimeoutMillis: 3_000,
        // A connection keeps its plans: in an office that asks once a minute none of them may be thrown away in between.
        idleTimeoutMillis: 600_000,
        allowExitOnIdle: true,
        statement_timeout: 10_000,
      },
      { statementNameGenerator: statementName },
    )
    kept.fangxianPrisma = new PrismaClient({ adapter })
  }
  return kept.fangxianPrisma
}

/** The database before there is a scope: accounts, sessions, installation, regions. Tables of a region show no rows here. */
export function unscoped(): PrismaClient {
  return client()
}

/**
 * `plans` ANY_VALUES: one plan of each statement for whatever it is asked, from the first time on. For transactions that find everything by its
 * key: a wide statement is otherwise planned five times on every connection, which takes ten times as long as running it.
 */
export type ScopeOptions = { command?: string; lock?: string; at?: Date; timeoutMs?: number; plans?: 'ANY_VALUES' }

/**
 * Runs `work` in one transaction that sees only the actor's region. `command` is written into the audit; `lock` names what may
 * run only once at a time. Deadlocks and serialization failures are tried again twice.
 */
export async function withScope<R>(
  actor: Actor,
  work: (ctx: Ctx) => Promise<R>,
  options: ScopeOptions = {},
): Promise<R> {
  const at = options.at ?? now()
  const settings = scopeStatements(actor, dayOf(at), options)
  for (let attempt = 1; ; attempt++) {
    try {
      return await client().$transaction(
        async (db) => {
          await db.$executeRawUnsafe(settings)
          return work({ actor, db, now: at, today: dayOf(at) } as Ctx)
        },
        { maxWait: 3_000, timeout: options.timeoutMs ?? 15_000 },
      )
    } catch (error) {
      if (attempt === 3 || !mayRetry(error)) throw error
    }
  }
}

// Literals, because only SET LOCAL reaches the workers of a distributed database; every one is checked by its form first.
function scopeStatements(actor: Actor, today: string, { command = '', lock, plans }: ScopeOptions): string {
  const scope = seesNoRegion(actor.role) ? '' : checked(actor.scope)
  const acting = actor.actingFor?.userId ?? ''
  if (acting && !isUuid(acting)) throw new Error('the represented is not a uuid')
  if (!isUuid(actor.userId)) throw new Error('actor is not a uuid')
  if (!/^[a-zA-Z.]{0,60}$/.test(command)) throw new Error('command name has other letters')
  const statements = [
    `SET LOCAL app.scope = '${scope}'`,
    `SET LOCAL app.actor = '${actor.userId}'`,
    `SET LOCAL app.accounts = '${keepsAccounts(actor.role) ? checked(actor.scope) : ''}'`,
    `SET LOCAL app.acting = '${acting}'`,
    `SET LOCAL app.own = '${seesOwnOnly(actor.role) ? '1' : ''}'`,
    `SET LOCAL app.inspects = '${seesUnpublished(actor.role) ? '1' : ''}'`,
    `SET LOCAL app.department = '${seesOwnUnit(actor.role) ? '1' : ''}'`,
    `SET LOCAL app.today = '${today}'`,
    `SET LOCAL app.command = '${command}'`,
    'SET LOCAL jit = off',
  ]
  if (plans) statements.push('SET LOCAL plan_cache_mode = force_generic_plan')
  if (lock) {
    if (!/^[0-9a-zA-Z:.-]{1,120}$/.test(lock)) throw new Error('lock name has other letters')
    statements.push(`SELECT pg_advisory_xact_lock(hashtextextended('${lock}', 0))`)
  }
  return statements.join('; ')
}

function checked(scope: string): string {
  if (!/^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})?$/.test(scope)) throw new Error('scope is not a region prefix')
  return scope
}

function mayRetry(error: unknown): boolean {
  return (error as { code?: string }).code === 'P2034' || ['40P01', '40001'].includes(sqlStateOf(error) ?? '')
}

type AdapterFault = { meta?: { driverAdapterError?: { cause?: { originalCode?: string } } } }

/** Lets what follows in the transaction be planned for the values it is asked with. */
export async function planForValues({ db }: Pick<Ctx, 'db'>): Promise<void> {
  await db.$executeRaw`SET LOCAL plan_cache_mode = auto`
}

/** SQLSTATE of a refused statement, if the error came from the database. */
export function sqlStateOf(error: unknown): string | undefined {
  return (error as AdapterFault | null)?.meta?.driverAdapterError?.cause?.originalCode
}
