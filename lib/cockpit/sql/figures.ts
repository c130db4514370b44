import 'server-only'
import * as z from 'zod'
import { DEED_FIGURES, type DeedFigure, type Figure, type FindingFigure, type PlaceFigure } from '@/lib/cockpit/schema'
import { burdenSet, DEEDS, type Frame, findingSet } from '@/lib/cockpit/sql/sets'
import type { Ctx } from '@/lib/platform/db'
import { Prisma } from '@/lib/platform/prisma/client'

const { sql } = Prisma

const Counts = z.object({
  found: z.number(),
  closed: z.number(),
  reopened: z.number(),
  sessionFound: z.number(),
  sessionAssigned: z.number(),
  sessionClosed: z.number(),
  sessionOverdue: z.number(),
  sessions: z.number(),
  solved: z.number(),
  supported: z.number(),
  amountFen: z.number(),
  visited: z.number(),
  moved: z.number(),
  burdened: z.number(),
})
export type Counts = z.output<typeof Counts>

/** Every figure that is counted over records, in one statement; each by the same condition as its list. */
export async function countFigures(ctx: Ctx, frame: Frame): Promise<Counts> {
  const lines = (figure: FindingFigure) => sql`(SELECT count(*)::int ${findingSet(figure, frame)})`
  const [row] = await ctx.db.$queryRaw<unknown[]>(sql`
    SELECT ${lines('found')} AS found, ${lines('closed')} AS closed, ${lines('reopened')} AS reopened, ${lines('sessionFound')} AS "sessionFound",
      ${lines('sessionAssigned')} AS "sessionAssigned", ${lines('sessionClosed')} AS "sessionClosed", ${lines('sessionOverdue')} AS "sessionOverdue",
      (SELECT count(*)::int ${DEEDS.sessions(frame)}) AS sessions, (SELECT count(*)::int ${DEEDS.solved(frame)}) AS solved,
      (SELECT count(*)::int ${DEEDS.supported(frame)}) AS supported,
      (SELECT coalesce(sum(h.amount_fen), 0)::float8 ${DEEDS.supported(frame)}) AS "amountFen",
      (SELECT count(*)::int ${setOf('visited', frame)}) AS visited,
      (SELECT count(*)::int ${DEEDS.moved(frame)}) AS moved, (SELECT count(*)::int ${burdenSet(frame)}) AS burdened`)
  return Counts.parse(row)
}

const setOf = (figure: Exclude<Figure, PlaceFigure>, frame: Frame) => {
  if (figure === 'burdened') return burdenSet(frame)
  if (figure === 'visited') return sql`FROM (SELECT DISTINCT h.county_code, h.household_id ${DEEDS.visited(frame)}) d`
  return (DEED_FIGURES as readonly Figure[]).includes(figure)
    ? DEEDS[figure as DeedFigure](frame)
    : findingSet(figure as FindingFigure, frame)
}

const Total = z.object({ n: z.number() })

/** How many records one figure counts. */
export async function countFigure(ctx: Ctx, figure: Exclude<Figure, PlaceFigure>, frame: Frame): Promise<number> {
  const [row] = await ctx.db.$queryRaw<unknown[]>(sql`SELECT count(*)::int AS n ${setOf(figure, frame)}`)
  return Total.parse(row).n
}

/** Where a list goes on: behind the row of this day and id, and of this line of a session. */
export type After = { line: number; day: string; id: string } | null

const Id = z.object({ id: z.string() })

/** Ids of the lines of a figure, those found first first; so many after a line. */
export async function listFindingIds(ctx: Ctx, figure: FindingFigure, frame: Frame, after: After, most: number) {
  const beyond = after ? sql`AND (f.found_on, f.id) > (${after.day}::date, ${after.id}::uuid)` : Prisma.empty
  const rows = await ctx.db.$queryRaw(
    sql`SELECT f.id ${findingSet(figure, frame)} ${beyond} ORDER BY f.found_on, f.id LIMIT ${most}::int`,
  )
  return Id.array()
    .parse(rows)
    .map(({ id }) => id)
}

const Session = z.object({
  id: z.string(),
  no: z.string(),
  on: z.string(),
  mode: z.enum(['ROUTINE', 'CONCENTRATED']),
  method: z.enum(['ANNOUNCED', 'UNANNOUNCED']),
  isHidden: z.boolean(),
  by: z.string(),
  placeId: z.string(),
})

