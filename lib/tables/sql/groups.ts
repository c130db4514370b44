import 'server-only'
import { type Ctx, sqlStateOf } from '@/lib/platform/db'
import { Prisma } from '@/lib/platform/prisma/client'
import { countyOf, isWithinCounty, rangeOf } from '@/lib/regions/rules'
import { type Definition, Group } from '@/lib/tables/schema'
import { SOURCES } from '@/lib/tables/sql/subjects'

const { sql, join, empty } = Prisma

const CANCELLED = '57014'

export type Asked = {
  definition: Definition
  /** Subtree prefix of the place that is counted. */
  prefix: string
  /** Digits of the codes that its places one level below differ by. */
  placeDigits: number
  /** The categories of measures that whoever asks may know of; null for all. */
  field: readonly string[] | null
  /** So long may the statement take. */
  timeoutMs: number
  /** At most so many groups come back. */
  most: number
}

function narrowing({ definition, prefix, field }: Asked): Prisma.Sql {
  const { subject, filters, from, to } = definition
  const source = SOURCES[subject]
  const { lo, hi } = rangeOf(prefix)
  return join(
    [
      source.where,
      sql`x.region_code >= ${lo} AND x.region_code < ${hi}`,
      ...(isWithinCounty(prefix) ? [sql`x.county_code = ${countyOf(prefix)}`] : []),
      ...(subject === 'measures' && field ? [sql`t.category = ANY (${[...field]}::text[])`] : []),
      ...Object.entries(filters).map(([name, values]) => sql`${source.dimensions[name]} && ${values}::text[]`),
      ...(from ? [sql`${source.day} >= ${from}::date`] : []),
      ...(to ? [sql`${source.day} <= ${to}::date`] : []),
    ],
    ' AND ',
  )
}

/**
 * How many records stand in each combination of a row's and a column's values, in one statement that is given up after its time. Null when it
 * was given up; the transaction goes on.
 */
export async function selectGroups(ctx: Ctx, asked: Asked): Promise<Group[] | null> {
  const { definition, placeDigits, timeoutMs, most } = asked
  const source = SOURCES[definition.subject]
  const side = (name: string | null) =>
    name === null
      ? sql`ARRAY[]::text[]`
      : name === 'place'
        ? sql`ARRAY[rpad(left(x.region_code, ${placeDigits}::int), 12, '0')]`
        : (source.dimensions[name] ?? empty)
  const sum = definition.value === 'count' ? sql`0` : (source.sums[definition.value] ?? sql`0`)
  await ctx.db.$executeRaw`SAVEPOINT groups`
  await ctx.db.$executeRaw`SELECT set_config('statement_timeout', ${String(timeoutMs)}, true)`
  try {
    const rows = await ctx.db.$queryRaw`
      SELECT g.r, g.c, count(*)::int AS n, coalesce(sum(g.x), 0)::float8 AS x
      FROM (SELECT ${side(definition.rows)} AS r, ${side(definition.columns)} AS c, ${sum} AS x FROM ${source.from} WHERE ${narrowing(asked)}) g
      GROUP BY g.r, g.c ORDER BY g.r, g.c LIMIT ${most}`
    return Group.array().parse(rows)
  } catch (error) {
    if (sqlStateOf(error) !== CANCELLED) throw error
    return null
  } finally {
    await ctx.db.$executeRaw`ROLLBACK TO SAVEPOINT groups`
  }
}
