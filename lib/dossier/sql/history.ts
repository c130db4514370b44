import 'server-only'
import * as z from 'zod'
import type { Entry } from '@/lib/dossier/rules/rewind'
import type { Ctx } from '@/lib/platform/db'

const GUARANTEES = ['FOOD', 'CLOTHING', 'EDUCATION', 'MEDICAL', 'HOUSING', 'WATER']
const FIRST_YEAR = 2013

const Present = z.array(z.object({ table: z.string(), rowId: z.string(), row: z.record(z.string(), z.unknown()) }))
const Entries = z.array(
  z.object({
    table: z.string(),
    rowId: z.string(),
    action: z.enum(['INSERT', 'UPDATE', 'DELETE']),
    at: z.string(),
    by: z.string().nullable(),
    command: z.string(),
    old: z.record(z.string(), z.unknown()).nullable(),
    new: z.record(z.string(), z.unknown()).nullable(),
  }),
)

type Place = { countyCode: string; id: string }

/** The rows of a household as they stand, sealed values as a dot: of its members, also former ones and those in `persons`. */
export async function selectPresent(ctx: Ctx, { countyCode, id }: Place, persons: readonly string[]) {
  const rows = await ctx.db.$queryRaw<unknown[]>`
    SELECT 'household' AS "table", ${countyCode} || '/' || h.id AS "rowId",
      to_jsonb(h) - '{phone_enc,phone_bidx,bank_account_enc,bank_account_bidx,name_grams}'::text[] || jsonb_build_object(
        'phone_enc', CASE WHEN h.phone_enc IS NOT NULL THEN '•' END, 'bank_account_enc', CASE WHEN h.bank_account_enc IS NOT NULL THEN '•' END) AS row
      FROM household h WHERE h.county_code = ${countyCode} AND h.id = ${id}::uuid
    UNION ALL SELECT 'person', ${countyCode} || '/' || p.id,
      to_jsonb(p) - '{id_number_enc,id_number_bidx,disability_card_enc,disability_card_bidx}'::text[] || jsonb_build_object(
        'id_number_enc', CASE WHEN p.id_number_enc IS NOT NULL THEN '•' END,
        'disability_card_enc', CASE WHEN p.disability_card_enc IS NOT NULL THEN '•' END)
      FROM person p WHERE p.county_code = ${countyCode} AND (p.id = ANY(${[...persons]}::uuid[]) OR p.id IN
        (SELECT m.person_id FROM membership m WHERE m.county_code = ${countyCode} AND m.household_id = ${id}::uuid))
    UNION ALL SELECT 'membership', ${countyCode} || '/' || m.id, to_jsonb(m)
      FROM membership m WHERE m.county_code = ${countyCode} AND m.household_id = ${id}::uuid
    UNION ALL SELECT 'household_income', ${countyCode} || '/' || i.household_id || '/' || i.year, to_jsonb(i)
      FROM household_income i WHERE i.county_code = ${countyCode} AND i.household_id = ${id}::uuid
    UNION ALL SELECT 'living_condition', ${countyCode} || '/' || l.household_id || '/' || l.year, to_jsonb(l)
      FROM living_condition l WHERE l.county_code = ${countyCode} AND l.household_id = ${id}::uuid
    UNION ALL SELECT 'household_helper', ${countyCode} || '/' || k.id,
      to_jsonb(k) - '{phone_enc,phone_bidx}'::text[] || jsonb_build_object('name', coalesce(k.name, u.name), 'unit', coalesce(k.unit, u.unit))
      FROM household_helper k LEFT JOIN app_user u ON u.id = k.user_id WHERE k.county_code = ${countyCode} AND k.household_id = ${id}::uuid
    UNION ALL SELECT 'guarantee_state', ${countyCode} || '/' || g.household_id || '/' || g.item, to_jsonb(g)
      FROM guarantee_state g WHERE g.county_code = ${countyCode} AND g.household_id = ${id}::uuid`
  return Present.parse(rows)
}

/** Members whose membership was taken away since an instant (an undone deed): their persons, for `selectPresent`. */
export async function selectTakenPersons(ctx: Ctx, { countyCode, id }: Place, since: Date): Promise<string[]> {
  const rows = await ctx.db.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT e.old_values ->> 'person_id' AS id FROM audit_entry e
    WHERE e.county_code = ${countyCode} AND e.action = 'DELETE' AND e.old_values ->> 'household_id' = ${id} AND e.table_name = 'membership'
      AND e.at >= ${since} AND e.old_values ? 'person_id'`
  return rows.map((row) => row.id)
}

/** What changed in these rows since an instant, oldest first, with who did it; and the household's rows that were taken away. */
export async function selectChanges(ctx: Ctx, place: Place, rowIds: readonly string[], since: Date): Promise<Entry[]> {
  const { countyCode, id } = place
  const years = Array.from({ length: Number(ctx.today.slice(0, 4)) - FIRST_YEAR + 2 }, (_, n) => String(FIRST_YEAR + n))
  const own = `${countyCode}/${id}`
  const known = [...new Set([own, ...rowIds, ...[...years, ...GUARANTEES].map((last) => `${own}/${last}`)])]
  const rows = await ctx.db.$queryRaw<unknown[]>`
    SELECT e.table_name AS "table", e.row_id AS "rowId", e.action, to_jsonb(e.at) #>> '{}' AS at, u.name AS by, e.command,
      e.old_values AS old, e.new_values AS new
    FROM (
      SELECT * FROM audit_entry a WHERE a.table_name = ANY(ARRAY['household','person','membership','household_income','living_condition','household_helper','guarantee_state'])
        AND a.row_id = ANY(${known}::text[]) AND a.at >= ${since}
      UNION SELECT * FROM audit_entry a WHERE a.county_code = ${countyCode} AND a.action = 'DELETE' AND a.old_values ->> 'household_id' = ${id}
        AND a.at >= ${since} AND a.table_name IN ('membership', 'household_income', 'living_condition', 'household_helper')
    ) e LEFT JOIN app_user u ON u.id = e.actor_id ORDER BY e.id`
  return Entries.parse(rows)
}
