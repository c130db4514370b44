import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '@/lib/platform/actor'
import { unscoped, withScope } from '@/lib/platform/db'
import type { RegionLevel } from '@/lib/regions/schema'
import {
  aClue,
  aHousehold,
  anActor,
  anEvidence,
  anIncome,
  aPairing,
  aPromise,
  aVisit,
  type BuiltHousehold,
  closeOwner,
  layGround,
  owner,
  PLACES,
  RELATED,
} from '../support/builders'
import { aDeadline } from '../support/deadlines'
import { anEnding } from '../support/duplicate-builders'
import { someEnterprise } from '../support/enterprises'
import { anExportedRow } from '../support/export-rows'
import { someFinding } from '../support/findings'
import { someLoan } from '../support/loans'
import { aMatch, aMeasure, aPlan, layTypes } from '../support/measures'
import { exists, ORACLE_ROLES, type OracleRole, POSTED } from '../support/oracle'
import { aPayout } from '../support/payouts'
import { aProcedure, aWatchedCase } from '../support/procedures'
import { aCheck, anExplanation, anIssue } from '../support/quality'
import { aHandover, aReading } from '../support/readings'
import { someRelief } from '../support/relief'
import { aSpecialLine } from '../support/yearplans'

const LEVELS: Record<number, RegionLevel> = { 2: 'PROVINCE', 4: 'CITY', 6: 'COUNTY', 9: 'TOWNSHIP', 12: 'VILLAGE' }
const VILLAGES = RELATED
type Relation = keyof typeof VILLAGES

/** Tables in which each built household has rows, and whether the app role may change or delete them at all. */
type Table = {
  update: boolean
  delete?: boolean
  byHousehold: string
  notForHelpers?: boolean
  notForDepartments?: boolean
  /** What an update that changes nothing writes, where it is not the region. */
  set?: string
}
const TABLES: Record<string, Table> = {
  household: { update: true, byHousehold: 'id = $1' },
  person: { update: true, byHousehold: 'id IN (SELECT person_id FROM membership WHERE household_id = $1)' },
  membership: { update: true, byHousehold: 'household_id = $1' },
  household_income: { update: true, byHousehold: 'household_id = $1' },
  visit: { update: false, byHousehold: 'household_id = $1' },
  visit_promise: { update: true, byHousehold: 'household_id = $1' },
  clue: { update: true, byHousehold: 'household_id = $1' },
  handover_item: { update: false, byHousehold: 'household_id = $1' },
  quality_issue: { update: true, byHousehold: 'household_id = $1' },
  quality_explanation: { update: false, byHousehold: 'household_id = $1' },
  quality_household: { update: true, delete: true, byHousehold: 'household_id = $1' },
  access_log: { update: false, byHousehold: 'household_id = $1' },
  evidence: { update: false, byHousehold: 'household_id = $1' },
  export_row: { update: false, byHousehold: 'household_id = $1', notForHelpers: true },
  duplicate_review: {
    update: true,
    byHousehold: `left_person_id IN (SELECT person_id FROM membership WHERE household_id = $1)`,
    notForHelpers: true,
  },
  deadline: { update: true, byHousehold: 'household_id = $1' },
  support_measure: { update: true, byHousehold: 'household_id = $1' },
  support_plan: { update: true, byHousehold: 'household_id = $1' },
  department_match: { update: true, byHousehold: 'household_id = $1', notForHelpers: true },
  status_procedure: { update: true, byHousehold: 'household_id = $1' },
  monitoring_contact: { update: true, byHousehold: 'household_id = $1' },
  case_assessment: { update: false, byHousehold: 'household_id = $1' },
  status_procedure_step: { update: false, byHousehold: 'household_id = $1' },
  relief_event: { update: true, byHousehold: 'household_id = $1' },
  relief_settlement: { update: false, byHousehold: 'household_id = $1' },
  relief_line_mark: { update: false, byHousehold: 'household_id = $1' },
  relief_application: { update: true, byHousehold: 'household_id = $1' },
  relief_step: { update: false, byHousehold: 'household_id = $1' },
  payout_item: { update: true, byHousehold: 'household_id = $1' },
  payout_cycle: {
    update: true,
    byHousehold: 'id IN (SELECT cycle_id FROM payout_item WHERE household_id = $1)',
    notForHelpers: true,
  },
  filial_contribution: { update: true, byHousehold: 'household_id = $1' },
  finding: { update: true, byHousehold: 'household_id = $1', notForDepartments: true, set: 'version = version + 1' },
  finding_step: { update: false, byHousehold: 'household_id = $1', notForDepartments: true },
  finding_proof: { update: false, byHousehold: 'household_id = $1', notForDepartments: true },
  finding_recheck: { update: false, byHousehold: 'household_id = $1', notForDepartments: true },
  enterprise: { update: true, byHousehold: 'id = $1', notForHelpers: true },
  enterprise_step: { update: false, byHousehold: 'enterprise_id = $1', notForHelpers: true },
  enterprise_officer: {
    update: true,
    byHousehold: 'enterprise_id = $1',
    notForHelpers: true,
    set: 'valid_to = valid_to',
  },
  enterprise_figure: { update: false, byHousehold: 'enterprise_id = $1', notForHelpers: true },
  enterprise_visit: {
    update: true,
    byHousehold: 'enterprise_id = $1',
    notForHelpers: true,
    set: 'withdrawn_on = withdrawn_on',
  },
  enterprise_difficulty: {
    update: true,
    byHousehold: 'enterprise_id = $1',
    notForHelpers: true,
    set: 'measure = measure',
  },
  village_special: { update: true, byHousehold: 'household_id = $1', set: 'version = version + 1' },
  microcredit_loan: { update: true, byHousehold: 'household_id = $1' },
  loan_extension: { update: true, byHousehold: 'household_id = $1', set: 'decision = decision' },
  audit_entry: { update: false, byHousehold: `table_name = 'household' AND row_id = '130799/' || $1` },
}

