import { CATEGORIES as FINDING_CATEGORIES, FINDING_STATUSES, LEVELS, SOURCES } from '@/lib/findings/schema'
import { valuesOf } from '@/lib/households/catalogue/codes'
import { HOUSEHOLD_TYPES, MAIN_CAUSES, MONITORED_TYPES, POVERTY_STATUSES } from '@/lib/households/schema'
import { GUARANTEE_ITEMS, INCOME_CHANGES } from '@/lib/monitoring/rules/choices'
import { CASE_STATUSES, CLUE_SOURCES, RISKS } from '@/lib/monitoring/schema'
import { ROLES } from '@/lib/platform/actor'
import type { Permission } from '@/lib/platform/permissions'
import { CATEGORIES, FORMS, FUND_SOURCES, MEASURE_STATUSES } from '@/lib/support/schema'

/** Stands for what is not recorded, or does not apply. */
export const UNRECORDED = 'UNRECORDED'

/** Values that are no fixed list: places one level below, months, years, and the aspects of findings, which are rows. */
export type Open = 'PLACES' | 'MONTHS' | 'YEARS' | 'ASPECTS'

/** One way to divide what is counted. `words` is the path of the words of its values. */
export type Dimension = {
  values: readonly string[] | Open
  words?: string
  /** One record may have several of the values: it stands in each, and in the total once. */
  isMany?: true
  /** Tells of health: small figures are covered for whoever may not read it. */
  isHealth?: true
}

const YES_NO = ['true', 'false'] as const
const yesNo: Dimension = { values: YES_NO, words: 'tables.yesNo' }
const place: Dimension = { values: 'PLACES' }
const type: Dimension = { values: HOUSEHOLD_TYPES, words: 'households.types' }
const status: Dimension = { values: POVERTY_STATUSES, words: 'households.statuses' }
const monitored: Dimension = { values: MONITORED_TYPES, words: 'households.monitoredTypes' }
const month: Dimension = { values: 'MONTHS' }
const year: Dimension = { values: 'YEARS' }
const coded = (group: 'education' | 'labour' | 'workArea' | 'jobChannel'): Dimension => ({
  values: valuesOf(group),
  words: `register.codes.${group}`,
})

/** How old, in whole years on the day of the table. */
export const AGE_BANDS = ['0-5', '6-15', '16-24', '25-44', '45-59', '60-74', '75+'] as const
export const SIZES = ['1', '2', '3', '4', '5', '6+'] as const
/** Days since the last visit. */
export const VISITED = ['0-30', '31-90', '91-180', '181+'] as const
export const STATES = ['OPEN', 'CLOSED'] as const

type Subject = {
  /** Who may count it: whoever may read it. */
  needs: Permission
  dimensions: Readonly<Record<string, Dimension>>
  /** What may be added up beside counting the records. Amounts are in fen. */
  sums: readonly Sum[]
  /** Whether its records have a day by which a period narrows them; the others are as they are today. */
  hasDay: boolean
  /** Each record is one person. */
  isOfPersons?: true
}

export const SUMS = ['persons', 'income', 'amount'] as const
export type Sum = (typeof SUMS)[number]
export const AMOUNTS: readonly Sum[] = ['income', 'amount']

/** What can be counted, and how it can be divided and narrowed. One entry adds a dimension to forms, tables, files and prints. */
export const SUBJECTS = {
  households: {
    needs: 'household:read',
    dimensions: {
      place,
      type,
      status,
      monitored,
      cause: { values: MAIN_CAUSES, words: 'register.codes.mainCause' },
      unmet: { values: GUARANTEE_ITEMS, words: 'households.guaranteeItems', isMany: true },
      visited: { values: VISITED, words: 'tables.visited' },
      size: { values: SIZES, words: 'tables.sizes' },
      housing: { values: ['A', 'B', 'C', 'D'], words: 'tables.grades' },
      relocated: yesNo,
      exitYear: year,
    },
    sums: ['persons', 'income'],
    hasDay: false,
  },
  persons: {
    needs: 'household:read',
    dimensions: {
      place,
      status,
      type,
      monitored,
      sex: { values: ['M', 'F'], words: 'tables.sexes' },
      age: { values: AGE_BANDS, words: 'tables.ages' },
      education: coded('education'),
      labour: { ...coded('labour'), isHealth: true },
      workArea: coded('workArea'),
      jobChannel: coded('jobChannel'),
      medicalInsured: yesNo,
      subsistence: yesNo,
      destitute: yesNo,
    },
    sums: [],
    hasDay: false,
    isOfPersons: true,
  },
  cases: {
    needs: 'case:read',
    dimensions: {
      place,
      state: { values: STATES, words: 'tables.caseStates' },
      caseStatus: { values: CASE_STATUSES, words: 'monitoring.caseStatus' },
      monitored,
      risk: { values: RISKS, words: 'monitoring.risks', isMany: true },
      channel: { values: CLUE_SOURCES, words: 'monitoring.sources' },
      status,
      month,
    },
    sums: ['persons'],
    hasDay: true,
  },
  findings: {
    needs: 'finding:read',
    dimensions: {
      place,
      state: { values: STATES, words: 'tables.findingStates' },
      source: { values: SOURCES, words: 'findings.sources' },
      aspect: { values: 'ASPECTS' },
      category: { values: FINDING_CATEGORIES, words: 'findings.categories' },
      findingStatus: { values: FINDING_STATUSES, words: 'findings.statuses' },
      level: { values: LEVELS, words: 'findings.levels' },
      overdue: yesNo,
      month,
    },
    sums: [],
    hasDay: true,
  },
  measures: {
    needs: 'support:read',
    dimensions: {
      place,
      category: { values: CATEGORIES, words: 'support.categories' },
      measureStatus: { values: MEASURE_STATUSES, words: 'support.statuses' },
      form: { values: FORMS, words: 'support.forms' },
      fundSource: { values: FUND_SOURCES, words: 'support.sources' },
      status,
      month,
      year,
    },
    sums: ['amount'],
    hasDay: true,
  },
  visits: {
    needs: 'visit:read',
    dimensions: {
      place,
      visitor: { values: ROLES, words: 'users.roles' },
      incomeChange: { values: INCOME_CHANGES, words: 'households.incomeChanges' },
      status,
      monitored,
      month,
    },
    sums: [],
    hasDay: true,
  },
} as const satisfies Readonly<Record<string, Subject>>

export type SubjectCode = keyof typeof SUBJECTS
export const SUBJECT_CODES = Object.keys(SUBJECTS) as [SubjectCode, ...SubjectCode[]]

/** A subject by its code, with its dimensions by name. */
export const subjectOf = (code: SubjectCode): Subject => SUBJECTS[code]

/** A dimension of a subject; undefined where it has none of that name. */
export function dimensionOf(subject: SubjectCode, name: string): Dimension | undefined {
  const { dimensions } = subjectOf(subject)
  return Object.hasOwn(dimensions, name) ? dimensions[name] : undefined
}
