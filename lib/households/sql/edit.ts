import 'server-only'
import * as z from 'zod'
import type { EditField } from '@/lib/households/rules/edit'
import { HOUSEHOLD_TYPES } from '@/lib/households/schema'
import { countiesOf } from '@/lib/households/sql/scope'
import type { Ctx } from '@/lib/platform/db'
import { Prisma } from '@/lib/platform/prisma/client'

const { sql, empty } = Prisma

const Editable = z.object({
  countyCode: z.string(),
  id: z.string(),
  regionCode: z.string(),
  headName: z.string(),
  village: z.string(),
  version: z.number(),
  groupName: z.string(),
  address: z.string(),
  phoneEnc: z.instanceof(Uint8Array).nullable(),
  phoneBidx: z.instanceof(Uint8Array).nullable(),
  bankName: z.string().nullable(),
  bankAccountEnc: z.instanceof(Uint8Array).nullable(),
  bankAccountBidx: z.instanceof(Uint8Array).nullable(),
  householdType: z.enum(HOUSEHOLD_TYPES),
  mainCause: z.string().nullable(),
  housingGrade: z.string().nullable(),
  nationalHouseholdNo: z.string().nullable(),
})
export type Editable = z.output<typeof Editable>

/** What can be edited of a household; `hold` keeps it until the end of the transaction, so that edits of one household follow each other. */
export async function findEditable(ctx: Ctx, id: string, hold: boolean): Promise<Editable | null> {
  const [row] = await ctx.db.$queryRaw<unknown[]>`
    SELECT h.county_code AS "countyCode", h.id, h.region_code AS "regionCode", h.head_name AS "headName", h.version, h.group_name AS "groupName",
      h.address, h.phone_enc AS "phoneEnc", h.phone_bidx AS "phoneBidx", h.bank_name AS "bankName", h.bank_account_enc AS "bankAccountEnc",
      h.bank_account_bidx AS "bankAccountBidx", h.household_type::text AS "householdType", h.main_cause AS "mainCause",
      h.housing_grade AS "housingGrade", h.national_household_no AS "nationalHouseholdNo", r.name AS village
    FROM household h JOIN region r ON r.code = h.region_code
    WHERE h.county_code = ANY(${countiesOf(ctx.actor.scope)}) AND h.id = ${id}::uuid AND h.is_active ${hold ? sql`FOR NO KEY UPDATE OF h` : empty}`
  return row ? Editable.parse(row) : null
}

const COLUMNS: Record<EditField, string> = {
  groupName: 'group_name',
  address: 'address',
  phone: 'phone_bidx',
  bankName: 'bank_name',
  bankAccount: 'bank_account_bidx',
  householdType: 'household_type',
  mainCause: 'main_cause',
  housingGrade: 'housing_grade',
  nationalHouseholdNo: 'national_household_no',
}

/** Who last changed one of these fields, by the audit; null when it was no person. */
export async function findLastEditor(
  ctx: Ctx,
  household: Editable,
  fields: readonly EditField[],
): Promise<string | null> {
  const rows = await ctx.db.$queryRaw<{ name: string }[]>`
    SELECT u.name FROM audit_entry a JOIN app_user u ON u.id = a.actor_id
    WHERE a.table_name = 'household' AND a.row_id = ${`${household.countyCode}/${household.id}`} AND a.action = 'UPDATE'
      AND a.new_values ?| ${fields.map((field) => COLUMNS[field])}::text[]
    ORDER BY a.id DESC LIMIT 1`
  return rows[0]?.name ?? null
}
