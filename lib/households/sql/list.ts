import 'server-only'
import * as z from 'zod'
import { searchGrams } from '@/lib/households/rules/names'
import { afterPrefix, type Search } from '@/lib/households/rules/search'
import {
  COUNT_CAP,
  type Cursor,
  type HouseholdSort,
  type ListFilter,
  ListRow,
  PAGE_SIZE,
  RegionChoice,
} from '@/lib/households/schema'
import { withinRegion } from '@/lib/households/sql/scope'
import { isDay } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { Prisma } from '@/lib/platform/prisma/client'
import { countiesOf } from '@/lib/regions/counties'

const { sql, join, empty } = Prisma

/** Marks that a name is compared without; the same as `normaliseName` drops. */
const NAME_MARKS = '[\\s\\u00b7\\u2022\\u2027\\u30fb.]'

export type ListQuestion = {
  filter: ListFilter
  search: Search
  /** Fingerprint of an identity number; finds its household and nothing near it. */
  idIndex?: Uint8Array
  /** A statement without parameters that selects the ids of those to show, such as the households behind a figure of the wall. */
  idsStatement?: string
  /** Scope prefix of the reader. */
  scope: string
}

const Found = z.object({ rows: z.array(ListRow), total: z.number(), regions: z.array(RegionChoice) })
export type Found = z.output<typeof Found>

/** Keys by which a list is sorted and paged; the last is unique. All ascend. */
const KEYS: Record<HouseholdSort, Prisma.Sql[]> = {
  region: [sql`h.county_code`, sql`h.region_code`, sql`h.head_pinyin`, sql`h.id`],
  name: [sql`h.head_pinyin`, sql`h.id`],
  visited: [sql`coalesce(h.last_visited_on, '-infinity')`, sql`h.id`],
  due: [sql`coalesce(h.next_visit_on, 'infinity')`, sql`h.id`],
  income: [sql`coalesce(h.per_capita_income_fen, 9223372036854775807)`, sql`h.id`],
}

// The pinyin of a name stays out of the address: the cursor names a household, and its pinyin is looked up.
function cursorKeys(sort: HouseholdSort, { value, id }: Cursor, scope: string): Prisma.Sql[] {
  const pinyin = sql`coalesce((SELECT k.head_pinyin FROM household k WHERE k.county_code = ANY(${countiesOf(scope)}) AND k.id = ${id}::uuid), '')`
  const key = sql`${id}::uuid`
  switch (sort) {
    case 'region':
      return [sql`${value.slice(0, 6)}`, sql`${value}`, pinyin, key]
    case 'name':
      return [pinyin, key]
    case 'visited':
      return [isDay(value) ? sql`${value}::date` : sql`'-infinity'::date`, key]
    case 'due':
      return [isDay(value) ? sql`${value}::date` : sql`'infinity'::date`, key]
    case 'income':
      return [/^\d{1,18}$/.test(value) ? sql`${value}::bigint` : sql`9223372036854775807`, key]
  }
}

// Names and identity numbers give keys first, then the rows by primary key: OFFSET 0 keeps the two apart, because under row security the
// planner takes any range of regions for a handful of rows and would read the whole county instead.
function source({ filter, search, idIndex }: ListQuestion): Prisma.Sql {
  const counties = countiesOf(filter.region)
  const keyed = (keys: Prisma.Sql) => sql`(${keys}) n CROSS JOIN LATERAL (
    SELECT x.* FROM household x WHERE x.county_code = n.county_code AND x.id = n.id OFFSET 0) h`
  if (idIndex) {
    return keyed(sql`SELECT DISTINCT m.county_code, m.household_id AS id FROM (
        SELECT p.county_code, coalesce(p.merged_into, p.id) AS id FROM person p WHERE p.county_code = ANY(${counties}) AND p.id_number_bidx = ${idIndex} OFFSET 0) p
      JOIN membership m ON m.county_code = p.county_code AND m.person_id = p.id AND (m.valid_to IS NULL OR m.valid_to > app_today())`)
  }
  if (search.kind === 'NAME') {
    return keyed(
      sql`SELECT f.county_code, f.id FROM household_by_name(${counties}, ${searchGrams(search.text, '')}::text[]) f`,
    )
  }
  return sql`household h`
}

function memberNamed(text: string): Prisma.Sql {
  return sql`SELECT p.name FROM membership m JOIN person p ON p.county_code = m.county_code AND p.id = m.person_id
    WHERE m.county_code = h.county_code AND m.household_id = h.id AND (m.valid_to IS NULL OR m.valid_to > app_today())
      AND position(${text} IN lower(regexp_replace(normalize(p.name, NFKC), ${NAME_MARKS}, '', 'g'))) > 0
    ORDER BY (m.relation = 'HEAD') DESC, p.birth_date LIMIT 1`
}

function searchCondition(search: Search, counties: Prisma.Sql): Prisma.Sql | null {
  switch (search.kind) {
    case 'NAME':
      // One or two characters are a piece themselves; a longer text may have its pieces in different places.
      return [...search.text].length < 3 ? null : sql`EXISTS (${memberNamed(search.text)})`
    case 'PINYIN': {
      const [lo, hi] = [search.text, afterPrefix(search.text)]
      return sql`h.county_code = ANY(${counties}) AND ((h.head_pinyin ~>=~ ${lo} AND h.head_pinyin ~<~ ${hi}) OR (h.head_initials ~>=~ ${lo} AND h.head_initials ~<~ ${hi}))`
    }
    case 'NUMBER':
      // The number of a record that was merged leads to the kept one.
      return sql`h.county_code = ANY(${counties}) AND h.id = ANY(ARRAY(SELECT coalesce(d.merged_into, d.id) FROM household d
        WHERE d.county_code = ANY(${counties}) AND d.household_no = ANY(${search.texts}::text[])))`
    default:
      return null
  }
}

