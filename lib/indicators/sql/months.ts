import 'server-only'
import * as z from 'zod'
import type { Ctx } from '@/lib/platform/db'
import { levelOfPrefix, ownPrefix, rangeOf } from '@/lib/regions/rules'
import { monthEnd } from '../rules/past'
import { Counts, Target } from '../schema'
import { day, digits } from './literals'
import { COUNTY_DIGITS, VERSION } from './tally'
import { countyRange, holdsOfDay, villagesOf } from './wall'

/** Keeps what was counted of the last day of a month that is over; what is kept already stays. */
export async function freezeMonth(ctx: Ctx, county: string, first: string): Promise<void> {
  await ctx.db.$executeRawUnsafe(
    `INSERT INTO village_tally_month (county_code, region_code, month, indicator, numerator_households, numerator_persons, denominator_households,
      denominator_persons, definition_version, frozen_at)
    SELECT t.county_code, t.region_code, ${day(first)}, t.indicator, t.numerator_households, t.numerator_persons, t.denominator_households,
      t.denominator_persons, t.definition_version, $1::timestamptz
    FROM village_tally_day t WHERE t.county_code = ${digits(county)} AND t.day = ${day(monthEnd(first))} ORDER BY t.region_code, t.indicator
    ON CONFLICT DO NOTHING`,
    ctx.now.toISOString(),
  )
}

const Frozen = Counts.extend({
  oldest: z.number(),
  newest: z.number(),
  frozenAt: z.coerce.date(),
  counties: z.number(),
})
const Line = z.object({ month: z.iso.date(), indicator: z.string(), frozen: Frozen.nullable(), now: Counts.nullable() })
const Months = z.object({
  lines: z.array(Line),
  targets: z.array(Target),
  counties: z.number(),
  unfrozen: z.array(z.object({ month: z.iso.date(), counties: z.array(z.string()) })),
})
/** What was frozen of some months, and what the records say now where that is counted. */
export type Months = z.output<typeof Months>

const SUMS = `'numerator', sum(t.numerator_households), 'numeratorPersons', sum(t.numerator_persons), 'denominator', sum(t.denominator_households),
  'denominatorPersons', sum(t.denominator_persons)`

/** Rows `t` of frozen months and of counted days of a region: of a village itself, else the sums of its township or its counties (decision 027). */
function sourcesOf(prefix: string) {
  if (levelOfPrefix(prefix) === 'VILLAGE')
    return {
      frozen: 'village_tally_month t WHERE',
      versions: `'oldest', min(t.definition_version), 'newest', max(t.definition_version)`,
      counted: 'village_tally_day t WHERE',
      good: holdsOfDay(),
      villages: 'count(*)',
    }
  const ofPlace = `t WHERE length(t.region_code) = ${Math.max(prefix.length, COUNTY_DIGITS)} AND`
  return {
    frozen: `place_tally_month ${ofPlace}`,
    versions: `'oldest', min(t.oldest_version), 'newest', max(t.newest_version)`,
    counted: `place_tally_day ${ofPlace}`,
    good: `t.oldest_version = ${VERSION} AND t.newest_version = ${VERSION} AND t.counted_at > t.changed_at AND NOT t.is_marked`,
    villages: 'sum(t.villages)',
  }
}

/** Months, by their first days, of a region: sums of villages for each of `codes`, with the counties that have nothing frozen yet. */
export async function selectMonths(
  ctx: Ctx,
  regionCode: string,
  codes: readonly string[],
  months: readonly string[],
): Promise<Months> {
  const prefix = ownPrefix(regionCode)
  const { lo, hi } = rangeOf(prefix)
  const { first, last } = countyRange(prefix)
  const within = `t.county_code >= $6::text AND t.county_code <= $7::text AND t.region_code >= $4::text AND t.region_code < $5::text AND t.indicator = ANY ($1::text[])`
  const source = sourcesOf(prefix)
  const [row] = await ctx.db.$queryRawUnsafe<{ months: unknown }[]>(
    `WITH m AS (SELECT * FROM unnest($2::date[], $3::date[]) AS x (month, day)),
    villages AS MATERIALIZED (${villagesOf(prefix, { lo: '$4::text', hi: '$5::text', first: '$6::text', last: '$7::text' })}),
    frozen AS MATERIALIZED (SELECT t.month, t.indicator, jsonb_build_object(${SUMS}, ${source.versions},
        'frozenAt', max(t.frozen_at), 'counties', count(DISTINCT t.county_code)) AS said, array_agg(DISTINCT t.county_code) AS counties
      FROM ${source.frozen} ${within} AND t.month = ANY ($2::date[]) GROUP BY 1, 2),
    counted AS MATERIALIZED (SELECT t.* FROM ${source.counted} ${within} AND t.day = ANY ($3::date[])),
    later AS MATERIALIZED (SELECT t.day, t.indicator, jsonb_build_object(${SUMS}) AS said
      FROM (SELECT t.*, c.changed_at, c.is_marked FROM counted t JOIN (SELECT * FROM tally_changes($6::text, $7::text) WHERE EXISTS (SELECT FROM counted)) c
        ON c.county_code = t.county_code) t
      WHERE ${source.good} GROUP BY 1, 2 HAVING ${source.villages} = (SELECT sum(n) FROM villages))
    SELECT jsonb_build_object('counties', (SELECT count(*) FROM villages),
      'lines', (SELECT coalesce(jsonb_agg(jsonb_build_object('month', m.month, 'indicator', i.code, 'frozen', f.said, 'now', l.said) ORDER BY m.month), '[]')
        FROM m CROSS JOIN unnest($1::text[]) AS i (code) LEFT JOIN frozen f ON f.month = m.month AND f.indicator = i.code
          LEFT JOIN later l ON l.day = m.day AND l.indicator = i.code),
      'unfrozen', (SELECT coalesce(jsonb_agg(jsonb_build_object('month', m.month, 'counties', u.counties) ORDER BY m.month DESC), '[]')
        FROM m CROSS JOIN LATERAL (SELECT array_agg(v.county_code ORDER BY v.county_code) AS counties FROM villages v
          WHERE NOT EXISTS (SELECT FROM frozen f WHERE f.month = m.month AND v.county_code = ANY (f.counties))) u
        WHERE u.counties IS NOT NULL),
      'targets', (SELECT coalesce(jsonb_agg(jsonb_build_object('indicator', g.indicator, 'appliesTo', g.applies_to, 'periodStart', g.period_start,
          'periodEnd', g.period_end, 'baseline', g.baseline, 'value', g.value, 'issuedBy', g.issued_by, 'document', g.document)), '[]')
        FROM indicator_target g WHERE g.indicator = ANY ($1::text[]) AND left($8::text, length(g.applies_to)) = g.applies_to
          AND EXISTS (SELECT FROM m WHERE m.day BETWEEN g.period_start AND g.period_end))) AS months`,
    [...codes],
    [...months],
    months.map(monthEnd),
    ...[lo, hi, first, last, prefix],
  )
  return Months.parse(row?.months)
}
