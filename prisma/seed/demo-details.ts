import { sumIncome } from '@/lib/households/rules/income'
import { ageOn } from '@/lib/platform/days'
import { blindIndex, seal } from '@/lib/platform/fields'
import type { DemoHousehold } from './demo-plan'
import { inventName } from './names'
import type { SamplePerson } from './people'
import type { Random } from './random'

const COUNTY = '130799'
const HOUSEHOLDS_PER_HELPER = 8
const UNITS = [
  '青岭县财政局',
  '青岭县农业农村局',
  '青岭县教育和体育局',
  '青岭县卫生健康局',
  '青岭县水务局',
  '青岭县自然资源和规划局',
]

type Value = string | number | boolean | Buffer | null | string[] | Record<string, number>
export type Row = Record<string, Value>

/** What a member's year holds beyond the sample: insurance, welfare, work, and a disability card with its own fictitious number. */
export function personDetails(
  random: Random,
  household: DemoHousehold,
  member: SamplePerson,
  personId: string,
  today: string,
): Row {
  const age = ageOn(member.birthDate, today)
  const { householdType } = household.sample
  const isDisabled = member.health.includes('DISABLED')
  const level = random.weighted([
    [1, 9],
    [2, 24],
    [3, 33],
    [4, 34],
  ] as const)
  const category = random.weighted([
    [4, 55],
    [1, 13],
    [2, 12],
    [6, 8],
    [5, 7],
    [3, 2],
    [7, 3],
  ] as const)
  const card = `${member.idNumber}${category}${level}`
  const worksFar = member.workArea === 'PROVINCE' || member.workArea === 'OUTSIDE'
  const isWorking = member.workArea !== null
  return {
    disability_card_enc: isDisabled ? seal('person', 'disability_card', personId, card) : null,
    disability_card_bidx: isDisabled ? blindIndex('disabilityCard', card) : null,
    works_abroad: isWorking ? false : null,
    job_channel: worksFar ? 'LABOUR_EXPORT' : isWorking ? random.one(['WORKSHOP', 'FLEXIBLE', 'OWN_BUSINESS']) : null,
    resident_medical: member.medicalInsured,
    employee_medical: false,
    critical_illness: member.medicalInsured,
    commercial_medical: random.chance(0.35),
    medical_aid: member.health.includes('SERIOUS_ILLNESS') && random.chance(0.6),
    resident_pension: age >= 16 && member.schooling === null ? random.chance(0.97) : false,
    employee_pension: false,
    subsistence: householdType === 'POOR_SUBSISTENCE',
    destitute: householdType === 'POOR_DESTITUTE',
    destitute_care:
      householdType === 'POOR_DESTITUTE'
        ? random.weighted([
            ['AT_HOME', 82],
            ['IN_INSTITUTION', 18],
          ] as const)
        : null,
    family_doctor: random.chance(0.93),
    disability_living_allowance: isDisabled ? householdType === 'POOR_SUBSISTENCE' : null,
    disability_nursing_allowance: isDisabled ? level <= 2 : null,
    speaks_mandarin: age < 70 || random.chance(0.55),
    values_year: Number(today.slice(0, 4)),
  }
}

/**
 * An income by item that comes to the wanted figure per head: shares of the high plains, wages only where somebody works, the
 * allowances and pensions that the household's members are entitled to, costs where there is business.
 */
