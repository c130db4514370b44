import { owner } from './builders'

type Condition = (value: string) => string

const UNRECORDED = 'UNRECORDED'
const is =
  (column: string): Condition =>
  (value) =>
    value === UNRECORDED ? `${column} IS NULL` : `${column}::text = '${value}'`
const inMonth =
  (column: string): Condition =>
  (value) =>
    `${column} >= '${value}-01'::date AND ${column} < '${value}-01'::date + interval '1 month'`
const inYear =
  (column: string): Condition =>
  (value) =>
    `${column} BETWEEN '${value}-01-01' AND '${value}-12-31'`
const among =
  (conditions: Readonly<Record<string, string>>): Condition =>
  (value) =>
    conditions[value] ?? 'false'

const lived = (days: string) => `h.last_visited_on ${days}`
const born = (older: number, younger: number) =>
  `p.birth_date <= $1::date - interval '${older} years' AND p.birth_date > $1::date - interval '${younger} years'`
const LATE = `(f.status <> 'CLOSED' AND NOT f.is_long_term AND f.due_on IS NOT NULL AND f.due_on < $1::date)`
const failing = `SELECT FROM guarantee_state g WHERE g.household_id = h.id AND g.result = 'FAIL'`
const of = {
  status: is('h.poverty_status'),
  type: is('h.household_type'),
  monitored: is('h.monitored_type'),
}

type Counted = { from: string; region: string; sums: Record<string, string>; by: Record<string, Condition> }

/** How each subject is counted, written by hand from what its words say. `$1` is the day of the table. */
export const COUNTED: Readonly<Record<string, Counted>> = {
  households: {
    from: 'household h WHERE h.is_active',
    region: 'h.region_code',
    sums: {
      persons: 'h.member_count',
      income: `(SELECT coalesce(i.net_fen, h.per_capita_income_fen * h.member_count) FROM household_income i WHERE i.household_id = h.id AND i.year = h.income_year)`,
    },
    by: {
      ...of,
      cause: is('h.main_cause'),
      unmet: (value) =>
        value === UNRECORDED ? `NOT EXISTS (${failing})` : `EXISTS (${failing} AND g.item = '${value}')`,
      visited: among({
        '0-30': lived(`>= $1::date - 30`),
        '31-90': lived(`BETWEEN $1::date - 90 AND $1::date - 31`),
        '91-180': lived(`BETWEEN $1::date - 180 AND $1::date - 91`),
        '181+': lived(`< $1::date - 180`),
        [UNRECORDED]: lived('IS NULL'),
      }),
      size: among({
        ...Object.fromEntries(['1', '2', '3', '4', '5'].map((n) => [n, `h.member_count = ${n}`])),
        '6+': 'h.member_count > 5',
        [UNRECORDED]: 'h.member_count = 0',
      }),
      housing: is('h.housing_grade'),
      relocated: is('h.is_relocated'),
      exitYear: is('h.exit_year'),
    },
  },
  persons: {
    from: `person p, household h, membership m WHERE m.person_id = p.id AND m.household_id = h.id AND h.is_active
      AND m.valid_from <= $1::date AND coalesce(m.valid_to, 'infinity') > $1::date`,
    region: 'm.region_code',
    sums: {},
    by: {
      ...of,
      sex: is('p.sex'),
      age: among({
        '0-5': `p.birth_date > $1::date - interval '6 years'`,
        '6-15': born(6, 16),
        '16-24': born(16, 25),
        '25-44': born(25, 45),
        '45-59': born(45, 60),
        '60-74': born(60, 75),
        '75+': `p.birth_date <= $1::date - interval '75 years'`,
      }),
      education: is('p.education'),
      labour: is('p.labour'),
      workArea: is('p.work_area'),
      jobChannel: is('p.job_channel'),
      medicalInsured: is('p.medical_insured'),
      subsistence: is('p.subsistence'),
      destitute: is('p.destitute'),
    },
  },
  cases: {
    from: 'monitoring_case c, household h WHERE h.id = c.household_id',
    region: 'c.region_code',
    sums: { persons: 'h.member_count' },
    by: {
      state: among({ OPEN: `c.status <> 'RISK_REMOVED'`, CLOSED: `c.status = 'RISK_REMOVED'` }),
      caseStatus: is('c.status'),
      monitored: is('c.monitored_type'),
      risk: (value) => (value === UNRECORDED ? 'cardinality(c.risks) = 0' : `'${value}' = ANY (c.risks)`),
      channel: is('c.channel'),
      status: of.status,
      month: inMonth('c.identified_on'),
    },
  },
  findings: {
    from: 'finding f WHERE true',
    region: 'f.region_code',
    sums: {},
    by: {
      state: among({ OPEN: `f.status <> 'CLOSED'`, CLOSED: `f.status = 'CLOSED'` }),
      source: is('f.source'),
      aspect: is('f.aspect'),
      category: is('f.category'),
      findingStatus: is('f.status'),
      level: is('f.level'),
      overdue: among({ true: LATE, false: `NOT (${LATE})` }),
      month: inMonth('f.found_on'),
    },
  },
  measures: {
    from: 'support_measure s, measure_type t, household h WHERE t.code = s.type_code AND h.id = s.household_id',
    region: 's.region_code',
    sums: { amount: 's.amount_fen' },
    by: {
      category: is('t.category'),
      measureStatus: is('s.status'),
      form: is('s.form'),
      fundSource: is('s.fund_source'),
      status: of.status,
      month: inMonth('s.counts_on'),
      year: inYear('s.counts_on'),
    },
  },
  visits: {
    from: 'visit v, household h WHERE h.id = v.household_id',
    region: 'v.region_code',
    sums: {},
    by: {
      visitor: is('v.visitor_role'),
      incomeChange: is('v.income_change'),
      status: of.status,
      monitored: of.monitored,
      month: inMonth('v.visited_on'),
    },
  },
}

