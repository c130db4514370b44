import { CAMPAIGN_STATUSES, type CampaignStatus } from '@/lib/inspections/schema'

/** The status after this one; null for a closed campaign. A campaign skips none, the database refuses every other way. */
export function nextOf(status: CampaignStatus): CampaignStatus | null {
  return CAMPAIGN_STATUSES[CAMPAIGN_STATUSES.indexOf(status) + 1] ?? null
}

/** Whether teams still change and households are still drawn. */
export const isOpenToChange = (status: CampaignStatus) => ['PLANNED', 'SAMPLING_DRAWN', 'INSPECTING'].includes(status)