function conditions({ filter, search, idsStatement }: ListQuestion): Prisma.Sql {
  const { monitored } = filter
  const all: (Prisma.Sql | null | undefined | false | '')[] = [
    sql`h.is_active`,
    withinRegion(filter.region),
    filter.status && sql`h.poverty_status = ${filter.status}::"PovertyStatus"`,
    filter.type && sql`h.household_type = ${filter.type}::"HouseholdType"`,
    monitored === 'YES' && sql`h.monitored_type IS NOT NULL`,
    monitored === 'NO' && sql`h.monitored_type IS NULL`,
    monitored && monitored !== 'YES' && monitored !== 'NO' && sql`h.monitored_type = ${monitored}::"MonitoredType"`,
    filter.unvisitedDays !== undefined &&
      sql`(h.last_visited_on IS NULL OR h.last_visited_on <= app_today() - ${filter.unvisitedDays}::int)`,
    searchCondition(search, countiesOf(filter.region)),
    idsStatement && sql`h.id IN (${sql([idsStatement])})`,
  ]
  return join(
    all.filter((each): each is Prisma.Sql => !!each),
    ' AND ',
  )
}

/** The statement of one page: up to one row more than shown, the capped count, and the regions to choose from. */
export function listStatement(question: ListQuestion): Prisma.Sql {
  const { filter, scope, search } = question
  const { cursor, sort } = filter
  const keys = KEYS[sort]
  const back = cursor?.side === 'before'
  const [from, where] = [source(question), conditions(question)]
  const past = cursor
    ? sql` AND (${join(keys)}) ${back ? sql`<` : sql`>`} (${join(cursorKeys(sort, cursor, scope))})`
    : empty
  const order = join(keys.map((key) => (back ? sql`${key} DESC` : sql`${key} ASC`)))
  const counted = sql`(SELECT count(*)::int FROM (SELECT FROM ${from} WHERE ${where} LIMIT ${COUNT_CAP + 1}) c)`
  const total = cursor
    ? counted
    : sql`CASE WHEN (SELECT count(*) FROM page) <= ${PAGE_SIZE} THEN (SELECT count(*)::int FROM page) ELSE ${counted} END`
  const { path, open } = shownRegions(filter.region, scope)
  return sql`
    WITH page AS MATERIALIZED (
      SELECT h.county_code, h.id, h.region_code, h.group_name, h.head_name, h.head_pinyin, h.household_no, h.household_type, h.poverty_status,
        h.exit_year, h.monitored_type, h.member_count, h.per_capita_income_fen, h.income_year, h.last_visited_on, h.next_visit_on
      FROM ${from} WHERE ${where}${past} ORDER BY ${order} LIMIT ${PAGE_SIZE + 1}
    )
    SELECT ${total} AS total,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('code', r.code, 'name', r.name, 'level', r.level, 'parent', r.parent_code) ORDER BY r.code), '[]')
        FROM region r WHERE r.code = ANY(${path}) OR r.parent_code = ANY(${open})) AS regions,
      (SELECT coalesce(jsonb_agg(jsonb_build_object(
          'id', h.id, 'regionCode', h.region_code, 'village', v.name, 'township', t.name, 'group', h.group_name, 'name', h.head_name,
          'householdNo', h.household_no, 'type', h.household_type, 'status', h.poverty_status, 'exitYear', h.exit_year,
          'monitored', h.monitored_type, 'members', h.member_count, 'incomeFen', h.per_capita_income_fen, 'incomeYear', h.income_year,
          'lastVisitedOn', h.last_visited_on, 'nextVisitOn', h.next_visit_on, 'clueVerifyBy', c.verify_by,
          'found', ${search.kind === 'NAME' ? sql`(${memberNamed(search.text)})` : sql`NULL`}) ORDER BY ${order}), '[]')
        FROM page h
        JOIN region v ON v.code = h.region_code
        JOIN region t ON t.code = v.parent_code
        LEFT JOIN LATERAL (SELECT o.verify_by FROM clue o
          WHERE o.county_code = h.county_code AND o.household_id = h.id AND o.status = 'OPEN' LIMIT 1) c ON true) AS rows`
}

// Chosen regions from the reader's own down, and those whose children can be chosen next.
function shownRegions(region: string, scope: string): { path: string[]; open: string[] } {
  const steps = [2, 4, 6, 9, 12].filter((digits) => digits >= scope.length && digits <= region.length)
  const path = steps.map((digits) => region.slice(0, digits).padEnd(12, '0'))
  return { path, open: path.filter((_, index) => (steps[index] as number) < 12) }
}

/** One page of households in one round trip. Rows come in reading order, one more than shown where there are more. */
export async function findHouseholds(ctx: Ctx, question: ListQuestion): Promise<Found> {
  const [row] = await ctx.db.$queryRaw<unknown[]>(listStatement(question))
  const found = Found.parse(row)
  return question.filter.cursor?.side === 'before' ? { ...found, rows: found.rows.reverse() } : found
}

/** Every household that fits, in reading order, in one snapshot; at most `most`. */
export async function findHouseholdIds(ctx: Ctx, question: ListQuestion, most: number): Promise<string[]> {
  const order = join(KEYS[question.filter.sort].map((key) => sql`${key} ASC`))
  const rows = await ctx.db.$queryRaw<{ id: string }[]>`
    SELECT h.id FROM ${source(question)} WHERE ${conditions(question)} ORDER BY ${order} LIMIT ${most}`
  return rows.map(({ id }) => id)
}
