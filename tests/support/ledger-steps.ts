import { randomUUID } from 'node:crypto'
import type { Actor } from '@/lib/platform/actor'
import { dayOf, now } from '@/lib/platform/clock'
import { unscoped } from '@/lib/platform/db'
import { seesOwnUnit, seesUnpublished } from '@/lib/platform/permissions'
import { owner } from './builders'
import type { ModelLine, Verb } from './ledger-model'

/** One statement of somebody, as the application's role would send it. */
export type Statement = { as: Record<string, string>; sql: string }

/** What a transaction of somebody carries. */
export function settings({ userId, scope, role, actingFor }: Actor): Record<string, string> {
  return {
    'app.scope': scope,
    'app.actor': userId,
    'app.accounts': '',
    'app.acting': actingFor?.userId ?? '',
    'app.own': '',
    'app.inspects': seesUnpublished(role) ? '1' : '',
    'app.department': seesOwnUnit(role) ? '1' : '',
    'app.today': dayOf(now()),
    'app.command': 'finding.step',
  }
}

/** Lets the application's role run many statements in one call, each by its own person and each refused alone. */
export async function layStatements(): Promise<void> {
  await owner().query(`
    CREATE FUNCTION run_statements(p_statements jsonb) RETURNS text[] LANGUAGE plpgsql AS $$
    DECLARE each jsonb; setting record; n bigint; answers text[] := '{}';
    BEGIN
      FOR each IN SELECT * FROM jsonb_array_elements(p_statements) LOOP
        FOR setting IN SELECT * FROM jsonb_each_text(each -> 'as') LOOP
          PERFORM set_config(setting.key, setting.value, true);
        END LOOP;
        BEGIN
          EXECUTE each ->> 'sql';
          GET DIAGNOSTICS n = ROW_COUNT;
          answers := answers || CASE WHEN n > 0 THEN 'done' ELSE 'none' END;
        EXCEPTION WHEN check_violation OR insufficient_privilege OR unique_violation OR foreign_key_violation OR not_null_violation THEN
          answers := answers || ('refused: ' || SQLERRM);
        END;
      END LOOP;
      RETURN answers;
    END $$;
    GRANT EXECUTE ON FUNCTION run_statements(jsonb) TO fangxian_app`)
}

/** Runs statements as the application's role, in one transaction. */
export async function runStatements(statements: readonly Statement[]): Promise<string[]> {
  const [row] = await unscoped().$queryRaw<
    { answers: string[] }[]
  >`SELECT run_statements(${JSON.stringify(statements)}::jsonb) AS answers`
  return row?.answers ?? []
}

const text = (value: string | null) => (value === null ? 'NULL' : `'${value.replaceAll("'", "''")}'`)
const AGAIN = `submitted_by = NULL, submitted_unit = NULL, submitted_on = NULL, similar_found = NULL, similar_fixed = NULL, reviewed_by = NULL, verified_by = NULL, verified_unit = NULL`

export function registerSql(line: ModelLine, actor: Actor, day: string): string {
  return `INSERT INTO finding (county_code, id, region_code, finding_no, source, source_year, aspect, category, level, reach, needs, household_id, title, found_on,
      found_by, found_by_name, found_unit, hidden_digits, last_step_on)
    VALUES ('${line.regionCode.slice(0, 6)}', '${line.id}', '${line.regionCode}', 'P-${line.id.slice(0, 15)}', '${line.source}', 2026, 'GUARANTEES', '${line.category}',
      'GENERAL', 'POINT', '{${line.needs.join(',')}}', ${text(line.householdId)}, '问题', '${day}', '${actor.userId}', 'A', 'A', ${line.hiddenDigits ?? 'NULL'}, '${day}')`
}

type Wish = {
  day: string
  unit?: string
  dueOn?: string
  kind?: string
  isDrawn?: boolean
  version?: number
  round?: number
  forged?: string
}

