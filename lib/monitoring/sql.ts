import 'server-only'
import * as z from 'zod'
import { MONITORED_TYPES } from '@/lib/households/schema'
import { CASE_STATUSES, CLUE_SOURCES, CLUE_STATUSES, RISKS, type RuleId } from '@/lib/monitoring/schema'
import type { Ctx } from '@/lib/platform/db'
import { Prisma } from '@/lib/platform/prisma/client'
import { countyOf, isWithinCounty, ownPrefix, rangeOf } from '@/lib/regions/rules'

const { sql, empty } = Prisma

const day = z.iso.date()
const Stood = z.object({
  id: z.string(),
  no: z.string(),
  since: day,
  changedOn: day,
  beganOn: day,
  head: z.string(),
  village: z.string(),
})
const pageOf = <S extends readonly [string, ...string[]], D extends z.ZodRawShape>(statuses: S, details: D) =>
  z.object({
    statuses: z.array(z.object({ status: z.enum(statuses), n: z.number() })),
    first: day.nullable(),
    rows: z.array(Stood.extend({ status: z.enum(statuses), ...details })),
  })

const CluesOfDay = pageOf(CLUE_STATUSES, {
  source: z.enum(CLUE_SOURCES),
  summary: z.string(),
  ruleIds: z.array(z.string().transform((id) => id as RuleId)),
})
const CasesOfDay = pageOf(CASE_STATUSES, { type: z.enum(MONITORED_TYPES), risks: z.array(z.enum(RISKS)) })

export type OfDayQuestion = {
  region: string
  on: string
  status?: string
  after?: { day: string; id: string }
  take: number
}

/** The clues that stood in a region on a day, by the village they were in then, the latest change first; and how many of each status. */
export async function selectCluesOfDay(ctx: Ctx, asked: OfDayQuestion) {
  const { on } = asked
  const details = sql`jsonb_build_object('source', c.source, 'summary', c.summary,
    'ruleIds', (SELECT coalesce(jsonb_agg(DISTINCT g.rule_id), '[]') FROM clue_signal g
      WHERE g.county_code = c.county_code AND g.clue_id = c.id AND g.fired_on <= ${on}::date))`
  const kind = { table: sql`clue`, id: sql`clue_id`, no: sql`c.clue_no`, began: sql`c.opened_on`, details }
  return CluesOfDay.parse(await selectOfDay(ctx, asked, kind))
}

/** The monitoring cases that stood in a region on a day, as `selectCluesOfDay`. */
export async function selectCasesOfDay(ctx: Ctx, asked: OfDayQuestion) {
  const details = sql`jsonb_build_object('type', c.monitored_type, 'risks', to_jsonb(c.risks))`
  const kind = {
    table: sql`monitoring_case`,
    id: sql`case_id`,
    no: sql`c.case_no`,
    began: sql`c.identified_on`,
    details,
  }
  return CasesOfDay.parse(await selectOfDay(ctx, asked, kind))
}

type Kind = { table: Prisma.Sql; id: Prisma.Sql; no: Prisma.Sql; began: Prisma.Sql; details: Prisma.Sql }

async function selectOfDay(
  ctx: Ctx,
  { region, on, status, after, take }: OfDayQuestion,
  { table, id, no, began, details }: Kind,
) {
  const prefix = ownPrefix(region)
  const { lo, hi } = rangeOf(prefix)
  const county = isWithinCounty(prefix)
    ? sql`s.county_code = ${countyOf(prefix)}`
    : sql`s.county_code >= ${lo} AND s.county_code < ${hi}`
  const here = sql`${county} AND s.village_code >= ${lo} AND s.village_code < ${hi} AND s.${id} IS NOT NULL`
  const [row] = await ctx.db.$queryRaw<unknown[]>`
    WITH stood AS MATERIALIZED (SELECT s.* FROM monitoring_state s
        WHERE ${here} AND s.valid_from <= ${on}::date AND (s.valid_to IS NULL OR s.valid_to > ${on}::date)),
      page AS MATERIALIZED (SELECT * FROM stood s WHERE true ${status ? sql`AND s.status = ${status}` : empty}
          ${after ? sql`AND (s.valid_from, s.subject_id) < (${after.day}::date, ${after.id}::uuid)` : empty}
        ORDER BY s.valid_from DESC, s.subject_id DESC LIMIT ${take})
    SELECT (SELECT coalesce(jsonb_agg(to_jsonb(counted)), '[]') FROM (SELECT status, count(*)::int AS n FROM stood GROUP BY 1) counted) AS statuses,
      (SELECT min(s.valid_from) FROM monitoring_state s WHERE ${here})::text AS first,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', s.subject_id, 'no', ${no}, 'beganOn', ${began}, 'status', s.status, 'changedOn', s.valid_from, 'village', v.name,
          'since', coalesce((SELECT max(e.valid_to) FROM monitoring_state e WHERE e.county_code = s.county_code AND e.subject_id = s.subject_id
              AND e.valid_to <= s.valid_from AND e.status <> s.status), ${began}),
          'head', coalesce((SELECT p.name FROM membership m JOIN person p ON p.county_code = m.county_code AND p.id = m.person_id
            WHERE m.county_code = s.county_code AND m.household_id = s.household_id AND m.relation = 'HEAD'
              AND m.valid_from <= ${on}::date AND (m.valid_to IS NULL OR m.valid_to > ${on}::date) LIMIT 1), h.head_name)) || ${details}
          ORDER BY s.valid_from DESC, s.subject_id DESC), '[]')
        FROM page s JOIN region v ON v.code = s.village_code JOIN ${table} c ON c.county_code = s.county_code AND c.id = s.subject_id
          JOIN household h ON h.county_code = c.county_code AND h.id = c.household_id) AS rows`
  return row
}
