import * as z from 'zod'
import { isPhone, plainPhone } from '@/lib/households/rules/digits'
import { fenOf } from '@/lib/households/rules/money-text'
import { MONITORED_TYPES } from '@/lib/households/schema'
import { day, Head, Id, names, needed, text, yes } from '@/lib/identification/schema'
import { DISMISS_REASONS, Risks } from '@/lib/monitoring/schema'

/** The four questions of the information sheet (2.6), asked at identification and again at removal. */
export const TROUBLES = ['HOUSING', 'SCHOOLING', 'WATER', 'INSURANCE'] as const
export const ANSWERS = ['NO', 'YES'] as const
/** Departments whose files are compared. */
export const DEPARTMENTS = [
  'MEDICAL_SECURITY',
  'CIVIL_AFFAIRS',
  'EDUCATION',
  'HOUSING',
  'WATER',
  'DISABLED_FEDERATION',
  'HUMAN_RESOURCES',
  'VEHICLES',
  'REAL_ESTATE',
  'BUSINESS_REGISTER',
  'FINANCE',
  'OTHER',
] as const
export const COMPARISONS = ['SAME', 'DIFFERENT'] as const
export const REMOVAL_MODES = ['SUPPORT', 'NATURAL'] as const
export type RemovalMode = (typeof REMOVAL_MODES)[number]

/** Yuan per head as typed; comes out in fen. */
const yuan = z
  .string()
  .trim()
  .max(20)
  .refine((typed) => typed === '' || fenOf(typed) !== null, { error: 'visits.notAnAmount' })
  .transform((typed) => fenOf(typed))

const Troubles = {
  troubleHousing: z.enum(ANSWERS),
  troubleSchooling: z.enum(ANSWERS),
  troubleWater: z.enum(ANSWERS),
  troubleInsurance: z.enum(ANSWERS),
}

/** Takes a clue up: who goes, and whether help may come first (先帮后录). `version` is the clue as it was seen. */
export const StartMonitoringInput = z
  .object({
    id: Id,
    clueId: Id,
    version: z.coerce.number().int().min(1),
    startedOn: day,
    assigneeId: Id.optional(),
    green: yes,
    greenReason: text(300).default(''),
    note: text(300).default(''),
  })
  .refine(({ green, greenReason }) => !green || greenReason !== '', { error: 'input.required', path: ['greenReason'] })

/** The home check of a clue with the information sheet. `incomePerHead` only where the register has none that holds today. */
export const VerifyMonitoringInput = z.object({
  ...Head,
  officers: names(2),
  authorised: yes.refine((said) => said, { error: 'identification.authorisationNeeded' }),
  monitoredType: z.enum(MONITORED_TYPES),
  risks: Risks,
  noLabour: yes,
  incomePerHead: yuan.optional(),
  ...Troubles,
  note: text(500).default(''),
})

export const DismissMonitoringInput = z
  .object({
    ...Head,
    officers: names(2),
    reason: z.enum(DISMISS_REASONS),
    note: text(300).default(''),
    acknowledged: yes,
  })
  .refine(({ reason, note }) => reason !== 'OTHER' || note !== '', { error: 'monitoring.noteNeeded', path: ['note'] })

/** What the county's departments found; a difference needs its explanation. */
export const CompareInput = z
  .object({
    ...Head,
    departments: z.array(z.enum(DEPARTMENTS)).min(1),
    result: z.enum(COMPARISONS),
    explanation: text(500).default(''),
    document: needed(120),
  })
  .refine(({ result, explanation }) => result === 'SAME' || explanation !== '', {
    error: 'identification.explainDifference',
    path: ['explanation'],
  })

export const StartRemovalInput = z.object({
  id: Id,
  caseId: Id,
  startedOn: day,
  mode: z.enum(REMOVAL_MODES),
  note: text(300).default(''),
})

/** The home check of a removal: risk by risk, the income now, the four questions, and who watches on. */
export const VerifyRemovalInput = z.object({
  ...Head,
  officers: names(2),
  incomePerHead: yuan.refine((fen) => fen !== null, { error: 'input.required' }),
  goneStably: z.array(z.string().max(30)).max(5).default([]),
  goneNaturally: z.array(z.string().max(30)).max(5).default([]),
  ...Troubles,
  acknowledged: yes,
  contactName: needed(60),
  contactPhone: text(30).transform(plainPhone).refine(isPhone, { error: 'identification.notAPhone' }),
  note: text(500).default(''),
})

/** The four questions that were answered with yes. */
export function troublesIn(input: {
  troubleHousing: string
  troubleSchooling: string
  troubleWater: string
  troubleInsurance: string
}): (typeof TROUBLES)[number][] {
  const said = [input.troubleHousing, input.troubleSchooling, input.troubleWater, input.troubleInsurance]
  return TROUBLES.filter((_, index) => said[index] === 'YES')
}
