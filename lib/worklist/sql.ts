import 'server-only'
import type { Ctx } from '@/lib/platform/db'
import { EventTasks, FieldDay, OfficeDay, OwnHouseholds } from './schema'

const AHEAD_DAYS = 7
const RULES = `(SELECT coalesce(jsonb_agg(DISTINCT s.rule_id), '[]') FROM clue_signal s WHERE s.county_code = k.county_code AND s.clue_id = k.id)`

/** What a task tells beside its day, each as SQL: a column or a constant. */
type TaskColumns = {
  kind: string
  id: string
  source?: string
  text?: string
  rules?: string
  deadline: string
  subject: string
}

/** A task that comes of a deadline, as JSON. */
function taskOf({
  kind,
  id,
  source = 'NULL',
  text = `''`,
  rules = `'[]'::jsonb`,
  deadline,
  subject,
}: TaskColumns): string {
  return `jsonb_build_object('kind', ${kind}, 'dueOn', due_on, 'from', NULL, 'until', NULL, 'agreedOn', NULL, 'id', ${id}, 'source', ${source},
        'text', ${text}, 'ruleIds', ${rules}, 'amberOn', amber_on, 'deadline', ${deadline}, 'subjectKind', ${subject})`
}

const CLUE_TASK = taskOf({
  kind: `'CLUE'`,
  id: 'id',
  source: 'source',
  text: 'summary',
  rules: 'rules',
  deadline: `'HOME_CHECK'`,
  subject: `'CLUE'`,
})
const PROMISE_TASK = taskOf({
  kind: `'PROMISE'`,
  id: 'id',
  text: 'content',
  deadline: `'PROMISE'`,
  subject: `'PROMISE'`,
})
const OTHER_TASK = taskOf({ kind: `'DEADLINE'`, id: 'subject_id', deadline: 'kind', subject: 'subject_kind' })

/**
 * Visits, clues, promises and other deadlines of a region grouped by household in one statement; `facts` are the wall's own, so a household is due here
 * exactly when the wall counts it as not yet visited, or when a day was agreed with it.
 */
export async function selectFieldDay(ctx: Ctx, facts: string, limit: number): Promise<FieldDay> {
  const found = await ctx.db.$queryRawUnsafe<{ day: unknown }[]>(
    `WITH f AS MATERIALIZED (SELECT *, visit_from IS NOT NULL AND (last_visited_on IS NULL OR last_visited_on < visit_from) AS is_due,
        CASE WHEN next_visit_on > coalesce(last_visited_on, '-infinity') THEN next_visit_on END AS agreed_on FROM (${facts}) f),
    visits AS MATERIALIZED (SELECT f.id AS household_id, LEAST(CASE WHEN is_due THEN visit_until END, agreed_on) AS due_on,
        CASE WHEN is_due THEN visit_from END AS visit_from, CASE WHEN is_due THEN visit_until END AS visit_until, agreed_on
      FROM f WHERE is_due OR agreed_on <= $1::date + ${AHEAD_DAYS}),
    open AS MATERIALIZED (SELECT d.household_id, d.due_on, d.amber_on, d.kind, d.subject_kind, d.subject_id FROM deadline d
      WHERE d.county_code = $2 AND d.region_code >= app_lo() AND d.region_code < app_hi() AND d.status = 'OPEN' AND d.level = 'VILLAGE'
        AND d.household_id IS NOT NULL),
    clues AS MATERIALIZED (SELECT d.household_id, d.due_on, d.amber_on, k.id, k.source::text AS source, k.summary, ${RULES} AS rules
      FROM open d JOIN clue k ON k.county_code = $2 AND k.id = d.subject_id AND k.status = 'OPEN'
      WHERE d.kind = 'HOME_CHECK' AND d.subject_kind = 'CLUE'),
    promises AS MATERIALIZED (SELECT d.household_id, d.due_on, d.amber_on, p.id, p.content
      FROM open d JOIN visit_promise p ON p.county_code = $2 AND p.id = d.subject_id WHERE d.kind = 'PROMISE'),
    others AS MATERIALIZED (SELECT d.* FROM open d WHERE d.kind <> 'PROMISE' AND NOT (d.kind = 'HOME_CHECK' AND d.subject_kind = 'CLUE')),
    tasks AS (
      SELECT household_id, due_on, jsonb_build_object('kind', 'VISIT', 'dueOn', due_on, 'from', visit_from, 'until', visit_until,
        'agreedOn', agreed_on, 'id', NULL, 'source', NULL, 'text', '', 'ruleIds', '[]'::jsonb, 'amberOn', NULL, 'deadline', NULL,
        'subjectKind', NULL) AS task FROM visits
      UNION ALL SELECT household_id, due_on, ${CLUE_TASK} FROM clues
      UNION ALL SELECT household_id, due_on, ${PROMISE_TASK} FROM promises
      UNION ALL SELECT household_id, due_on, ${OTHER_TASK} FROM others),
    grouped AS MATERIALIZED (SELECT household_id, min(due_on) AS first_due, jsonb_agg(task ORDER BY due_on) AS tasks FROM tasks GROUP BY household_id),
    stops AS MATERIALIZED (SELECT h.id, h.head_name, h.group_name, h.poverty_status, h.monitored_type, h.member_count, h.last_visited_on,
        h.household_no, h.region_code, t.first_due, t.tasks
      FROM grouped t JOIN household h ON h.county_code = $2 AND h.id = t.household_id WHERE h.is_active)
    SELECT jsonb_build_object(
      'visitsDue', (SELECT count(*) FROM visits), 'visitsOverdue', (SELECT count(*) FROM visits WHERE due_on < $1::date),
      'visitedToday', (SELECT count(*) FROM f WHERE last_visited_on = $1::date),
      'clues', (SELECT count(*) FROM clues), 'cluesOverdue', (SELECT count(*) FROM clues WHERE due_on < $1::date),
      'promises', (SELECT count(*) FROM promises), 'promisesOverdue', (SELECT count(*) FROM promises WHERE due_on < $1::date),
      'promisesToday', (SELECT count(*) FROM promises WHERE due_on = $1::date),
      'deadlines', (SELECT count(*) FROM others), 'deadlinesOverdue', (SELECT count(*) FROM others WHERE due_on < $1::date),
      'stops', (SELECT count(*) FROM stops),
      'rows', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'headName', s.head_name, 'groupName', s.group_name,
          'povertyStatus', s.poverty_status, 'monitoredType', s.monitored_type, 'members', s.member_count, 'lastVisitedOn', s.last_visited_on,
          'village', r.name, 'tasks', s.tasks) ORDER BY s.first_due, s.last_visited_on NULLS FIRST, s.household_no), '[]')
        FROM (SELECT * FROM stops ORDER BY first_due, last_visited_on NULLS FIRST, household_no LIMIT ${Math.trunc(limit)}) s
        JOIN region r ON r.code = s.region_code)) AS day`,
    ctx.today,
    ctx.actor.scope.slice(0, 6),
  )
  return FieldDay.parse(found[0]?.day)
}

