import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom } from 'pg-copy-streams'
import { LEDGER_CODES } from '@/prisma/catalogue/ledger-layout'
import { LEDGER_HEADS } from '@/prisma/seed/ledger-rows'
import { connected } from '@/scripts/database/open'
import type { Imported } from './import'
import { read, span } from './proc'

const COLUMNS = Object.keys(LEDGER_HEADS).map((name) => `"${name}"`)
const CODED = ['sex', 'relation', 'householdType', 'povertyStatus'] as const

/** The value of a label in a column, as a join can find it. */
function labels(): string {
  const rows = CODED.flatMap((column) =>
    LEDGER_CODES[column].flatMap(({ value, labels }) => labels.map((label) => `('${column}', '${label}', '${value}')`)),
  )
  return `(VALUES ${rows.join(', ')})`
}
const coded = (column: (typeof CODED)[number]) =>
  `(SELECT l.value FROM labels l WHERE l.head = '${column}' AND l.label = s."${column}")`

/** The same ledger by COPY into a table without indexes, then set by set into the register: nothing is checked, audited or explained. */
export async function importStraight(admin: string, file: string, postmaster: number): Promise<Imported> {
  const database = new URL(admin).pathname.slice(1)
  return connected(admin, async (client) => {
    await client.query('SET session_replication_role = replica')
    const watched = { server: process.pid, own: process.pid, postmaster, database }
    const before = read(watched)
    await client.query('BEGIN')
    await client.query(`CREATE UNLOGGED TABLE staged (${COLUMNS.map((name) => `${name} text`).join(', ')})`)
    await pipeline(createReadStream(file), client.query(copyFrom('COPY staged FROM STDIN (FORMAT csv, HEADER)')))
    const checked = performance.now()
    await client.query(`CREATE TEMP TABLE labels AS SELECT * FROM ${labels()} AS l (head, label, value)`)
    await client.query(`CREATE TEMP TABLE placed AS
      SELECT s.*, v.code AS village, gen_random_uuid() AS person, min(s.no::int) OVER (PARTITION BY s."householdNo") AS family
      FROM staged s JOIN region t ON t.parent_code = '130799000000' AND t.name = s."townshipName"
      JOIN region v ON v.parent_code = t.code AND v.name = s."villageName"`)
    await client.query(
      'CREATE TEMP TABLE families AS SELECT family, gen_random_uuid() AS id FROM placed GROUP BY family',
    )
    const households = await client.query(`
      INSERT INTO household (county_code, id, region_code, household_no, household_type, poverty_status, group_name, head_name, name_grams,
        member_count, per_capita_income_fen)
      SELECT '130799', f.id, s.village, s."householdNo", ${coded('householdType')}::"HouseholdType", ${coded('povertyStatus')}::"PovertyStatus",
        s."groupName", s.name, ARRAY(SELECT DISTINCT g FROM name_grams_of(s.name, '130799') g),
        s."householdSize"::int, s."incomePerCapita"::numeric * 100
      FROM families f JOIN placed s ON s.no::int = f.family`)
    const persons = await client.query(`
      INSERT INTO person (county_code, id, region_code, name, sex, birth_date, id_number_enc, id_number_bidx)
      SELECT '130799', s.person, s.village, s.name, ${coded('sex')}, s."birthDate"::date, s."idNumber"::bytea, sha256(s."idNumber"::bytea) FROM placed s`)
    await client.query(`
      INSERT INTO membership (county_code, id, region_code, household_id, person_id, relation, valid_from)
      SELECT '130799', gen_random_uuid(), s.village, f.id, s.person, ${coded('relation')}, CURRENT_DATE FROM placed s JOIN families f USING (family)`)
    await client.query('COMMIT')
    return {
      ...span(before, read(watched)),
      checkSeconds: (checked - before.at) / 1000,
      households: households.rowCount ?? 0,
      persons: persons.rowCount ?? 0,
      growthMb: 0,
    }
  })
}
