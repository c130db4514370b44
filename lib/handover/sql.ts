import 'server-only'
import type { HandoverKind } from '@/lib/handover/schema'
import type { Ctx } from '@/lib/platform/db'
import { countyOf } from '@/lib/regions/rules'

export type OpenItem = {
  kind: HandoverKind
  itemId: string
  householdId: string
  regionCode: string
  headName: string
  village: string
  subject: string
  dueOn: string | null
}

/**
 * What is open of a person within the scope: clues he opened, promises he made, visits he planned, households paired with him, measures he
 * recorded that are not delivered. What was
 * never sent from his phone is on no server and stands in no list.
 */
export async function findOpenItems(ctx: Ctx, userId: string): Promise<OpenItem[]> {
  return ctx.db.$queryRaw<OpenItem[]>`
    WITH mine AS (
      SELECT 'CLUE' AS kind, c.id, c.county_code, c.household_id, c.clue_no || ' ' || c.summary AS subject, c.verify_by AS due FROM clue c
        WHERE c.county_code = ${countyOf(ctx.actor.scope)} AND c.opened_by = ${userId}::uuid AND c.status = 'OPEN'
      UNION ALL SELECT 'PROMISE', p.id, p.county_code, p.household_id, p.content, p.due_on FROM visit_promise p
        WHERE p.county_code = ${countyOf(ctx.actor.scope)} AND p.promised_by = ${userId}::uuid AND p.status = 'OPEN'
      UNION ALL SELECT DISTINCT ON (v.household_id) 'VISIT', v.id, v.county_code, v.household_id, '', v.next_visit_on FROM visit v
        JOIN household h ON h.county_code = v.county_code AND h.id = v.household_id AND h.next_visit_on = v.next_visit_on AND h.is_active
        WHERE v.county_code = ${countyOf(ctx.actor.scope)} AND v.visitor_id = ${userId}::uuid AND v.next_visit_on >= ${ctx.today}::date
      UNION ALL SELECT 'PAIRING', x.id, x.county_code, x.household_id, '', NULL FROM household_helper x
        WHERE x.county_code = ${countyOf(ctx.actor.scope)} AND x.user_id = ${userId}::uuid AND x.valid_from <= ${ctx.today}::date
          AND (x.valid_to IS NULL OR x.valid_to >= ${ctx.today}::date)
      UNION ALL SELECT 'MEASURE', m.id, m.county_code, m.household_id, m.title, m.finish_by FROM support_measure m
        WHERE m.county_code = ${countyOf(ctx.actor.scope)} AND m.recorded_by = ${userId}::uuid AND m.status IN ('PLANNED', 'IN_PROGRESS'))
    SELECT m.kind, m.id AS "itemId", m.household_id AS "householdId", h.region_code AS "regionCode", h.head_name AS "headName",
      r.name AS village, left(m.subject, 300) AS subject, m.due::text AS "dueOn"
    FROM mine m JOIN household h ON h.county_code = m.county_code AND h.id = m.household_id JOIN region r ON r.code = h.region_code
    ORDER BY h.region_code, h.head_name, m.household_id, m.kind, m.due, m.id`
}

export type Successor = { id: string; name: string; post: string; role: string; regionName: string }

/** Who holds an open posting within the scope and could take over. */
export async function findSuccessors(ctx: Ctx, from: string): Promise<Successor[]> {
  return ctx.db.$queryRaw<Successor[]>`
    SELECT DISTINCT ON (u.name, u.id) u.id, u.name, p.title AS post, p.role::text, r.name AS "regionName"
    FROM posting p JOIN app_user u ON u.id = p.user_id JOIN region r ON r.code = p.region_code
    WHERE p.region_code LIKE ${`${ctx.actor.scope}%`} AND u.is_active AND u.id <> ${from}::uuid AND p.acting_for IS NULL
      AND posting_is_open(p, ${ctx.today}::date)
    ORDER BY u.name, u.id, p.valid_from DESC`
}