export function incomeDetails(random: Random, { sample }: DemoHousehold, perCapitaFen: number, today: string): Row {
  const residents = sample.members.length
  const net = perCapitaFen * residents
  const works = sample.members.some(({ workArea }) => workArea !== null)
  const old = sample.members.filter(({ birthDate }) => ageOn(birthDate, today) >= 60).length
  const share = (part: number) => Math.floor((net * part * (0.8 + random.next() * 0.4)) / 100) * 100
  const items: Record<string, number> = {}
  const put = (item: string, fen: number) => {
    if (fen > 0) items[item] = fen
  }
  if (works) put('WAGE.WORK', share(0.34))
  const crops = share(0.16)
  const livestock = random.chance(0.4) ? share(0.1) : 0
  put('BUSINESS.CROPS', crops)
  put('BUSINESS.LIVESTOCK', livestock)
  put('COST.CROPS', Math.floor((crops * 0.3) / 100) * 100)
  put('COST.LIVESTOCK', Math.floor((livestock * 0.35) / 100) * 100)
  put('PROPERTY.DIVIDENDS', share(0.05))
  put('PROPERTY.LAND', share(0.04))
  if (old > 0) put('TRANSFER.PENSION', old * 148_000)
  if (sample.householdType === 'POOR_SUBSISTENCE') put('TRANSFER.SUBSISTENCE', residents * 90_000)
  if (sample.householdType === 'POOR_DESTITUTE') put('TRANSFER.DESTITUTE', residents * 180_000)
  put('TRANSFER.SOIL', 32_000)
  const over = () => sumIncome(items).netFen - net
  const lowerable = [
    'WAGE.WORK',
    'BUSINESS.CROPS',
    'BUSINESS.LIVESTOCK',
    'PROPERTY.DIVIDENDS',
    'PROPERTY.LAND',
    'TRANSFER.SOIL',
    'TRANSFER.PENSION',
  ]
  // Less was earned by selling crops, or what is left over comes from the children.
  for (const item of lowerable) {
    const more = over()
    if (more <= 0) break
    const left = Math.max(0, (items[item] ?? 0) - more)
    if (left === 0) delete items[item]
    else items[item] = left
  }
  put('TRANSFER.SUPPORT', -over())
  put('COST.OTHER', over())
  const { groups } = sumIncome(items)
  return {
    items,
    wage_fen: groups.WAGE,
    business_fen: groups.BUSINESS,
    property_fen: groups.PROPERTY,
    transfer_fen: groups.TRANSFER,
    cost_fen: groups.COST,
    net_fen: net,
    resident_members: residents,
  }
}

/** Living and production conditions of every household in one year. */
export function livingRows(random: Random, households: readonly DemoHousehold[], year: number): Row[] {
  return households.map(({ id, regionCode, sample }) => {
    const arable = Math.round(random.int(2, 9) * sample.members.length * 10) / 10
    const forest = random.chance(0.5) ? random.int(1, 12) : 0
    const isBad = sample.housingGrade === 'C' || sample.housingGrade === 'D'
    const water = random.weighted([
      ['PURIFIED_TAP', 86],
      ['PROTECTED_WELL', 12],
      ['RAINWATER', 2],
    ] as const)
    return {
      county_code: COUNTY,
      household_id: id,
      year,
      region_code: regionCode,
      arable_mu: arable,
      irrigated_mu: Math.round(arable * random.next() * 4) / 10,
      forest_mu: forest,
      returned_forest_mu: forest > 0 && random.chance(0.6) ? Math.min(forest, random.int(1, 6)) : 0,
      orchard_mu: 0,
      grassland_mu: random.chance(0.15) ? random.int(2, 20) : 0,
      water_surface_mu: 0,
      road_type: random.weighted([
        ['CEMENT', 78],
        ['GRAVEL', 15],
        ['DIRT', 5],
        ['ASPHALT', 2],
      ] as const),
      road_km: random.int(1, 25) / 10,
      house_area_m2: random.int(38, 110),
      house_structure: isBad
        ? 'ADOBE'
        : random.weighted([
            ['BRICK_CONCRETE', 58],
            ['BRICK_TIMBER', 40],
            ['CAVE', 2],
          ] as const),
      house_grade: sample.housingGrade,
      appraised_on: `${year}-${String(random.int(4, 9)).padStart(2, '0')}-${String(random.int(1, 28)).padStart(2, '0')}`,
      appraised_by: '青岭县住房和城乡建设局',
      has_electricity: true,
      has_production_power: random.chance(0.8),
      has_broadcast: random.chance(0.97),
      has_broadband: random.chance(0.55),
      water_source: water,
      is_water_hard: false,
      is_water_safe: water !== 'RAINWATER',
      water_litres_per_day: random.int(24, 60),
      water_fetch_minutes: water === 'PURIFIED_TAP' ? 0 : random.int(3, 15),
      water_interruption_days: random.int(0, 14),
      has_sanitary_toilet: random.chance(0.72),
      fuel: random.weighted([
        ['COAL', 66],
        ['CLEAN', 22],
        ['FIREWOOD', 12],
      ] as const),
      in_cooperative: random.chance(0.4),
      by_leading_firm: random.chance(0.25),
      by_local_leader: random.chance(0.3),
      source: 'LEDGER',
    }
  })
}

