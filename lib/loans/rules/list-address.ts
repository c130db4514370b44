import { LOAN_TABS, type LoanTab } from '@/lib/loans/schema'
import { isUuid } from '@/lib/platform/ids'

export type LoanFilter = { tab: LoanTab; household?: string }

/** What an address narrows the list of loans to. */
export function readLoanFilter({ tab, household }: Readonly<Record<string, string | undefined>>): LoanFilter {
  return {
    tab: LOAN_TABS.find((each) => each === tab) ?? 'open',
    household: household && isUuid(household) ? household : undefined,
  }
}
