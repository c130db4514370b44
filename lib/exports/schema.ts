import * as z from 'zod'

/**
 * What can be taken out. LEDGER has a row per member, HOUSEHOLDS a row per household, INCOMES and LIVING its newest year; CLUES, CASES, QUALITY,
 * MEASURES, PROJECTS, RELIEF, DEADLINES and FINDINGS are the lists of those names; SUPERVISION is the ledger of listed places, PAIRS of paired
 * assistance, HELPERS the list of who helps; PAYMENTS is what the bank is to pay in a cycle; SUMMARY counts the regions below one. VILLAGE_PLANS, YEAR_TASKS, LABOUR and SUPPLIES are of the year of villages, SPECIAL_GROUPS its households one by one; MEDICAL_UNITS, LISTED_PLACES, CAMPAIGNS and LETTERS the lists of their pages, LOANS that of microcredit, ATTENDANCE
 * the month of who is posted in villages. VISITS, PROCEDURES, EVENTS, FILIAL_LISTS,
 * FUND_ENTRIES, PAYOUT_CYCLES, CONTRIBUTIONS, FACTS, TARGETS and INDICATORS are the pages of those names; DUPLICATES has a row per side of a pair; TABLE is a table of one's
 * own. SAMPLES are the households that a campaign drew, DERIVATIONS and SESSIONS of supervision, DOUBTFUL_CLOSINGS, BULK_CLOSINGS and UNIT_SCORES
 * what speaks for false closing, DUPLICATES_ACROSS the pairs of two counties, for their common superior. OF_NOBODY tells of no person.
 */
export const KINDS = [
  'LEDGER',
  'HOUSEHOLDS',
  'INCOMES',
  'LIVING',
  'CLUES',
  'CASES',
  'QUALITY',
  'MEASURES',
  'PROJECTS',
  'ENTERPRISES',
  'RELIEF',
  'PAYMENTS',
  'DEADLINES',
  'FINDINGS',
  'SUPERVISION',
  'PAIRS',
  'HELPERS',
  'SUMMARY',
  'VISITS',
  'PROCEDURES',
  'EVENTS',
  'DUPLICATES',
  'FILIAL_LISTS',
  'FUND_ENTRIES',
  'PAYOUT_CYCLES',
  'CONTRIBUTIONS',
  'FACTS',
  'TARGETS',
  'INDICATORS',
  'TABLE',
  'VILLAGE_PLANS',
  'YEAR_TASKS',
  'LABOUR',
  'SUPPLIES',
  'MEDICAL_UNITS',
  'LISTED_PLACES',
  'CAMPAIGNS',
  'LETTERS',
  'SPECIAL_GROUPS',
  'LOANS',
  'ATTENDANCE',
  'SAMPLES',
  'DERIVATIONS',
  'SESSIONS',
  'DOUBTFUL_CLOSINGS',
  'BULK_CLOSINGS',
  'UNIT_SCORES',
  'DUPLICATES_ACROSS',
] as const
export type Kind = (typeof KINDS)[number]

/** The kinds that a list of households can be taken out as. */
export const HOUSEHOLD_KINDS = ['HOUSEHOLDS', 'LEDGER', 'INCOMES', 'LIVING'] as const satisfies readonly Kind[]

/** Figures of regions alone: whoever reads from afar may have them, above a county too. */
export const AGGREGATE_KINDS = ['SUMMARY', 'FACTS', 'TARGETS', 'INDICATORS', 'TABLE'] as const satisfies readonly Kind[]

/** Kinds whose rows are about no person. */
export const OF_NOBODY: readonly Kind[] = [
  ...AGGREGATE_KINDS,
  'PROJECTS',
  'SUPERVISION',
  'FILIAL_LISTS',
  'FUND_ENTRIES',
  'PAYOUT_CYCLES',
  'ENTERPRISES',
  'PAIRS',
  'VILLAGE_PLANS',
  'YEAR_TASKS',
  'LABOUR',
  'SUPPLIES',
  'MEDICAL_UNITS',
  'LISTED_PLACES',
  'CAMPAIGNS',
  'LETTERS',
  'DERIVATIONS',
  'SESSIONS',
  'BULK_CLOSINGS',
  'UNIT_SCORES',
]