/** Cadres of the county's offices as paired helpers, eight households each, village by village; `taken` have one already. */
export function helperRows(
  random: Random,
  households: readonly DemoHousehold[],
  taken: ReadonlySet<string>,
  from: string,
): Row[] {
  const byVillage = Map.groupBy(
    households.filter(({ id, sample }) => !taken.has(id) && sample.povertyStatus !== 'NEVER_POOR'),
    ({ regionCode }) => regionCode,
  )
  return [...byVillage.values()].flatMap((own) => {
    const unit = random.one(UNITS)
    let helper = { name: '', sex: 'M' as 'M' | 'F' }
    return own.map((household, index): Row => {
      if (index % HOUSEHOLDS_PER_HELPER === 0) {
        const sex = random.chance(0.6) ? 'M' : 'F'
        helper = { name: inventName(random, sex, random.int(1968, 1992)), sex }
      }
      return {
        county_code: COUNTY,
        id: random.uuid(),
        region_code: household.regionCode,
        household_id: household.id,
        user_id: null,
        name: helper.name,
        sex: helper.sex,
        political_status: 'PARTY_MEMBER',
        unit,
        affiliation: 'COUNTY',
        valid_from: from,
      }
    })
  })
}

/** What each household was since 2014: before it was identified, poor, out of poverty, monitored. Replaces what the trigger wrote. */
export const STATE_HISTORY = `
  DELETE FROM household_state WHERE county_code = '${COUNTY}';
  WITH steps AS (
    SELECT h.county_code, h.id, h.region_code, d.since, d.status, d.type, d.monitored
    FROM household h
    LEFT JOIN LATERAL (SELECT min(c.identified_on) AS day FROM monitoring_case c
      WHERE c.county_code = h.county_code AND c.household_id = h.id AND c.status <> 'RISK_REMOVED') m ON true
    CROSS JOIN LATERAL (VALUES
      (DATE '2014-01-01', 'NEVER_POOR'::"PovertyStatus", 'GENERAL_RURAL'::"HouseholdType", NULL::"MonitoredType", true),
      (h.identified_on, 'NOT_EXITED', h.household_type, NULL, h.identified_on IS NOT NULL),
      (make_date(h.exit_year, 12, 20), h.poverty_status, h.household_type, NULL, h.exit_year IS NOT NULL),
      (m.day, h.poverty_status, h.household_type, h.monitored_type, h.monitored_type IS NOT NULL AND m.day IS NOT NULL)
    ) d(since, status, type, monitored, applies)
    WHERE h.county_code = '${COUNTY}' AND d.applies)
  INSERT INTO household_state (county_code, household_id, valid_from, valid_to, region_code, village_code, household_type, poverty_status, monitored_type, is_active)
  SELECT county_code, id, since, lead(since) OVER (PARTITION BY id ORDER BY since), region_code, region_code, type, status, monitored, true
  FROM steps`

/** What each case was since it was identified: supported by its plan, to be removed, removed. Replaces what the trigger wrote. */
export const CASE_HISTORY = `
  DELETE FROM monitoring_state WHERE county_code = '${COUNTY}' AND case_id IS NOT NULL;
  INSERT INTO monitoring_state (county_code, subject_id, valid_from, valid_to, region_code, village_code, household_id, status, case_id)
  SELECT c.county_code, c.id, d.since, lead(d.since) OVER (PARTITION BY c.id ORDER BY d.since), c.region_code, c.region_code, c.household_id, d.status, c.id
  FROM monitoring_case c CROSS JOIN LATERAL (
    SELECT DISTINCT ON (since) since, status FROM (
      SELECT c.identified_on AS since, 1 AS no, 'MONITORED' AS status
      UNION ALL SELECT p.agreed_on, 2, 'SUPPORTED' FROM support_plan p WHERE p.county_code = c.county_code AND p.case_id = c.id
      UNION ALL SELECT p.started_on, 3, 'REMOVAL_PROPOSED' FROM status_procedure p
        WHERE p.county_code = c.county_code AND p.case_id = c.id AND p.kind = 'RISK_REMOVAL'
      UNION ALL SELECT c.removed_on, 4, 'RISK_REMOVED' WHERE c.removed_on IS NOT NULL) x
    ORDER BY since, no DESC) d
  WHERE c.county_code = '${COUNTY}'`
