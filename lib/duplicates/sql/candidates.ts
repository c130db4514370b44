import 'server-only'
import * as z from 'zod'
import type { Ctx } from '@/lib/platform/db'

const Born = z.object({
  id: z.string(),
  name: z.string(),
  pinyin: z.string(),
  initials: z.string(),
  birthDate: z.string(),
  sex: z.enum(['M', 'F']),
  village: z.string(),
  idIndex: z.string().nullable(),
  householdId: z.string().nullable(),
  place: z.string(),
})
export type Born = z.output<typeof Born>

const MOST = 400
const MOST_BESIDE = 30

/** People of a county born on one of these days whose name begins with this letter, and the holder of a fingerprint; with the household each lives in. */
export async function selectCandidates(
  ctx: Ctx,
  county: string,
  { days, initial, idIndex }: { days: readonly string[]; initial: string; idIndex: Uint8Array | null },
): Promise<Born[]> {
  const rows = await ctx.db.$queryRaw`
    WITH c AS MATERIALIZED (
      (SELECT p.* FROM person p WHERE p.county_code = ${county} AND p.birth_date = ANY(${[...days]}::date[])
         AND p.merged_into IS NULL AND (p.name_initials = '' OR left(p.name_initials, 1) = ${initial}) LIMIT ${MOST})
      UNION ALL
      SELECT p.* FROM person p WHERE p.county_code = ${county} AND p.id_number_bidx = ${idIndex ?? Buffer.alloc(0)}
    )
    SELECT DISTINCT ON (c.id) c.id, c.name, c.name_pinyin AS pinyin, c.name_initials AS initials, c.birth_date::text AS "birthDate", c.sex, c.region_code AS village,
      encode(c.id_number_bidx, 'hex') AS "idIndex", m.household_id AS "householdId", coalesce(v.name, c.region_code) AS place
    FROM c LEFT JOIN region v ON v.code = c.region_code
    LEFT JOIN membership m ON m.county_code = c.county_code AND m.person_id = coalesce(c.merged_into, c.id) AND m.valid_to IS NULL`
  return z.array(Born).parse(rows)
}

const Taken = z.array(z.object({ taken: z.boolean() })).length(1)

/** Whether somebody of the actor's county holds a number, in his scope or not. */
export async function isTaken(ctx: Ctx, idIndex: Uint8Array): Promise<boolean> {
  const rows = await ctx.db.$queryRaw`SELECT id_number_taken(${idIndex}) AS taken`
  return Taken.parse(rows)[0]?.taken ?? false
}

const Both = z.object({
  a: z.string(),
  b: z.string(),
  aName: z.string(),
  bName: z.string(),
  aPinyin: z.string(),
  bPinyin: z.string(),
  aInitials: z.string(),
  bInitials: z.string(),
  aBorn: z.string(),
  bBorn: z.string(),
  aSex: z.enum(['M', 'F']),
  bSex: z.enum(['M', 'F']),
  aVillage: z.string(),
  bVillage: z.string(),
  aIndex: z.string().nullable(),
  bIndex: z.string().nullable(),
})
export type Both = z.output<typeof Both>

/**
 * Everybody of the county who may be one of these people: born on the same day or with day and month changed about, a surname that begins
 * alike, and alike in sound or of the same village. Pairs that were reviewed before are left out. A day that stands for "not known" brings no
 * flood: nobody is put beside more than a few.
 */
export async function selectPairs(ctx: Ctx, county: string, ids: readonly string[]): Promise<Both[]> {
  const rows = await ctx.db.$queryRaw`
    SELECT a.id AS a, b.id AS b, a.name AS "aName", b.name AS "bName", a.name_pinyin AS "aPinyin", b.name_pinyin AS "bPinyin",
      a.name_initials AS "aInitials", b.name_initials AS "bInitials", a.birth_date::text AS "aBorn", b.birth_date::text AS "bBorn",
      a.sex AS "aSex", b.sex AS "bSex", a.region_code AS "aVillage", b.region_code AS "bVillage",
      encode(a.id_number_bidx, 'hex') AS "aIndex", encode(b.id_number_bidx, 'hex') AS "bIndex"
    FROM (SELECT p.* FROM unnest(${[...ids]}::uuid[]) u(id) JOIN person p ON p.county_code = ${county} AND p.id = u.id
          WHERE p.merged_into IS NULL OFFSET 0) a
    CROSS JOIN LATERAL (SELECT p.* FROM person p WHERE p.county_code = ${county} AND p.birth_date = ANY(ARRAY[a.birth_date,
        CASE WHEN extract(day FROM a.birth_date) <= 12 THEN
          make_date(extract(year FROM a.birth_date)::int, extract(day FROM a.birth_date)::int, extract(month FROM a.birth_date)::int) END])
      AND p.id <> a.id AND p.merged_into IS NULL AND left(p.name_initials, 1) = left(a.name_initials, 1)
      AND (p.name_pinyin = a.name_pinyin OR p.region_code = a.region_code) LIMIT ${MOST_BESIDE}) b
    WHERE NOT EXISTS (SELECT FROM duplicate_review r WHERE r.county_code = ${county} AND r.left_person_id = least(a.id, b.id) AND r.right_person_id = greatest(a.id, b.id))`
  return z.array(Both).parse(rows)
}

const Home = z.object({ personId: z.string(), householdId: z.string(), relation: z.string(), regionCode: z.string() })

/** Where these people live now. */
export async function selectHomes(ctx: Ctx, county: string, ids: readonly string[]): Promise<z.output<typeof Home>[]> {
  const rows = await ctx.db.$queryRaw`
    SELECT m.person_id AS "personId", m.household_id AS "householdId", m.relation, m.region_code AS "regionCode"
    FROM membership m WHERE m.county_code = ${county} AND m.person_id = ANY(${[...ids]}::uuid[]) AND m.valid_to IS NULL`
  return z.array(Home).parse(rows)
}

/** People of a region, a page of ids at a time. */
export async function selectPeopleOf(
  ctx: Ctx,
  county: string,
  { lo, hi, after, most }: { lo: string; hi: string; after: string; most: number },
): Promise<string[]> {
  const rows = await ctx.db.$queryRaw`
    SELECT p.id FROM person p WHERE p.county_code = ${county} AND p.region_code >= ${lo} AND p.region_code < ${hi}
      AND p.id > ${after}::uuid AND p.merged_into IS NULL ORDER BY p.id LIMIT ${most}`
  return z
    .array(z.object({ id: z.string() }))
    .parse(rows)
    .map(({ id }) => id)
}

/** Writes reviews; a pair that was ever reviewed gets no second one. Answers how many are new. */
export function insertReviews(ctx: Ctx, rows: string): Promise<number> {
  return ctx.db.$executeRaw`
    INSERT INTO duplicate_review (county_code, id, region_code, kind, left_person_id, right_person_id, left_household_id, right_household_id,
      score, level, reasons, found_by, found_at)
    SELECT county_code, id, region_code, kind, left_person_id, right_person_id, left_household_id, right_household_id,
      score, level, reasons, found_by, ${ctx.now}
    FROM jsonb_populate_recordset(NULL::duplicate_review, ${rows}::jsonb)
    ON CONFLICT DO NOTHING`
}

/** Looks again for numbers of these people in other counties. There is no answer, whatever is found. */
export async function noteAcross(ctx: Ctx, county: string, ids: readonly string[]): Promise<void> {
  await ctx.db.$executeRaw`SELECT find_across(${county}, ${[...ids]}::uuid[])`
}