const households = {} as Record<Relation, BuiltHousehold>
const actors = {} as Record<OracleRole, Actor>

beforeAll(async () => {
  await layGround()
  await layTypes()
  for (const role of ORACLE_ROLES) {
    const { code, digits } = POSTED[role]
    actors[role] = await anActor(role, code, LEVELS[digits] as RegionLevel)
  }
  for (const [relation, village] of Object.entries(VILLAGES) as [Relation, string][]) {
    const household = await aHousehold(village)
    households[relation] = household
    await anIncome(household, 2025, 9000)
    const visit = await aVisit(household, actors.FIRST_SECRETARY)
    await aPromise(household, visit, actors.FIRST_SECRETARY)
    await aClue(household, actors.FIRST_SECRETARY)
    await aDeadline(household)
    await anEnding(household, household.headId)
    await aMeasure(household, actors.FIRST_SECRETARY)
    await aPlan(household, actors.FIRST_SECRETARY)
    await aMatch(household)
    await aProcedure(household, actors.FIRST_SECRETARY)
    await aWatchedCase(household, actors.FIRST_SECRETARY)
    await someRelief(household, actors.FIRST_SECRETARY)
    await aPayout(household, actors.FIRST_SECRETARY)
    await aReading(household, actors.FIRST_SECRETARY)
    await aHandover(household, actors.FIRST_SECRETARY)
    await anEvidence(household, actors.FIRST_SECRETARY)
    await anExportedRow(household, actors.COUNTY_OFFICE)
    await anExplanation(household, await anIssue(household), actors.FIRST_SECRETARY)
    await aCheck(household)
    await someFinding(household, actors.FIRST_SECRETARY)
    await someEnterprise(household, actors.TOWNSHIP)
    await aSpecialLine(household)
    await someLoan(household)
    if (relation !== 'unpaired') await aPairing(household, actors.PAIRED_HELPER)
  }
  await aPairing(households.unpaired, actors.PAIRED_HELPER, '2020-01-01', '2021-01-01')
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const relations = Object.keys(VILLAGES) as Relation[]
const seen = (role: OracleRole, relation: Relation) => exists(role, VILLAGES[relation], relation !== 'unpaired')

async function count(actor: Actor, sql: string, id: string): Promise<number> {
  return withScope(actor, async ({ db }) => {
    const rows = await db.$queryRawUnsafe<{ n: bigint }[]>(sql.replaceAll('$1', `'${id}'`))
    return Number(rows[0]?.n)
  })
}

const refused = Symbol('refused')
async function change(actor: Actor, sql: string): Promise<number | typeof refused> {
  const undo = new Error('undo')
  let rows: number | typeof refused = refused
  try {
    await withScope(actor, async ({ db }) => {
      rows = await db.$executeRawUnsafe(sql)
      throw undo
    })
  } catch (error) {
    if (error !== undo) return refused
  }
  return rows
}

test('every role sees, changes and deletes exactly the rows the oracle says, in every table and place', async () => {
  const wrong: string[] = []
  let combinations = 0
  for (const role of ORACLE_ROLES) {
    for (const relation of relations) {
      const { id } = households[relation]
      for (const [table, rights] of Object.entries(TABLES)) {
        const { update, delete: mayDelete, byHousehold, notForHelpers, notForDepartments, set } = rights
        const where = byHousehold.replaceAll('$1', `'${id}'`)
        const visible =
          seen(role, relation) &&
          !(table === 'access_log' && role === 'PAIRED_HELPER') &&
          !(notForHelpers && role === 'PAIRED_HELPER') &&
          !(notForDepartments && role === 'LINE_DEPARTMENT') &&
          !(
            table === 'audit_entry' &&
            (role === 'PAIRED_HELPER' || !['own', 'unpaired', 'sibling', 'otherTownship'].includes(relation))
          )
        const found = await count(actors[role], `SELECT count(*) AS n FROM ${table} WHERE ${byHousehold}`, id)
        if (found > 0 !== visible) wrong.push(`${role} ${relation} select ${table}: ${found}`)
        const changed = await change(
          actors[role],
          `UPDATE ${table} SET ${set ?? 'region_code = region_code'} WHERE ${where}`,
        )
        const expectedChange = update ? (visible ? found : 0) : refused
        if (changed !== expectedChange) wrong.push(`${role} ${relation} update ${table}: ${String(changed)}`)
        const deleted = await change(actors[role], `DELETE FROM ${table} WHERE ${where}`)
        const expectedDelete = mayDelete ? (visible ? found : 0) : refused
        if (deleted !== expectedDelete) wrong.push(`${role} ${relation} delete ${table}: ${String(deleted)}`)
        combinations += 3
      }
    }
  }
  console.log(`scope matrix, rows: ${combinations} combinations, ${wrong.length} deviations`)
  expect(wrong).toEqual([])
}, 300_000)

test('nobody can put a row where the oracle shows him none', async () => {
  const wrong: string[] = []
  let combinations = 0
  for (const role of ORACLE_ROLES) {
    for (const relation of relations) {
      const { id, countyCode, regionCode } = households[relation]
      const row = `INSERT INTO household_income (county_code, household_id, year, region_code, per_capita_income_fen, source)
        VALUES ('${countyCode}', '${id}', 2020, '${regionCode}', 1, 'TEST')`
      const expected = seen(role, relation) ? 1 : refused
      const written = await change(actors[role], row)
      if (written !== expected) wrong.push(`${role} ${relation}: ${String(written)}`)
      const foreign = `INSERT INTO household_income (county_code, household_id, year, region_code, per_capita_income_fen, source)
        VALUES ('130799', '${id}', 2021, '${PLACES.village}', 1, 'TEST')`
      if (regionCode !== PLACES.village && (await change(actors[role], foreign)) !== refused)
        wrong.push(`${role} ${relation}: hung a row on a foreign household`)
      combinations += 2
    }
  }
  console.log(`scope matrix, insertions: ${combinations} combinations, ${wrong.length} deviations`)
  expect(wrong).toEqual([])
}, 60_000)

test('without a scope, and again after a scope on the same connection, there are no rows', async () => {
  const before = await unscoped().household.count()
  for (let turn = 0; turn < 30; turn++) await withScope(actors.COUNTY_OFFICE, ({ db }) => db.household.count())
  const after = await Promise.all(Array.from({ length: 30 }, () => unscoped().household.count()))
  expect([before, ...after].every((found) => found === 0)).toBe(true)
})

test.each(['%', '', '13%', "13' OR '1'='1", '1307990', '13073', '1', '130799 ', '１３０７９９'])(
  'a scope of %j is no scope',
  async (scope) => {
    const client = await owner().connect()
    try {
      await client.query('BEGIN')
      await client.query(`SET LOCAL app.scope = ${client.escapeLiteral(scope)}`)
      const { rows } = await client.query<{ lo: string | null; hi: string | null }>(
        'SELECT app_lo() AS lo, app_hi() AS hi',
      )
      expect(rows[0]).toEqual({ lo: null, hi: null })
    } finally {
      await client.query('ROLLBACK')
      client.release()
    }
  },
)
