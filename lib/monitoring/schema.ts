import * as z from 'zod'
import { fenOf } from '@/lib/households/rules/money-text'
import {
  GUARANTEE_ITEMS,
  type GuaranteeItem,
  type GuaranteeResult,
  type IncomeChange,
  SHOCK_KINDS,
  type ShockKind,
} from '@/lib/monitoring/rules/choices'
import { PARAMETER_CODES } from '@/lib/parameters/schema'
import { isDay } from '@/lib/platform/days'

/** What a visit hands to screening: only what was seen and said on that day. */
export type VisitFacts = {
  visitId: string
  household: { countyCode: string; id: string; regionCode: string }
  /** 'YYYY-MM-DD'. */
  visitedOn: string
  guarantees: Record<GuaranteeItem, { result: GuaranteeResult; reason: string }>
  shocks: readonly { kind: ShockKind; totalFen: number | null; selfPaidFen: number | null }[]
  incomeChange: IncomeChange
  expectedPerCapitaFen: number | null
}

export const RULE_IDS = [
  'incomeBelowLine',
  'incomeDrop',
  'earnerLost',
  'medicalSelfPaid',
  'disasterLoss',
  'accidentLoss',
  'schoolingCost',
  'otherShock',
  'guarantee.FOOD',
  'guarantee.CLOTHING',
  'guarantee.EDUCATION',
  'guarantee.MEDICAL',
  'guarantee.HOUSING',
  'guarantee.WATER',
] as const
export type RuleId = (typeof RULE_IDS)[number]

/** Rules whose figures or reasons tell about somebody's health. */
export const HEALTH_RULES: readonly RuleId[] = [
  'medicalSelfPaid',
  'accidentLoss',
  'earnerLost',
  'otherShock',
  'guarantee.MEDICAL',
]

