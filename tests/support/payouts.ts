import { randomUUID } from 'node:crypto'
import type { Actor } from '@/lib/platform/actor'
import { type BuiltHousehold, insert } from './builders'
import { anApplication, anEvent } from './relief'

/** An approved application of a household that is with the bank, in a cycle of its own village. */
export async function aPayout(household: BuiltHousehold, by: Actor): Promise<void> {
  const place = { county_code: household.countyCode, region_code: household.regionCode }
  const cycleId = randomUUID()
  const applicationId = await anApplication(household, await anEvent(household, by), by, {
    status: 'APPROVED',
    granted_fen: 100_000,
    level: 'TOWNSHIP',
    applied_by: by.userId,
    applied_on: '2026-03-01',
    approved_by: randomUUID(),
    approved_on: '2026-03-01',
  })
  await insert('payout_cycle', {
    ...place,
    id: cycleId,
    cycle_no: cycleId.slice(0, 18),
    status: 'AT_BANK',
    payouts: 1,
    total_fen: 100_000,
    collected_on: '2026-03-02',
    collected_by: randomUUID(),
    collected_by_name: 'A',
  })
  await insert('payout_item', {
    ...place,
    cycle_id: cycleId,
    item_no: 1,
    household_id: household.id,
    application_id: applicationId,
    amount_fen: 100_000,
    status: 'WAITING',
  })
}
