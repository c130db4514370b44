import * as z from 'zod'
import { HOUSEHOLD_FIELDS } from '@/lib/households/catalogue/record-fields'
import { editOf, Id } from '@/lib/households/schema/record'
import { LEDGER_CODES } from '@/prisma/catalogue/ledger-layout'

export const HOUSEHOLD_TYPES = ['GENERAL_RURAL', 'POOR_GENERAL', 'POOR_SUBSISTENCE', 'POOR_DESTITUTE'] as const
export type HouseholdType = (typeof HOUSEHOLD_TYPES)[number]

export const POVERTY_STATUSES = [
  'NEVER_POOR',
  'NOT_EXITED',
  'EXIT_PLANNED',
  'EXITED',
  'EXITED_STABLE',
  'RELAPSED',
] as const
export type PovertyStatus = (typeof POVERTY_STATUSES)[number]

export const MONITORED_TYPES = ['UNSTABLE_EXITED', 'MARGINAL', 'SUDDEN_HARDSHIP'] as const
export type MonitoredType = (typeof MONITORED_TYPES)[number]

/** Monitored at all, not monitored, or one of the three kinds. */
export const MONITORED_CHOICES = ['YES', 'NO', ...MONITORED_TYPES] as const

/** The main cause of poverty, one per household. */
export const MAIN_CAUSES = LEDGER_CODES.mainCause.map((cause) => cause.value)
export type MainCause = (typeof MAIN_CAUSES)[number]

/** E stops the form and cannot be explained away; W goes to the list to clear; A is an audit finding that offers a clue. */
export const SEVERITIES = ['E', 'W', 'A'] as const
export type Severity = (typeof SEVERITIES)[number]
/** Offered spans without a visit, in days. Any whole number is understood. */
export const UNVISITED_DAYS = [30, 90, 180, 365] as const

export const HOUSEHOLD_SORTS = ['region', 'name', 'visited', 'due', 'income'] as const
export type HouseholdSort = (typeof HOUSEHOLD_SORTS)[number]

/** What the list shows. Codes are checked one by one by `readListParams`; `region` is a subtree prefix within the reader's scope. */
export type ListFilter = {
  region: string
  status?: PovertyStatus
  type?: HouseholdType
  monitored?: (typeof MONITORED_CHOICES)[number]
  unvisitedDays?: number
  /** An indicator of the wall, and which households of it: those counted or those its base still lacks. */
  behind?: string
  part?: 'counted' | 'missing' | 'base'
  q?: string
  /** A sealed identity number to look for. */
  person?: string
  sort: HouseholdSort
  cursor?: Cursor
}

/** Where a page begins: after or before a household, named by its sort value and id. */
export type Cursor = { side: 'after' | 'before'; value: string; id: string }

const day = z.iso.date()

export const ListRow = z.object({
  id: z.string(),
  regionCode: z.string(),
  village: z.string(),
  township: z.string(),
  group: z.string(),
  name: z.string(),
  householdNo: z.string(),
  type: z.enum(HOUSEHOLD_TYPES),
  status: z.enum(POVERTY_STATUSES),
  exitYear: z.number().nullable(),
  monitored: z.enum(MONITORED_TYPES).nullable(),
  members: z.number(),
  incomeFen: z.number().nullable(),
  incomeYear: z.number().nullable(),
  lastVisitedOn: day.nullable(),
  nextVisitOn: day.nullable(),
  clueVerifyBy: day.nullable(),
  /** The member whose name the search found. */
  found: z.string().nullable(),
})
export type ListRow = z.output<typeof ListRow>

export const RegionChoice = z.object({
  code: z.string(),
  name: z.string(),
  level: z.string(),
  parent: z.string().nullable(),
})
export type RegionChoice = z.output<typeof RegionChoice>

/** At most this many are counted; beyond it the list says "1,000+". */
export const COUNT_CAP = 1_000
export const PAGE_SIZE = 50

export type HouseholdPage = {
  rows: ListRow[]
  /** Households that fit, up to one more than COUNT_CAP. */
  total: number
  regions: RegionChoice[]
  newer: Cursor | null
  older: Cursor | null
}

/** An edit of a household's file. */
export const EditHouseholdInput = z.object({ householdId: Id, ...editOf(HOUSEHOLD_FIELDS) })
export type EditHouseholdInput = z.output<typeof EditHouseholdInput>
