import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { warningLine } from '@/lib/parameters/rules'
import { hashPassword } from '@/lib/platform/password'
import { ownPrefix } from '@/lib/regions/rules'
import { readParameters, readRegions } from '@/prisma/catalogue/read'
import { demoAccounts } from './demo-accounts'
import { planClues } from './demo-clues'
import { type DemoHousehold, PROFILES, planHouseholds, STORY_VILLAGE } from './demo-plan'
import { clueRows, registerRows, visitRows } from './demo-rows'
import { type DemoVisit, planVisits, type Visitor } from './demo-visits'
import { insertRows, loadParameters, loadRegions } from './load-rows'
import { inventName } from './names'
import { random } from './random'

const COUNTY = '130799'
const SEED = 20_260_326
/** Of 742 poor households on 1 January 640 are left; of 96 without a guarantee 37. */
const POOR_AT_START = 742 / 640
const UNMET_AT_START = 96 / 37

type Rows = Parameters<typeof insertRows>[2]

/** Loads the fictional county into a database that has no installation yet, in one transaction. Days are relative to `today`. */
export async function loadDemo(client: pg.ClientBase, today: string, profile: keyof typeof PROFILES) {
  const chance = random(SEED)
  const regions = readRegions('regions-130799.csv')
  const parameters = readParameters()
  const line = warningLine(parameters, STORY_VILLAGE, today)
  const settings = {
    random: chance,
    today,
    usedIds: new Set<string>(),
    sequences: [0, 99] as const,
    warningLineYuan: line?.yuan ?? 6000,
    exitLineYuan: line?.base ?? 4000,
  }
  const accounts = await Promise.all(
    demoAccounts.map(async (account) => ({ ...account, id: randomUUID(), hash: await hashPassword(account.password) })),
  )
  const idOf = (role: string) => accounts.find((account) => account.role === role) as (typeof accounts)[number]

  await client.query('BEGIN')
  await client.query("SELECT set_config('app.command', 'demo.load', true), set_config('app.actor', $1, true)", [
    idOf('ADMINISTRATOR').id,
  ])
  await client.query('INSERT INTO installation (is_demo, county_code) VALUES (true, $1)', [COUNTY])
  await loadRegions(client, regions)
  await loadParameters(client, parameters)
  await client.query("UPDATE region SET rural_population = 1200 WHERE code LIKE '130799%' AND level = 'VILLAGE'")

  const villages = regions.filter((region) => region.level === 'VILLAGE')
  const households = planHouseholds(settings, villages, PROFILES[profile])
  const visits = planVisits(chance, households, today, visitors(chance, accounts))
  const { clues, cases } = planClues({ random: chance, today, households, visits, parameters })
  const lastVisits = new Map<string, DemoVisit>()
  for (const visit of visits) lastVisits.set(visit.household.id, visit)

  const year = Number(today.slice(0, 4))
  const tables: Record<string, Rows> = {
    app_user: accounts.map(({ id, username, nameZh, hash }) => ({
      id,
      username,
      name: nameZh,
      unit: '',
      password_hash: hash,
    })),
    posting: accounts.map(({ id, role, regionCode }) => ({
      county_code: regionCode.slice(0, 6),
      id: randomUUID(),
      user_id: id,
      role,
      region_code: regionCode,
      valid_from: `${year - 1}-01-01`,
    })),
    ...registerRows(chance, households, lastVisits, year),
    household_helper: paired(households).map((household) => ({
      county_code: COUNTY,
      id: randomUUID(),
      region_code: household.regionCode,
      household_id: household.id,
      user_id: idOf('PAIRED_HELPER').id,
      valid_from: `${year - 1}-01-01`,
    })),
    ...visitRows(chance, visits, lastVisits, today),
    ...clueRows(
      chance,
      clues,
      cases,
      { id: idOf('COUNTY_OFFICE').id, name: idOf('COUNTY_OFFICE').nameZh },
      { id: idOf('SUPERVISOR').id },
    ),
    indicator_target: targets(households, lastVisits, today),
  }
  for (const table of ORDER) await insertRows(client, table, tables[table] ?? [])
  await client.query('COMMIT')
  return {
    households: households.length,
    persons: tables.person?.length ?? 0,
    visits: visits.length,
    clues: clues.length,
  }
}

