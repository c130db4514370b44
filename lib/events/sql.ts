import 'server-only'
import * as z from 'zod'
import { type Ctx, sqlStateOf } from '@/lib/platform/db'
import { DomainError, type ErrorCode } from '@/lib/platform/errors'

const Locked = z.array(z.object({ id: z.string() }))
const Elsewhere = z.array(z.object({ found: z.enum(['DEAD', 'HERE', 'ELSEWHERE']).nullable() }))

/** Takes households for this transaction in one order, so that events of the same household follow each other. */
export async function lockHouseholds(ctx: Ctx, countyCode: string, ids: readonly string[]): Promise<number> {
  const rows = await ctx.db.$queryRaw`
    SELECT id FROM household WHERE county_code = ${countyCode} AND id = ANY (${[...ids]}::uuid[]) ORDER BY id FOR NO KEY UPDATE`
  return Locked.parse(rows).length
}

/** Takes an event for this transaction. */
export async function lockEvent(ctx: Ctx, countyCode: string, id: string): Promise<void> {
  await ctx.db
    .$queryRaw`SELECT id FROM household_event WHERE county_code = ${countyCode} AND id = ${id}::uuid FOR UPDATE`
}

/** Where the county's register knows an ID number, and no more than that. */
export async function whereKnown(
  ctx: Ctx,
  countyCode: string,
  bidx: Uint8Array,
): Promise<'DEAD' | 'HERE' | 'ELSEWHERE' | null> {
  const rows = await ctx.db.$queryRaw`SELECT person_elsewhere(${countyCode}, ${bidx}) AS found`
  return Elsewhere.parse(rows)[0]?.found ?? null
}

export async function refreshHouseholds(ctx: Ctx, countyCode: string, ids: readonly string[]): Promise<void> {
  await ctx.db.$executeRaw`SELECT refresh_households(${countyCode}, ${[...ids]}::uuid[], ${ctx.now})`
}

const REFUSALS: Record<string, ErrorCode> = {
  FX001: 'journal.dependent',
  FX002: 'journal.closed',
  FX003: 'events.answered',
  FX004: 'events.householdGone',
  FX005: 'events.ownEvent',
  FX006: 'events.tooLate',
  FX007: 'events.beforeHis',
  FX008: 'events.headThere',
  FX009: 'events.spouseThere',
}

/** Says in the reader's words why the database refused. */
async function told<R>(work: Promise<R>): Promise<R> {
  try {
    return await work
  } catch (error) {
    const code = REFUSALS[sqlStateOf(error) ?? '']
    if (code) throw new DomainError(code)
    throw error
  }
}

export async function offerEvent(ctx: Ctx, countyCode: string, id: string, acceptBy: string): Promise<void> {
  await told(
    ctx.db
      .$executeRaw`SELECT offer_event(${countyCode}, ${id}::uuid, ${acceptBy}::date, ${ctx.actor.name}, ${ctx.now})`,
  )
}

export async function acceptOffered(ctx: Ctx, countyCode: string, id: string, journalId: string): Promise<void> {
  await told(
    ctx.db
      .$executeRaw`SELECT accept_event(${countyCode}, ${id}::uuid, ${journalId}::uuid, ${ctx.actor.name}, ${ctx.now})`,
  )
}

export async function refuseOffered(ctx: Ctx, countyCode: string, id: string, reason: string): Promise<void> {
  await told(
    ctx.db.$executeRaw`SELECT refuse_event(${countyCode}, ${id}::uuid, ${reason}, ${ctx.actor.name}, ${ctx.now})`,
  )
}

export async function undoHandover(ctx: Ctx, countyCode: string, id: string): Promise<void> {
  await told(ctx.db.$executeRaw`SELECT undo_handover(${countyCode}, ${id}::uuid, ${ctx.now})`)
}

/** What was recorded about a household since it was handed over. */
export async function listFollowers(ctx: Ctx, countyCode: string, id: string): Promise<{ what: string; day: Date }[]> {
  return ctx.db.$queryRaw`SELECT what, day FROM event_followers(${countyCode}, ${id}::uuid) ORDER BY day DESC LIMIT 20`
}
