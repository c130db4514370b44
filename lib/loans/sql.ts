import 'server-only'
import * as z from 'zod'
import type { Ctx } from '@/lib/platform/db'

const Counts = z.object({
  open: z.number(),
  openFen: z.number(),
  overdue: z.number(),
  soon: z.number(),
  asked: z.number(),
  extended: z.number(),
})

/** Loans of a region that are not repaid: how many, how much, how many overdue, due by a day, waiting for a decision, and put off. */
export async function countLoans(
  ctx: Ctx,
  { gte, lt }: { gte: string; lt: string },
  soonBy: string,
): Promise<z.output<typeof Counts>> {
  const rows = await ctx.db.$queryRaw<unknown[]>`
    SELECT count(*)::int AS open, coalesce(sum(l.amount_fen), 0)::float8 AS "openFen",
      (count(*) FILTER (WHERE l.due_on < ${ctx.today}::date))::int AS overdue,
      (count(*) FILTER (WHERE l.due_on BETWEEN ${ctx.today}::date AND ${soonBy}::date))::int AS soon,
      (count(*) FILTER (WHERE EXISTS (SELECT FROM loan_extension e WHERE e.county_code = l.county_code AND e.loan_id = l.id AND e.decision IS NULL)))::int AS asked,
      (count(*) FILTER (WHERE l.due_on <> l.first_due_on))::int AS extended
    FROM microcredit_loan l
    WHERE l.county_code >= left(${gte}, 6) AND l.county_code <= left(${lt}, 6) AND l.region_code >= ${gte} AND l.region_code < ${lt}
      AND l.repaid_on IS NULL AND l.withdrawn_on IS NULL`
  return Counts.parse(rows[0])
}
