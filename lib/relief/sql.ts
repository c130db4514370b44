import 'server-only'
import * as z from 'zod'
import type { Ctx } from '@/lib/platform/db'
import { FUND_SOURCES } from '@/lib/relief/schema/funds'

/** Takes these accounts for the transaction, always in the same order: the lines of one account follow one after another. */
export async function lockAccounts(ctx: Ctx, countyCode: string, ids: readonly string[]): Promise<void> {
  await ctx.db.$executeRaw`
    SELECT pg_advisory_xact_lock(hashtextextended('fund:' || ${countyCode} || x.id, 0))
    FROM (SELECT DISTINCT unnest(${[...ids]}::uuid[]) AS id ORDER BY 1 OFFSET 0) x`
}

const Account = z.object({
  id: z.string(),
  source: z.enum(FUND_SOURCES),
  regionCode: z.string(),
  fen: z.coerce.number<bigint | number | string>(),
})

/** These accounts with their balances: sums of their lines. */
export async function selectAccounts(ctx: Ctx, countyCode: string, ids: readonly string[]) {
  const rows = await ctx.db.$queryRaw`
    SELECT a.id, a.source, a.region_code AS "regionCode", fund_balance(a.county_code, a.id) AS fen FROM fund_account a
    WHERE a.county_code = ${countyCode} AND a.id = ANY(${[...ids]}::uuid[])`
  return z.array(Account).parse(rows)
}

const Counted = z.object({
  line: z.number(),
  times: z.coerce.number<bigint | number>(),
  households: z.coerce.number<bigint | number>(),
  paid: z.coerce.number<bigint | number | string>(),
})

/** What the applications of a region paid out in a period, line by line, less what was recovered. */
export async function countPayments(ctx: Ctx, lo: string, hi: string, from: string, to: string) {
  const rows = await ctx.db.$queryRaw`
    SELECT line, count(*) FILTER (WHERE manner <> 'POST') AS times, count(DISTINCT household_id) AS households, sum(granted_fen - coalesce(recovered_fen, 0)) AS paid
    FROM relief_application
    WHERE region_code >= ${lo} AND region_code < ${hi} AND disbursed_on BETWEEN ${from}::date AND ${to}::date
    GROUP BY line ORDER BY line`
  return z.array(Counted).parse(rows)
}

const Settled = z.object({
  visits: z.coerce.number<bigint | number>(),
  total: z.coerce.number<bigint | number | string>(),
  policy: z.coerce.number<bigint | number | string>(),
  reimbursed: z.coerce.number<bigint | number | string>(),
})

/** Medical events of a region in a period: how many, their cost, the part within policy scope, and what line 1 settled of it. */
export async function countSettled(ctx: Ctx, lo: string, hi: string, from: string, to: string) {
  const rows = await ctx.db.$queryRaw`
    SELECT count(*) AS visits, coalesce(sum(total_fen), 0) AS total, coalesce(sum(policy_fen), 0) AS policy,
      coalesce(sum((SELECT coalesce(sum(s.amount_fen), 0) FROM relief_settlement s WHERE s.county_code = e.county_code AND s.event_id = e.id)), 0) AS reimbursed
    FROM relief_event e
    WHERE region_code >= ${lo} AND region_code < ${hi} AND happened_on BETWEEN ${from}::date AND ${to}::date AND policy_fen IS NOT NULL`
  return Settled.parse((rows as unknown[])[0])
}

const Filial = z.object({
  contributed: z.coerce.number<bigint | number | string>(),
  bonus: z.coerce.number<bigint | number | string>(),
  households: z.coerce.number<bigint | number>(),
  persons: z.coerce.number<bigint | number>(),
})

/** Contributions of a region in a period, their bonus, and for how many households and parents; what was taken back counts for nothing. */
export async function countFilial(ctx: Ctx, lo: string, hi: string, from: string, to: string) {
  const rows = await ctx.db.$queryRaw`
    SELECT coalesce(sum(amount_fen), 0) AS contributed, coalesce(sum(bonus_fen), 0) AS bonus, count(DISTINCT household_id) AS households,
      count(DISTINCT parent_id) AS persons
    FROM filial_contribution c
    WHERE reverses IS NULL AND NOT EXISTS (SELECT FROM filial_contribution r WHERE r.county_code = c.county_code AND r.reverses = c.id)
      AND region_code >= ${lo} AND region_code < ${hi} AND paid_on BETWEEN ${from}::date AND ${to}::date`
  return Filial.parse((rows as unknown[])[0])
}
