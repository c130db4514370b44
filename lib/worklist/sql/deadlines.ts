import 'server-only'
import * as z from 'zod'
import { COLOURS, type Colour } from '@/lib/deadlines/rules/standing'
import { DEADLINE_KINDS, DEADLINE_LEVELS, type DeadlineKind, type DeadlineLevel } from '@/lib/deadlines/schema'
import type { Ctx } from '@/lib/platform/db'
import { Prisma } from '@/lib/platform/prisma/client'
import { countyOf } from '@/lib/regions/rules'

const { sql } = Prisma
const day = z.string()

export const DeadlineRow = z.object({
  id: z.string(),
  kind: z.enum(DEADLINE_KINDS),
  subjectKind: z.string(),
  subjectId: z.string(),
  householdId: z.string().nullable(),
  name: z.string(),
  village: z.string(),
  township: z.string(),
  startsOn: day,
  dueOn: day,
  amberOn: day,
  clock: z.enum(['CALENDAR', 'WORKING']),
  days: z.number(),
  level: z.enum(DEADLINE_LEVELS),
  metOn: day.nullable(),
  metBy: z.string().nullable(),
  lateReason: z.string().nullable(),
  /** Who answers by name, as far as the reader may know: the household's helpers, else the village's first secretary. */
  answers: z.array(z.string()),
})
export type DeadlineRow = z.output<typeof DeadlineRow>

export type DeadlineFilter = {
  range: { gte: string; lt: string }
  kind?: DeadlineKind
  colour?: Colour
  level?: DeadlineLevel
  /** A paired helper of the household. */
  person?: string
  /** Only what waits at this level: its own, and what the levels below let pass. */
  desk?: { level: DeadlineLevel; escalateDays: number }
  isLate?: boolean
  /** Without what the Today page lists elsewhere: open clues, and hand-overs to answer. */
  besideToday?: boolean
}

/** One county where the reader has one, so that an index can be read in its order; a city or a province has many. */
const counties = ({ actor: { scope } }: Ctx) =>
  scope.length >= 6
    ? sql`d.county_code = ${countyOf(scope)}`
    : sql`d.county_code >= rpad(${scope}, 6, '0') AND d.county_code <= rpad(${scope}, 6, '9')`

function waitsAt({ level, escalateDays }: NonNullable<DeadlineFilter['desk']>, today: string): Prisma.Sql {
  if (level === 'VILLAGE') return sql`d.level = 'VILLAGE'`
  if (level === 'TOWNSHIP') return sql`(d.level = 'TOWNSHIP' OR (d.level = 'VILLAGE' AND d.due_on < ${today}::date))`
  return sql`(d.level = 'COUNTY' OR (d.level = 'TOWNSHIP' AND d.due_on < ${today}::date)
    OR (d.level = 'VILLAGE' AND d.due_on < ${today}::date - ${Math.trunc(escalateDays)}::int))`
}

const COLOURED: Record<Colour, (today: string) => Prisma.Sql> = {
  RED: (today) => sql`d.due_on < ${today}::date`,
  ORANGE: (today) => sql`d.due_on = ${today}::date`,
  AMBER: (today) => sql`d.due_on > ${today}::date AND d.amber_on <= ${today}::date`,
  CALM: (today) => sql`d.amber_on > ${today}::date`,
}

const ELSEWHERE = sql`d.kind <> 'MOVE_ANSWER' AND NOT (d.subject_kind = 'CLUE' AND EXISTS
  (SELECT FROM clue k WHERE k.county_code = d.county_code AND k.id = d.subject_id AND k.status = 'OPEN'))`

