import 'server-only'
import { PERSON_FIELDS, type UnmaskField } from '@/lib/households/rules/unmask'
import type { Ctx } from '@/lib/platform/db'
import { countiesOf } from '@/lib/regions/counties'

export type SealedCell = {
  countyCode: string
  regionCode: string
  householdId: string
  personId: string | null
  /** Whose value it is: the person's name, the head's, or the contact's. */
  name: string
  /** The record in which it is sealed. */
  ownerId: string
  sealed: Uint8Array | null
}

type Wanted = { householdId: string; personId: string | null; field: UnmaskField }

/** One sealed value of a household within the scope, or of a person who is or was one of its members. */
export async function findSealedCell(ctx: Ctx, { householdId, personId, field }: Wanted): Promise<SealedCell | null> {
  const ofPerson = PERSON_FIELDS.includes(field)
  if (ofPerson !== (personId !== null)) return null
  if (field === 'contactPhone') return findContact(ctx, householdId)
  const rows = ofPerson
    ? await ctx.db.$queryRaw<SealedCell[]>`
        SELECT h.county_code AS "countyCode", h.region_code AS "regionCode", h.id AS "householdId", p.id AS "personId", p.name, p.id AS "ownerId",
          CASE ${field} WHEN 'idNumber' THEN p.id_number_enc ELSE p.disability_card_enc END AS sealed
        FROM household h JOIN membership m ON m.county_code = h.county_code AND m.household_id = h.id
        JOIN person p ON p.county_code = m.county_code AND p.id = m.person_id
        WHERE h.county_code = ANY(${countiesOf(ctx.actor.scope)}) AND h.id = ${householdId}::uuid AND p.id = ${personId}::uuid LIMIT 1`
    : await ctx.db.$queryRaw<SealedCell[]>`
        SELECT h.county_code AS "countyCode", h.region_code AS "regionCode", h.id AS "householdId", NULL::uuid AS "personId", h.head_name AS name, h.id AS "ownerId",
          CASE ${field} WHEN 'phone' THEN h.phone_enc ELSE h.bank_account_enc END AS sealed
        FROM household h WHERE h.county_code = ANY(${countiesOf(ctx.actor.scope)}) AND h.id = ${householdId}::uuid`
  return rows[0] ?? null
}

/** The contact (监测联系人) that was named last for a household. */
async function findContact(ctx: Ctx, householdId: string): Promise<SealedCell | null> {
  const rows = await ctx.db.$queryRaw<SealedCell[]>`
    SELECT c.county_code AS "countyCode", c.region_code AS "regionCode", c.household_id AS "householdId", NULL::uuid AS "personId", c.name,
      c.id AS "ownerId", c.phone_enc AS sealed
    FROM monitoring_contact c WHERE c.county_code = ANY(${countiesOf(ctx.actor.scope)}) AND c.household_id = ${householdId}::uuid
    ORDER BY c.named_on DESC, c.id DESC LIMIT 1`
  return rows[0] ?? null
}

/** How many values the actor unmasked within the last hour, in all his postings. */
export async function unmaskedLately(ctx: Ctx): Promise<number> {
  const [row] = await ctx.db.$queryRaw<{ n: number }[]>`
    SELECT unmasked_lately(${ctx.actor.userId}::uuid, ${ctx.now}) AS n`
  return row?.n ?? 0
}
