import 'server-only'
import type { Cover } from '@/lib/cockpit/rules/places'
import type { FindingFigure } from '@/lib/cockpit/schema'
import { Prisma } from '@/lib/platform/prisma/client'

const { sql } = Prisma

/** What the figures of a region are counted over. `since` is the last day that no longer counts as lately. */
export type Frame = {
  lo: string
  hi: string
  /** Every county of the region: all indexes begin with it. */
  counties: readonly string[]
  /** What is covered by places that are listed now, and by those and the ones delisted lately. */
  cover: Cover
  lately: Cover
  /** Areas that are no divisions, with their regions. */
  areas: readonly { id: string; within: readonly string[] }[]
  placeIds: readonly string[]
  latelyIds: readonly string[]
  since: string
  today: string
  burden: { since: string; times: number }
}

const texts = (list: readonly string[]) => sql`${[...list]}::text[]`

const COLUMNS = {
  f: { county: sql`f.county_code`, region: sql`f.region_code` },
  s: { county: sql`s.county_code`, region: sql`s.region_code` },
  i: { county: sql`i.county_code`, region: sql`i.region_code` },
  v: { county: sql`v.county_code`, region: sql`v.region_code` },
}

/** Whether a row of \`finding f\` belongs to what listed places cover. */
export function coveredBy({ counties, villages, villageCounties }: Cover): Prisma.Sql {
  const { county, region } = COLUMNS.f
  const parts: Prisma.Sql[] = []
  if (counties.length > 0) parts.push(sql`${county} = ANY (${texts(counties)})`)
  if (villages.length > 0)
    parts.push(sql`(${county} = ANY (${texts(villageCounties)}) AND ${region} = ANY (${texts(villages)}))`)
  return parts.length === 0 ? sql`false` : sql`(${Prisma.join(parts, ' OR ')})`
}

const open = sql`f.status <> 'CLOSED'`
const overdue = (today: string) => sql`f.status <> 'CLOSED' AND NOT f.is_long_term AND f.due_on < ${today}::date`

const moved = ({ counties, since, today }: Frame, step: Prisma.Sql) => sql`(f.county_code, f.id) IN (
  SELECT s.county_code, s.finding_id FROM finding_step s WHERE s.county_code = ANY (${texts(counties)}) AND ${step}
    AND s.step_on > ${since}::date AND s.step_on <= ${today}::date)`

const ofSessions = ({
  counties,
  placeIds,
}: Frame) => sql`f.county_code = ANY (${texts(counties)}) AND f.origin_kind = 'SESSION' AND f.origin_id IN (
  SELECT s.id FROM supervision_session s WHERE s.county_code = ANY (${texts(counties)}) AND s.place_id = ANY (${[...placeIds]}::uuid[]))`

/** A closed line that is opened again, by a reopening or by a second look that found it as before. */
export const REOPENS = sql`(s.step = 'reopen' OR (s.step = 'recheck' AND s.to_status <> 'CLOSED'))`

/** The condition of each figure of the ledger over \`finding f\`: its count and its list are of the same rows. */
const FINDINGS: Record<FindingFigure, (frame: Frame) => Prisma.Sql> = {
  open: (frame) => sql`${coveredBy(frame.cover)} AND ${open}`,
  overdue: (frame) => sql`${coveredBy(frame.cover)} AND ${overdue(frame.today)}`,
  found: (frame) =>
    sql`${coveredBy(frame.lately)} AND f.found_on > ${frame.since}::date AND f.found_on <= ${frame.today}::date`,
  closed: (frame) => sql`${coveredBy(frame.lately)} AND ${moved(frame, sql`s.step = 'close'`)}`,
  reopened: (frame) => sql`${coveredBy(frame.lately)} AND ${moved(frame, REOPENS)}`,
  sessionFound: ofSessions,
  sessionAssigned: (frame) => sql`${ofSessions(frame)} AND f.status <> 'REGISTERED'`,
  sessionClosed: (frame) => sql`${ofSessions(frame)} AND f.status = 'CLOSED'`,
  sessionOverdue: (frame) => sql`${ofSessions(frame)} AND ${overdue(frame.today)}`,
}

/** The rows of a figure of the ledger, as FROM and WHERE over \`finding f\`. */
export const findingSet = (figure: FindingFigure, frame: Frame) => sql`FROM finding f WHERE ${FINDINGS[figure](frame)}`