function matching(ctx: Ctx, filter: DeadlineFilter): Prisma.Sql {
  const { range, kind, colour, level, person, desk, isLate, besideToday } = filter
  const parts = [
    counties(ctx),
    sql`d.region_code >= ${range.gte} AND d.region_code < ${range.lt}`,
    isLate ? sql`d.is_late` : sql`d.status = 'OPEN'`,
    // Of a household that is no longer in the register nothing is asked.
    sql`NOT EXISTS (SELECT FROM household g WHERE g.county_code = d.county_code AND g.id = d.household_id AND NOT g.is_active)`,
  ]
  if (kind) parts.push(sql`d.kind = ${kind}::"DeadlineKind"`)
  if (colour) parts.push(COLOURED[colour](ctx.today))
  if (level) parts.push(sql`d.level = ${level}::"DeadlineLevel"`)
  if (desk) parts.push(waitsAt(desk, ctx.today))
  if (besideToday) parts.push(ELSEWHERE)
  if (person)
    parts.push(sql`EXISTS (SELECT FROM household_helper p WHERE p.county_code = d.county_code AND p.household_id = d.household_id
    AND p.user_id = ${person}::uuid AND p.valid_from <= ${ctx.today}::date AND (p.valid_to IS NULL OR p.valid_to >= ${ctx.today}::date))`)
  return Prisma.join(parts, ' AND ')
}

const ANSWERS = (ctx: Ctx) => sql`CASE WHEN d.level <> 'VILLAGE' THEN '[]'::jsonb ELSE coalesce(
    (SELECT jsonb_agg(DISTINCT coalesce(p.name, u.name)) FROM household_helper p LEFT JOIN app_user u ON u.id = p.user_id
      WHERE p.county_code = d.county_code AND p.household_id = d.household_id AND p.valid_from <= ${ctx.today}::date
        AND (p.valid_to IS NULL OR p.valid_to >= ${ctx.today}::date)),
    (SELECT jsonb_agg(u.name) FROM posting s JOIN app_user u ON u.id = s.user_id
      WHERE s.county_code = d.county_code AND s.region_code = d.region_code AND s.role = 'FIRST_SECRETARY'
        AND s.valid_from <= ${ctx.today}::date AND (s.valid_to IS NULL OR s.valid_to >= ${ctx.today}::date)), '[]') END`

const BEYOND_ALL = sql`true`
const orderOf = (isLate?: boolean) => (isLate ? sql`d.met_on DESC, d.id DESC` : sql`d.due_on, d.id`)

/** Deadlines by their last day, late ones newest first; `after` is day and id of the last row shown. */
export async function selectDeadlines(
  ctx: Ctx,
  filter: DeadlineFilter,
  { after, limit }: { after: { day: string; id: string } | null; limit: number },
): Promise<DeadlineRow[]> {
  const beyond = !after
    ? BEYOND_ALL
    : filter.isLate
      ? sql`(d.met_on, d.id) < (${after.day}::date, ${after.id}::uuid)`
      : sql`(d.due_on, d.id) > (${after.day}::date, ${after.id}::uuid)`
  const order = orderOf(filter.isLate)
  const found = sql`SELECT d.* FROM deadline d WHERE ${matching(ctx, filter)} AND ${beyond} ORDER BY ${order} LIMIT ${limit}`
  return z.array(DeadlineRow).parse(await ctx.db.$queryRaw`${told(ctx, found)} ORDER BY ${order}`)
}

/** The ids of the deadlines that a filter leaves, in the order of their list. */
export async function selectDeadlineIds(ctx: Ctx, filter: DeadlineFilter, most: number): Promise<string[]> {
  const rows = await ctx.db.$queryRaw<{ id: string }[]>`
    SELECT d.id FROM deadline d WHERE ${matching(ctx, filter)} ORDER BY ${orderOf(filter.isLate)} LIMIT ${most}`
  return rows.map(({ id }) => id)
}

const FiledDeadline = DeadlineRow.extend({
  regionCode: z.string(),
  householdNo: z.string().nullable(),
  householdVersion: z.number().nullable(),
})
export type FiledDeadline = z.output<typeof FiledDeadline>

/** Deadlines by their ids, in no order, with what a file says of their household. */
export async function selectDeadlinesById(ctx: Ctx, ids: readonly string[]): Promise<FiledDeadline[]> {
  const found = sql`SELECT d.* FROM deadline d WHERE ${counties(ctx)} AND d.id = ANY (${[...ids]}::uuid[])`
  return z.array(FiledDeadline).parse(await ctx.db.$queryRaw(told(ctx, found)))
}

