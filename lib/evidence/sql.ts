import 'server-only'
import * as z from 'zod'
import type { Subject } from '@/lib/evidence/schema'
import type { Ctx } from '@/lib/platform/db'
import { Prisma } from '@/lib/platform/prisma/client'
import { moment, rowsOf } from '@/lib/platform/together'
import { countiesOf } from '@/lib/regions/counties'

const { sql, empty } = Prisma

export type TwinRow = {
  id: string
  householdId: string | null
  /** Of the household, of the line of the ledger, or year and number of the task. */
  recordNo: string
  receivedAt: Date
  by: string
  bits: number | null
}

const MOST_TWINS = 12

/** Other pieces of the county that are the same file or look alike, as far as the reader sees them; nearest first. */
export async function findTwins(ctx: Ctx, countyCode: string, id: string): Promise<TwinRow[]> {
  return ctx.db.$queryRaw<TwinRow[]>`
    SELECT e.id, e.household_id AS "householdId", coalesce(h.household_no, f.finding_no, p.year || '-' || t.task_no) AS "recordNo", e.received_at AS "receivedAt", e.uploaded_by_name AS "by",
      CASE WHEN e.original_sha256 = o.original_sha256 THEN 0 ELSE greatest(1, bit_count((e.look_hash # o.look_hash)::bit(64)))::int END AS bits
    FROM evidence o JOIN evidence e ON e.county_code = o.county_code AND e.id <> o.id AND (e.original_sha256 = o.original_sha256
      OR bit_count((e.look_hash # o.look_hash)::bit(64)) <= evidence_alike_bits(o.region_code))
    LEFT JOIN household h ON h.county_code = e.county_code AND h.id = e.household_id
    LEFT JOIN finding f ON f.county_code = e.county_code AND f.id = e.finding_id
    LEFT JOIN village_task_entry n ON n.county_code = e.county_code AND n.id = e.task_entry_id
    LEFT JOIN village_task t ON t.county_code = n.county_code AND t.id = n.task_id
    LEFT JOIN village_plan p ON p.county_code = t.county_code AND p.id = t.plan_id
    WHERE o.county_code = ${countyCode} AND o.id = ${id}::uuid AND num_nonnulls(h.id, f.id, n.id) > 0
    ORDER BY bits, e.received_at, e.id LIMIT ${MOST_TWINS}`
}

/** County and region of a line about a place that evidence can hang on, as far as who asks sees it. */
export async function findLinePlace(
  ctx: Ctx,
  countyCode: string | undefined,
  findingId: string,
): Promise<{ countyCode: string; regionCode: string } | null> {
  const [row] = await ctx.db.$queryRaw<{ countyCode: string; regionCode: string }[]>`
    SELECT county_code AS "countyCode", region_code AS "regionCode" FROM evidence_place(${countyCode ?? null}, ${findingId}::uuid)`
  return row ?? null
}

/** Whether the record is there, one of this household, and seen by who asks. */
export async function subjectExists(
  ctx: Ctx,
  household: { countyCode: string; id: string },
  subject: Subject,
): Promise<boolean> {
  const [row] = await ctx.db.$queryRaw<{ found: boolean }[]>`
    SELECT evidence_subject_exists(${household.countyCode}, ${household.id}::uuid, ${subject.kind}, ${subject.id}::uuid) AS found`
  return row?.found ?? false
}

/** Which of these ids have a row in any region. */
export async function knownIds(db: Ctx['db'], ids: readonly string[]): Promise<Set<string>> {
  const rows = await db.$queryRaw<{ id: string }[]>`SELECT k AS id FROM evidence_known(${ids}::uuid[]) k`
  return new Set(rows.map(({ id }) => id))
}

const Tile = z.object({
  id: z.string(),
  kind: z.string(),
  subjectKind: z.string(),
  subjectId: z.string(),
  caption: z.string(),
  takenAt: moment.nullable(),
  receivedAt: moment,
  isOnSite: z.boolean(),
  seenDistance: z.number().nullable(),
  showsMinor: z.boolean(),
  uploadedByName: z.string(),
  withdrawnAt: moment.nullable(),
})

type TilesAsked = {
  scope: string
  householdId?: string
  subject?: Subject
  before: { at: Date; id: string } | null
  limit: number
}

/** Evidence of a household, of a record or of both, newest first and earlier than a place of the list; and how much there is in all. */
export function tilesOf({ scope, householdId, subject, before, limit }: TilesAsked) {
  const where = sql`e.county_code = ANY(${countiesOf(scope)})
    ${householdId ? sql`AND e.household_id = ${householdId}::uuid` : empty}
    ${subject ? sql`AND e.subject_kind = ${subject.kind} AND e.subject_id = ${subject.id}::uuid` : empty}`
  const earlier = before ? sql`AND (e.received_at, e.id) < (${before.at}::timestamptz, ${before.id}::uuid)` : empty
  return {
    rows: rowsOf(
      sql`
      SELECT e.id, e.kind, e.subject_kind AS "subjectKind", e.subject_id AS "subjectId", e.caption, e.taken_at AS "takenAt",
        e.received_at AS "receivedAt", e.is_on_site AS "isOnSite", e.seen_distance AS "seenDistance", e.shows_minor AS "showsMinor",
        e.uploaded_by_name AS "uploadedByName", e.withdrawn_at AS "withdrawnAt"
      FROM evidence e WHERE ${where} ${earlier} ORDER BY e.received_at DESC, e.id DESC LIMIT ${limit}`,
      Tile,
    ),
    totals: rowsOf(sql`SELECT count(*)::int AS n FROM evidence e WHERE ${where}`, z.object({ n: z.number() })),
  }
}