/** Open clues of the scope by deadline, in one statement. */
export async function selectOfficeDay(ctx: Ctx, limit: number): Promise<OfficeDay> {
  const county = ctx.actor.scope.slice(0, 6)
  const found = await ctx.db.$queryRawUnsafe<{ day: unknown }[]>(
    `WITH open AS (SELECT * FROM clue WHERE county_code >= rpad($2, 6, '0') AND county_code <= rpad($2, 6, '9') AND status = 'OPEN')
    SELECT jsonb_build_object(
      'clues', (SELECT count(*) FROM open), 'cluesOverdue', (SELECT count(*) FROM open WHERE verify_by < $1::date),
      'rows', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'clueNo', k.clue_no, 'headName', h.head_name, 'village', v.name,
          'township', coalesce(t.name, ''), 'source', k.source, 'text', k.summary, 'ruleIds', ${RULES}, 'openedOn', k.opened_on,
          'verifyBy', k.verify_by, 'next', (SELECT jsonb_build_object('kind', d.kind, 'dueOn', d.due_on, 'amberOn', d.amber_on, 'level', d.level)
            FROM deadline d WHERE d.county_code = k.county_code AND d.subject_id = k.id AND d.status = 'OPEN' ORDER BY d.due_on, d.kind LIMIT 1))
          ORDER BY k.verify_by, k.clue_no), '[]')
        FROM (SELECT * FROM open ORDER BY verify_by, clue_no LIMIT ${Math.trunc(limit)}) k
        JOIN household h ON h.county_code = k.county_code AND h.id = k.household_id
        JOIN region v ON v.code = k.region_code LEFT JOIN region t ON t.code = v.parent_code)) AS day`,
    ctx.today,
    county,
  )
  return OfficeDay.parse(found[0]?.day)
}

/**
 * Household events that wait for the actor, in one statement: hand-overs his village is asked for, until their deadline, and after it those
 * between two villages that are both his, unless he proposed or checked it; what he proposed and got back; and, for who checks, what others proposed.
 */