export const FORMATS = ['XLSX', 'CSV_UTF8', 'CSV_GB18030'] as const
export type Format = (typeof FORMATS)[number]

/** What a file is for. Its words and the sentence beside it go into the file. */
export const PURPOSES = ['LEDGER_CHECK', 'REPORTING', 'COMPARISON', 'SUPERVISION', 'AUDIT', 'STUDY', 'OTHER'] as const
export type Purpose = (typeof PURPOSES)[number]

export const EXPORT_STATUSES = ['REQUESTED', 'APPROVED', 'REFUSED', 'READY', 'FETCHED', 'EXPIRED', 'FAILED'] as const
export type ExportStatus = (typeof EXPORT_STATUSES)[number]

/** As it is shown: a made file whose time is over is EXPIRED before anybody says so, and a making that does not stir is INTERRUPTED. */
export type ExportState = ExportStatus | 'MAKING' | 'INTERRUPTED'

/** Why a making ended without a file. GROWN: more rows than may leave without approval. */
export const FAILURES = ['GROWN', 'BROKEN'] as const
export type Failure = (typeof FAILURES)[number]

export const LONGEST_NOTE = 200
export const MAX_ROWS = 200_000
export const REQUESTS_AN_HOUR = 10
export const FETCHES = 3

const line = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .transform((text) => text.normalize('NFC').replace(/\p{Cc}+/gu, ' '))

/** `query` is the address of the list behind its question mark: the file holds what the list holds. */
export const RequestExportInput = z.object({
  id: z.uuid(),
  kind: z.enum(KINDS),
  query: z.string().max(2_000).default(''),
  format: z.enum(FORMATS),
  purpose: z.enum(PURPOSES),
  note: line(LONGEST_NOTE).refine((text) => [...text].length >= 4, { message: 'exports.noteTooShort' }),
  unmasked: z.boolean().default(false),
  withHealth: z.boolean().default(false),
})
export type RequestExportInput = z.output<typeof RequestExportInput>

/** Figures of regions: no person stands in them, so nothing is masked. */
export const RequestSummaryInput = RequestExportInput.pick({
  id: true,
  query: true,
  format: true,
  purpose: true,
  note: true,
}).extend({ kind: z.enum(AGGREGATE_KINDS).default('SUMMARY') })

export const DecideExportInput = z.object({
  exportId: z.uuid(),
  decision: z.enum(['APPROVE', 'REFUSE']),
  note: line(LONGEST_NOTE).default(''),
})

const SHORTEST_PASSWORD = 8
const LONGEST_PASSWORD = 64

/** What a download may bring: the password that the workbook is to open with, of characters that a keyboard has. Empty means none. */
export const FetchExportInput = z.object({
  password: z
    .string()
    .max(LONGEST_PASSWORD)
    .superRefine((text, about) => {
      if (text !== '' && ([...text].length < SHORTEST_PASSWORD || /[\p{C}\p{Z}]/u.test(text)))
        about.addIssue({ code: 'custom', message: 'exports.passwordForm', params: { n: SHORTEST_PASSWORD } })
    })
    .default(''),
})

/** One cell of a file. A day is a calendar day; an amount is in yuan. */
export type Cell = string | number | { day: string } | null

/** TEXT may be long digits, such as codes and identity numbers: it never becomes a number or a formula. */
export type ColumnKind = 'TEXT' | 'DAY' | 'NUMBER' | 'AMOUNT'

export type Column = {
  key: string
  head: string
  kind: ColumnKind
  width: number
  /** Its texts are looked at and not looked up, so they may carry the hidden trace. */
  carries: boolean
  isHidden?: boolean
}

/** A row of a file: where it comes from, and its cells by column key. */
export type SheetRow = {
  /** Null where a row is about no household. */
  householdId: string | null
  personId: string | null
  regionCode: string
  householdVersion: number
  personVersion: number | null
  cells: Readonly<Record<string, Cell>>
}
