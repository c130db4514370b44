import type { Planned } from '@/lib/exports/rules/planned'

const NUMBER: Planned = { kind: 'NUMBER' }
const DAY: Planned = { kind: 'DAY' }
const AMOUNT: Planned = { kind: 'AMOUNT' }
const text = (width: number): Planned => ({ width, carries: () => true })
const NAME: Planned = { width: 12, carries: (view) => view.name !== 'FULL' }

/** 小额信贷台账: a row per loan, repaid ones with what was paid. */
export const LOAN_COLUMNS = {
  townshipName: {},
  villageName: { width: 14 },
  householdNo: { width: 20 },
  headName: NAME,
  borrowerName: NAME,
  lender: text(18),
  contractNo: { width: 20 },
  loanYuan: AMOUNT,
  loanPurpose: { width: 14 },
  purposeNote: text(24),
  lentOn: DAY,
  firstDueOn: DAY,
  loanDueOn: DAY,
  loanStanding: { width: 18 },
  overdueDays: NUMBER,
  loanExtensions: NUMBER,
  extensionWaiting: DAY,
  repaidOn: DAY,
  repaidYuan: AMOUNT,
} as const satisfies Record<string, Planned>