export async function selectEventTasks(ctx: Ctx, mayCheck: boolean, limit: number): Promise<EventTasks> {
  const found = await ctx.db.$queryRawUnsafe<{ tasks: unknown }[]>(
    `WITH own AS (SELECT e.id, CASE e.status WHEN 'PROPOSED' THEN 'CHECK' ELSE 'MEND' END AS deed, e.kind, h.head_name AS name,
        e.region_code AS place, e.proposed_by_name AS by, (e.proposed_at AT TIME ZONE 'Asia/Shanghai')::date AS since, NULL::date AS answer_by
      FROM household_event e JOIN household h ON h.county_code = e.county_code AND h.id = e.household_id
      WHERE e.county_code = $2 AND e.region_code >= app_lo() AND e.region_code < app_hi()
        AND (e.status = 'PROPOSED' AND $5::boolean AND e.proposed_by <> $4::uuid OR e.status = 'RETURNED' AND e.proposed_by = $4::uuid)),
    asked AS (SELECT p.event_id AS id, 'ANSWER' AS deed, p.kind, p.subject_name AS name, p.other_region_code AS place, p.offered_by_name AS by,
        (p.offered_at AT TIME ZONE 'Asia/Shanghai')::date AS since, p.accept_by AS answer_by
      FROM event_party p WHERE p.county_code = $2 AND p.region_code >= app_lo() AND p.region_code < app_hi() AND p.answers AND p.status = 'OFFERED'
        AND CASE WHEN p.accept_by >= $1::date THEN p.region_code = $3 ELSE p.other_region_code >= app_lo() AND p.other_region_code < app_hi() END
        AND NOT EXISTS (SELECT FROM household_event e WHERE e.county_code = p.county_code AND e.id = p.event_id AND $4::uuid IN (e.proposed_by, e.checked_by))),
    tasks AS MATERIALIZED (SELECT * FROM own UNION ALL SELECT * FROM asked)
    SELECT jsonb_build_object('total', (SELECT count(*) FROM tasks), 'late', (SELECT count(*) FROM tasks WHERE answer_by < $1::date),
      'rows', (SELECT coalesce(jsonb_agg(jsonb_build_object('deed', t.deed, 'id', t.id, 'kind', t.kind, 'name', t.name, 'village', r.name,
          'by', t.by, 'since', t.since, 'answerBy', t.answer_by) ORDER BY t.answer_by, t.since, t.id), '[]')
        FROM (SELECT * FROM tasks ORDER BY answer_by, since, id LIMIT ${Math.trunc(limit)}) t
        JOIN region r ON r.code = t.place)) AS tasks`,
    ctx.today,
    ctx.actor.scope.slice(0, 6),
    ctx.actor.regionCode,
    ctx.actor.userId,
    mayCheck,
  )
  return EventTasks.parse(found[0]?.tasks)
}

/**
 * The households that a person answers for, whoever needs him next first: those paired with him, and for `everyone` the poor and monitored
 * ones of the region too. `facts` are the wall's own, so a visit is due here exactly when the wall counts it as missing.
 */
export async function selectOwnHouseholds(
  ctx: Ctx,
  { facts, county, everyone, limit }: { facts: string; county: string; everyone: boolean; limit: number },
): Promise<OwnHouseholds> {
  const found = await ctx.db.$queryRawUnsafe<{ own: unknown }[]>(
    `WITH f AS MATERIALIZED (SELECT x.*, x.visit_from IS NOT NULL AND (x.last_visited_on IS NULL OR x.last_visited_on < x.visit_from) AS is_due,
        CASE WHEN x.next_visit_on > coalesce(x.last_visited_on, '-infinity') THEN x.next_visit_on END AS agreed_on,
        EXISTS (SELECT FROM household_helper p WHERE p.county_code = $2 AND p.household_id = x.id AND p.user_id = $3::uuid AND p.valid_from <= $1::date
          AND (p.valid_to IS NULL OR p.valid_to >= $1::date)) AS is_paired FROM (${facts}) x),
    mine AS MATERIALIZED (SELECT f.*, LEAST(CASE WHEN is_due THEN visit_until END, agreed_on) AS due_on FROM f
      WHERE f.is_paired OR ($4::boolean AND (f.is_poor OR f.has_open_case)))
    SELECT jsonb_build_object('total', (SELECT count(*) FROM mine), 'due', (SELECT count(*) FROM mine WHERE is_due),
      'rows', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', h.id, 'headName', h.head_name, 'groupName', h.group_name, 'village', r.name,
          'povertyStatus', h.poverty_status, 'monitoredType', h.monitored_type, 'lastVisitedOn', m.last_visited_on, 'dueOn', m.due_on, 'isPaired', m.is_paired)
          ORDER BY m.due_on NULLS LAST, m.last_visited_on NULLS FIRST, h.household_no), '[]')
        FROM (SELECT * FROM mine ORDER BY due_on NULLS LAST, last_visited_on NULLS FIRST, id LIMIT ${Math.trunc(limit)}) m
        JOIN household h ON h.county_code = $2 AND h.id = m.id JOIN region r ON r.code = h.region_code)) AS own`,
    ctx.today,
    county,
    ctx.actor.userId,
    everyone,
  )
  return OwnHouseholds.parse(found[0]?.own)
}