const DAYS: Record<string, string> = {
  cases: 'c.identified_on',
  findings: 'f.found_on',
  measures: 's.counts_on',
  visits: 'v.visited_on',
}

export type Told = {
  subject: string
  rows: string
  columns: string | null
  value: string
  filters: Record<string, string[]>
  from: string | null
  to: string | null
}

const prefixOf = (code: string) =>
  /0{10}$/.test(code) ? code.slice(0, 2) : code.replace(/^(\d{4}|\d{6}|\d{9})0+$/, '$1')

/** What one cell must say: records in a region by a row's and a column's value; null for a value stands for all of them. */
export async function oracleCell(
  told: Told,
  { region, today }: { region: string; today: string },
  row: string | null,
  column: string | null,
): Promise<number> {
  const { from, region: at, sums, by } = COUNTED[told.subject] as Counted
  const conditions = [`${at} LIKE '${prefixOf(region)}%'`]
  const meet = (name: string | null, value: string | null) => {
    if (name === null || value === null) return
    if (name === 'place')
      conditions.push(
        value === region && prefixOf(region).length < 12 ? `${at} = '${region}'` : `${at} LIKE '${prefixOf(value)}%'`,
      )
    else conditions.push(`(${by[name]?.(value)})`)
  }
  meet(told.rows, row)
  meet(told.columns, column)
  for (const [name, values] of Object.entries(told.filters))
    conditions.push(`(${values.map((value) => `(${by[name]?.(value)})`).join(' OR ')})`)
  if (told.from) conditions.push(`${DAYS[told.subject]} >= '${told.from}'`)
  if (told.to) conditions.push(`${DAYS[told.subject]} <= '${told.to}'`)
  const figure = told.value === 'count' ? 'count(*)' : `coalesce(sum(${sums[told.value]}), 0)`
  const { rows } = await owner().query(
    `SELECT ${figure}::float8 AS n, $1::date AS day FROM ${from} AND ${conditions.join(' AND ')}`,
    [today],
  )
  return rows[0].n
}
