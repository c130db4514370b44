import 'server-only'
import * as z from 'zod'
import type { Ctx } from '@/lib/platform/db'
import { Prisma } from '@/lib/platform/prisma/client'
import { alone, bytes, type Part, rowsOf } from '@/lib/platform/together'
import { countiesOf } from '@/lib/regions/counties'

const { sql } = Prisma

const text = z.string().nullable()

const Past = z.object({
  id: z.string(),
  userId: text,
  name: z.string(),
  unit: z.string(),
  affiliation: text,
  phone: bytes.nullable(),
  from: z.string(),
  to: text,
  endReason: text,
  handoverNote: text,
  isPresent: z.boolean(),
  /** Households he helps today, within the reader's region. */
  load: z.number(),
})
export type HelperPast = z.output<typeof Past>

/** Who helps a household and who did, the present ones first. An outside helper is one person by his name and unit. */
export const selectHelperHistory = (ctx: Ctx, countyCode: string, householdId: string): Promise<HelperPast[]> =>
  alone(ctx, helperHistory(ctx, countyCode, householdId))

/** The same, to be read with other parts. */
export function helperHistory(ctx: Ctx, countyCode: string, householdId: string): Part<HelperPast[]> {
  const rows = sql`
    SELECT x.id, x.user_id AS "userId", coalesce(x.name, u.name, '') AS name, coalesce(x.unit, u.unit, '') AS unit, x.affiliation,
      x.phone_enc AS phone, x.valid_from::text AS "from", x.valid_to::text AS "to", x.end_reason AS "endReason", x.handover_note AS "handoverNote",
      x.valid_to IS NULL OR x.valid_to >= ${ctx.today}::date AS "isPresent",
      (SELECT count(DISTINCT o.household_id)::int FROM household_helper o WHERE o.county_code = x.county_code
        AND o.valid_from <= ${ctx.today}::date AND (o.valid_to IS NULL OR o.valid_to >= ${ctx.today}::date)
        AND (o.user_id = x.user_id OR (x.user_id IS NULL AND o.name = x.name AND o.unit = x.unit))) AS load
    FROM household_helper x LEFT JOIN app_user u ON u.id = x.user_id
    WHERE x.county_code = ${countyCode} AND x.household_id = ${householdId}::uuid
    ORDER BY "isPresent" DESC, x.valid_from DESC, x.id`
  return rowsOf(rows, Past)
}

const Choice = z.object({ id: z.string(), name: z.string(), unit: z.string(), title: z.string(), load: z.number() })
export type HelperChoice = z.output<typeof Choice>

/** Accounts posted in the household's county today, with how many households each helps within the reader's region. */
export async function selectHelperChoices(ctx: Ctx, countyCode: string): Promise<HelperChoice[]> {
  const rows = await ctx.db.$queryRaw<unknown[]>`
    SELECT u.id, u.name, u.unit, max(p.title) AS title,
      (SELECT count(DISTINCT o.household_id)::int FROM household_helper o WHERE o.county_code = ${countyCode} AND o.user_id = u.id
        AND o.valid_from <= ${ctx.today}::date AND (o.valid_to IS NULL OR o.valid_to >= ${ctx.today}::date)) AS load
    FROM app_user u JOIN posting p ON p.user_id = u.id
    WHERE u.is_active AND p.county_code = ${countyCode} AND p.role NOT IN ('ADMINISTRATOR', 'AUDITOR')
      AND p.valid_from <= ${ctx.today}::date AND (p.valid_to IS NULL OR p.valid_to >= ${ctx.today}::date)
    GROUP BY u.id ORDER BY u.name, u.id LIMIT 500`
  return z.array(Choice).parse(rows)
}

const Held = z.object({
  countyCode: z.string(),
  id: z.string(),
  householdId: z.string(),
  name: z.string(),
  from: z.string(),
  to: text,
})

/** One pairing within the reader's region; `hold` keeps it until the end of the transaction. */
export async function findHelper(ctx: Ctx, id: string) {
  const [row] = await ctx.db.$queryRaw<unknown[]>`
    SELECT x.county_code AS "countyCode", x.id, x.household_id AS "householdId", coalesce(x.name, u.name, '') AS name, x.valid_from::text AS "from",
      x.valid_to::text AS "to"
    FROM household_helper x LEFT JOIN app_user u ON u.id = x.user_id
    WHERE x.county_code = ANY(${countiesOf(ctx.actor.scope)}) AND x.id = ${id}::uuid FOR NO KEY UPDATE OF x`
  return row ? Held.parse(row) : null
}

// OFFSET 0 keeps the village first: behind row security the planner would otherwise begin with everybody of that name in the county.
/** Why somebody had better not help this household: a member has his name, or a registered poor household of the village his name or phone. */
export async function findHelperDoubt(
  ctx: Ctx,
  place: { countyCode: string; regionCode: string; id: string },
  name: string,
  phoneBidx: Uint8Array | null,
): Promise<'MEMBER' | 'POOR' | null> {
  const rows = await ctx.db.$queryRaw<{ isMember: boolean }[]>`
    SELECT DISTINCT h.id = ${place.id}::uuid AS "isMember"
    FROM (SELECT x.county_code, x.id, x.poverty_status, x.phone_bidx FROM household x
        WHERE x.county_code = ${place.countyCode} AND x.region_code = ${place.regionCode} AND x.is_active OFFSET 0) h
      CROSS JOIN LATERAL (SELECT m.person_id FROM membership m WHERE m.county_code = h.county_code AND m.household_id = h.id
        AND m.valid_from <= ${ctx.today}::date AND (m.valid_to IS NULL OR m.valid_to > ${ctx.today}::date) OFFSET 0) m
      CROSS JOIN LATERAL (SELECT q.name FROM person q WHERE q.county_code = h.county_code AND q.id = m.person_id OFFSET 0) p
    WHERE (h.id = ${place.id}::uuid OR h.poverty_status <> 'NEVER_POOR') AND (p.name = ${name} OR h.phone_bidx = ${phoneBidx})`
  if (rows.some(({ isMember }) => isMember)) return 'MEMBER'
  return rows.length > 0 ? 'POOR' : null
}
