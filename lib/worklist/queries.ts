import 'server-only'
import { getEscalateDays } from '@/lib/deadlines/queries/escalation'
import { maskName } from '@/lib/households/rules/masks'
import { viewOf } from '@/lib/households/rules/views'
import { factsOf } from '@/lib/indicators/queries/behind'
import { listVillagesBehind, type VillageCoverage } from '@/lib/indicators/queries/wall'
import type { Ctx } from '@/lib/platform/db'
import { may } from '@/lib/platform/permissions'
import { countUnexplained, getOfficeDeadlines, type OfficeDeadlines } from './queries/deadlines'
import { deskOf } from './rules'
import type { EventTasks, FieldDay, OfficeDay } from './schema'
import { selectEventTasks, selectFieldDay, selectOfficeDay } from './sql'

/** At most this many households or clues are listed; the rest is one link away. */
export const PAGE = 50
export const ALL = 500
const CLUES = 20
const VILLAGES = 12
const EVENTS = 20

export type Today =
  | { desk: 'FIELD'; day: FieldDay; events: EventTasks | null; late: number; escalateDays: number }
  | {
      desk: 'OFFICE'
      day: OfficeDay
      deadlines: OfficeDeadlines
      events: EventTasks | null
      behind: { total: number; villages: VillageCoverage[] }
    }
  | { desk: 'WALL' }
  | { desk: 'ADMIN' }

/**
 * What waits for the reader today, by role: households to go to, or clues and villages to chase, and household events to check or answer.
 * Names masked by role. Null: ask again.
 */
export async function getToday(ctx: Ctx, all = false): Promise<Today | null> {
  const desk = deskOf(ctx.actor.role)
  if (desk === 'FIELD') {
    const day = await selectFieldDay(ctx, await factsOf(ctx, ctx.actor.regionCode), all ? ALL : PAGE)
    const late = await countUnexplained(ctx)
    return { desk, day, events: await eventTasks(ctx), late, escalateDays: await getEscalateDays(ctx) }
  }
  if (desk === 'OFFICE') {
    const behind = await listVillagesBehind(ctx, ctx.actor.regionCode, VILLAGES)
    if (!behind) return null
    const day = await selectOfficeDay(ctx, all ? ALL : CLUES)
    const { name } = viewOf(ctx.actor.role)
    const rows = day.rows.map((row) => ({ ...row, headName: maskName(row.headName, name) }))
    const deadlines = await getOfficeDeadlines(ctx, all)
    return { desk, day: { ...day, rows }, deadlines, events: await eventTasks(ctx), behind }
  }
  return { desk }
}

/** Null for who neither proposes nor checks; all who do may read whole names. */
async function eventTasks(ctx: Ctx): Promise<EventTasks | null> {
  const { role } = ctx.actor
  return may(role, 'event:propose') ? selectEventTasks(ctx, may(role, 'event:check'), EVENTS) : null
}