/** CROSSED opens or joins a clue. HINT and UNKNOWN are told and open nothing. */
export const OUTCOMES = ['CROSSED', 'HINT', 'CLEAR', 'UNKNOWN'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** The policy value behind a line, as it stood when it was used. */
export const LineOrigin = z.object({
  parameter: z.enum(PARAMETER_CODES),
  appliesTo: z.string(),
  value: z.number().nullable(),
  unit: z.string(),
  validFrom: z.string(),
  source: z.string(),
  certainty: z.string(),
})
export type LineOrigin = z.infer<typeof LineOrigin>

/** Which sentence a finding is told with; its words stand under `monitoring.says`. */
export const SAYINGS = [
  'incomeBelow',
  'incomeBelowNotExited',
  'incomeAbove',
  'incomeUnknown',
  'incomeNoLine',
  'incomeNothing',
  'dropCrossed',
  'dropClear',
  'dropNoFigure',
  'dropNoBase',
  'dropNoLine',
  'earnerLost',
  'medicalOver',
  'medicalHint',
  'medicalClear',
  'medicalNoAmount',
  'medicalNoLine',
  'costOver',
  'costClear',
  'costNoAmount',
  'costNoLine',
  'otherShock',
  'guaranteeFail',
  'guaranteePass',
  'withheld',
] as const
export type Saying = (typeof SAYINGS)[number]

/** Every figure that an explanation needs, kept with the finding so that it reads the same later. Money in fen. */
export const Figures = z.object({
  say: z.enum(SAYINGS),
  fen: z.number().optional(),
  year: z.number().optional(),
  lineFen: z.number().optional(),
  hintFen: z.number().optional(),
  factor: z.number().optional(),
  baseFen: z.number().optional(),
  baseYear: z.number().optional(),
  thisVisitFen: z.number().optional(),
  dropPercent: z.number().optional(),
  linePercent: z.number().optional(),
  reason: z.string().optional(),
  kinds: z.array(z.enum([...SHOCK_KINDS, 'LOST_MOST'])).optional(),
  lines: z.array(LineOrigin),
})
export type Figures = z.infer<typeof Figures>

export const Finding = z.object({ ruleId: z.enum(RULE_IDS), outcome: z.enum(OUTCOMES), figures: Figures })
export type Finding = z.infer<typeof Finding>

/** IN_CASE: the household is monitored already; the findings belong to its open case. */
export const SCREENING_OUTCOMES = ['OPENED', 'JOINED', 'IN_CASE', 'NOTHING'] as const
export type ScreeningOutcome = (typeof SCREENING_OUTCOMES)[number]

/** What screening a visit led to. The same visit gets the same answer however often it is screened. */
export const ScreeningResult = z.object({
  visitId: z.string(),
  outcome: z.enum(SCREENING_OUTCOMES),
  clueId: z.string().nullable(),
  caseId: z.string().nullable(),
  findings: z.array(Finding),
})
export type ScreeningResult = z.infer<typeof ScreeningResult>

export const CLUE_STATUSES = ['OPEN', 'CONFIRMED', 'DISMISSED'] as const
export type ClueStatus = (typeof CLUE_STATUSES)[number]

export const CASE_STATUSES = ['MONITORED', 'SUPPORTED', 'REMOVAL_PROPOSED', 'RISK_REMOVED'] as const
export type CaseStatus = (typeof CASE_STATUSES)[number]

export const CLUE_SOURCES = ['VISIT', 'SELF_REPORT', 'DEPARTMENT', 'SUPERVISION', 'HOTLINE'] as const
export type ClueSource = (typeof CLUE_SOURCES)[number]

/** Risk types of the national form, at most five on a case. */
export const RISKS = [
  'ILLNESS',
  'DISABILITY',
  'SCHOOLING',
  'DISASTER',
  'ACCIDENT',
  'LACK_LABOUR',
  'BUSINESS_FAILURE',
  'UNSTABLE_EMPLOYMENT',
  'UNSAFE_HOUSING',
  'UNSAFE_WATER',
  'OTHER',
] as const
export type Risk = (typeof RISKS)[number]

export const CLUE_TABS = ['open', 'overdue', 'decided'] as const
export type ClueTab = (typeof CLUE_TABS)[number]

export const CLUE_PARTS = ['waiting', 'verifying', 'dismissed'] as const
export type CluePart = (typeof CLUE_PARTS)[number]
/** The tab of the list of clues that holds a part. */
export const TAB_OF_PART = { waiting: 'open', verifying: 'open', dismissed: 'decided' } as const satisfies Record<
  CluePart,
  ClueTab
>

export const CASE_TABS = ['open', 'overdue', 'assess', 'removed'] as const
export type CaseTab = (typeof CASE_TABS)[number]

export const DISMISS_REASONS = ['NO_RISK', 'COVERED', 'NOT_RESIDENT', 'FALSE_DATA', 'OTHER'] as const
export type DismissReason = (typeof DISMISS_REASONS)[number]
/** Why a clue ended without a case: dismissed with a reason, or its procedure was rejected later. */
export type EndReason = DismissReason | 'REJECTED'

/** Where a clue comes from that a person enters; visits open theirs by screening. */
export const MANUAL_SOURCES = ['SELF_REPORT', 'HOTLINE', 'DEPARTMENT', 'SUPERVISION'] as const

const Id = z.uuid()
const Version = z.coerce.number().int().min(1)

export const OpenClueInput = z.object({
  householdId: Id,
  source: z.enum(MANUAL_SOURCES),
  summary: z.string().trim().min(1).max(300),
})
export type OpenClueInput = z.infer<typeof OpenClueInput>

/** One to five risks, none twice. */
export const Risks = z
  .array(z.enum(RISKS))
  .refine((risks) => risks.length > 0, { message: 'monitoring.risksNeeded' })
  .refine((risks) => risks.length <= 5, { message: 'monitoring.risksTooMany' })
  .refine((risks) => new Set(risks).size === risks.length, { message: 'input.wrong' })

/** `version` is the clue as the decider saw it. */
export const DismissClueInput = z
  .object({
    clueId: Id,
    version: Version,
    reason: z.enum(DISMISS_REASONS),
    note: z.string().trim().max(500).default(''),
    acknowledged: z.boolean().default(false),
  })
  .refine(({ reason, note }) => reason !== 'OTHER' || note !== '', {
    message: 'monitoring.noteNeeded',
    path: ['note'],
  })
export type DismissClueInput = z.infer<typeof DismissClueInput>

export const RISK_LEVELS = ['RED', 'YELLOW', 'GREEN'] as const
export type RiskLevel = (typeof RISK_LEVELS)[number]

/** 季度研判 · How a case stands this quarter. */
export const AssessCaseInput = z
  .object({
    caseId: Id,
    assessedOn: z.string().refine(isDay, { message: 'input.notADay' }),
    riskLevel: z.enum(RISK_LEVELS),
    incomePerHead: z
      .string()
      .trim()
      .max(20)
      .refine((typed) => typed === '' || fenOf(typed) !== null, { error: 'visits.notAnAmount' })
      .transform((typed) => fenOf(typed))
      .optional(),
    failing: z.array(z.enum(GUARANTEE_ITEMS)).default([]),
    opinion: z.string().trim().min(1).max(500),
  })
  .refine(({ riskLevel, failing }) => riskLevel !== 'GREEN' || failing.length === 0, {
    error: 'monitoring.greenFails',
    path: ['riskLevel'],
  })
export type AssessCaseInput = z.infer<typeof AssessCaseInput>