const held = ({
  counties,
  latelyIds,
  since,
  today,
}: Frame) => sql`s.county_code = ANY (${texts(counties)}) AND s.place_id = ANY (${[...latelyIds]}::uuid[])
  AND s.held_on > ${since}::date AND s.held_on <= ${today}::date`

const ofPlaces = ({ counties, placeIds }: Frame) =>
  sql`s.county_code = ANY (${texts(counties)}) AND s.place_id = ANY (${[...placeIds]}::uuid[])`

// Of an area count households that lived in its members when they were visited.
const inAreas = ({ areas }: Frame) => {
  if (areas.length === 0) return sql`true`
  const pairs = areas.flatMap(({ id, within }) => within.map((code) => ({ id, code })))
  return sql`(NOT s.place_id = ANY (${areas.map(({ id }) => id)}::uuid[]) OR EXISTS (SELECT FROM household_state l
    JOIN unnest(${pairs.map(({ id }) => id)}::uuid[], ${texts(pairs.map(({ code }) => code))}) AS g(place_id, code) ON g.place_id = s.place_id AND g.code = l.village_code
    WHERE l.county_code = h.county_code AND l.household_id = h.household_id AND l.valid_from <= s.held_on AND (l.valid_to IS NULL OR l.valid_to > s.held_on)))`
}

const helpOf = (frame: Frame, kind: string) => sql`FROM supervision_session s
  JOIN session_help h ON h.county_code = s.county_code AND h.session_id = s.id AND h.kind = ${kind} WHERE ${ofPlaces(frame)}`

/** Sessions held lately, what sessions solved and brought at the listed places, whom they visited, and the values reported lately. */
export const DEEDS = {
  sessions: (frame: Frame) => sql`FROM supervision_session s WHERE ${held(frame)}`,
  solved: (frame: Frame) => helpOf(frame, 'SOLVED'),
  supported: (frame: Frame) => helpOf(frame, 'SUPPORT'),
  visited: (frame: Frame) => sql`FROM supervision_session s
    JOIN session_household h ON h.county_code = s.county_code AND h.session_id = s.id WHERE ${ofPlaces(frame)} AND ${inAreas(frame)}`,
  moved: (
    frame: Frame,
  ) => sql`FROM work_report w WHERE w.county_code = ANY (${texts(frame.counties)}) AND w.place_id = ANY (${[...frame.latelyIds]}::uuid[])
    AND w.reported_on > ${frame.since}::date AND w.reported_on <= ${frame.today}::date`,
}

const here = (alias: 's' | 'i' | 'v', { counties, lo, hi }: Frame) => {
  const { county, region } = COLUMNS[alias]
  return sql`${county} = ANY (${texts(counties)}) AND ${region} >= ${lo} AND ${region} < ${hi}`
}
const inWindow = (column: Prisma.Sql, { burden, today }: Frame) =>
  sql`${column} > ${burden.since}::date AND ${column} <= ${today}::date`

/**
 * 检查过频 · Households that were inspected more often than the policy allows within its days: sessions of battle supervision, look-backs,
 * verifications and second looks at findings, and visits by supervisors. Several lines looked at on one day are one inspection of a kind.
 */
export const burdenSet = (frame: Frame) => sql`FROM (
  SELECT x.county_code, x.household_id, count(*)::int AS times, max(x.seen_on) AS last_on FROM (
    SELECT h.county_code, h.household_id, s.held_on AS seen_on, 'SESSION' AS kind FROM supervision_session s
      JOIN session_household h ON h.county_code = s.county_code AND h.session_id = s.id
      WHERE s.county_code = ANY (${texts(frame.counties)}) AND ${inWindow(sql`s.held_on`, frame)} AND s.region_code >= ${frame.lo} AND s.region_code < ${frame.hi}
    UNION SELECT i.county_code, i.household_id, i.inspected_on, 'LOOK_BACK' FROM inspection_form i
      WHERE ${here('i', frame)} AND ${inWindow(sql`i.inspected_on`, frame)}
    UNION SELECT s.county_code, s.household_id, s.step_on, s.step FROM finding_step s
      WHERE ${here('s', frame)} AND s.step IN ('verify', 'recheck') AND s.household_id IS NOT NULL AND ${inWindow(sql`s.step_on`, frame)}
    UNION SELECT v.county_code, v.household_id, v.visited_on, 'VISIT' FROM visit v
      WHERE ${here('v', frame)} AND v.visitor_role = 'SUPERVISOR' AND ${inWindow(sql`v.visited_on`, frame)}) x
  GROUP BY 1, 2 HAVING count(*) > ${frame.burden.times}::int) b`
