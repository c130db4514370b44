import 'server-only'
import type { Ctx } from '@/lib/platform/db'
import { Prisma } from '@/lib/platform/prisma/client'
import { countiesOf } from '@/lib/regions/counties'

const { sql, empty } = Prisma

export type HouseholdPlace = {
  countyCode: string
  id: string
  regionCode: string
  headName: string
  village: string
  version: number
}

/** Where a household stands; `hold` keeps it until the end of the transaction, so that changes of one household follow each other. */
export async function findHouseholdPlace(ctx: Ctx, id: string, hold: boolean): Promise<HouseholdPlace | null> {
  const [row] = await ctx.db.$queryRaw<HouseholdPlace[]>`
    SELECT h.county_code AS "countyCode", h.id, h.region_code AS "regionCode", h.head_name AS "headName", h.version, r.name AS village
    FROM household h JOIN region r ON r.code = h.region_code
    WHERE h.county_code = ANY(${countiesOf(ctx.actor.scope)}) AND h.id = ${id}::uuid AND h.is_active ${hold ? sql`FOR NO KEY UPDATE OF h` : empty}`
  return row ?? null
}

export type PersonPlace = {
  countyCode: string
  id: string
  regionCode: string
  name: string
  householdId: string
  headName: string
  village: string
  membershipId: string
  relation: string
  version: number
}

/** A person in the household where he belongs today. */
export async function findPersonPlace(ctx: Ctx, id: string, hold: boolean): Promise<PersonPlace | null> {
  const [row] = await ctx.db.$queryRaw<PersonPlace[]>`
    SELECT p.county_code AS "countyCode", p.id, p.region_code AS "regionCode", p.name, p.version, h.id AS "householdId", h.head_name AS "headName",
      r.name AS village, m.id AS "membershipId", m.relation
    FROM person p JOIN membership m ON m.county_code = p.county_code AND m.person_id = p.id
      JOIN household h ON h.county_code = m.county_code AND h.id = m.household_id JOIN region r ON r.code = h.region_code
    WHERE p.county_code = ANY(${countiesOf(ctx.actor.scope)}) AND p.id = ${id}::uuid AND h.is_active
      AND m.valid_from <= ${ctx.today}::date AND (m.valid_to IS NULL OR m.valid_to > ${ctx.today}::date)
    LIMIT 1 ${hold ? sql`FOR NO KEY UPDATE OF p, h` : empty}`
  return row ?? null
}
