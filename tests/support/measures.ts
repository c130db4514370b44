import { randomUUID } from 'node:crypto'
import type { Actor } from '@/lib/platform/actor'
import { type Command, execute } from '@/lib/platform/command'
import { readMeasureTypes } from '@/prisma/catalogue/read'
import { anActor, type BuiltHousehold, insert, owner, PLACES, type Row } from './builders'

/** Puts the shipped types of measures into the database. */
export async function layTypes(): Promise<void> {
  for (const type of readMeasureTypes()) {
    await owner().query(
      `INSERT INTO measure_type (code, category, name_zh, name_en, mode, risks, form, valid_from, sort_no)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`,
      [
        type.code,
        type.category,
        type.nameZh,
        type.nameEn,
        type.mode,
        type.risks,
        type.form,
        type.validFrom,
        type.sortNo,
      ],
    )
  }
}

/** Everybody who takes part in helping a household of the first village. */
export async function helpers() {
  return {
    secretary: await anActor('FIRST_SECRETARY', PLACES.village, 'VILLAGE'),
    cadre: await anActor('VILLAGE_CADRE', PLACES.village, 'VILLAGE'),
    clerk: await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP'),
    secondClerk: await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP'),
    office: await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY'),
    neighbour: await anActor('VILLAGE_CADRE', PLACES.siblingVillage, 'VILLAGE'),
    helper: await anActor('PAIRED_HELPER', PLACES.village, 'VILLAGE'),
  }
}

/** What a form of a measure says unless a test says otherwise. */
export const TOLD = {
  typeCode: 'IND_LIVESTOCK',
  title: '基础母羊',
  scale: '5 只',
  unit: '乡农业站',
  responsible: '李志强',
  plannedOn: '2026-03-10',
  finishBy: '2026-06-30',
  amount: '5,000',
  fundSource: 'COUNTY',
}

/** Carries a command out; answers 'done' or why not. */
export async function tryTo(actor: Actor, command: unknown, input: object, id: string = randomUUID()): Promise<string> {
  const outcome = await execute(actor, command as Command, input, { id })
  if (outcome.ok) return outcome.replayed ? 'replayed' : 'done'
  if (outcome.kind === 'rule') return outcome.code
  if (outcome.kind === 'input') return Object.values(outcome.errors)[0]?.code ?? 'input'
  return outcome.kind
}

export const measureRow = async (id: string) =>
  (await owner().query('SELECT * FROM support_measure WHERE id = $1', [id])).rows[0]

export const caseStatus = async (id: string) =>
  (await owner().query('SELECT status FROM monitoring_case WHERE id = $1', [id])).rows[0]?.status

/** An open monitoring case of a household. */
export async function aCase({ countyCode, id, regionCode }: BuiltHousehold, over: Row = {}): Promise<string> {
  const caseId = randomUUID()
  await insert('monitoring_case', {
    county_code: countyCode,
    id: caseId,
    region_code: regionCode,
    household_id: id,
    case_no: `T-${caseId.slice(0, 12)}`,
    monitored_type: 'UNSTABLE_EXITED',
    risks: ['ILLNESS', 'UNSTABLE_EMPLOYMENT'],
    channel: 'VISIT',
    status: 'MONITORED',
    identified_on: '2026-03-01',
    plan_by: '2026-03-11',
    ...over,
  })
  return caseId
}

const DAYS = { started_on: '2026-03-12', delivered_on: '2026-03-15' }

/** A measure of a household in a status, past the commands. */
export async function aMeasure(
  { countyCode, id: householdId, regionCode }: BuiltHousehold,
  by: Actor,
  status = 'PLANNED',
  over: Row = {},
): Promise<string> {
  const id = randomUUID()
  const isStarted = status !== 'PLANNED' && status !== 'CANCELLED'
  const isGiven = status === 'DELIVERED' || status === 'CONFIRMED_BY_HOUSEHOLD'
  await insert('support_measure', {
    county_code: countyCode,
    id,
    region_code: regionCode,
    household_id: householdId,
    type_code: 'IND_LIVESTOCK',
    title: '基础母羊',
    unit: '乡农业站',
    responsible: '李志强',
    planned_on: '2026-03-10',
    finish_by: '2026-06-30',
    form: 'GOODS',
    amount_fen: 500_000,
    fund_source: 'COUNTY',
    status,
    recorded_by: by.userId,
    recorded_by_name: by.name,
    recorded_at: '2026-03-10T02:00:00Z',
    ...(isStarted ? { started_on: DAYS.started_on, started_by: by.userId } : {}),
    ...(isGiven ? { delivered_on: DAYS.delivered_on, delivered_by: by.userId } : {}),
    ...(status === 'CONFIRMED_BY_HOUSEHOLD'
      ? { confirmed_on: '2026-03-16', confirmed_by: randomUUID(), signer: '王守田' }
      : {}),
    ...(status === 'CANCELLED' ? { cancelled_on: '2026-03-16', cancelled_by: by.userId, cancel_reason: 'WRONG' } : {}),
    counts_on: isGiven ? DAYS.delivered_on : isStarted ? DAYS.started_on : '2026-03-10',
    ...over,
  })
  return id
}

/** A plan of a household for this year. */
export async function aPlan(
  { countyCode, id: householdId, regionCode }: BuiltHousehold,
  by: Actor,
  over: Row = {},
): Promise<string> {
  const id = randomUUID()
  await insert('support_plan', {
    county_code: countyCode,
    id,
    region_code: regionCode,
    household_id: householdId,
    year: 2026,
    aims: '稳定增收',
    helper: '李志强',
    agreed_on: '2026-03-09',
    signer: '王守田',
    made_by: by.userId,
    made_by_name: by.name,
    made_at: '2026-03-09T02:00:00Z',
    ...over,
  })
  return id
}

/** The categories that a department answers for. */
export const aField = ({ postingId, regionCode }: Actor, categories: readonly string[]): Promise<void> =>
  insert('department_field', {
    county_code: regionCode.slice(0, 6),
    posting_id: postingId,
    region_code: regionCode,
    categories,
  })

/** A list of a department of the household's county that matched its head. */
export async function aMatch({ countyCode, id, headId, regionCode }: BuiltHousehold): Promise<void> {
  const department = await anActor('LINE_DEPARTMENT', `${countyCode}000000`, 'COUNTY')
  await aField(department, ['HEALTH'])
  const client = await owner().connect()
  try {
    await client.query('BEGIN')
    await client.query(`SELECT set_config('app.actor', $1, true)`, [department.userId])
    const list = await client.query(
      `INSERT INTO department_list (county_code, id, region_code, posting_id, category, purpose, row_count, matched, valid_until, made_by, made_by_name, made_by_unit, made_at)
       VALUES ($1, gen_random_uuid(), $2, $3, 'HEALTH', 'A', 1, 1, '2026-04-20', $4, 'A', 'B', '2026-03-20T02:00:00Z') RETURNING id`,
      [countyCode, department.regionCode, department.postingId, department.userId],
    )
    await client.query(
      `INSERT INTO department_match (county_code, list_id, person_id, region_code, household_id, row_no) VALUES ($1, $2, $3, $4, $5, 1)`,
      [countyCode, list.rows[0].id, headId, regionCode, id],
    )
    await client.query('COMMIT')
  } finally {
    client.release()
  }
}