const ORDER = [
  'app_user',
  'posting',
  'household',
  'person',
  'membership',
  'household_income',
  'household_helper',
  'visit',
  'visit_shock',
  'guarantee_state',
  'visit_promise',
  'monitoring_case',
  'clue',
  'visit_screening',
  'clue_signal',
  'running_number',
  'indicator_target',
]

/** Who visits where: the demo's own first secretary and cadre in the village of the story, invented cadres elsewhere. */
function visitors(
  chance: ReturnType<typeof random>,
  accounts: readonly { id: string; role: string; nameZh: string; regionCode: string }[],
) {
  const byVillage = new Map<string, Visitor[]>()
  return (regionCode: string): Visitor => {
    let known = byVillage.get(regionCode)
    if (!known) {
      known = accounts
        .filter(
          (account) =>
            account.regionCode === regionCode &&
            (account.role === 'FIRST_SECRETARY' || account.role === 'VILLAGE_CADRE'),
        )
        .map(({ id, nameZh, role }) => ({ id, name: nameZh, role: role as Visitor['role'] }))
      if (known.length === 0)
        known = [{ id: chance.uuid(), name: inventName(chance, 'M', 1980), role: 'VILLAGE_CADRE' }]
      byVillage.set(regionCode, known)
    }
    return chance.one(known)
  }
}

function paired(households: readonly DemoHousehold[]): DemoHousehold[] {
  const own = households.filter((household) => household.regionCode === STORY_VILLAGE)
  return own.filter((household) => household.story).concat(own.filter((household) => !household.story).slice(0, 5))
}

/** Targets of the running year for the county and its townships; visits by the quarter. */
function targets(
  households: readonly DemoHousehold[],
  lastVisits: ReadonlyMap<string, DemoVisit>,
  today: string,
): Rows {
  const year = today.slice(0, 4)
  const month = Number(today.slice(5, 7))
  const quarter = Math.floor((month - 1) / 3)
  const isPoor = (household: DemoHousehold) => household.sample.povertyStatus === 'NOT_EXITED'
  const isUnmet = (household: DemoHousehold) =>
    Object.values(lastVisits.get(household.id)?.guarantees ?? {}).some((guarantee) => guarantee.result === 'FAIL')
  const prefixes = [COUNTY, ...new Set(households.map((household) => ownPrefix(household.regionCode).slice(0, 9)))]
  const rows = prefixes.flatMap((prefix) => {
    const own = households.filter((household) => household.regionCode.startsWith(prefix))
    const row = (indicator: string, from: string, to: string, baseline: number, value: number) => ({
      id: randomUUID(),
      indicator,
      applies_to: prefix,
      period_start: from,
      period_end: to,
      baseline,
      value,
      issued_by: '青岭县防返贫工作专班',
      document: '演示目标',
    })
    const whole = [`${year}-01-01`, `${year}-12-31`] as const
    return [
      row('remainingPoor', ...whole, Math.ceil(own.filter(isPoor).length * POOR_AT_START), 0),
      row('guaranteesNotMet', ...whole, Math.ceil(own.filter(isUnmet).length * UNMET_AT_START), 0),
    ]
  })
  const [first, last] = [quarter * 3 + 1, quarter * 3 + 3]
  const lastDay = new Date(Date.UTC(Number(year), last, 0)).getUTCDate()
  rows.push({
    ...(rows[0] as (typeof rows)[number]),
    id: randomUUID(),
    indicator: 'visitCoverage',
    applies_to: COUNTY,
    period_start: `${year}-${String(first).padStart(2, '0')}-01`,
    period_end: `${year}-${String(last).padStart(2, '0')}-${lastDay}`,
    baseline: 0,
    value: 100,
  })
  return rows
}
