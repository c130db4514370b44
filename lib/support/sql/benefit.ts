import 'server-only'
import * as z from 'zod'
import type { Ctx } from '@/lib/platform/db'

const Benefit = z.object({ id: z.string(), households: z.number(), persons: z.number(), amountFen: z.coerce.number() })
export type Benefit = z.output<typeof Benefit>

/** How many households and persons the measures of projects reached, and with how much money; cancelled measures reach nobody. */
export async function countBenefit(ctx: Ctx, projectIds: readonly string[]): Promise<Map<string, Benefit>> {
  const rows = await ctx.db.$queryRaw`
    SELECT x.project_id AS id, count(*)::int AS households, coalesce(sum(h.member_count), 0)::int AS persons, sum(x.amount)::bigint AS "amountFen"
    FROM (SELECT m.county_code, m.project_id, m.household_id, sum(m.amount_fen) AS amount FROM support_measure m
          WHERE m.project_id = ANY(${[...projectIds]}::uuid[]) AND m.status <> 'CANCELLED' GROUP BY 1, 2, 3) x
    JOIN household h ON h.county_code = x.county_code AND h.id = x.household_id GROUP BY 1`
  return new Map(
    Benefit.array()
      .parse(rows)
      .map((row) => [row.id, row]),
  )
}
