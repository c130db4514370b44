import 'server-only'
import * as z from 'zod'
import { HOUSEHOLD_TYPES, type ListFilter, MONITORED_TYPES, POVERTY_STATUSES } from '@/lib/households/schema'
import type { Ctx } from '@/lib/platform/db'
import { Prisma } from '@/lib/platform/prisma/client'
import { countiesOf } from '@/lib/regions/counties'
import { isWithinCounty, rangeOf } from '@/lib/regions/rules'

const { sql, empty } = Prisma

export const AS_OF_PAGE = 50

const day = z.iso.date()
const State = z.object({
  id: z.string(),
  villageCode: z.string(),
  village: z.string(),
  head: z.string().nullable(),
  members: z.number(),
  type: z.enum(HOUSEHOLD_TYPES),
  status: z.enum(POVERTY_STATUSES),
  monitored: z.enum(MONITORED_TYPES).nullable(),
})
export type StateOfDay = z.output<typeof State>

const OfStatus = z.object({ status: z.enum(POVERTY_STATUSES), households: z.number(), persons: z.number() })
const Page = z.object({ rows: z.array(State), statuses: z.array(OfStatus), first: day.nullable() })
const One = State.extend({
  householdNo: z.string(),
  regionCode: z.string(),
  headNow: z.string(),
  isActive: z.boolean(),
  leftOn: day.nullable(),
  first: day,
  people: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      relation: z.string(),
      sex: z.enum(['M', 'F']),
      birthDate: day,
      since: day,
    }),
  ),
})
export type HouseholdOfDay = z.output<typeof One>

const standing = (on: string) => sql`m.valid_from <= ${on}::date AND (m.valid_to IS NULL OR m.valid_to > ${on}::date)`
const ofDay = (on: string) => sql`s.valid_from <= ${on}::date AND (s.valid_to IS NULL OR s.valid_to > ${on}::date)`
const shown = (
  on: string,
) => sql`jsonb_build_object('id', s.household_id, 'villageCode', s.village_code, 'village', v.name,
  'head', (SELECT p.name FROM membership m JOIN person p ON p.county_code = m.county_code AND p.id = m.person_id
    WHERE m.county_code = s.county_code AND m.household_id = s.household_id AND m.relation = 'HEAD' AND ${standing(on)} LIMIT 1),
  'members', (SELECT count(*)::int FROM membership m WHERE m.county_code = s.county_code AND m.household_id = s.household_id AND ${standing(on)}),
  'type', s.household_type, 'status', s.poverty_status, 'monitored', s.monitored_type)`

const monitoredAs = (asked: NonNullable<ListFilter['monitored']>) =>
  asked === 'YES' || asked === 'NO'
    ? sql`(s.monitored_type IS NOT NULL) = ${asked === 'YES'}`
    : sql`s.monitored_type = ${asked}::"MonitoredType"`

export type AsOfQuestion = {
  region: string
  on: string
  status?: string
  type?: string
  monitored?: ListFilter['monitored']
  after?: { value: string; id: string }
}

/**
 * One page of the households that stood in a region on a day, by the village they were in then. Within a county also how many households
 * and persons of each status, whatever status the page shows; above it nobody is counted: that reads every household and its people.
 */
export async function findHouseholdsOfDay(ctx: Ctx, { region, on, status, type, monitored, after }: AsOfQuestion) {
  const { lo, hi } = rangeOf(region)
  const where = sql`s.county_code = ANY(${countiesOf(region)}) AND s.village_code >= ${lo} AND s.village_code < ${hi} AND s.is_active AND ${ofDay(on)}
    ${type ? sql`AND s.household_type = ${type}::"HouseholdType"` : empty} ${monitored ? sql`AND ${monitoredAs(monitored)}` : empty}`
  const chosen = status ? sql`AND s.poverty_status = ${status}::"PovertyStatus"` : empty
  const past = after ? sql`AND (s.village_code, s.household_id) > (${after.value}, ${after.id}::uuid)` : empty
  const [row] = await ctx.db.$queryRaw<unknown[]>`
    WITH page AS MATERIALIZED (SELECT * FROM household_state s WHERE ${where} ${chosen} ${past} ORDER BY s.village_code, s.household_id LIMIT ${AS_OF_PAGE + 1}),
      counted AS MATERIALIZED (SELECT s.poverty_status AS status, count(DISTINCT s.household_id)::int AS households, count(m.id)::int AS persons
        FROM household_state s LEFT JOIN membership m ON m.county_code = s.county_code AND m.household_id = s.household_id AND ${standing(on)}
        WHERE ${isWithinCounty(region)} AND ${where} GROUP BY 1)
    SELECT (SELECT coalesce(jsonb_agg(to_jsonb(c) ORDER BY c.status), '[]') FROM counted c) AS statuses,
      (SELECT min(s.valid_from) FROM household_state s WHERE s.county_code = ANY(${countiesOf(region)}) AND s.village_code >= ${lo} AND s.village_code < ${hi})::text AS first,
      (SELECT coalesce(jsonb_agg(${shown(on)} ORDER BY s.village_code, s.household_id), '[]') FROM page s JOIN region v ON v.code = s.village_code) AS rows`
  return Page.parse(row)
}

/** A household as it stood on a day; null when it is not there for this reader or its record begins later. */
export async function findHouseholdOfDay(ctx: Ctx, id: string, on: string): Promise<HouseholdOfDay | null> {
  const [row] = await ctx.db.$queryRaw<{ found: unknown }[]>`
    SELECT ${shown(on)} || jsonb_build_object('householdNo', h.household_no, 'regionCode', h.region_code, 'headNow', h.head_name, 'isActive', s.is_active, 'leftOn', h.left_on,
      'first', (SELECT min(f.valid_from) FROM household_state f WHERE f.county_code = h.county_code AND f.household_id = h.id),
      'people', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'relation', m.relation, 'sex', p.sex, 'birthDate', p.birth_date, 'since', m.valid_from)
          ORDER BY (m.relation = 'HEAD') DESC, p.birth_date), '[]')
        FROM membership m JOIN person p ON p.county_code = m.county_code AND p.id = m.person_id
        WHERE m.county_code = h.county_code AND m.household_id = h.id AND ${standing(on)})) AS found
    FROM household h JOIN household_state s ON s.county_code = h.county_code AND s.household_id = h.id AND ${ofDay(on)} JOIN region v ON v.code = s.village_code
    WHERE h.county_code = ANY(${countiesOf(ctx.actor.scope)}) AND h.id = ${id}::uuid`
  return row ? One.parse(row.found) : null
}

/** The first day that is recorded of a household; null when it is not there for this reader. */
export async function findFirstDay(
  ctx: Ctx,
  id: string,
): Promise<{ first: string; name: string; regionCode: string } | null> {
  const rows = await ctx.db.$queryRaw<{ first: string; name: string; regionCode: string }[]>`
    SELECT min(s.valid_from)::text AS first, h.head_name AS name, h.region_code AS "regionCode"
    FROM household h JOIN household_state s ON s.county_code = h.county_code AND s.household_id = h.id
    WHERE h.county_code = ANY(${countiesOf(ctx.actor.scope)}) AND h.id = ${id}::uuid GROUP BY h.head_name, h.region_code`
  return rows[0] ?? null
}
