import 'server-only'
import * as z from 'zod'
import type { Ctx } from '@/lib/platform/db'
import { Prisma } from '@/lib/platform/prisma/client'

const { sql } = Prisma

const Load = z.object({
  /** Of a helper within a list: made of the account, the name and the unit. */
  key: z.string(),
  userId: z.string().nullable(),
  name: z.string(),
  unit: z.string(),
  villages: z.string(),
  households: z.number(),
  monitored: z.number(),
  open: z.number(),
  unvisited: z.number(),
})
export type HelperLoad = z.output<typeof Load>

type Range = { gte: string; lt: string }
/** Helpers by their keys, or `most` of them after one; a key that is not there any more begins anew. */
type Wanted = { keys: readonly string[] } | { after?: string; most: number }
const VISITED_WITHIN = 90

/** Pairings of today in a region. */
const paired = ({ gte, lt }: Range, today: string) =>
  sql`x.county_code >= left(${gte}, 6) AND x.county_code < ${lt} AND x.region_code >= ${gte} AND x.region_code < ${lt}
      AND x.valid_from <= ${today}::date AND (x.valid_to IS NULL OR x.valid_to >= ${today}::date)`

const NAME = sql`coalesce(u.name, x.name, '')`
const UNIT = sql`coalesce(nullif(x.unit, ''), u.unit, '')`
const KEY = sql`md5(concat(x.user_id, '/', ${NAME}, '/', ${UNIT}))`

const loads = (range: Range, today: string) => sql`
    SELECT ${KEY} AS key, x.user_id AS "userId", ${NAME} AS name, ${UNIT} AS unit,
      string_agg(DISTINCT r.name, ' ' ORDER BY r.name) AS villages, count(DISTINCT h.id)::int AS households,
      count(DISTINCT h.id) FILTER (WHERE h.monitored_type IS NOT NULL)::int AS monitored,
      count(DISTINCT h.id) FILTER (WHERE h.last_visited_on IS NULL OR h.last_visited_on < ${today}::date - ${VISITED_WITHIN}::int)::int AS unvisited,
      coalesce(sum(o.n), 0)::int AS open
    FROM household_helper x
    JOIN household h ON h.county_code = x.county_code AND h.id = x.household_id AND h.is_active
    JOIN region r ON r.code = h.region_code
    LEFT JOIN app_user u ON u.id = x.user_id
    LEFT JOIN LATERAL (SELECT count(*) AS n FROM support_measure m WHERE m.county_code = h.county_code AND m.household_id = h.id
      AND m.status IN ('PLANNED', 'IN_PROGRESS')) o ON true
    WHERE ${paired(range, today)} GROUP BY 1, 2, 3, 4`

/**
 * What each helper of a region carries: households, monitored ones among them, measures not yet given, households nobody visited for a
 * quarter; the most loaded first. A helper without an account is known by name and unit.
 */
export async function selectLoads(ctx: Ctx, range: Range, wanted: Wanted): Promise<HelperLoad[]> {
  const narrowed =
    'keys' in wanted
      ? sql`WHERE l.key = ANY (${[...wanted.keys]}::text[])`
      : sql`LEFT JOIN loads a ON a.key = ${wanted.after ?? ''}
    WHERE a.key IS NULL OR (-l.households, l.name, l.unit, l.key) > (-a.households, a.name, a.unit, a.key)`
  const limit = 'keys' in wanted ? wanted.keys.length : wanted.most
  const rows = await ctx.db.$queryRaw`
    WITH loads AS MATERIALIZED (${loads(range, ctx.today)})
    SELECT l.* FROM loads l ${narrowed} ORDER BY l.households DESC, l.name, l.unit, l.key LIMIT ${limit}::int`
  return Load.array().parse(rows)
}

/** How many helpers a region has. */
export async function countHelpers(ctx: Ctx, range: Range): Promise<number> {
  const rows = await ctx.db.$queryRaw<{ n: number }[]>`
    SELECT count(DISTINCT ${KEY})::int AS n FROM household_helper x
    JOIN household h ON h.county_code = x.county_code AND h.id = x.household_id AND h.is_active
    LEFT JOIN app_user u ON u.id = x.user_id WHERE ${paired(range, ctx.today)}`
  return rows[0]?.n ?? 0
}

/** Registered households of a region that nobody is paired with today. */
export async function countUnpaired(ctx: Ctx, { gte, lt }: Range): Promise<number> {
  const rows = await ctx.db.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM household h WHERE h.county_code >= left(${gte}, 6) AND h.county_code < ${lt} AND h.region_code >= ${gte} AND h.region_code < ${lt}
      AND h.is_active AND h.poverty_status <> 'NEVER_POOR' AND NOT EXISTS (SELECT FROM household_helper x WHERE x.county_code = h.county_code
        AND x.household_id = h.id AND x.valid_from <= ${ctx.today}::date AND (x.valid_to IS NULL OR x.valid_to >= ${ctx.today}::date))`
  return rows[0]?.n ?? 0
}
