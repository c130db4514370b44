-- A register of $households households in 17 counties of one city: 306 townships, 4,199 villages, with guarantees, cases, clues, promises.
-- Codes of the city 1397 and the counties 139701 to 139717 stand for no real place. $today is the day of the data.
INSERT INTO installation (is_demo, county_code) SELECT true, '130799' WHERE NOT EXISTS (SELECT FROM installation);
INSERT INTO region (code, level, name) VALUES ('130000000000', 'PROVINCE', '河北省') ON CONFLICT DO NOTHING;
INSERT INTO region (code, level, name, parent_code) VALUES ('139700000000', 'CITY', '测试市', '130000000000') ON CONFLICT DO NOTHING;
INSERT INTO region (code, level, name, parent_code)
  SELECT format('1397%s000000', to_char(c, 'FM00')), 'COUNTY', format('测试%s县', c), '139700000000' FROM generate_series(1, 17) c ON CONFLICT DO NOTHING;
INSERT INTO region (code, level, name, parent_code)
  SELECT format('1397%s%s000', to_char(c, 'FM00'), t), 'TOWNSHIP', format('测试%s乡', t), format('1397%s000000', to_char(c, 'FM00'))
  FROM generate_series(1, 17) c, generate_series(100, 117) t ON CONFLICT DO NOTHING;
INSERT INTO region (code, level, name, parent_code)
  SELECT format('1397%s%s%s', to_char(c, 'FM00'), 100 + v % 18, 200 + v / 18), 'VILLAGE', format('测试%s村', v),
         format('1397%s%s000', to_char(c, 'FM00'), 100 + v % 18)
  FROM generate_series(1, 17) c, generate_series(0, 246) v ON CONFLICT DO NOTHING;
INSERT INTO policy_parameter (id, code, applies_to, valid_from, value, unit, source, certainty)
  SELECT gen_random_uuid(), code, '', DATE '2010-01-01', value, unit, 'bench', 'HIGH' FROM (VALUES
    ('visit.periodMonths.notExited', 1, '个月'), ('visit.periodMonths.monitored', 1, '个月'), ('visit.periodMonths.exited', 3, '个月'),
    ('visit.periodMonths.removed', 3, '个月'), ('wall.farBehindPoints', 10, '百分点'), ('wall.farBehindShare', 0.2, '比例')) p (code, value, unit) ON CONFLICT DO NOTHING;
INSERT INTO indicator_target (id, indicator, applies_to, period_start, period_end, baseline, value, issued_by, document)
  VALUES (gen_random_uuid(), 'visitCoverage', '1397', date_trunc('quarter', DATE '$today'), date_trunc('quarter', DATE '$today') + interval '3 months' - interval '1 day', 0, 100, 'bench', 'bench');

ALTER TABLE household DISABLE TRIGGER USER;
ALTER TABLE guarantee_state DISABLE TRIGGER USER;
ALTER TABLE monitoring_case DISABLE TRIGGER USER;
ALTER TABLE clue DISABLE TRIGGER USER;
ALTER TABLE visit DISABLE TRIGGER USER;
ALTER TABLE visit_promise DISABLE TRIGGER USER;

CREATE TEMP TABLE made AS
SELECT n, md5('household ' || n)::uuid AS id, format('1397%s', to_char(1 + n % 17, 'FM00')) AS county,
  format('1397%s%s%s', to_char(1 + n % 17, 'FM00'), 100 + v % 18, 200 + v / 18) AS village, n / 4199 AS k
FROM (SELECT n, (n / 17) % 247 AS v FROM generate_series(1, $households) n) x;

INSERT INTO household (county_code, id, region_code, household_no, household_type, poverty_status, head_name, member_count, last_visited_on, next_visit_on)
SELECT county, id, village, 'W' || lpad(n::text, 12, '0'), 'POOR_GENERAL',
  (CASE WHEN k % 40 = 0 THEN 'NOT_EXITED' WHEN k % 200 = 1 THEN 'RELAPSED' WHEN k % 8 = 3 THEN 'NEVER_POOR' ELSE 'EXITED_STABLE' END)::"PovertyStatus",
  '王守田', 1 + n % 5, DATE '$today' - (n * 7919::bigint % 120)::int, DATE '$today' - 10 + (n * 104729::bigint % 90)::int
FROM made ORDER BY village, n;
INSERT INTO guarantee_state (county_code, household_id, item, region_code, result, fail_reason, checked_on)
SELECT m.county, m.id, g.item, m.village, (CASE WHEN m.k % 90 = 5 AND g.item = 'WATER' THEN 'FAIL' ELSE 'PASS' END)::"GuaranteeResult", 'x', DATE '$today' - 30
FROM made m, unnest(enum_range(NULL::"GuaranteeItem")) g (item) WHERE m.k % 2 = 1;
INSERT INTO monitoring_case (county_code, id, region_code, household_id, case_no, monitored_type, risks, channel, status, identified_on, plan_by)
SELECT county, md5('case ' || n)::uuid, village, id, 'W' || n, 'MARGINAL', '{ILLNESS}', 'VISIT', 'MONITORED', DATE '$today' - 90, DATE '$today' - 80 FROM made WHERE k % 33 = 3;
INSERT INTO clue (county_code, id, region_code, household_id, clue_no, source, status, opened_on, opened_at, opened_by, verify_by, identify_by, summary)
SELECT county, md5('clue ' || n)::uuid, village, id, 'W' || n, 'VISIT', 'OPEN', DATE '$today' - n % 4, now(), md5('user')::uuid, DATE '$today' - n % 4 + 3, DATE '$today' + 20, '' FROM made WHERE k % 120 = 7;
INSERT INTO visit (county_code, id, region_code, household_id, visited_on, recorded_at, received_at, visitor_id, visitor_name, visitor_role, people_met, guarantees)
SELECT county, id, village, id, DATE '$today' - 30, now(), now(), md5('user')::uuid, 'x', 'FIRST_SECRETARY', '{HEAD}',
  '{"FOOD":{},"CLOTHING":{},"EDUCATION":{},"MEDICAL":{},"HOUSING":{},"WATER":{}}' FROM made WHERE k % 20 = 9;
INSERT INTO visit_promise (county_code, id, region_code, household_id, visit_id, content, due_on, promised_by, promised_by_name)
SELECT county, md5('promise ' || n)::uuid, village, id, id, 'x', DATE '$today' - 3 + (n % 30), md5('user')::uuid, 'x' FROM made WHERE k % 20 = 9;
DROP TABLE made;

ALTER TABLE household ENABLE TRIGGER USER;
ALTER TABLE guarantee_state ENABLE TRIGGER USER;
ALTER TABLE monitoring_case ENABLE TRIGGER USER;
ALTER TABLE clue ENABLE TRIGGER USER;
ALTER TABLE visit ENABLE TRIGGER USER;
ALTER TABLE visit_promise ENABLE TRIGGER USER;
