import 'server-only'
import * as z from 'zod'
import { HOUSEHOLD_TYPES, MONITORED_TYPES, POVERTY_STATUSES } from '@/lib/households/schema'
import { PROCEDURE_KINDS, PROCEDURE_STATUSES } from '@/lib/identification/schema'
import type { Ctx } from '@/lib/platform/db'
import { Prisma } from '@/lib/platform/prisma/client'
import { allOf, alone, type Part, rowsOf } from '@/lib/platform/together'
import { countiesOf } from '@/lib/regions/counties'

const { sql } = Prisma

const MOST_STATES = 30
const MOST_PROCEDURES = 20

const day = z.iso.date()
const State = z.object({
  from: day,
  to: day.nullable(),
  type: z.enum(HOUSEHOLD_TYPES),
  status: z.enum(POVERTY_STATUSES),
  monitored: z.enum(MONITORED_TYPES).nullable(),
  isActive: z.boolean(),
})
const Procedure = z.object({
  id: z.string(),
  procedureNo: z.string(),
  kind: z.enum(PROCEDURE_KINDS),
  status: z.enum(PROCEDURE_STATUSES),
  startedOn: day,
  endedOn: day.nullable(),
})
export type StatusHistory = { states: z.output<typeof State>[]; procedures: z.output<typeof Procedure>[] }

/** What a household was from day to day, newest first, and its procedures. */
export async function getStatusHistory(ctx: Ctx, householdId: string): Promise<StatusHistory> {
  return alone(ctx, statusHistory(ctx, householdId))
}

/** The same, to be read with other parts. */
export function statusHistory(ctx: Ctx, householdId: string): Part<StatusHistory> {
  const here = sql`x.county_code = ANY(${countiesOf(ctx.actor.scope)}) AND x.household_id = ${householdId}::uuid`
  return allOf({
    states: rowsOf(
      sql`
      SELECT x.valid_from::text AS "from", x.valid_to::text AS "to", x.household_type::text AS type, x.poverty_status::text AS status,
        x.monitored_type::text AS monitored, x.is_active AS "isActive"
      FROM household_state x WHERE ${here} ORDER BY x.valid_from DESC LIMIT ${MOST_STATES}`,
      State,
    ),
    procedures: rowsOf(
      sql`
      SELECT x.id, x.procedure_no AS "procedureNo", x.kind::text AS kind, x.status::text AS status, x.started_on::text AS "startedOn",
        x.ended_on::text AS "endedOn"
      FROM status_procedure x WHERE ${here} ORDER BY x.started_on DESC, x.id LIMIT ${MOST_PROCEDURES}`,
      Procedure,
    ),
  })
}
