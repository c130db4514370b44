import { randomUUID } from 'node:crypto'
import { owner } from '../builders'
import type { Setting as At, Trial } from './trial'

const HEAD = { name: '王守田', relation: 'HEAD', sex: 'M', birthDate: '1954-03-12', idType: 'RESIDENT_ID' }
const person = ({ household: { headId } }: At) => ({
  personId: headId || randomUUID(),
  version: 1,
  base: HEAD,
  ...HEAD,
  valuesYear: '2026',
  labour: 'WEAK',
})
const year = ({ household: { id } }: At) => ({ householdId: id, year: 2025, version: 0 })
const rowOf = ({ household: { countyCode, id, regionCode } }: At) => [countyCode, id, regionCode]
const helper = ({ household: { id } }: At) => ({
  id: randomUUID(),
  householdId: id,
  name: '周建国',
  unit: '县财政局',
  validFrom: '2026-01-01',
})
/** A pairing that has its household's id for its own. */
const paired = (to: string | null) => (at: At) =>
  owner().query(
    `INSERT INTO household_helper (county_code, id, household_id, region_code, name, unit, valid_from, valid_to)
     VALUES ($1, $2, $2, $3, '周建国', '县财政局', '2025-01-01', $4)`,
    [...rowOf(at), to],
  )
const ending = ({ household: { id } }: At) => ({ helperId: id, endOn: '2026-03-01', endReason: 'REASSIGNED' })
const family = ({ household: { headId, regionCode } }: At) => ({
  id: randomUUID(),
  villageCode: headId ? regionCode : '130799999999',
  since: '2026-03-01',
  householdType: 'GENERAL_RURAL',
  members: [
    { id: randomUUID(), name: '赵大山', relation: 'HEAD', sex: 'M', birthDate: '1970-01-01', education: 'JUNIOR' },
  ],
})

/** The deeds of the register's forms, in the states that matter. */
export const RECORDS: readonly Trial[] = [
  { deed: 'person.edit', state: 'as read', expected: 'done', input: person },
  {
    deed: 'person.edit',
    state: 'changed meanwhile',
    expected: 'conflict',
    prepare: ({ household }) => owner().query(`UPDATE person SET labour = 'NONE' WHERE id = $1`, [household.headId]),
    input: person,
  },
  { deed: 'living.record', state: 'new year', expected: 'done', input: (at) => ({ ...year(at), arableMu: '3' }) },
  {
    deed: 'living.record',
    state: 'recorded meanwhile',
    expected: 'conflict',
    prepare: (at) =>
      owner().query(
        `INSERT INTO living_condition (county_code, household_id, region_code, year, arable_mu, source) VALUES ($1, $2, $3, 2025, 5, 'FORM')`,
        rowOf(at),
      ),
    input: (at) => ({ ...year(at), arableMu: '3' }),
  },
  {
    deed: 'income.record',
    state: 'new year',
    expected: 'done',
    input: (at) => ({ ...year(at), residentMembers: '1', WAGE_WORK: '9000' }),
  },
  {
    deed: 'income.record',
    state: 'recorded meanwhile',
    expected: 'conflict',
    prepare: (at) =>
      owner().query(
        `INSERT INTO household_income (county_code, household_id, region_code, year, per_capita_income_fen, source, items, wage_fen, business_fen,
           property_fen, transfer_fen, cost_fen, net_fen, resident_members)
         VALUES ($1, $2, $3, 2025, 500, 'FORM', '{"WAGE.WORK": 500}', 500, 0, 0, 0, 0, 500, 1)`,
        rowOf(at),
      ),
    input: (at) => ({ ...year(at), residentMembers: '1', WAGE_WORK: '9000' }),
  },
  { deed: 'helper.assign', state: 'nobody yet', expected: 'done', input: helper },
  { deed: 'helper.assign', state: 'he already helps', expected: 'rule', prepare: paired(null), input: helper },
  { deed: 'helper.end', state: 'helping', expected: 'done', prepare: paired(null), input: ending },
  { deed: 'helper.end', state: 'ended', expected: 'rule', prepare: paired('2025-12-31'), input: ending },
  { deed: 'household.register', state: 'new', expected: 'done', input: family },
]