/** One step of a line as a statement, with its record beside it, past every command. */
export function stepSql(line: ModelLine, actor: Actor, verb: Verb, wish: Wish): string {
  const { day, unit = '', dueOn = day, kind = '', isDrawn = false, version = line.version, round = line.round } = wish
  const key = `county_code = '${line.regionCode.slice(0, 6)}' AND finding_id = '${line.id}'`
  const me = wish.forged ?? actor.userId
  const mine = text(actor.unit)
  const sets: Record<Exclude<Verb, 'holds'>, string> = {
    assign: `status = 'ASSIGNED', issued_digits = ${actor.scope.length}, issued_by = '${me}', issued_on = '${day}', unit = ${text(unit)}, leader = 'A', person = 'B', due_on = '${dueOn}'`,
    accept: `status = 'RECTIFYING', goal = 'A', measures = 'B'`,
    progress: `pressed = pressed`,
    prove: `pressed = pressed`,
    submit: `status = 'SUBMITTED', is_long_term = false, submitted_by = '${me}', submitted_unit = ${mine}, submitted_on = '${day}', similar_found = 1, similar_fixed = 0`,
    review: `status = 'REVIEWED', reviewed_by = '${me}'`,
    verify: `status = 'VERIFIED', verified_by = '${me}', verified_unit = ${mine}`,
    close: `status = 'CLOSED', closed_by = '${me}', closed_unit = ${mine}, closed_on = '${day}', closed_at = now()`,
    return: `status = 'RECTIFYING', ${AGAIN}`,
    reopen: `status = 'RECTIFYING', ${AGAIN}, closed_by = NULL, closed_unit = NULL, closed_on = NULL, closed_at = NULL, reopened = reopened + 1, due_on = '${dueOn}', pressed = 0`,
    extend: `due_on = '${dueOn}', extensions = extensions + 1, pressed = 0`,
    longTerm: `is_long_term = true, milestones = 'A'`,
    press: `pressed = least(4, pressed + 1)`,
    publish: `hidden_digits = NULL`,
    fails: '',
  }
  sets.fails = sets.reopen
  const record = (from: string) =>
    `INSERT INTO finding_step (county_code, finding_id, step_no, region_code, household_id, step, to_status, step_on, recorded_at, actor_id, actor_name, actor_unit, record)
      SELECT u.county_code, u.id, 1 + (SELECT count(*) FROM finding_step x WHERE x.county_code = u.county_code AND x.finding_id = u.id), u.region_code, u.household_id, '${verb === 'holds' || verb === 'fails' ? 'recheck' : verb}', u.status, '${day}', now(),
        '${actor.userId}', 'A', ${mine}, '{}' FROM ${from} u`
  const told = `UPDATE finding_recheck SET result = '${verb === 'holds' ? 'HOLDS' : 'FAILS'}', done_on = '${day}', done_by = '${actor.userId}', done_by_name = 'A', note = 'A'
    WHERE ${key} AND round = ${round} AND is_drawn AND result IS NULL RETURNING 1`
  if (verb === 'holds')
    return `WITH r AS (${told}), f AS (SELECT f.* FROM finding f, r WHERE f.id = '${line.id}') ${record('f')}`
  const moved = `UPDATE finding SET ${sets[verb]}, last_step_on = '${day}', version = version + 1 WHERE county_code = '${line.regionCode.slice(0, 6)}' AND id = '${line.id}' AND version = ${version}`
  const beside =
    verb === 'prove'
      ? `p AS (INSERT INTO finding_proof (county_code, id, finding_id, region_code, household_id, round, kind, reference, added_on, added_by, added_by_name)
          SELECT u.county_code, '${randomUUID()}', u.id, u.region_code, u.household_id, ${round}, '${kind}', 'A', '${day}', '${actor.userId}', 'A' FROM u), `
      : verb === 'close'
        ? `d AS (INSERT INTO finding_recheck (county_code, finding_id, round, region_code, household_id, seed, share, is_drawn, due_on) SELECT u.county_code, u.id, ${round},
            u.region_code, u.household_id, gen_random_uuid(), 0.1, ${isDrawn}, ${isDrawn ? `'${day}'::date` : 'NULL'} FROM u), `
        : verb === 'fails'
          ? `r AS (${told}), `
          : ''
  const only = verb === 'fails' ? ' AND EXISTS (SELECT FROM r)' : ''
  if (verb === 'fails') return `WITH ${beside}u AS (${moved}${only} RETURNING *) ${record('u')}`
  // Only who reported it done, closed it or looked again is asked about later.
  if (verb === 'submit' || verb === 'close')
    return `WITH u AS (${moved} RETURNING *), ${beside}s AS (${record('u')} RETURNING 1) SELECT * FROM u`
  return beside === '' ? moved : `WITH u AS (${moved} RETURNING *), ${beside.replace(/, $/, '')} SELECT * FROM u`
}

/** What nobody may write. */
export const FORGED = [
  `title = 'B'`,
  'reopened = reopened + 1',
  `closed_by = gen_random_uuid()`,
  `status = 'CLOSED', closed_on = '2026-03-25'`,
  `household_id = gen_random_uuid()`,
  `similar_found = 9`,
  `requirement = 'B', unit = 'B'`,
  `milestones = 'B'`,
]

/** Kinds of proof that a line of a category needs. */
export const KINDS = {
  MEDICAL: ['CERTIFICATE'],
  INCOME: ['PAYMENT'],
  FUNDS: ['PAYMENT', 'DOCUMENT'],
  FILES: ['DOCUMENT'],
} as const
