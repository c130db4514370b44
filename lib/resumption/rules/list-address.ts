import {
  ENTERPRISE_TABS,
  ENTERPRISE_TYPES,
  type EnterpriseTab,
  type EnterpriseType,
  RESUMPTION_STATUSES,
  type ResumptionStatus,
} from '@/lib/resumption/schema'

export type EnterpriseFilter = { tab: EnterpriseTab; type?: EnterpriseType; status?: ResumptionStatus }

/** What an address asks the list for; words it does not know are left out. */
export function readEnterpriseFilter(asked: { tab?: string; type?: string; status?: string }): EnterpriseFilter {
  return {
    tab: ENTERPRISE_TABS.find((tab) => tab === asked.tab) ?? 'all',
    type: ENTERPRISE_TYPES.find((type) => type === asked.type),
    status: RESUMPTION_STATUSES.find((status) => status === asked.status),
  }
}
