import 'server-only'
import * as z from 'zod'
import { TIMELINE_GROUPS, TIMELINE_KINDS, type TimelineGroup } from '@/lib/households/rules/timeline'
import { HOUSEHOLD_TYPES, MONITORED_TYPES, POVERTY_STATUSES } from '@/lib/households/schema'
import { ParameterRow } from '@/lib/parameters/schema'
import type { Ctx } from '@/lib/platform/db'
import { Prisma } from '@/lib/platform/prisma/client'
import { alone, mapped, type Part, rowsOf } from '@/lib/platform/together'
import { countiesOf } from '@/lib/regions/counties'

const { sql } = Prisma

export const TIMELINE_SIZE = 12

const day = z.iso.date()
const sealed = z.string().nullable()

const Event = z.object({
  day,
  /** Order of what happened on one day. */
  rank: z.number(),
  kind: z.enum(TIMELINE_KINDS),
  id: z.string(),
  data: z.record(z.string(), z.unknown()),
})

const Stored = z.object({
  household: z.object({
    id: z.string(),
    countyCode: z.string(),
    regionCode: z.string(),
    path: z.array(z.object({ code: z.string(), name: z.string() })),
    householdNo: z.string(),
    nationalHouseholdNo: z.string().nullable(),
    groupName: z.string(),
    address: z.string(),
    type: z.enum(HOUSEHOLD_TYPES),
    status: z.enum(POVERTY_STATUSES),
    identifiedOn: day.nullable(),
    exitYear: z.number().nullable(),
    mainCause: z.string().nullable(),
    monitored: z.enum(MONITORED_TYPES).nullable(),
    housingGrade: z.string().nullable(),
    phone: sealed,
    bankName: z.string().nullable(),
    bankAccount: sealed,
    headName: z.string(),
    memberCount: z.number(),
    lastVisitedOn: day.nullable(),
    nextVisitOn: day.nullable(),
    version: z.number(),
  }),
  members: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      relation: z.string(),
      sex: z.enum(['M', 'F']),
      birthDate: day,
      idNumber: sealed,
      health: z.array(z.string()),
      labour: z.string().nullable(),
      insured: z.boolean().nullable(),
    }),
  ),
  guarantees: z.array(
    z.object({
      item: z.string(),
      result: z.string(),
      reason: z.string(),
      checkedOn: day,
      visitId: z.string().nullable(),
    }),
  ),
  incomes: z.array(z.object({ year: z.number(), fen: z.number() })),
  lines: z.array(ParameterRow),
  helpers: z.array(z.object({ id: z.string(), name: z.string(), unit: z.string(), since: day })),
  promises: z.array(z.object({ id: z.string(), content: z.string(), dueOn: day, by: z.string() })),
  clue: z.object({ id: z.string(), no: z.string(), openedOn: day, verifyBy: day, identifyBy: day }).nullable(),
  openCase: z.object({ id: z.string(), no: z.string(), identifiedOn: day, planBy: day, status: z.string() }).nullable(),
  events: z.array(Event),
})
export type StoredHousehold = z.output<typeof Stored>

/** Where the timeline goes on: earlier than this event. */
export type Earlier = { day: string; rank: number; id: string }

/** A household, what hangs on it and its timeline, in one round trip; null when there is no such household for this reader. */
export const findStoredHousehold = (
  ctx: Ctx,
  id: string,
  earlier: Earlier | null,
  only: TimelineGroup | null = null,
): Promise<StoredHousehold | null> => alone(ctx, storedHousehold(ctx, id, earlier, only))