/** What is told of each of some deadlines. */
const told = (ctx: Ctx, found: Prisma.Sql) => sql`
    SELECT d.id, d.kind, d.subject_kind AS "subjectKind", d.subject_id AS "subjectId", d.household_id AS "householdId",
      coalesce(h.head_name, e.subject_name, '') AS name, v.name AS village, coalesce(t.name, '') AS township, d.starts_on::text AS "startsOn",
      d.due_on::text AS "dueOn", d.amber_on::text AS "amberOn", d.clock, d.days, d.level, d.met_on::text AS "metOn", m.name AS "metBy",
      d.late_reason AS "lateReason", ${ANSWERS(ctx)} AS answers, d.region_code AS "regionCode",
      h.household_no AS "householdNo", h.version AS "householdVersion"
    FROM (${found}) d
      LEFT JOIN household h ON h.county_code = d.county_code AND h.id = d.household_id
      LEFT JOIN event_party e ON d.household_id IS NULL AND e.county_code = d.county_code AND e.event_id = d.subject_id AND e.answers
      LEFT JOIN app_user m ON m.id = d.met_by
      JOIN region v ON v.code = d.region_code LEFT JOIN region t ON t.code = v.parent_code`

const Counts = z.object({ ...Object.fromEntries(COLOURS.map((colour) => [colour, z.number()])), LATE: z.number() })
export type DeadlineCounts = Record<Colour | 'LATE', number>

/** How many open deadlines stand in each colour, and how many were met late without a reason since a day. */
export async function countDeadlines(ctx: Ctx, filter: DeadlineFilter, since: string): Promise<DeadlineCounts> {
  const open = matching(ctx, { ...filter, colour: undefined, isLate: false })
  const is = (colour: Colour) => COLOURED[colour](ctx.today)
  const rows = await ctx.db.$queryRaw<unknown[]>`
    SELECT (count(*) FILTER (WHERE ${is('RED')}))::int AS "RED", (count(*) FILTER (WHERE ${is('ORANGE')}))::int AS "ORANGE",
      (count(*) FILTER (WHERE ${is('AMBER')}))::int AS "AMBER", (count(*) FILTER (WHERE ${is('CALM')}))::int AS "CALM",
      (SELECT count(*)::int FROM deadline d WHERE ${unexplained(ctx, filter, since)}) AS "LATE"
    FROM deadline d WHERE ${open}`
  return Counts.parse(rows[0]) as DeadlineCounts
}

function unexplained(ctx: Ctx, filter: DeadlineFilter, since: string): Prisma.Sql {
  const late = matching(ctx, { ...filter, colour: undefined, desk: undefined, isLate: true })
  return sql`${late} AND d.late_reason IS NULL AND d.met_on >= ${since}::date`
}

/** How many were met late without a reason since a day. */
export async function countUnexplainedSince(ctx: Ctx, filter: DeadlineFilter, since: string): Promise<number> {
  const [row] = await ctx.db.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM deadline d WHERE ${unexplained(ctx, filter, since)}`
  return row?.n ?? 0
}

/** Helpers who answer for something open in a region, for a choice. */
export async function selectAnswerers(ctx: Ctx, range: DeadlineFilter['range'], limit: number) {
  const rows = await ctx.db.$queryRaw`
    SELECT u.id, u.name FROM app_user u WHERE u.id IN (SELECT p.user_id FROM deadline d
      JOIN household_helper p ON p.county_code = d.county_code AND p.household_id = d.household_id
      WHERE ${counties(ctx)} AND d.region_code >= ${range.gte} AND d.region_code < ${range.lt} AND d.status = 'OPEN'
        AND p.valid_from <= ${ctx.today}::date AND (p.valid_to IS NULL OR p.valid_to >= ${ctx.today}::date))
    ORDER BY u.name, u.id LIMIT ${limit}`
  return z.array(z.object({ id: z.string(), name: z.string() })).parse(rows)
}