/** Sessions held lately, the latest first. */
export async function listSessions(ctx: Ctx, frame: Frame, after: After, most: number) {
  const beyond = after ? sql`AND (s.held_on, s.id) < (${after.day}::date, ${after.id}::uuid)` : Prisma.empty
  const rows = await ctx.db.$queryRaw(sql`
    SELECT s.id, s.session_no AS no, s.held_on::text AS on, s.mode, s.method, s.hidden_digits IS NOT NULL AS "isHidden", s.held_by_name AS by,
      s.place_id AS "placeId" ${DEEDS.sessions(frame)} ${beyond} ORDER BY s.held_on DESC, s.id DESC LIMIT ${most}::int`)
  return Session.array().parse(rows)
}

const Help = z.object({
  id: z.string(),
  line: z.number(),
  on: z.string(),
  no: z.string(),
  content: z.string(),
  amountFen: z.number(),
  placeId: z.string(),
})

/** What sessions solved on the spot or what support they brought, line by line, the latest first. */
export async function listHelp(ctx: Ctx, figure: 'solved' | 'supported', frame: Frame, after: After, most: number) {
  const beyond = after
    ? sql`AND (s.held_on, s.id, -h.line_no) < (${after.day}::date, ${after.id}::uuid, ${-after.line}::int)`
    : Prisma.empty
  const rows = await ctx.db.$queryRaw(sql`
    SELECT s.id, h.line_no AS line, s.held_on::text AS on, s.session_no AS no, h.content, h.amount_fen::float8 AS "amountFen", s.place_id AS "placeId"
    ${DEEDS[figure](frame)} ${beyond} ORDER BY s.held_on DESC, s.id DESC, h.line_no LIMIT ${most}::int`)
  return Help.array().parse(rows)
}

const Seen = z.object({ countyCode: z.string(), id: z.string(), on: z.string(), times: z.number() })
export type Seen = z.output<typeof Seen>

/** Households that sessions visited at the listed places, the latest first, each once. */
export async function listVisited(ctx: Ctx, frame: Frame, after: After, most: number): Promise<Seen[]> {
  const beyond = after ? sql`WHERE (d.on, d.id) < (${after.day}::date, ${after.id}::uuid)` : Prisma.empty
  const rows = await ctx.db.$queryRaw(sql`
    SELECT d."countyCode", d.id, d.on::text AS on, d.times FROM (SELECT h.county_code AS "countyCode", h.household_id AS id, max(s.held_on) AS on,
      count(*)::int AS times ${DEEDS.visited(frame)} GROUP BY 1, 2) d ${beyond} ORDER BY d.on DESC, d.id DESC LIMIT ${most}::int`)
  return Seen.array().parse(rows)
}

/** Households that were inspected too often, the latest first. */
export async function listBurdened(ctx: Ctx, frame: Frame, after: After, most: number): Promise<Seen[]> {
  const beyond = after ? sql`WHERE (b.last_on, b.household_id) < (${after.day}::date, ${after.id}::uuid)` : Prisma.empty
  const rows = await ctx.db.$queryRaw(sql`
    SELECT b.county_code AS "countyCode", b.household_id AS id, b.last_on::text AS on, b.times ${burdenSet(frame)} ${beyond}
    ORDER BY b.last_on DESC, b.household_id DESC LIMIT ${most}::int`)
  return Seen.array().parse(rows)
}

const Moved = z.object({
  id: z.string(),
  on: z.string(),
  code: z.string(),
  value: z.number(),
  before: z.number(),
  unit: z.string(),
  note: z.string(),
  by: z.string(),
  placeId: z.string(),
})

/** Values of key works reported lately beside the value before each, the latest first. */
export async function listMoved(ctx: Ctx, frame: Frame, after: After, most: number) {
  const beyond = after ? sql`AND (w.reported_on, w.id) < (${after.day}::date, ${after.id}::uuid)` : Prisma.empty
  const rows = await ctx.db.$queryRaw(sql`
    SELECT x.id, x.reported_on::text AS on, x.work_code AS code, x.value::float8 AS value, l.unit, x.note, x.reported_by_name AS by, x.place_id AS "placeId",
      coalesce((SELECT b.value FROM work_report b WHERE b.county_code = x.county_code AND b.place_id = x.place_id AND b.work_code = x.work_code
        AND (b.reported_on, b.reported_at, b.id) < (x.reported_on, x.reported_at, x.id)
        ORDER BY b.reported_on DESC, b.reported_at DESC, b.id DESC LIMIT 1), l.base)::float8 AS before
    FROM (SELECT w.* ${DEEDS.moved(frame)} ${beyond} ORDER BY w.reported_on DESC, w.id DESC LIMIT ${most}::int) x
    JOIN listed_work l ON l.county_code = x.county_code AND l.place_id = x.place_id AND l.work_code = x.work_code
    ORDER BY x.reported_on DESC, x.id DESC`)
  return Moved.array().parse(rows)
}
