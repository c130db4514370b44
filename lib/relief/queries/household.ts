import 'server-only'
import * as z from 'zod'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { Prisma } from '@/lib/platform/prisma/client'
import { allOf, alone, mapped, moment, type Part, rowsOf, whole } from '@/lib/platform/together'
import { countiesOf } from '@/lib/regions/counties'
import { costsOf, type EventCosts } from '@/lib/relief/queries/costs'
import { shownCause } from '@/lib/relief/queries/event'
import { type Staircase, staircaseOf } from '@/lib/relief/rules/staircase'
import type { Cause } from '@/lib/relief/schema/lines'

const { sql } = Prisma

const MOST_EVENTS = 10

const Event = z.object({
  id: z.string(),
  eventNo: z.string(),
  cause: z.string(),
  happenedOn: moment,
  totalFen: whole,
  policyFen: whole.nullable(),
  settlements: z.array(z.object({ kind: z.string(), amountFen: whole })),
  marks: z.array(z.object({ line: z.number(), state: z.string() })),
  applications: z.array(
    z.object({
      line: z.number(),
      status: z.string(),
      grantedFen: whole.nullable(),
      recoveredFen: whole.nullable(),
      disbursedOn: moment.nullable(),
      rejectReason: z.string().nullable(),
    }),
  ),
} satisfies Record<keyof EventCosts | 'id' | 'eventNo', z.ZodType>)
const Contributed = z.object({ filialFen: z.number(), bonusFen: z.number() })

export type HouseholdRelief = {
  events: { id: string; no: string; cause: Cause | 'HIDDEN'; happenedOn: string; staircase: Staircase }[]
  filialFen: number
  bonusFen: number
}

/** The hardship events of a household, newest first, each with what was paid and what is left; and what its children paid. */
export async function listHouseholdRelief(ctx: Ctx, householdId: string): Promise<HouseholdRelief> {
  return alone(ctx, householdRelief(ctx, householdId))
}

/** The same, to be read with other parts. */
export function householdRelief(ctx: Ctx, householdId: string): Part<HouseholdRelief> {
  const here = sql`x.county_code = ANY(${countiesOf(ctx.actor.scope)}) AND x.household_id = ${householdId}::uuid`
  const ofEvent = sql`y.county_code = x.county_code AND y.event_id = x.id`
  const parts = allOf({
    events: rowsOf(
      sql`
      SELECT x.id, x.event_no AS "eventNo", x.cause, x.happened_on AS "happenedOn", x.total_fen AS "totalFen", x.policy_fen AS "policyFen",
        (SELECT coalesce(json_agg(json_build_object('kind', y.kind, 'amountFen', y.amount_fen)), '[]')
          FROM relief_settlement y WHERE ${ofEvent}) AS settlements,
        (SELECT coalesce(json_agg(json_build_object('line', y.line, 'state', y.state) ORDER BY y.mark_no), '[]')
          FROM relief_line_mark y WHERE ${ofEvent}) AS marks,
        (SELECT coalesce(json_agg(json_build_object('line', y.line, 'status', y.status, 'grantedFen', y.granted_fen, 'recoveredFen', y.recovered_fen,
            'disbursedOn', y.disbursed_on, 'rejectReason', y.reject_reason) ORDER BY y.id), '[]')
          FROM relief_application y WHERE ${ofEvent}) AS applications
      FROM relief_event x WHERE ${here} ORDER BY x.happened_on DESC, x.id DESC LIMIT ${MOST_EVENTS}`,
      Event,
    ),
    contributed: rowsOf(
      sql`
      SELECT coalesce(sum(x.amount_fen), 0)::float8 AS "filialFen", coalesce(sum(x.bonus_fen), 0)::float8 AS "bonusFen"
      FROM filial_contribution x WHERE ${here}`,
      Contributed,
    ),
  })
  return mapped(parts, ({ events, contributed }) => ({
    events: events.map((event) => ({
      id: event.id,
      no: event.eventNo,
      cause: shownCause(ctx, event.cause),
      happenedOn: dayFrom(event.happenedOn),
      staircase: staircaseOf(costsOf(event)),
    })),
    filialFen: contributed[0]?.filialFen ?? 0,
    bonusFen: contributed[0]?.bonusFen ?? 0,
  }))
}
