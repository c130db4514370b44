import { randomBytes, randomUUID } from 'node:crypto'
import pg from 'pg'
import type { Actor, Role } from '@/lib/platform/actor'
import type { RegionLevel } from '@/lib/regions/schema'

/** Regions of the tests: a county with two townships, its sibling villages, and the neighbours whose codes look alike. */
export const PLACES = {
  province: '130000000000',
  city: '130700000000',
  county: '130799000000',
  township: '130799100000',
  village: '130799100001',
  siblingVillage: '130799100002',
  otherTownship: '130799101000',
  otherTownshipVillage: '130799101001',
  otherCounty: '130730000000',
  otherCountyVillage: '130730100201',
  trapCountyVillage: '130731100201',
} as const

/** Where a row may stand for somebody of the first village, its township or its county. */
export const RELATED = {
  own: PLACES.village,
  unpaired: PLACES.village,
  sibling: PLACES.siblingVillage,
  otherTownship: PLACES.otherTownshipVillage,
  otherCounty: PLACES.otherCountyVillage,
  prefixTrap: PLACES.trapCountyVillage,
} as const

const DIGITS: Record<RegionLevel, number> = { PROVINCE: 2, CITY: 4, COUNTY: 6, TOWNSHIP: 9, VILLAGE: 12 }

let pool: pg.Pool | undefined

/** The owner's connection of this test file's own database. */
export function owner(): pg.Pool {
  pool ??= new pg.Pool({ connectionString: process.env.OWNER_DATABASE_URL, max: 4 })
  return pool
}

export async function closeOwner(): Promise<void> {
  await pool?.end()
  pool = undefined
}

/** Makes the demo installation and the regions named in PLACES, where they are missing. */
export async function layGround(): Promise<void> {
  await owner().query(
    `INSERT INTO installation (is_demo, county_code) SELECT true, '130799' WHERE NOT EXISTS (SELECT FROM installation)`,
  )
  const rows: [string, RegionLevel, string | null][] = [
    [PLACES.province, 'PROVINCE', null],
    [PLACES.city, 'CITY', PLACES.province],
    [PLACES.county, 'COUNTY', PLACES.city],
    [PLACES.otherCounty, 'COUNTY', PLACES.city],
    ['130731000000', 'COUNTY', PLACES.city],
    [PLACES.township, 'TOWNSHIP', PLACES.county],
    [PLACES.otherTownship, 'TOWNSHIP', PLACES.county],
    ['130730100000', 'TOWNSHIP', PLACES.otherCounty],
    ['130731100000', 'TOWNSHIP', '130731000000'],
    [PLACES.village, 'VILLAGE', PLACES.township],
    [PLACES.siblingVillage, 'VILLAGE', PLACES.township],
    [PLACES.otherTownshipVillage, 'VILLAGE', PLACES.otherTownship],
    [PLACES.otherCountyVillage, 'VILLAGE', '130730100000'],
    [PLACES.trapCountyVillage, 'VILLAGE', '130731100000'],
  ]
  for (const [code, level, parent] of rows) {
    await owner().query(
      'INSERT INTO region (code, level, name, parent_code) VALUES ($1, $2, $1, $3) ON CONFLICT (code) DO NOTHING',
      [code, level, parent],
    )
  }
}

/** Somebody in a posting of a unit, as a request would carry him; account and posting exist, a session does not. */
export async function anActor(role: Role, regionCode: string, level: RegionLevel, unit = ''): Promise<Actor> {
  const userId = randomUUID()
  const postingId = randomUUID()
  await insert('app_user', { id: userId, username: userId, name: role, unit })
  const posting = { county_code: regionCode.slice(0, 6), id: postingId, user_id: userId, role }
  await insert('posting', { ...posting, region_code: regionCode, valid_from: '2015-01-01' })
  return {
    userId,
    username: userId,
    name: role,
    unit,
    title: '',
    role,
    postingId,
    regionCode,
    regionName: regionCode,
    level,
    scope: regionCode.slice(0, DIGITS[level]),
    sessionHash: '0'.repeat(64),
    isPhone: false,
    steppedUpAt: null,
    locale: null,
    actingFor: null,
  }
}

export type Row = Record<string, unknown>

/** Puts a row into a table, past the application. */
export async function insert(table: string, row: Row): Promise<void> {
  const keys = Object.keys(row)
  await owner().query(
    `INSERT INTO ${table} (${keys.join(', ')}) VALUES (${keys.map((_, index) => `$${index + 1}`).join(', ')})`,
    Object.values(row),
  )
}

export type BuiltHousehold = { countyCode: string; id: string; regionCode: string; headId: string }

