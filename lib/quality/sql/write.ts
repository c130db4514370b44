import 'server-only'
import { MOVING_FIGURES } from '@/lib/households/catalogue/consistency/rule'
import type { Ctx } from '@/lib/platform/db'

export type FoundIssue = {
  id: string
  region: string
  household: string | null
  person: string | null
  rule: string
  severity: string
  figures: Record<string, unknown>
}
export type CheckedHousehold = {
  id: string
  region: string
  filled: number
  expected: number
  empty: string[]
  stale_on: string
}

export type Checked = {
  county: string
  villages: readonly string[]
  /** Households looked at, also those that are gone. */
  ids: readonly string[]
  found: readonly FoundIssue[]
  households: readonly CheckedHousehold[]
}

/** Writes the difference: new ones, changed figures, those that came back, and the day when one was cleared. */
export async function writeIssues(ctx: Ctx, { county, villages, ids, found }: Checked): Promise<void> {
  await ctx.db.$executeRaw`
    WITH found AS MATERIALIZED (SELECT * FROM jsonb_to_recordset(${JSON.stringify(found)}::jsonb)
      AS f(id uuid, region text, household uuid, person uuid, rule text, severity text, figures jsonb)),
    cleared AS (UPDATE quality_issue q SET cleared_on = greatest(${ctx.today}::date, q.found_on)
      WHERE q.county_code = ${county} AND q.cleared_on IS NULL AND NOT EXISTS (SELECT FROM found f WHERE f.id = q.id)
        AND (q.household_id = ANY(${[...ids]}::uuid[]) OR (q.household_id IS NULL AND q.region_code = ANY(${[...villages]}::text[]))))
    INSERT INTO quality_issue AS q (county_code, id, region_code, household_id, person_id, rule_id, severity, figures, found_on)
    SELECT ${county}, f.id, f.region, f.household, f.person, f.rule, f.severity, f.figures, ${ctx.today}::date FROM found f ORDER BY f.id
    ON CONFLICT (county_code, id) DO UPDATE SET severity = EXCLUDED.severity, figures = EXCLUDED.figures, cleared_on = NULL,
      found_on = CASE WHEN q.cleared_on IS NULL THEN q.found_on ELSE EXCLUDED.found_on END
    WHERE (q.severity, q.figures, q.cleared_on) IS DISTINCT FROM (EXCLUDED.severity, EXCLUDED.figures, NULL::date)`
}

export async function writeHouseholds(ctx: Ctx, { county, ids, households }: Checked): Promise<void> {
  await ctx.db.$executeRaw`
    WITH checked AS MATERIALIZED (SELECT * FROM jsonb_to_recordset(${JSON.stringify(households)}::jsonb)
      AS c(id uuid, region text, filled int, expected int, empty text[], stale_on date)),
    gone AS (DELETE FROM quality_household q WHERE q.county_code = ${county} AND q.household_id = ANY(${[...ids]}::uuid[])
      AND NOT EXISTS (SELECT FROM checked c WHERE c.id = q.household_id))
    INSERT INTO quality_household AS q (county_code, household_id, region_code, filled, expected, empty, stale_on)
    SELECT ${county}, c.id, c.region, c.filled, c.expected, c.empty, c.stale_on FROM checked c ORDER BY c.id
    ON CONFLICT (county_code, household_id) DO UPDATE SET filled = EXCLUDED.filled, expected = EXCLUDED.expected, empty = EXCLUDED.empty,
      stale_on = EXCLUDED.stale_on
    WHERE (q.filled, q.expected, q.empty, q.stale_on) IS DISTINCT FROM (EXCLUDED.filled, EXCLUDED.expected, EXCLUDED.empty, EXCLUDED.stale_on)`
}

/** Counts the villages anew from what is stored. `staleOn`: the day on which other policy values begin to hold. */
export async function writeVillages(
  ctx: Ctx,
  { county, villages }: Checked,
  checkedBy: string,
  staleOn: string,
): Promise<void> {
  await ctx.db.$executeRaw`
    WITH asked AS MATERIALIZED (SELECT unnest(${[...villages]}::text[]) AS region_code),
    households AS MATERIALIZED (SELECT q.region_code, count(*)::int AS households, sum(q.filled)::int AS filled, sum(q.expected)::int AS expected,
        min(q.stale_on) AS stale_on
      FROM quality_household q WHERE q.county_code = ${county} AND q.region_code = ANY(${[...villages]}::text[]) GROUP BY 1),
    issues AS MATERIALIZED (SELECT q.region_code, q.household_id, q.severity, e.until
      FROM quality_issue q LEFT JOIN quality_explanation e ON e.county_code = q.county_code AND e.issue_id = q.id AND e.withdrawn_on IS NULL
        AND e.until >= ${ctx.today}::date AND e.figures - ${[...MOVING_FIGURES]}::text[] = q.figures - ${[...MOVING_FIGURES]}::text[]
      WHERE q.county_code = ${county} AND q.region_code = ANY(${[...villages]}::text[]) AND q.cleared_on IS NULL),
    counted AS MATERIALIZED (SELECT region_code, count(DISTINCT household_id) FILTER (WHERE until IS NULL)::int AS flawed,
        count(*) FILTER (WHERE severity = 'E')::int AS errors, count(*) FILTER (WHERE severity = 'W' AND until IS NULL)::int AS warnings,
        count(*) FILTER (WHERE severity = 'A' AND until IS NULL)::int AS audits, count(until)::int AS explained, min(until) + 1 AS stale_on
      FROM issues GROUP BY 1)
    INSERT INTO quality_village (county_code, region_code, households, flawed, errors, warnings, audits, explained, filled, expected, checked_by, as_of, stale_on)
    SELECT ${county}, a.region_code, coalesce(h.households, 0), coalesce(c.flawed, 0), coalesce(c.errors, 0), coalesce(c.warnings, 0),
      coalesce(c.audits, 0), coalesce(c.explained, 0), coalesce(h.filled, 0), coalesce(h.expected, 0), ${checkedBy}, ${ctx.now}::timestamptz,
      least(h.stale_on, c.stale_on, ${staleOn}::date)
    FROM asked a LEFT JOIN households h USING (region_code) LEFT JOIN counted c USING (region_code) ORDER BY a.region_code
    ON CONFLICT (county_code, region_code) DO UPDATE SET households = EXCLUDED.households, flawed = EXCLUDED.flawed, errors = EXCLUDED.errors,
      warnings = EXCLUDED.warnings, audits = EXCLUDED.audits, explained = EXCLUDED.explained, filled = EXCLUDED.filled, expected = EXCLUDED.expected,
      checked_by = EXCLUDED.checked_by, as_of = EXCLUDED.as_of, stale_on = EXCLUDED.stale_on`
}
