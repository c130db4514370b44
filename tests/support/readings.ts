import { randomUUID } from 'node:crypto'
import type { Actor } from '@/lib/platform/actor'
import { type BuiltHousehold, owner } from './builders'

/** A line of the access log: that somebody opened a household. */
export async function aReading({ countyCode, id, regionCode }: BuiltHousehold, by: Actor): Promise<void> {
  await owner().query(
    `INSERT INTO access_log (county_code, id, region_code, at, actor_id, kind, household_id)
     VALUES ($1, $2, $3, '2026-03-21T02:00:00Z', $4, 'READ', $5)`,
    [countyCode, randomUUID(), regionCode, by.userId, id],
  )
}

/** A hand-over of one pairing of a household, made and not yet accepted. */
export async function aHandover({ countyCode, id, regionCode }: BuiltHousehold, from: Actor): Promise<void> {
  const handover = randomUUID()
  await owner().query(
    `INSERT INTO handover (county_code, id, region_code, from_user, from_name, to_user, to_name, made_by, made_at)
     VALUES ($1, $2, $3, $4, $5, $6, 'x', $4, '2026-03-21T02:00:00Z')`,
    [countyCode, handover, regionCode, from.userId, from.name, randomUUID()],
  )
  await owner().query(
    `INSERT INTO handover_item (county_code, handover_id, item_no, region_code, kind, item_id, household_id)
     VALUES ($1, $2, 1, $3, 'PAIRING', $4, $5)`,
    [countyCode, handover, regionCode, randomUUID(), id],
  )
}