/** The same, to be read with other parts. */
export function storedHousehold(
  ctx: Ctx,
  id: string,
  earlier: Earlier | null,
  only: TimelineGroup | null = null,
): Part<StoredHousehold | null> {
  const shown = only ? sql`e.kind = ANY(${[...TIMELINE_GROUPS[only]]}::text[])` : sql`true`
  const before = earlier
    ? sql`WHERE ${shown} AND (e.day, e.rank, e.id) < (${earlier.day}::date, ${earlier.rank}::int, ${earlier.id}::uuid)`
    : sql`WHERE ${shown}`
  const own = sql`x.county_code = h.county_code AND x.household_id = h.id`
  // What was final stayed with records that were merged into this one; its history goes on here.
  const past = sql`x.county_code = h.county_code AND x.household_id = ANY(h.ids)`
  // The number of a merged record is followed inside the subquery: a key compared with coalesce() is no index key behind row security.
  const hex = (column: Prisma.Sql) => sql`encode(${column}, 'base64')`
  const statement = sql`
    WITH h AS MATERIALIZED (
      SELECT k.*, ARRAY(SELECT k.id UNION ALL SELECT d.id FROM household d WHERE d.county_code = k.county_code AND d.merged_into = k.id) AS ids
      FROM household k WHERE k.county_code = ANY(${countiesOf(ctx.actor.scope)}) AND k.is_active AND k.id = (
        SELECT coalesce(d.merged_into, d.id) FROM household d WHERE d.county_code = ANY(${countiesOf(ctx.actor.scope)}) AND d.id = ${id}::uuid)
    ), e AS (
      SELECT x.visited_on AS day, 1 AS rank, 'VISIT' AS kind, x.id, jsonb_build_object('name', x.visitor_name, 'recordedAt', x.recorded_at,
          'receivedAt', x.received_at, 'peopleMet', x.people_met, 'guarantees', x.guarantees, 'incomeChange', x.income_change,
          'expectedFen', x.expected_per_capita_fen, 'demands', x.demands, 'note', x.note,
          'shocks', (SELECT jsonb_agg(jsonb_build_object('kind', s.kind, 'totalFen', s.total_fen, 'selfPaidFen', s.self_paid_fen, 'note', s.note))
            FROM visit_shock s WHERE s.county_code = x.county_code AND s.visit_id = x.id),
          'promises', (SELECT jsonb_agg(jsonb_build_object('content', p.content, 'dueOn', p.due_on))
            FROM visit_promise p WHERE p.county_code = x.county_code AND p.household_id = x.household_id AND p.visit_id = x.id)) AS data
        FROM h JOIN visit x ON ${past}
      UNION ALL SELECT x.opened_on, 2, 'CLUE_OPENED', x.id, jsonb_build_object('no', x.clue_no, 'summary', x.summary,
          'rules', (SELECT jsonb_agg(DISTINCT s.rule_id) FROM clue_signal s WHERE s.county_code = x.county_code AND s.clue_id = x.id))
        FROM h JOIN clue x ON ${past}
      UNION ALL SELECT x.decided_on, 3, 'CLUE_DECIDED', x.id, jsonb_build_object('no', x.clue_no, 'status', x.status, 'reason', x.dismiss_reason,
          'note', x.decision_note, 'by', x.decided_by_name)
        FROM h JOIN clue x ON ${past} WHERE x.decided_on IS NOT NULL
      UNION ALL SELECT x.identified_on, 4, 'CASE_OPENED', x.id, jsonb_build_object('no', x.case_no, 'type', x.monitored_type)
        FROM h JOIN monitoring_case x ON ${past}
      UNION ALL SELECT x.removed_on, 5, 'CASE_REMOVED', x.id, jsonb_build_object('no', x.case_no)
        FROM h JOIN monitoring_case x ON ${past} WHERE x.removed_on IS NOT NULL
      UNION ALL SELECT x.kept_on, 6, 'PROMISE_KEPT', x.id, jsonb_build_object('content', x.content, 'by', x.promised_by_name)
        FROM h JOIN visit_promise x ON ${past} WHERE x.kept_on IS NOT NULL
      UNION ALL SELECT x.delivered_on, 5, 'MEASURE_GIVEN', x.id, jsonb_build_object('title', x.title, 'by', x.unit, 'fen', x.amount_fen, 'signer', x.signer)
        FROM h JOIN support_measure x ON ${past} WHERE x.delivered_on IS NOT NULL AND x.status <> 'CANCELLED'
      UNION ALL SELECT (x.received_at AT TIME ZONE 'Asia/Shanghai')::date, 7, 'EVIDENCE', (array_agg(x.id ORDER BY x.received_at DESC, x.id DESC))[1],
          jsonb_build_object('by', x.uploaded_by_name, 'n', count(*), 'seenBefore', count(*) FILTER (WHERE x.seen_distance IS NOT NULL))
        FROM h JOIN evidence x ON ${past} WHERE x.withdrawn_at IS NULL GROUP BY 1, x.uploaded_by_name
      UNION ALL SELECT x.effective_on, 0, 'EVENT', x.id, jsonb_build_object('what', x.kind, 'status', x.status, 'by', x.proposed_by_name,
          'undoneBy', x.undone_by_name, 'effects', x.effects)
        FROM h JOIN household_event x ON ${past} WHERE x.status IN ('PROPOSED', 'CHECKED', 'OFFERED', 'APPLIED', 'UNDONE')
      UNION ALL SELECT x.met_on, 8, 'LATE', x.id, jsonb_build_object('what', x.kind, 'days', x.met_on - x.due_on, 'reason', x.late_reason,
          'by', (SELECT u.name FROM app_user u WHERE u.id = x.met_by))
        FROM h JOIN deadline x ON ${past} WHERE x.is_late
      UNION ALL SELECT x.valid_from, 8, 'STATE', x.household_id, jsonb_build_object('type', x.household_type, 'status', x.poverty_status,
          'monitored', x.monitored_type, 'village', r.name, 'wasType', w.household_type, 'wasStatus', w.poverty_status,
          'wasMonitored', w.monitored_type, 'moved', w.village_code <> x.village_code)
        FROM h JOIN household_state x ON ${own} JOIN region r ON r.code = x.village_code
          JOIN household_state w ON w.county_code = x.county_code AND w.household_id = x.household_id AND w.valid_to = x.valid_from
      UNION ALL SELECT (x.at AT TIME ZONE 'Asia/Shanghai')::date, 9, 'EDITED', md5(x.id::text)::uuid,
          jsonb_build_object('by', u.name, 'columns', (SELECT jsonb_agg(k) FROM jsonb_object_keys(x.new_values) k))
        FROM h JOIN audit_entry x ON x.table_name = 'household' AND x.row_id = h.county_code || '/' || h.id LEFT JOIN app_user u ON u.id = x.actor_id
        WHERE x.action = 'UPDATE' AND x.command = 'household.edit' AND x.at <= ${ctx.now}
    )
    SELECT jsonb_build_object(
      'household', jsonb_build_object('id', h.id, 'countyCode', h.county_code, 'regionCode', h.region_code,
        'path', (SELECT jsonb_agg(jsonb_build_object('code', r.code, 'name', r.name) ORDER BY r.level)
          FROM region r WHERE r.code = ANY(ARRAY[rpad(left(h.region_code, 6), 12, '0'), rpad(left(h.region_code, 9), 12, '0'), h.region_code])),
        'householdNo', h.household_no, 'nationalHouseholdNo', h.national_household_no, 'groupName', h.group_name, 'address', h.address,
        'type', h.household_type, 'status', h.poverty_status, 'identifiedOn', h.identified_on, 'exitYear', h.exit_year, 'mainCause', h.main_cause,
        'monitored', h.monitored_type, 'housingGrade', h.housing_grade, 'phone', ${hex(sql`h.phone_enc`)}, 'bankName', h.bank_name,
        'bankAccount', ${hex(sql`h.bank_account_enc`)}, 'headName', h.head_name, 'memberCount', h.member_count,
        'lastVisitedOn', h.last_visited_on, 'nextVisitOn', h.next_visit_on, 'version', h.version),
      'members', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'relation', x.relation, 'sex', p.sex, 'birthDate', p.birth_date,
          'idNumber', ${hex(sql`p.id_number_enc`)}, 'health', p.health, 'labour', p.labour, 'insured', p.medical_insured)
          ORDER BY (x.relation = 'HEAD') DESC, (x.relation = 'SPOUSE') DESC, p.birth_date, p.id), '[]')
        FROM membership x JOIN person p ON p.county_code = x.county_code AND p.id = x.person_id
        WHERE ${own} AND (x.valid_to IS NULL OR x.valid_to > ${ctx.today}::date)),
      'guarantees', (SELECT coalesce(jsonb_agg(jsonb_build_object('item', x.item, 'result', x.result, 'reason', x.fail_reason, 'checkedOn', x.checked_on,
          'visitId', x.visit_id)), '[]') FROM guarantee_state x WHERE ${own}),
      'incomes', (SELECT coalesce(jsonb_agg(jsonb_build_object('year', y.year, 'fen', y.fen) ORDER BY y.year DESC), '[]')
        FROM (SELECT x.year, x.per_capita_income_fen AS fen FROM household_income x WHERE ${own} ORDER BY x.year DESC LIMIT 2) y),
      'lines', (SELECT coalesce(jsonb_agg(jsonb_build_object('code', l.code, 'appliesTo', l.applies_to, 'validFrom', l.valid_from, 'validTo', l.valid_to,
          'value', l.value, 'unit', l.unit, 'source', l.source, 'certainty', l.certainty)), '[]')
        FROM policy_parameter l WHERE l.code IN ('povertyLine.exit', 'warningLine.factor', 'monitoringLine') AND starts_with(h.region_code, l.applies_to)),
      'helpers', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'name', coalesce(x.name, u.name), 'unit', coalesce(x.unit, u.unit), 'since', x.valid_from) ORDER BY x.valid_from), '[]')
        FROM household_helper x LEFT JOIN app_user u ON u.id = x.user_id
        WHERE ${own} AND x.valid_from <= ${ctx.today}::date AND (x.valid_to IS NULL OR x.valid_to >= ${ctx.today}::date)),
      'promises', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'content', x.content, 'dueOn', x.due_on, 'by', x.promised_by_name) ORDER BY x.due_on), '[]')
        FROM visit_promise x WHERE ${own} AND x.status = 'OPEN'),
      'clue', (SELECT jsonb_build_object('id', x.id, 'no', x.clue_no, 'openedOn', x.opened_on, 'verifyBy', x.verify_by, 'identifyBy', x.identify_by)
        FROM clue x WHERE ${own} AND x.status = 'OPEN' LIMIT 1),
      'openCase', (SELECT jsonb_build_object('id', x.id, 'no', x.case_no, 'identifiedOn', x.identified_on, 'planBy', x.plan_by, 'status', x.status)
        FROM monitoring_case x WHERE ${own} AND x.status <> 'RISK_REMOVED' LIMIT 1),
      'events', (SELECT coalesce(jsonb_agg(to_jsonb(e) ORDER BY e.day DESC, e.rank DESC, e.id DESC), '[]')
        FROM (SELECT * FROM e ${before} ORDER BY e.day DESC, e.rank DESC, e.id DESC LIMIT ${TIMELINE_SIZE + 1}) e)
    ) AS found FROM h`
  return mapped(rowsOf(statement, z.object({ found: Stored })), ([row]) => row?.found ?? null)
}
