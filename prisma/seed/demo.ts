import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { warningLine } from '@/lib/parameters/rules'
import { hashPassword } from '@/lib/platform/password'
import {
  readHolidays,
  readMeasureTypes,
  readParameters,
  readRegions,
  readReliefMeasures,
} from '@/prisma/catalogue/read'
import { loadCalendar } from './calendar'
import { demoAccounts } from './demo-accounts'
import { planClues } from './demo-clues'
import { CASE_HISTORY, helperRows, livingRows, STATE_HISTORY } from './demo-details'
import { findingRows } from './demo-findings'
import { loadInspections } from './demo-inspections'
import { loanRows } from './demo-loans'
import { loadProcedures, monitoringRows } from './demo-monitoring'
import { partnershipRows } from './demo-partnerships'
import { type DemoHousehold, PROFILES, planHouseholds, STORY_VILLAGE } from './demo-plan'
import { projectRows } from './demo-projects'
import { type DemoMember, planRelief } from './demo-relief'
import { measuresOfPayouts } from './demo-relief-measures'
import { loadResumption } from './demo-resumption'
import { clueRows, registerRows, visitRows } from './demo-rows'
import { loadSupervision } from './demo-supervision'
import { supportRows } from './demo-support'
import { targetDemoCounty } from './demo-targets'
import { type DemoVisit, planVisits, type Visitor } from './demo-visits'
import { worklogRows } from './demo-worklogs'
import { yearplanRows } from './demo-yearplans'
import { insertRows, loadMeasureTypes, loadParameters, loadRegions, loadReliefMeasures } from './load-rows'
import { inventName } from './names'
import { random } from './random'

const COUNTY = '130799'
const SEED = 20_260_326

type Rows = Parameters<typeof insertRows>[2]

