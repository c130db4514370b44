-- 100,000 findings with their steps over the villages of a city, 103 listed places with sessions: what the cockpit reads.
ALTER TABLE derivation_run DISABLE TRIGGER USER;
ALTER TABLE listed_place DISABLE TRIGGER USER;
ALTER TABLE listed_work DISABLE TRIGGER USER;
ALTER TABLE supervision_session DISABLE TRIGGER USER;
ALTER TABLE session_help DISABLE TRIGGER USER;
ALTER TABLE finding DISABLE TRIGGER USER;
ALTER TABLE finding_step DISABLE TRIGGER USER;
INSERT INTO derivation_run (county_code, id, region_code, snapshot_on, county_threshold, village_threshold, made_by, made_by_name, made_at)
SELECT left(code, 6), md5(code)::uuid, code, '2026-08-01', 1000, 15, gen_random_uuid(), 'A', '2026-08-01Z' FROM region WHERE level = 'COUNTY' AND code LIKE '1397%';
INSERT INTO listed_place (county_code, id, region_code, run_id, target_type, poor_persons, listed_on, listed_by, listed_by_name, leader, team, liaison, deadline_on, status, last_step_on)
SELECT left(r.code, 6), gen_random_uuid(), r.code, md5(rpad(left(r.code, 6), 12, '0'))::uuid, 'VILLAGE_REMAINING', 20, '2026-08-01', gen_random_uuid(), 'A', 'A', 'A', 'A', '2026-12-31', 'IN_BATTLE', '2026-08-01'
FROM (SELECT code FROM region WHERE level = 'VILLAGE' AND code LIKE '1397%' ORDER BY md5(code) LIMIT 103) r;
INSERT INTO listed_work (county_code, place_id, work_code, region_code, direction, unit, base, current, target)
SELECT p.county_code, p.id, k.code, p.region_code, 'DOWN', '人', 20, 12, 0 FROM listed_place p CROSS JOIN key_work k;
INSERT INTO supervision_session (county_code, id, region_code, place_id, session_no, held_on, mode, method, means, team, spots, held_by, held_by_name, recorded_at)
SELECT p.county_code, gen_random_uuid(), p.region_code, p.id, left(p.id::text, 8) || n, DATE '2026-11-23' - n, 'ROUTINE', 'ANNOUNCED', ARRAY['ON_SITE'], 'A', 'A', gen_random_uuid(), 'A', now()
FROM listed_place p, generate_series(1, 40) n;
INSERT INTO session_help (county_code, session_id, line_no, region_code, kind, content, amount_fen)
SELECT s.county_code, s.id, n, s.region_code, CASE n WHEN 1 THEN 'SOLVED' ELSE 'SUPPORT' END, 'A', 100 FROM supervision_session s, generate_series(1, 2) n;
INSERT INTO finding (county_code, id, region_code, finding_no, source, source_year, aspect, category, level, reach, needs, title, found_on, found_by, found_by_name, found_unit,
  status, issued_digits, issued_by, issued_on, unit, leader, person, due_on, goal, measures, submitted_by, submitted_unit, submitted_on, similar_found, similar_fixed, reviewed_by,
  verified_by, verified_unit, closed_by, closed_unit, closed_on, closed_at, last_step_on)
SELECT left(v.code, 6), gen_random_uuid(), v.code, 'B' || n, 'LOOK_BACK', 2026, 'GUARANTEES', 'WATER', 'GENERAL', 'POINT', ARRAY['DOCUMENT'], 'A', DATE '2026-11-23' - (n % 300), x.a, 'A', 'A',
  (CASE WHEN n % 7 = 0 THEN 'RECTIFYING' ELSE 'CLOSED' END)::"FindingStatus", 6, x.a, DATE '2026-01-01', 'A', 'A', 'A', DATE '2026-11-23' + (n % 60) - 10, 'A', 'A',
  x.b, 'A', DATE '2026-11-01', 0, 0, x.a, x.a, 'B', CASE WHEN n % 7 <> 0 THEN x.a END, CASE WHEN n % 7 <> 0 THEN 'B' END, CASE WHEN n % 7 <> 0 THEN DATE '2026-11-23' - (n % 200) END,
  CASE WHEN n % 7 <> 0 THEN TIMESTAMPTZ '2026-11-23 00:00Z' - (n % 200) * interval '1 day' END, '2026-11-01'
FROM generate_series(1, 100000) n
JOIN (SELECT code, row_number() OVER (ORDER BY code) - 1 AS at, count(*) OVER () AS many FROM region WHERE level = 'VILLAGE' AND code LIKE '1397%') v ON v.at = n % v.many
CROSS JOIN (SELECT '00000000-0000-4000-8000-00000000000a'::uuid AS a, '00000000-0000-4000-8000-00000000000b'::uuid AS b) x;
INSERT INTO finding_step (county_code, finding_id, step_no, region_code, step, to_status, step_on, recorded_at, actor_id, actor_name, actor_unit, record)
SELECT f.county_code, f.id, s.n, f.region_code, s.step, s.to_status::"FindingStatus", coalesce(f.closed_on, f.found_on), coalesce(f.closed_at, f.found_on::timestamptz), f.found_by, 'A', 'A', '{}'
FROM finding f CROSS JOIN (VALUES (1, 'register', 'REGISTERED'), (2, 'assign', 'ASSIGNED'), (3, 'accept', 'RECTIFYING'), (4, 'verify', 'VERIFIED'), (5, 'close', 'CLOSED')) s(n, step, to_status)
WHERE f.status = 'CLOSED' OR s.n <= 3;
ALTER TABLE derivation_run ENABLE TRIGGER USER;
ALTER TABLE listed_place ENABLE TRIGGER USER;
ALTER TABLE listed_work ENABLE TRIGGER USER;
ALTER TABLE supervision_session ENABLE TRIGGER USER;
ALTER TABLE session_help ENABLE TRIGGER USER;
ALTER TABLE finding ENABLE TRIGGER USER;
ALTER TABLE finding_step ENABLE TRIGGER USER;
