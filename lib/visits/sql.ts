import 'server-only'
import * as z from 'zod'
import { GUARANTEE_ITEMS } from '@/lib/monitoring/rules/choices'
import type { Ctx } from '@/lib/platform/db'
import { Prisma } from '@/lib/platform/prisma/client'
import { countyOf } from '@/lib/regions/rules'
import type { LogVisitInput } from '@/lib/visits/schema'

const { sql } = Prisma

/** Narrows to the actor's county where his region has one, so that the primary key (county_code, id) is used. */
export function inCounty(ctx: Ctx, column: Prisma.Sql): Prisma.Sql {
  return ctx.actor.scope.length >= 6 ? sql`${column} = ${countyOf(ctx.actor.scope)}` : sql`${column} IS NOT NULL`
}

const VisitedHousehold = z.object({
  countyCode: z.string(),
  regionCode: z.string(),
  povertyStatus: z.string(),
  monitoredType: z.string().nullable(),
  memberCount: z.number(),
  perCapitaIncomeFen: z.coerce.number().nullable(),
  incomeYear: z.number().nullable(),
})
export type VisitedHousehold = z.output<typeof VisitedHousehold>

/** The household of a visit, held until the end of the transaction so that visits to one household follow each other. */
export async function holdHousehold(ctx: Ctx, id: string): Promise<VisitedHousehold | null> {
  const rows = await ctx.db.$queryRaw<unknown[]>`
    SELECT h.county_code AS "countyCode", h.region_code AS "regionCode", h.poverty_status::text AS "povertyStatus",
      h.monitored_type::text AS "monitoredType", h.member_count AS "memberCount",
      h.per_capita_income_fen AS "perCapitaIncomeFen", h.income_year AS "incomeYear"
    FROM household h WHERE ${inCounty(ctx, sql`h.county_code`)} AND h.id = ${id}::uuid AND h.is_active
    FOR NO KEY UPDATE OF h`
  return rows[0] ? VisitedHousehold.parse(rows[0]) : null
}

export type NewVisit = {
  household: VisitedHousehold
  visit: LogVisitInput
  recordedAt: Date
  shocks: { id: string; kind: string; total: number | null; self: number | null; note: string }[]
  promises: { id: string; content: string; due: string }[]
}

const Written = z.object({ visits: z.number(), known: z.number() })

/**
 * Writes a visit and all that follows from it in one statement. A guarantee is overwritten only by a later day, or on the same
 * day by a later recording. `visits` is 0 when the id was there before; `known` counts the named promises of this household.
 */
export async function writeVisit(ctx: Ctx, { household, visit, recordedAt, shocks, promises }: NewVisit) {
  const { countyCode, regionCode } = household
  const checks = GUARANTEE_ITEMS.map((item) => ({ item, ...visit.guarantees[item] }))
  const rows = await ctx.db.$queryRaw<unknown[]>`
    WITH v AS (
      INSERT INTO visit (county_code, id, region_code, household_id, visited_on, recorded_at, received_at, visitor_id, visitor_name,
        visitor_role, people_met, guarantees, income_change, expected_per_capita_fen, demands, note, next_visit_on)
      VALUES (${countyCode}, ${visit.id}::uuid, ${regionCode}, ${visit.householdId}::uuid, ${visit.visitedOn}::date, ${recordedAt},
        ${ctx.now}, ${ctx.actor.userId}::uuid, ${ctx.actor.name}, ${ctx.actor.role}::"Role", ${visit.peopleMet},
        ${JSON.stringify(visit.guarantees)}::jsonb, ${visit.incomeChange}::"IncomeChange", ${visit.expectedPerCapitaFen},
        ${visit.demands}, ${visit.note}, ${visit.nextVisitOn}::date)
      ON CONFLICT (county_code, id) DO NOTHING
      RETURNING county_code, id, region_code, household_id, visited_on, recorded_at, next_visit_on
    ), s AS (
      INSERT INTO visit_shock (county_code, id, region_code, visit_id, household_id, kind, total_fen, self_paid_fen, note)
      SELECT v.county_code, x.id, v.region_code, v.id, v.household_id, x.kind, x.total, x.self, x.note
      FROM v, jsonb_to_recordset(${JSON.stringify(shocks)}::jsonb) AS x(id uuid, kind text, total bigint, self bigint, note text)
    ), p AS (
      INSERT INTO visit_promise (county_code, id, region_code, household_id, visit_id, content, due_on, promised_by, promised_by_name)
      SELECT v.county_code, x.id, v.region_code, v.household_id, v.id, x.content, x.due, ${ctx.actor.userId}::uuid, ${ctx.actor.name}
      FROM v, jsonb_to_recordset(${JSON.stringify(promises)}::jsonb) AS x(id uuid, content text, due date)
    ), k AS (
      UPDATE visit_promise p SET status = 'KEPT', kept_on = v.visited_on, kept_visit_id = v.id, version = p.version + 1
      FROM v WHERE p.county_code = v.county_code AND p.household_id = v.household_id AND p.id = ANY(${visit.keptPromises}::uuid[])
        AND p.status = 'OPEN'
    ), g AS (
      INSERT INTO guarantee_state AS old (county_code, household_id, item, region_code, result, fail_reason, checked_on, visit_id)
      SELECT v.county_code, v.household_id, x.item::"GuaranteeItem", v.region_code, x.result::"GuaranteeResult", x.reason, v.visited_on, v.id
      FROM v, jsonb_to_recordset(${JSON.stringify(checks)}::jsonb) AS x(item text, result text, reason text)
      ON CONFLICT (county_code, household_id, item) DO UPDATE
        SET result = excluded.result, fail_reason = excluded.fail_reason, checked_on = excluded.checked_on, visit_id = excluded.visit_id
        WHERE old.checked_on < excluded.checked_on OR (old.checked_on = excluded.checked_on AND NOT EXISTS (
          SELECT FROM visit was WHERE was.county_code = old.county_code AND was.id = old.visit_id
            AND (was.recorded_at, was.id) > (${recordedAt}::timestamptz(3), ${visit.id}::uuid)))
    ), h AS (
      UPDATE household h SET last_visited_on = greatest(h.last_visited_on, v.visited_on), updated_at = ${ctx.now},
        next_visit_on = CASE WHEN h.last_visited_on > v.visited_on THEN h.next_visit_on
          WHEN v.next_visit_on IS NULL AND h.next_visit_on > v.visited_on THEN h.next_visit_on ELSE v.next_visit_on END
      FROM v WHERE h.county_code = v.county_code AND h.id = v.household_id
    )
    SELECT (SELECT count(*)::int FROM v) AS visits, (SELECT count(*)::int FROM visit_promise p WHERE p.county_code = ${countyCode}
      AND p.household_id = ${visit.householdId}::uuid AND p.id = ANY(${visit.keptPromises}::uuid[])) AS known`
  return Written.parse(rows[0])
}