/** Loads the fictional county into a database that has no installation yet, in one transaction. Days are relative to `today`. */
export async function loadDemo(client: pg.ClientBase, today: string, profile: keyof typeof PROFILES) {
  const chance = random(SEED)
  const details = random(SEED + 1)
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

  const officer = (role: string) => ({ id: idOf(role).id, name: idOf(role).nameZh, unit: idOf(role).unit })

  await client.query('BEGIN')
  await client.query("SELECT set_config('app.command', 'demo.load', true), set_config('app.actor', $1, true)", [
    idOf('ADMINISTRATOR').id,
  ])
  await client.query('INSERT INTO installation (is_demo, county_code) VALUES (true, $1)', [COUNTY])
  await loadRegions(client, regions)
  await loadParameters(client, parameters)
  await loadCalendar(client, readHolidays())
  await loadMeasureTypes(client, readMeasureTypes())
  await loadReliefMeasures(client, readReliefMeasures())
  await client.query("UPDATE region SET rural_population = 1200 WHERE code LIKE '130799%' AND level = 'VILLAGE'")

  const villages = regions.filter((region) => region.level === 'VILLAGE')
  const households = planHouseholds(settings, villages, PROFILES[profile])
  const visits = planVisits(
    { random: chance, details },
    households,
    today,
    visitors(chance, accounts),
    PROFILES[profile].visits,
  )
  const { clues, cases } = planClues({ random: chance, today, households, visits, parameters })
  const lastVisits = new Map<string, DemoVisit>()
  for (const visit of visits) lastVisits.set(visit.household.id, visit)

  const projects = projectRows({
    random: random(SEED + 3),
    today,
    townships: regions.filter(({ level }) => level === 'TOWNSHIP'),
    keeper: { id: idOf('COUNTY_OFFICE').id, name: idOf('COUNTY_OFFICE').nameZh },
  })
  const partnerships = partnershipRows({
    random: random(SEED + 13),
    today,
    townships: regions.filter(({ level }) => level === 'TOWNSHIP'),
    keeper: { id: idOf('COUNTY_OFFICE').id, name: idOf('COUNTY_OFFICE').nameZh },
  })
  const yearplans = yearplanRows({
    random: random(SEED + 14),
    today,
    villages,
    own: { regionCode: STORY_VILLAGE, id: idOf('FIRST_SECRETARY').id, name: idOf('FIRST_SECRETARY').nameZh },
  })
  const year = Number(today.slice(0, 4))
  const postings = accounts.map(({ id, role, regionCode }) => ({
    county_code: regionCode.slice(0, 6),
    id: randomUUID(),
    user_id: id,
    role,
    region_code: regionCode,
    valid_from: `${year - 1}-01-01`,
  }))
  const tables: Record<string, Rows> = {
    app_user: accounts.map(({ id, username, nameZh, unit, hash }) => ({
      id,
      username,
      name: nameZh,
      unit,
      password_hash: hash,
    })),
    posting: postings,
    department_field: postings
      .filter(({ role }) => role === 'LINE_DEPARTMENT')
      .map(({ county_code, id, region_code }) => ({
        county_code,
        posting_id: id,
        region_code,
        categories: ['HEALTH'],
      })),
    ...registerRows(chance, details, households, lastVisits, today),
    living_condition: livingRows(details, households, year - 1),
    household_helper: [
      ...paired(households).map((household) => ({
        county_code: COUNTY,
        id: randomUUID(),
        region_code: household.regionCode,
        household_id: household.id,
        user_id: idOf('PAIRED_HELPER').id,
        name: null,
        sex: null,
        political_status: null,
        unit: null,
        affiliation: null,
        valid_from: `${year - 1}-01-01`,
      })),
      ...helperRows(details, households, new Set(paired(households).map(({ id }) => id)), `${year - 2}-03-01`),
    ],
    ...visitRows(chance, visits, lastVisits, today),
    ...clueRows(
      chance,
      clues,
      cases,
      { id: idOf('COUNTY_OFFICE').id, name: idOf('COUNTY_OFFICE').nameZh },
      { id: idOf('SUPERVISOR').id },
    ),
    ...supportRows(
      {
        random: random(SEED + 2),
        today,
        types: readMeasureTypes(),
        own: { regionCode: STORY_VILLAGE, id: idOf('FIRST_SECRETARY').id, name: idOf('FIRST_SECRETARY').nameZh },
        clerk: { id: idOf('TOWNSHIP').id, name: idOf('TOWNSHIP').nameZh },
        projects: new Map(
          projects.support_project
            .filter(({ kind, started_on }) => kind === 'INDUSTRY' && started_on !== null)
            .map(({ region_code, id }) => [String(region_code).slice(0, 9), String(id)]),
        ),
      },
      households,
      cases,
    ),
    ...projects,
    ...partnerships,
    ...yearplans,
  }
  const officers = {
    secretary: officer('FIRST_SECRETARY'),
    cadre: officer('VILLAGE_CADRE'),
    township: officer('TOWNSHIP'),
    office: officer('COUNTY_OFFICE'),
  }
  const relief = planRelief({
    random: random(SEED + 2),
    today,
    households,
    members: membersOf(tables),
    parameters,
    officers,
  })
  relief.support_measure = measuresOfPayouts(relief.relief_application ?? [], {
    random: random(SEED + 9),
    types: readMeasureTypes(),
    named: readReliefMeasures(),
    officers,
  })
  for (const [table, rows] of Object.entries(relief)) tables[table] = [...(tables[table] ?? []), ...rows]
  const loans = loanRows({
    random: random(SEED + 15),
    today,
    households,
    members: membersOf(tables),
    own: { regionCode: STORY_VILLAGE, ...officer('FIRST_SECRETARY') },
    clerk: officer('TOWNSHIP'),
  })
  const worklogs = worklogRows({
    random: random(SEED + 16),
    today,
    village: STORY_VILLAGE,
    writers: [officer('FIRST_SECRETARY'), officer('VILLAGE_CADRE')],
    clerk: officer('TOWNSHIP'),
  })
  for (const [table, rows] of Object.entries({ ...loans, ...worklogs })) tables[table] = rows
  const findings = findingRows({
    random: random(SEED + 7),
    today,
    count: PROFILES[profile].findings,
    households: households.filter(({ story }) => !story),
    townships: new Map(
      regions.filter(({ level }) => level === 'TOWNSHIP').map(({ code, name }) => [code.slice(0, 9), name]),
    ),
    people: {
      supervisor: officer('SUPERVISOR'),
      office: officer('COUNTY_OFFICE'),
      leader: officer('COUNTY_LEADER'),
      township: officer('TOWNSHIP'),
    },
  })
  for (const [table, rows] of Object.entries(findings)) tables[table] = rows
  const numbers = lastNumbers(findings.finding)
  tables.running_number = [...(tables.running_number ?? []), ...numbers]
  for (const table of ORDER) await insertRows(client, table, tables[table] ?? [])
  const procedures = monitoringRows({
    random: random(SEED + 4),
    today,
    households,
    clues,
    cases,
    parameters,
    clerk: { id: idOf('TOWNSHIP').id, name: idOf('TOWNSHIP').nameZh },
    office: { id: idOf('COUNTY_OFFICE').id, name: idOf('COUNTY_OFFICE').nameZh },
  })
  await loadProcedures(client, procedures, { random: random(SEED + 5), year })
  await loadInspections(client, {
    random: random(SEED + 11),
    today,
    office: officer('COUNTY_OFFICE'),
    supervisor: officer('SUPERVISOR'),
    households: tables.household ?? [],
  })
  await client.query(STATE_HISTORY)
  await client.query(CASE_HISTORY)
  await targetDemoCounty(client, today)
  await loadSupervision(client, {
    today,
    isFull: profile === 'full',
    storyVillage: STORY_VILLAGE,
    office: officer('COUNTY_OFFICE'),
    city: officer('PROVINCE_CITY_VIEWER'),
    supervisor: officer('SUPERVISOR'),
  })
  const head = accounts.find(({ role }) => role === 'TOWNSHIP')?.regionCode ?? STORY_VILLAGE
  await loadResumption(client, {
    today,
    townships: [
      head,
      ...regions.filter(({ level, code }) => level === 'TOWNSHIP' && code.startsWith(COUNTY)).map(({ code }) => code),
    ].filter((code, index, all) => all.indexOf(code) === index),
    storyVillage: STORY_VILLAGE,
    head: officer('TOWNSHIP'),
    leader: officer('COUNTY_LEADER'),
    office: officer('COUNTY_OFFICE'),
  })
  await client.query('COMMIT')
  return {
    households: households.length,
    persons: tables.person?.length ?? 0,
    visits: visits.length,
    clues: clues.length + procedures.clue.length,
  }
}

