import 'server-only'
import * as z from 'zod'
import type { HouseholdField } from '@/lib/households/catalogue/record-fields'
import type { Ctx } from '@/lib/platform/db'
import { Prisma } from '@/lib/platform/prisma/client'
import { bytes, type Part, rowsOf } from '@/lib/platform/together'
import { countiesOf } from '@/lib/regions/counties'

const { sql } = Prisma

export type Whereabouts = {
  /** Since when it is no more; null for one that goes on, also in another record. */
  leftOn: string | null
  isActive: boolean
  countyCode: string
  id: string
  regionCode: string
}

/** A household, or the one into whose record it was merged; null when it is not there for this reader. */
export async function findWhereabouts(ctx: Ctx, id: string): Promise<Whereabouts | null> {
  const rows = await ctx.db.$queryRaw<Whereabouts[]>`
    SELECT CASE WHEN d.merged_into IS NULL AND d.left_on IS NOT NULL
        AND EXISTS (SELECT FROM household_state s WHERE s.county_code = d.county_code AND s.household_id = d.id) THEN d.left_on::text END AS "leftOn",
      CASE WHEN d.merged_into IS NULL THEN d.is_active ELSE coalesce(k.is_active, false) END AS "isActive", d.county_code AS "countyCode",
      coalesce(k.id, d.id) AS id, coalesce(k.region_code, d.region_code) AS "regionCode"
    FROM household d LEFT JOIN household k ON k.county_code = d.county_code AND k.id = d.merged_into
    WHERE d.county_code = ANY(${countiesOf(ctx.actor.scope)}) AND d.id = ${id}::uuid`
  return rows[0] ?? null
}

const text = z.string().nullable()
const flag = z.boolean().nullable()
const sealed = bytes.nullable()

const File = z.object({
  naturalVillage: text,
  groupName: z.string(),
  address: z.string(),
  phoneEnc: sealed,
  phoneBidx: sealed,
  bankName: text,
  bankAccountEnc: sealed,
  bankAccountBidx: sealed,
  householdType: z.string(),
  identificationStandard: text,
  notExitedReason: text,
  mainCause: text,
  otherCauses: z.array(z.string()).nullable(),
  housingGrade: text,
  nationalHouseholdNo: text,
  isMartyrFamily: flag,
  isOneChildFamily: flag,
  isTwoDaughterFamily: flag,
  isRelocated: flag,
  relocationMode: text,
  settlementMode: text,
  settlementPlace: text,
} satisfies Record<
  Exclude<HouseholdField, 'phone' | 'bankAccount'> | `${'phone' | 'bankAccount'}${'Enc' | 'Bidx'}`,
  z.ZodType
>)

/** What stands in the file of a household. */
export function householdFile(countyCode: string, id: string): Part<z.output<typeof File>[]> {
  return rowsOf(
    sql`
    SELECT h.natural_village AS "naturalVillage", h.group_name AS "groupName", h.address, h.phone_enc AS "phoneEnc", h.phone_bidx AS "phoneBidx",
      h.bank_name AS "bankName", h.bank_account_enc AS "bankAccountEnc", h.bank_account_bidx AS "bankAccountBidx",
      h.household_type::text AS "householdType", h.identification_standard AS "identificationStandard", h.not_exited_reason AS "notExitedReason",
      h.main_cause AS "mainCause", h.other_causes AS "otherCauses", h.housing_grade AS "housingGrade",
      h.national_household_no AS "nationalHouseholdNo", h.is_martyr_family AS "isMartyrFamily", h.is_one_child_family AS "isOneChildFamily",
      h.is_two_daughter_family AS "isTwoDaughterFamily", h.is_relocated AS "isRelocated", h.relocation_mode AS "relocationMode",
      h.settlement_mode AS "settlementMode", h.settlement_place AS "settlementPlace"
    FROM household h WHERE h.county_code = ${countyCode} AND h.id = ${id}::uuid`,
    File,
  )
}
