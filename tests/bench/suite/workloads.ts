import type pg from 'pg'
import { GUARANTEE_ITEMS } from '@/lib/monitoring/rules/choices'
import type { Who } from './accounts'
import type { Name } from './names'
import { CITY, COUNTY, countiesFor, firstOf, householdId, TODAY, villageCode } from './rows'

const PLACES = 20
const PAGE = 50
const VISITED = 40
const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const SOUGHT = ['王伟', '李芳', '张敏', '刘强', '陈军', '守田', '秀英', '国志', '海春', '桂兰']

/** One request of ours: where to, and of a writing one the body, made anew with the given id. */
export type Asked = { path: string; body?: (id: string) => string }
export type Workload = {
  name: Exclude<Name, 'import'>
  who: Who
  asked: Asked[]
  /** How many rows each request must bring, counted in the database by another statement. */
  expected: (client: pg.Client) => Promise<number[]>
  /** How many rows an answer of ours shows. */
  shown: (body: string) => number
}

const distinct = (pattern: RegExp) => (body: string) => new Set(body.match(pattern)).size

async function numbers(client: pg.Client, sql: string, each: readonly unknown[][]): Promise<number[]> {
  const found: number[] = []
  for (const values of each) found.push((await client.query<{ n: number }>(sql, values as unknown[])).rows[0]?.n ?? 0)
  return found
}

const pass = { result: 'PASS', reason: '' }
const guarantees = Object.fromEntries(GUARANTEE_ITEMS.map((item) => [item, pass]))

/** A visit as a phone sends it; the command and the visit have the same fresh id. */
const visitOf = (household: string) => (id: string) => {
  const input = { id, householdId: household, visitedOn: TODAY, peopleMet: ['HEAD'], guarantees }
  return JSON.stringify({ kind: 'visit.log', id, input })
}

/** What is measured over HTTP. Visits come last: they leave villages to be recounted. */
export function workloads(households: number): Workload[] {
  const villages = Array.from({ length: PLACES }, (_, index) => villageCode(COUNTY, index + 1))
  const homes = villages.map((_, index) => householdId(firstOf(households, index + 1)))
  const visited = Array.from({ length: Math.min(VISITED, firstOf(households, 1)) }, (_, index) => householdId(index))
  return [
    {
      name: 'list',
      who: 'office',
      asked: villages.map((village) => ({ path: `/households?region=${village}` })),
      expected: (client) =>
        numbers(
          client,
          `SELECT least(${PAGE}, count(*))::int AS n FROM household WHERE region_code = $1 AND is_active`,
          villages.map((village) => [village]),
        ),
      shown: distinct(new RegExp(`/households/${UUID}(?=")`, 'g')),
    },
    {
      name: 'search',
      who: 'office',
      asked: SOUGHT.map((text) => ({ path: `/households?q=${encodeURIComponent(text)}` })),
      expected: (client) =>
        numbers(
          client,
          `SELECT least(${PAGE}, count(DISTINCT m.household_id))::int AS n FROM person p JOIN membership m ON m.county_code = p.county_code AND m.person_id = p.id
           WHERE p.county_code = $1 AND p.name LIKE '%' || $2 || '%'`,
          SOUGHT.map((text) => [COUNTY, text]),
        ),
      shown: distinct(new RegExp(`/households/${UUID}(?=")`, 'g')),
    },
    {
      name: 'open',
      who: 'office',
      asked: homes.map((id) => ({ path: `/households/${id}` })),
      expected: (client) =>
        numbers(
          client,
          `SELECT (SELECT count(*) FROM membership WHERE county_code = $1 AND household_id = $2)::int
             + (SELECT count(*) FROM visit WHERE county_code = $1 AND household_id = $2)::int
             + (SELECT count(*) FROM support_measure WHERE county_code = $1 AND household_id = $2)::int AS n`,
          homes.map((id) => [COUNTY, id]),
        ),
      shown: distinct(new RegExp(`/(?:members|visits|support)/${UUID}(?=")`, 'g')),
    },
    {
      name: 'county',
      who: 'office',
      asked: [{ path: `/dashboard/${COUNTY}000000` }],
      expected: (client) =>
        numbers(client, 'SELECT count(*)::int AS n FROM region WHERE parent_code = $1', [[`${COUNTY}000000`]]),
      shown: distinct(new RegExp(`/dashboard/${COUNTY}[1-9]\\d\\d000(?=[?"])`, 'g')),
    },
    {
      name: 'city',
      who: 'city',
      asked: [{ path: `/dashboard/${CITY}00000000` }],
      expected: async () => [countiesFor(households)],
      shown: distinct(new RegExp(`/dashboard/${CITY}(?!00)\\d\\d000000(?=[?"])`, 'g')),
    },
    {
      name: 'visit',
      who: 'secretary',
      asked: visited.map((id) => ({ path: '/api/outbox', body: visitOf(id) })),
      expected: async () => visited.map(() => 1),
      shown: (body) => (JSON.parse(body).status === 'done' ? 1 : 0),
    },
  ]
}