/** One household as a visit form needs it, in one row of JSON. */
export async function selectForm(ctx: Ctx, id: string): Promise<unknown> {
  const rows = await ctx.db.$queryRaw<{ form: unknown }[]>`
    SELECT jsonb_build_object('id', h.id, 'headName', h.head_name, 'householdNo', h.household_no, 'groupName', h.group_name,
      'villageName', r.name, 'povertyStatus', h.poverty_status, 'monitoredType', h.monitored_type, 'memberCount', h.member_count,
      'nextVisitOn', h.next_visit_on,
      'head', (SELECT jsonb_build_object('sex', p.sex, 'birthDate', p.birth_date) FROM membership m
        JOIN person p ON p.county_code = m.county_code AND p.id = m.person_id
        WHERE m.county_code = h.county_code AND m.household_id = h.id AND m.relation = 'HEAD'
          AND m.valid_from <= ${ctx.today}::date AND (m.valid_to IS NULL OR m.valid_to > ${ctx.today}::date) LIMIT 1),
      'checks', coalesce((SELECT jsonb_object_agg(g.item, jsonb_build_object('result', g.result, 'reason', g.fail_reason))
        FROM guarantee_state g WHERE g.county_code = h.county_code AND g.household_id = h.id), '{}'),
      'last', (SELECT jsonb_build_object('day', v.visited_on, 'visitor', v.visitor_name, 'checks', v.guarantees,
          'demands', v.demands, 'note', v.note)
        FROM visit v WHERE v.county_code = h.county_code AND v.household_id = h.id
        ORDER BY v.visited_on DESC, v.recorded_at DESC LIMIT 1),
      'promises', coalesce((SELECT jsonb_agg(jsonb_build_object('id', p.id, 'content', p.content, 'dueOn', p.due_on,
          'promisedOn', v.visited_on) ORDER BY p.due_on, p.id)
        FROM visit_promise p JOIN visit v ON v.county_code = p.county_code AND v.id = p.visit_id
        WHERE p.county_code = h.county_code AND p.household_id = h.id AND p.status = 'OPEN'), '[]')) AS form
    FROM household h JOIN region r ON r.code = h.region_code
    WHERE ${inCounty(ctx, sql`h.county_code`)} AND h.id = ${id}::uuid AND h.is_active`
  return rows[0]?.form ?? null
}

/** One visit as its result page needs it, in one row of JSON. */
export async function selectResult(ctx: Ctx, id: string): Promise<unknown> {
  const rows = await ctx.db.$queryRaw<{ result: unknown }[]>`
    SELECT jsonb_build_object('id', v.id, 'visitedOn', v.visited_on, 'receivedAt', v.received_at, 'visitor', v.visitor_name,
      'peopleMet', v.people_met, 'guarantees', v.guarantees, 'incomeChange', v.income_change,
      'expectedPerCapitaFen', v.expected_per_capita_fen, 'demands', v.demands, 'note', v.note, 'nextVisitOn', v.next_visit_on,
      'household', jsonb_build_object('id', h.id, 'regionCode', h.region_code, 'headName', h.head_name, 'groupName', h.group_name),
      'villageName', r.name, 'townshipName', t.name,
      'shocks', coalesce((SELECT jsonb_agg(jsonb_build_object('kind', s.kind, 'totalFen', s.total_fen, 'selfPaidFen', s.self_paid_fen,
          'note', s.note) ORDER BY s.id) FROM visit_shock s WHERE s.county_code = v.county_code AND s.visit_id = v.id), '[]'),
      'promises', coalesce((SELECT jsonb_agg(jsonb_build_object('id', p.id, 'content', p.content, 'dueOn', p.due_on,
          'by', p.promised_by_name) ORDER BY p.due_on, p.id)
        FROM visit_promise p WHERE p.county_code = v.county_code AND p.household_id = v.household_id AND p.visit_id = v.id), '[]'),
      'kept', coalesce((SELECT jsonb_agg(jsonb_build_object('id', p.id, 'content', p.content) ORDER BY p.due_on, p.id)
        FROM visit_promise p WHERE p.county_code = v.county_code AND p.household_id = v.household_id AND p.kept_visit_id = v.id), '[]')
      ) AS result
    FROM visit v JOIN household h ON h.county_code = v.county_code AND h.id = v.household_id
      JOIN region r ON r.code = v.region_code LEFT JOIN region t ON t.code = r.parent_code
    WHERE ${inCounty(ctx, sql`v.county_code`)} AND v.id = ${id}::uuid`
  return rows[0]?.result ?? null
}