const ORDER = [
  'app_user',
  'posting',
  'department_field',
  'household',
  'person',
  'membership',
  'household_income',
  'living_condition',
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
  'support_project',
  'support_project_fund',
  'support_project_step',
  'medical_unit',
  'medical_pair',
  'pair_output',
  'referral_year',
  'village_plan',
  'village_task',
  'village_task_entry',
  'labour_report',
  'support_plan',
  'support_measure',
  'relief_event',
  'relief_settlement',
  'relief_line_mark',
  'relief_application',
  'relief_step',
  'deadline',
  'filial_list',
  'filial_contribution',
  'fund_account',
  'fund_entry',
  'fund_line',
  'insurance_policy',
  'microcredit_loan',
  'loan_extension',
  'work_log',
  'work_leave',
  'finding',
  'finding_step',
  'finding_proof',
  'finding_recheck',
]

/** The last number of the ledger in each year. */
function lastNumbers(lines: readonly Record<string, unknown>[]): Rows {
  const last = new Map<string, number>()
  for (const { finding_no } of lines) {
    const [, year = '', number] = String(finding_no).split('-')
    last.set(year, Math.max(last.get(year) ?? 0, Number(number)))
  }
  return [...last].map(([year, number]) => ({ county_code: COUNTY, kind: 'WT', year: Number(year), last: number }))
}

/** Who belongs to which household, as the rows of the register say. */
function membersOf(tables: Record<string, Rows>): Map<string, DemoMember[]> {
  const people = new Map((tables.person ?? []).map((person) => [String(person.id), person]))
  const members = new Map<string, DemoMember[]>()
  for (const row of tables.membership ?? []) {
    const person = people.get(String(row.person_id))
    const member = {
      personId: String(row.person_id),
      name: String(person?.name),
      birthDate: String(person?.birth_date),
      relation: String(row.relation),
    }
    members.set(String(row.household_id), [...(members.get(String(row.household_id)) ?? []), member])
  }
  return members
}

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