/** A household with one head, in a village; `over` replaces columns of the household. */
export async function aHousehold(regionCode: string = PLACES.village, over: Row = {}): Promise<BuiltHousehold> {
  const countyCode = regionCode.slice(0, 6)
  const [id, headId] = [randomUUID(), randomUUID()]
  await insert('household', {
    county_code: countyCode,
    id,
    region_code: regionCode,
    household_no: id.slice(0, 18),
    household_type: 'POOR_GENERAL',
    poverty_status: 'EXITED',
    exit_year: 2018,
    head_name: '王守田',
    head_pinyin: 'wangshoutian',
    head_initials: 'wst',
    member_count: 1,
    ...over,
  })
  await insert('person', {
    county_code: countyCode,
    id: headId,
    region_code: regionCode,
    name: '王守田',
    sex: 'M',
    birth_date: '1954-03-12',
  })
  await insert('membership', {
    county_code: countyCode,
    id: randomUUID(),
    region_code: regionCode,
    household_id: id,
    person_id: headId,
    relation: 'HEAD',
    valid_from: '2014-01-01',
  })
  return { countyCode, id, regionCode, headId }
}

/** Income per head of a household in a year, in yuan. */
export async function anIncome(household: BuiltHousehold, year: number, yuan: number): Promise<void> {
  await insert('household_income', {
    county_code: household.countyCode,
    household_id: household.id,
    year,
    region_code: household.regionCode,
    per_capita_income_fen: yuan * 100,
    source: 'LEDGER',
  })
}

/** A pairing of a helper with a household from a day on. */
export async function aPairing(
  household: BuiltHousehold,
  helper: Actor,
  from = '2020-01-01',
  to: string | null = null,
): Promise<void> {
  await insert('household_helper', {
    county_code: household.countyCode,
    id: randomUUID(),
    region_code: household.regionCode,
    household_id: household.id,
    user_id: helper.userId,
    valid_from: from,
    valid_to: to,
  })
}

/** A visit in which all six guarantees were met. */
export async function aVisit(household: BuiltHousehold, visitor: Actor, day = '2026-03-01'): Promise<string> {
  const id = randomUUID()
  const pass = { result: 'PASS', reason: '' }
  await insert('visit', {
    county_code: household.countyCode,
    id,
    region_code: household.regionCode,
    household_id: household.id,
    visited_on: day,
    recorded_at: `${day}T02:00:00Z`,
    received_at: `${day}T02:00:00Z`,
    visitor_id: visitor.userId,
    visitor_name: visitor.name,
    visitor_role: visitor.role,
    people_met: ['HEAD'],
    guarantees: JSON.stringify({
      FOOD: pass,
      CLOTHING: pass,
      EDUCATION: pass,
      MEDICAL: pass,
      HOUSING: pass,
      WATER: pass,
    }),
  })
  return id
}

/** An open promise made in a visit. */
export async function aPromise(
  household: BuiltHousehold,
  visitId: string,
  by: Actor,
  dueOn = '2026-03-30',
): Promise<string> {
  const id = randomUUID()
  await insert('visit_promise', {
    county_code: household.countyCode,
    id,
    region_code: household.regionCode,
    household_id: household.id,
    visit_id: visitId,
    content: '陪同办理慢性病证',
    due_on: dueOn,
    promised_by: by.userId,
    promised_by_name: by.name,
  })
  return id
}

/** An open clue on a household. */
export async function aClue(household: BuiltHousehold, openedBy: Actor, day = '2026-03-20'): Promise<string> {
  const id = randomUUID()
  await insert('clue', {
    county_code: household.countyCode,
    id,
    region_code: household.regionCode,
    household_id: household.id,
    clue_no: `T-${id.slice(0, 12)}`,
    source: 'VISIT',
    opened_on: day,
    opened_at: `${day}T02:00:00Z`,
    opened_by: openedBy.userId,
    verify_by: '2026-03-29',
    identify_by: '2026-04-10',
  })
  return id
}

/** A photo on a household; only its row, not its file. */
export async function anEvidence(household: BuiltHousehold, by: Actor, over: Row = {}): Promise<string> {
  const id = randomUUID()
  const hash = randomBytes(32)
  await insert('evidence', {
    county_code: household.countyCode,
    id,
    region_code: household.regionCode,
    household_id: household.id,
    subject_kind: 'HOUSEHOLD',
    subject_id: household.id,
    kind: 'PHOTO',
    mime: 'image/webp',
    byte_count: 1000,
    width: 320,
    height: 240,
    original_sha256: hash,
    stored_sha256: hash,
    look_hash: hash.readBigInt64BE().toString(),
    received_at: '2026-03-20T02:00:00Z',
    is_on_site: true,
    shows_minor: false,
    uploaded_by: by.userId,
    uploaded_by_name: by.name,
    ...over,
  })
  return id
}
