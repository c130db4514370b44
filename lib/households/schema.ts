import * as z from 'zod'
import { EDIT_FIELDS, type EditField, isAccount, isPhone, plainAccount, plainPhone } from '@/lib/households/rules/edit'
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

export const HOUSING_GRADES = ['A', 'B', 'C', 'D'] as const

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
  part?: 'counted' | 'missing'
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

const line = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .transform((text) => text.normalize('NFC'))
    .default('')

const Phone = z
  .string()
  .max(40)
  .transform(plainPhone)
  .superRefine((text, context) => {
    if (text === '' || isPhone(text)) return
    context.addIssue({
      code: 'custom',
      message: 'households.phoneDigits',
      params: { n: text.replace(/\D/g, '').length },
    })
  })
  .default('')

const Account = z
  .string()
  .max(60)
  .transform(plainAccount)
  .superRefine((text, context) => {
    if (text === '' || isAccount(text)) return
    context.addIssue({
      code: 'custom',
      message: 'households.accountDigits',
      params: { n: text.replace(/\D/g, '').length },
    })
  })
  .default('')

const Base = z.object(
  Object.fromEntries(EDIT_FIELDS.map((field) => [field, line(200)])) as Record<EditField, ReturnType<typeof line>>,
)

const Side = z.enum(['mine', 'theirs']).optional()
const Choose = z.object(Object.fromEntries(EDIT_FIELDS.map((field) => [field, Side])) as Record<EditField, typeof Side>)

/**
 * An edit carries what was read (`version`, `base`) beside what was typed. An empty phone or account keeps the present one unless it is
 * cleared; `choose` settles a field that two people changed.
 */
export const EditHouseholdInput = z.object({
  householdId: z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/),
  version: z.number().int().min(1),
  base: Base.prefault({}),
  choose: Choose.prefault({}),
  groupName: line(40),
  address: line(120),
  phone: Phone,
  clearPhone: z.boolean().default(false),
  bankName: line(60),
  bankAccount: Account,
  clearBankAccount: z.boolean().default(false),
  householdType: z.enum(HOUSEHOLD_TYPES),
  mainCause: z.enum(['', ...MAIN_CAUSES]).default(''),
  housingGrade: z.enum(['', ...HOUSING_GRADES]).default(''),
  nationalHouseholdNo: line(20).refine((text) => /^\d*$/.test(text), { message: 'households.nationalNoDigits' }),
})
export type EditHouseholdInput = z.output<typeof EditHouseholdInput>
