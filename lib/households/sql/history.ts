import 'server-only'
import type { Ctx } from '@/lib/platform/db'
import { Prisma } from '@/lib/platform/prisma/client'
import { countiesOf } from '@/lib/regions/counties'

const { sql, empty } = Prisma

export type HistoryPlace = {
  countyCode: string
  householdId: string
  regionCode: string
  headName: string
  members: { id: string; name: string }[]
}

/** The household of a history with everybody who is or was its member; also of one that has left the register. */
export async function findHistoryPlace(ctx: Ctx, id: string): Promise<HistoryPlace | null> {
  const [row] = await ctx.db.$queryRaw<HistoryPlace[]>`
    SELECT h.county_code AS "countyCode", h.id AS "householdId", h.region_code AS "regionCode", h.head_name AS "headName", coalesce((
      SELECT jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) ORDER BY p.name) FROM person p WHERE p.county_code = h.county_code AND p.id IN
        (SELECT m.person_id FROM membership m WHERE m.county_code = h.county_code AND m.household_id = h.id)), '[]') AS members
    FROM household h WHERE h.county_code = ANY(${countiesOf(ctx.actor.scope)}) AND h.id = ${id}::uuid`
  return row ?? null
}

export type HistorySpan = { from: string | null; to: string | null; personId: string | null; most: number }

export type StoredChange = {
  id: bigint
  at: Date
  actor: string | null
  actingFor: string | null
  command: string
  table: string
  action: string
  old: Record<string, unknown> | null
  new: Record<string, unknown> | null
  person: string | null
}

const dayFrom = (column: Prisma.Sql, day: string | null) =>
  day ? sql`AND ${column} >= (${day}::date::timestamp AT TIME ZONE 'Asia/Shanghai')` : empty
const dayTo = (column: Prisma.Sql, day: string | null) =>
  day ? sql`AND ${column} < ((${day}::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai')` : empty

/** Every audited change of a household's rows, newest first, after an entry of that number. */
export async function findChanges(
  ctx: Ctx,
  { countyCode, householdId }: HistoryPlace,
  { from, to, personId, most }: HistorySpan,
  before: bigint | null,
): Promise<StoredChange[]> {
  const of = (table: string) =>
    sql`SELECT ${table}::text AS t, x.county_code || '/' || x.id AS k, NULL::uuid AS person_id FROM`
  const own = sql`x.county_code = ${countyCode} AND x.household_id = ${householdId}::uuid`
  const people = sql`
    SELECT 'person' AS t, m.county_code || '/' || m.person_id AS k, m.person_id FROM membership m
      WHERE m.county_code = ${countyCode} AND m.household_id = ${householdId}::uuid
    UNION SELECT 'membership', x.county_code || '/' || x.id, x.person_id FROM membership x WHERE ${own}`
  const household = sql`
    SELECT 'household', ${`${countyCode}/${householdId}`}, NULL::uuid
    UNION ALL SELECT 'household_income', ${`${countyCode}/${householdId}/`} || x.year, NULL FROM household_income x WHERE ${own}
    UNION ALL SELECT 'living_condition', ${`${countyCode}/${householdId}/`} || x.year, NULL FROM living_condition x WHERE ${own}
    UNION ALL SELECT 'guarantee_state', ${`${countyCode}/${householdId}/`} || x.item, NULL FROM guarantee_state x WHERE ${own}
    UNION ALL ${of('household_helper')} household_helper x WHERE ${own}
    UNION ALL ${of('visit')} visit x WHERE ${own}
    UNION ALL ${of('visit_promise')} visit_promise x WHERE ${own}
    UNION ALL ${of('clue')} clue x WHERE ${own}
    UNION ALL ${of('monitoring_case')} monitoring_case x WHERE ${own}
    UNION ALL ${of('deadline')} deadline x WHERE ${own}
    UNION ALL ${of('monitoring_contact')} monitoring_contact x WHERE ${own}
    UNION ALL ${of('status_procedure')} status_procedure x WHERE ${own}
    UNION ALL SELECT 'case_assessment', x.county_code || '/' || x.case_id || '/' || x.quarter, NULL FROM case_assessment x WHERE ${own}
    UNION ALL ${of('support_measure')} support_measure x WHERE ${own}
    UNION ALL ${of('support_plan')} support_plan x WHERE ${own}
    UNION ALL ${of('microcredit_loan')} microcredit_loan x WHERE ${own}
    UNION ALL ${of('loan_extension')} loan_extension x WHERE ${own}`
  return ctx.db.$queryRaw<StoredChange[]>`
    WITH held AS (${people} ${personId ? empty : sql`UNION ALL ${household}`})
    SELECT e.id, e.at, u.name AS actor, v.name AS "actingFor", e.command, e.table_name AS table, e.action, e.old_values AS old, e.new_values AS new,
      p.name AS person
    FROM held r JOIN audit_entry e ON e.table_name = r.t AND e.row_id = r.k
    LEFT JOIN app_user u ON u.id = e.actor_id LEFT JOIN app_user v ON v.id = e.acting_for
    LEFT JOIN person p ON p.county_code = ${countyCode} AND p.id = r.person_id
    WHERE e.county_code = ${countyCode} ${personId ? sql`AND r.person_id = ${personId}::uuid` : empty}
      ${before === null ? empty : sql`AND e.id < ${before}`} ${dayFrom(sql`e.at`, from)} ${dayTo(sql`e.at`, to)}
    ORDER BY e.id DESC LIMIT ${most}`
}

export type StoredReading = {
  id: string
  at: Date
  actor: string | null
  actingFor: string | null
  kind: string
  field: string | null
  purpose: string | null
  reason: string | null
  person: string | null
}

/** Who read a household, newest first, after a line of that instant and id. */
export async function findReadings(
  ctx: Ctx,
  { countyCode, householdId }: HistoryPlace,
  { from, to, personId, most }: HistorySpan,
  before: { at: Date; id: string } | null,
): Promise<StoredReading[]> {
  return ctx.db.$queryRaw<StoredReading[]>`
    SELECT a.id, a.at, u.name AS actor, v.name AS "actingFor", a.kind, a.field, a.purpose, a.reason, p.name AS person
    FROM access_log a LEFT JOIN app_user u ON u.id = a.actor_id LEFT JOIN app_user v ON v.id = a.acting_for
    LEFT JOIN person p ON p.county_code = a.county_code AND p.id = a.person_id
    WHERE a.county_code = ${countyCode} AND a.household_id = ${householdId}::uuid
      ${personId ? sql`AND a.person_id = ${personId}::uuid` : empty}
      ${before ? sql`AND (a.at, a.id) < (${before.at}, ${before.id}::uuid)` : empty} ${dayFrom(sql`a.at`, from)} ${dayTo(sql`a.at`, to)}
    ORDER BY a.at DESC, a.id DESC LIMIT ${most}`
}
