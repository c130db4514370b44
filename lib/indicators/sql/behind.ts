import 'server-only'
import type { Ctx } from '@/lib/platform/db'
import type { Moment } from '../rules/periods'
import { BehindRow } from '../schema'
import { factsSql, inRegion, pastFactsSql } from './facts'
import { day, digits } from './literals'

type Question = { prefix: string; condition: string; limit: number }

/** The households of a subtree that meet a condition over their facts, the longest unvisited first; the last value is the full count. */
export async function selectBehind(ctx: Ctx, moment: Moment, { prefix, condition, limit }: Question) {
  const found = await ctx.db.$queryRawUnsafe<{ rows: unknown; total: number }[]>(
    `WITH f AS MATERIALIZED (SELECT f.id FROM (${factsSql(moment, (alias) => inRegion(alias, moment.county, prefix))}) f WHERE ${condition})
    SELECT (SELECT count(*) FROM f)::int AS total, (SELECT coalesce(jsonb_agg(x), '[]') FROM (
      SELECT h.id, h.household_no AS "householdNo", h.head_name AS "headName", h.group_name AS "groupName", h.poverty_status AS "povertyStatus",
        h.monitored_type AS "monitoredType", h.member_count AS members, h.last_visited_on AS "lastVisitedOn"
      FROM f JOIN household h ON h.county_code = ${digits(moment.county)} AND h.id = f.id
      ORDER BY h.last_visited_on NULLS FIRST, h.household_no LIMIT ${Math.trunc(limit)}) x) AS rows`,
  )
  return { total: found[0]?.total ?? 0, rows: BehindRow.array().parse(found[0]?.rows ?? []) }
}

/** The same on the past day of `moment`, each household as it was then: its head, members, status and last visit. */
export async function selectBehindOn(ctx: Ctx, moment: Moment, { prefix, condition, limit }: Question) {
  const on = day(moment.today)
  const standing = (alias: string) =>
    `${alias}.valid_from <= ${on} AND (${alias}.valid_to IS NULL OR ${alias}.valid_to > ${on})`
  const found = await ctx.db.$queryRawUnsafe<{ rows: unknown; total: number }[]>(
    `WITH f AS MATERIALIZED (SELECT f.id, f.member_count, f.last_visited_on FROM (${pastFactsSql(moment, prefix)}) f WHERE ${condition})
    SELECT (SELECT count(*) FROM f)::int AS total, (SELECT coalesce(jsonb_agg(x), '[]') FROM (
      SELECT h.id, h.household_no AS "householdNo", h.group_name AS "groupName", s.poverty_status AS "povertyStatus",
        s.monitored_type AS "monitoredType", f.member_count AS members, f.last_visited_on AS "lastVisitedOn",
        coalesce((SELECT p.name FROM membership m JOIN person p ON p.county_code = m.county_code AND p.id = m.person_id
          WHERE m.county_code = h.county_code AND m.household_id = h.id AND m.relation = 'HEAD' AND ${standing('m')} LIMIT 1), h.head_name) AS "headName"
      FROM f JOIN household h ON h.county_code = ${digits(moment.county)} AND h.id = f.id
        JOIN household_state s ON s.county_code = h.county_code AND s.household_id = h.id AND ${standing('s')}
      ORDER BY f.last_visited_on NULLS FIRST, h.household_no LIMIT ${Math.trunc(limit)}) x) AS rows`,
  )
  return { total: found[0]?.total ?? 0, rows: BehindRow.array().parse(found[0]?.rows ?? []) }
}
