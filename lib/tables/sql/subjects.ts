import 'server-only'
import { GUARANTEE_ITEMS } from '@/lib/monitoring/rules/choices'
import { Prisma } from '@/lib/platform/prisma/client'
import type { SUBJECTS, SubjectCode, Sum } from '@/lib/tables/catalogue'
import { UNRECORDED } from '@/lib/tables/catalogue'

const { sql, empty } = Prisma

/** Names of the dimensions of a subject: each needs its fragment, or this does not compile. */
type Fragments<S extends SubjectCode> = Readonly<
  Record<Exclude<keyof (typeof SUBJECTS)[S]['dimensions'], 'place'>, Prisma.Sql>
>

/** How a subject is read: its rows as `x`, what always narrows them, its day, and each dimension as an array of texts. */
export type Source = {
  from: Prisma.Sql
  where: Prisma.Sql
  day: Prisma.Sql
  dimensions: Readonly<Record<string, Prisma.Sql>>
  sums: Partial<Record<Sum, Prisma.Sql>>
}

const one = (text: Prisma.Sql) => sql`ARRAY[coalesce((${text})::text, ${UNRECORDED}::text)]`
const many = (texts: Prisma.Sql) => sql`coalesce(nullif((${texts})::text[], '{}'), ARRAY[${UNRECORDED}::text])`
const monthOf = (day: Prisma.Sql) => one(sql`to_char(${day}, 'YYYY-MM')`)
const yearOf = (day: Prisma.Sql) => one(sql`to_char(${day}, 'YYYY')`)

/** What a household is today, beside what hangs on it. */
const STATUS = one(sql`h.poverty_status`)
const TYPE = one(sql`h.household_type`)
const MONITORED = one(sql`h.monitored_type`)
const HOUSEHOLD = sql`LEFT JOIN household h ON h.county_code = x.county_code AND h.id = x.household_id`

const AGE = sql`extract(year FROM age(app_today(), p.birth_date))`
const DAYS = sql`app_today() - x.last_visited_on`

const households = {
  type: one(sql`x.household_type`),
  status: one(sql`x.poverty_status`),
  monitored: one(sql`x.monitored_type`),
  cause: one(sql`x.main_cause`),
  unmet:
    many(sql`ARRAY(SELECT g.item::text FROM guarantee_state g WHERE g.county_code = x.county_code AND g.household_id = x.id AND g.result = 'FAIL'
    AND g.item::text = ANY (${[...GUARANTEE_ITEMS]}::text[]) ORDER BY 1)`),
  visited: one(
    sql`CASE WHEN ${DAYS} <= 30 THEN '0-30' WHEN ${DAYS} <= 90 THEN '31-90' WHEN ${DAYS} <= 180 THEN '91-180' WHEN ${DAYS} > 180 THEN '181+' END`,
  ),
  size: one(sql`CASE WHEN x.member_count >= 6 THEN '6+' WHEN x.member_count > 0 THEN x.member_count::text END`),
  housing: one(sql`x.housing_grade`),
  relocated: one(sql`x.is_relocated`),
  exitYear: one(sql`x.exit_year`),
} satisfies Fragments<'households'>

const persons = {
  status: STATUS,
  type: TYPE,
  monitored: MONITORED,
  sex: one(sql`p.sex`),
  age: one(sql`CASE WHEN ${AGE} < 6 THEN '0-5' WHEN ${AGE} < 16 THEN '6-15' WHEN ${AGE} < 25 THEN '16-24' WHEN ${AGE} < 45 THEN '25-44'
    WHEN ${AGE} < 60 THEN '45-59' WHEN ${AGE} < 75 THEN '60-74' ELSE '75+' END`),
  education: one(sql`p.education`),
  labour: one(sql`p.labour`),
  workArea: one(sql`p.work_area`),
  jobChannel: one(sql`p.job_channel`),
  medicalInsured: one(sql`p.medical_insured`),
  subsistence: one(sql`p.subsistence`),
  destitute: one(sql`p.destitute`),
} satisfies Fragments<'persons'>

const cases = {
  state: one(sql`CASE WHEN x.status = 'RISK_REMOVED' THEN 'CLOSED' ELSE 'OPEN' END`),
  caseStatus: one(sql`x.status`),
  monitored: one(sql`x.monitored_type`),
  risk: many(sql`ARRAY(SELECT DISTINCT unnest(x.risks) ORDER BY 1)`),
  channel: one(sql`x.channel`),
  status: STATUS,
  month: monthOf(sql`x.identified_on`),
} satisfies Fragments<'cases'>

const findings = {
  state: one(sql`CASE WHEN x.status = 'CLOSED' THEN 'CLOSED' ELSE 'OPEN' END`),
  source: one(sql`x.source`),
  aspect: one(sql`x.aspect`),
  category: one(sql`x.category`),
  findingStatus: one(sql`x.status`),
  level: one(sql`x.level`),
  overdue: one(sql`coalesce(x.status <> 'CLOSED' AND NOT x.is_long_term AND x.due_on < app_today(), false)`),
  month: monthOf(sql`x.found_on`),
} satisfies Fragments<'findings'>

const measures = {
  category: one(sql`t.category`),
  measureStatus: one(sql`x.status`),
  form: one(sql`x.form`),
  fundSource: one(sql`x.fund_source`),
  status: STATUS,
  month: monthOf(sql`x.counts_on`),
  year: yearOf(sql`x.counts_on`),
} satisfies Fragments<'measures'>

const visits = {
  visitor: one(sql`x.visitor_role`),
  incomeChange: one(sql`x.income_change`),
  status: STATUS,
  monitored: MONITORED,
  month: monthOf(sql`x.visited_on`),
} satisfies Fragments<'visits'>

/** The only statements that a table is made of; definitions choose among them and bring values. */
export const SOURCES: Readonly<Record<SubjectCode, Source>> = {
  households: {
    from: sql`household x LEFT JOIN household_income i ON i.county_code = x.county_code AND i.household_id = x.id AND i.year = x.income_year`,
    where: sql`x.is_active`,
    day: empty,
    dimensions: households,
    sums: {
      persons: sql`x.member_count`,
      income: sql`coalesce(i.net_fen, x.per_capita_income_fen * x.member_count)`,
    },
  },
  persons: {
    from: sql`membership x JOIN household h ON h.county_code = x.county_code AND h.id = x.household_id
      JOIN person p ON p.county_code = x.county_code AND p.id = x.person_id`,
    where: sql`h.is_active AND x.valid_from <= app_today() AND (x.valid_to IS NULL OR x.valid_to > app_today())`,
    day: empty,
    dimensions: persons,
    sums: {},
  },
  cases: {
    from: sql`monitoring_case x ${HOUSEHOLD}`,
    where: sql`true`,
    day: sql`x.identified_on`,
    dimensions: cases,
    sums: { persons: sql`h.member_count` },
  },
  findings: { from: sql`finding x`, where: sql`true`, day: sql`x.found_on`, dimensions: findings, sums: {} },
  measures: {
    from: sql`support_measure x JOIN measure_type t ON t.code = x.type_code ${HOUSEHOLD}`,
    where: sql`true`,
    day: sql`x.counts_on`,
    dimensions: measures,
    sums: { amount: sql`x.amount_fen` },
  },
  visits: {
    from: sql`visit x ${HOUSEHOLD}`,
    where: sql`true`,
    day: sql`x.visited_on`,
    dimensions: visits,
    sums: {},
  },
}
