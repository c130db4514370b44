import { randomInt, randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { Actor } from '@/lib/platform/actor'
import { type BuiltHousehold, owner, PLACES } from './builders'

const STATUSES = ['NEVER_POOR', 'NOT_EXITED', 'EXIT_PLANNED', 'EXITED', 'EXITED_STABLE', 'RELAPSED']
const ITEMS = ['FOOD', 'CLOTHING', 'EDUCATION', 'MEDICAL', 'HOUSING', 'WATER']
const VILLAGES = [PLACES.village, PLACES.siblingVillage, PLACES.otherTownshipVillage]

export const pick = <T>(list: readonly T[]) => list[randomInt(list.length)] as T

/** Lets `work` happen on a day of the register, as the owner. */
export async function onDay<R>(day: string, work: (db: pg.PoolClient) => Promise<R>): Promise<R> {
  const db = await owner().connect()
  try {
    await db.query(`SET app.today = '${day}'`)
    return await work(db)
  } finally {
    await db.query('ROLLBACK; RESET app.today')
    db.release()
  }
}

/** Writes a visit as the command does: the visit, the guarantees that are not known later, the last day. */
export async function visit(
  db: pg.PoolClient,
  household: BuiltHousehold,
  by: Actor,
  day: string,
  fails: string | null,
) {
  const id = randomUUID()
  const results = Object.fromEntries(
    ITEMS.map((item) => [item, item === fails ? { result: 'FAIL', reason: 'x' } : { result: 'PASS', reason: '' }]),
  )
  await db.query(
    `INSERT INTO visit (county_code, id, region_code, household_id, visited_on, recorded_at, received_at, visitor_id, visitor_name, visitor_role, people_met, guarantees)
     SELECT county_code, $2, region_code, id, $3, now(), now(), $4, 'x', 'FIRST_SECRETARY', '{HEAD}', $5 FROM household WHERE id = $1`,
    [household.id, id, day, by.userId, JSON.stringify(results)],
  )
  await db.query(
    `INSERT INTO guarantee_state AS old (county_code, household_id, item, region_code, result, fail_reason, checked_on, visit_id)
     SELECT v.county_code, v.household_id, x.key::"GuaranteeItem", v.region_code, (x.value ->> 'result')::"GuaranteeResult", x.value ->> 'reason', v.visited_on, v.id
     FROM visit v, jsonb_each(v.guarantees) x WHERE v.id = $1
     ON CONFLICT (county_code, household_id, item) DO UPDATE SET result = excluded.result, fail_reason = excluded.fail_reason,
       checked_on = excluded.checked_on, visit_id = excluded.visit_id WHERE old.checked_on <= excluded.checked_on`,
    [id],
  )
  await db.query('UPDATE household SET last_visited_on = greatest(last_visited_on, $2::date) WHERE id = $1', [
    household.id,
    day,
  ])
}

async function member(db: pg.PoolClient, household: BuiltHousehold, day: string) {
  const id = randomUUID()
  await db.query(
    `INSERT INTO person (county_code, id, region_code, name, sex, birth_date) SELECT county_code, $2, region_code, '新人', 'F', $3 FROM household WHERE id = $1`,
    [household.id, id, day],
  )
  await db.query(
    `INSERT INTO membership (county_code, id, region_code, household_id, person_id, relation, valid_from)
     SELECT county_code, $2, region_code, id, $3, 'CHILD', $4 FROM household WHERE id = $1`,
    [household.id, randomUUID(), id, day],
  )
  await db.query('SELECT refresh_households($1, ARRAY[$2::uuid], now())', [household.countyCode, household.id])
}

async function clue(db: pg.PoolClient, household: BuiltHousehold, by: Actor, day: string) {
  const { rows } = await db.query(`SELECT id FROM clue WHERE household_id = $1 AND status = 'OPEN'`, [household.id])
  if (rows.length === 0) {
    await db.query(
      `INSERT INTO clue (county_code, id, region_code, household_id, clue_no, source, opened_on, opened_at, opened_by, verify_by, identify_by)
       SELECT county_code, $2, region_code, id, $3, 'VISIT', $4, now(), $5, $4::date + 2, $4::date + 30 FROM household WHERE id = $1`,
      [household.id, randomUUID(), randomUUID().slice(0, 18), day, by.userId],
    )
  } else if (randomInt(2)) {
    await db.query('UPDATE clue SET verify_by = identify_by WHERE id = $1', [rows[0].id])
  } else {
    await db.query(
      `UPDATE clue SET status = 'DISMISSED', dismiss_reason = 'FALSE_DATA', decided_on = $2, decided_by = $3 WHERE id = $1`,
      [rows[0].id, day, randomUUID()],
    )
  }
}

/** A case begins, as one that goes on or as one of an earlier time that is over, or goes a step on. */
async function watch(db: pg.PoolClient, household: BuiltHousehold, day: string) {
  const { rows } = await db.query(
    `SELECT id FROM monitoring_case WHERE household_id = $1 AND status <> 'RISK_REMOVED'`,
    [household.id],
  )
  const isOver = randomInt(2) === 0
  if (rows.length === 0) {
    await db.query(
      `INSERT INTO monitoring_case (county_code, id, region_code, household_id, case_no, monitored_type, risks, channel, identified_on, plan_by, status, removed_on, earlier_case_id)
       SELECT county_code, $2, region_code, id, $3, 'MARGINAL', '{ILLNESS}', $7::"ClueSource", $4, $4::date + 10, $5, $6,
         (SELECT c.id FROM monitoring_case c WHERE c.household_id = $1 LIMIT 1) FROM household WHERE id = $1`,
      [
        household.id,
        randomUUID(),
        randomUUID().slice(0, 18),
        day,
        isOver ? 'RISK_REMOVED' : 'MONITORED',
        isOver ? day : null,
        pick(['VISIT', 'SELF_REPORT']),
      ],
    )
  } else {
    await db.query(`UPDATE monitoring_case SET status = 'SUPPORTED' WHERE id = $1`, [rows[0].id])
  }
}

/** Help of an open case: planned, begun or cancelled, one step at a time. */
async function measure(db: pg.PoolClient, household: BuiltHousehold, by: Actor, day: string) {
  const { rows } = await db.query(
    `SELECT c.id, s.id AS measure FROM monitoring_case c LEFT JOIN support_measure s ON s.case_id = c.id AND s.status IN ('PLANNED', 'IN_PROGRESS')
     WHERE c.household_id = $1 AND c.status <> 'RISK_REMOVED'`,
    [household.id],
  )
  if (!rows[0]) return
  if (!rows[0].measure) {
    await db.query(
      `INSERT INTO support_measure (county_code, id, region_code, household_id, type_code, title, unit, responsible, planned_on, finish_by, counts_on, form,
         amount_fen, fund_source, case_id, status, recorded_by, recorded_by_name, recorded_at)
       SELECT county_code, $2, region_code, id, 'IND_LIVESTOCK', 'x', 'x', 'x', $3, $3, $3, 'GOODS', 1, 'COUNTY', $4, 'PLANNED', $5, 'x', now() FROM household WHERE id = $1`,
      [household.id, randomUUID(), day, rows[0].id, by.userId],
    )
  } else if (randomInt(3)) {
    await db.query(
      `UPDATE support_measure SET status = 'IN_PROGRESS', started_on = $2, counts_on = $2, started_by = $3 WHERE id = $1 AND status = 'PLANNED'`,
      [rows[0].measure, day, by.userId],
    )
  } else {
    await db.query(
      `UPDATE support_measure SET status = 'CANCELLED', cancelled_on = $2, cancelled_by = $3, cancel_reason = 'WRONG' WHERE id = $1`,
      [rows[0].measure, day, by.userId],
    )
  }
}

/** The whole household goes to another village, as a hand-over of a single person's does. */
async function move(db: pg.PoolClient, household: BuiltHousehold) {
  await db.query('BEGIN')
  await db.query('SET CONSTRAINTS ALL DEFERRED')
  const village = pick(VILLAGES)
  await db.query(
    'UPDATE person SET region_code = $2 WHERE id IN (SELECT person_id FROM membership WHERE household_id = $1)',
    [household.id, village],
  )
  await db.query('UPDATE household SET region_code = $2 WHERE id = $1', [household.id, village])
  await db.query('COMMIT')
}

async function become(db: pg.PoolClient, household: BuiltHousehold, status: string, day: string) {
  await db.query(
    `UPDATE household SET poverty_status = $2::text::"PovertyStatus",
       relapsed_on = CASE WHEN $2::text = 'RELAPSED' THEN coalesce(relapsed_on, $3::date) ELSE relapsed_on END,
       identified_on = CASE WHEN $2::text = 'NOT_EXITED' THEN coalesce(identified_on, $3::date) ELSE identified_on END WHERE id = $1`,
    [household.id, status, day],
  )
}

/** One random thing that happens to a household on a day. */
export async function something(db: pg.PoolClient, household: BuiltHousehold, by: Actor, day: string): Promise<void> {
  const steps = [
    () => visit(db, household, by, day, pick([null, null, ...ITEMS])),
    () => visit(db, household, by, day, null),
    () => member(db, household, day),
    () => clue(db, household, by, day),
    () => clue(db, household, by, day),
    () => watch(db, household, day),
    () => watch(db, household, day),
    () => measure(db, household, by, day),
    () => measure(db, household, by, day),
    () => move(db, household),
    () => become(db, household, pick(STATUSES), day),
    () => db.query('UPDATE household SET is_active = NOT is_active WHERE id = $1', [household.id]),
  ]
  await pick(steps)()
}
