import type pg from 'pg'

const ISSUER = '青岭县防返贫工作专班'
const POOR_PLAN = '两年清零计划（虚构，仅供演示）'
const VISIT_PLAN = '季度走访安排（虚构，仅供演示）'
const WATER_PLAN = '饮水和保障排查整改方案（虚构，仅供演示）'

/** Starting counts that leave most places on schedule today, some behind and a few far behind; summed up from the villages. */
const COUNT_TARGETS = `
WITH plan (indicator, first, last, document) AS (VALUES
    ('remainingPoor', make_date(extract(year FROM $1::date)::int, 1, 1), make_date(extract(year FROM $1::date)::int + 1, 12, 31), $3),
    ('guaranteesNotMet', make_date(extract(year FROM $1::date)::int, 1, 1), make_date(extract(year FROM $1::date)::int + 1, 6, 30), $4)),
  elapsed AS (SELECT *, ($1::date - first + 1)::numeric / (last - first + 1) AS share FROM plan),
  today AS (
    SELECT h.region_code, 'remainingPoor' AS indicator, count(*) AS n FROM household h
    WHERE h.is_active AND h.poverty_status IN ('NOT_EXITED', 'EXIT_PLANNED', 'RELAPSED') GROUP BY 1
    UNION ALL SELECT g.region_code, 'guaranteesNotMet', count(DISTINCT g.household_id) FROM guarantee_state g WHERE g.result = 'FAIL' GROUP BY 1),
  village AS (
    SELECT t.region_code, e.indicator, e.first, e.last, e.document,
      greatest(t.n, round(t.n / (1 - e.share) * (CASE abs(hashtext(left(t.region_code, 9))) % 6 WHEN 0 THEN 0.86 WHEN 1 THEN 0.76 ELSE 1.12 END))) AS baseline
    FROM today t JOIN elapsed e USING (indicator)),
  every AS (
    SELECT left(v.region_code, p.digits) AS applies_to, v.indicator, v.first, v.last, v.document, sum(v.baseline) AS baseline
    FROM village v CROSS JOIN (VALUES (6), (9), (12)) AS p (digits) GROUP BY 1, 2, 3, 4, 5)
INSERT INTO indicator_target (id, indicator, applies_to, period_start, period_end, baseline, value, issued_by, document)
SELECT gen_random_uuid(), indicator, applies_to, first, last, baseline, 0, $2, document FROM every
ON CONFLICT (indicator, applies_to, period_start) DO NOTHING`

const RATE_TARGETS = `
INSERT INTO indicator_target (id, indicator, applies_to, period_start, period_end, baseline, value, issued_by, document)
SELECT gen_random_uuid(), 'visitCoverage', i.county_code, q::date, (q + interval '3 months' - interval '1 day')::date, 0, 100, $2, $3
FROM installation i, generate_series(date_trunc('year', $1::date) - interval '1 year', date_trunc('year', $1::date) + interval '2 years 9 months', interval '3 months') q
WHERE i.is_demo
ON CONFLICT (indicator, applies_to, period_start) DO NOTHING`

/** Invented targets of the demo county, once its households are there: counts to nought by a date, visits each quarter. As the owner. */
export async function targetDemoCounty(client: Pick<pg.Client, 'query'>, today: string): Promise<void> {
  await client.query(COUNT_TARGETS, [today, ISSUER, POOR_PLAN, WATER_PLAN])
  await client.query(RATE_TARGETS, [today, ISSUER, VISIT_PLAN])
}
