/** The six guarantees, in the order of every form and list. */
export const GUARANTEE_ITEMS = ['FOOD', 'CLOTHING', 'EDUCATION', 'MEDICAL', 'HOUSING', 'WATER'] as const
export type GuaranteeItem = (typeof GUARANTEE_ITEMS)[number]

export const GUARANTEE_RESULTS = ['PASS', 'FAIL', 'NOT_APPLICABLE'] as const
export type GuaranteeResult = (typeof GUARANTEE_RESULTS)[number]

export const INCOME_CHANGES = ['NONE', 'UP', 'DOWN', 'LOST_MOST'] as const
export type IncomeChange = (typeof INCOME_CHANGES)[number]

/** What befell a household since the last visit. */
export const SHOCK_KINDS = [
  'MEDICAL',
  'SCHOOLING',
  'DISASTER',
  'ACCIDENT',
  'JOB_LOST',
  'DISABILITY_ILLNESS',
  'DEATH_OF_EARNER',
  'OTHER',
] as const
export type ShockKind = (typeof SHOCK_KINDS)[number]
