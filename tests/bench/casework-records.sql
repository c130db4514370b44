-- Measures of every household, more of the monitored, and visits of this month, over the register of the wall's bench: what the casework page reads.
ALTER TABLE support_measure DISABLE TRIGGER USER;
ALTER TABLE support_plan DISABLE TRIGGER USER;
ALTER TABLE monitoring_case DISABLE TRIGGER USER;
ALTER TABLE visit DISABLE TRIGGER USER;
INSERT INTO measure_type (code, category, name_zh, name_en, mode, risks, form, valid_from, sort_no)
VALUES ('BENCH_A', 'HEALTH', 'A', 'A', 'PROTECTION', '{ILLNESS}', 'SERVICE', '2010-01-01', 1), ('BENCH_B', 'INDUSTRY', 'B', 'B', 'DEVELOPMENT', '{UNSTABLE_EMPLOYMENT}', 'SERVICE', '2010-01-01', 2) ON CONFLICT DO NOTHING;
INSERT INTO support_measure (county_code, id, region_code, household_id, type_code, title, unit, responsible, planned_on, finish_by, started_on, started_by, delivered_on, delivered_by, counts_on, form, status, recorded_by, recorded_by_name, recorded_at)
SELECT h.county_code, gen_random_uuid(), h.region_code, h.id, 'BENCH_A', 'A', 'A', 'A', DATE '$today' - 200, DATE '$today', DATE '$today' - 190, h.id, DATE '$today' - 180, h.id, DATE '$today' - 180, 'SERVICE', 'DELIVERED', h.id, 'A', now()
FROM household h;
INSERT INTO support_measure (county_code, id, region_code, household_id, type_code, title, unit, responsible, planned_on, finish_by, started_on, started_by, delivered_on, delivered_by, counts_on, form, status, case_id, recorded_by, recorded_by_name, recorded_at)
SELECT c.county_code, gen_random_uuid(), c.region_code, c.household_id, CASE n WHEN 1 THEN 'BENCH_A' ELSE 'BENCH_B' END, 'A', 'A', 'A', DATE '$today' - 80, DATE '$today', DATE '$today' - 70, c.id, DATE '$today' - 60, c.id, DATE '$today' - 60, 'SERVICE', 'DELIVERED', c.id, c.id, 'A', now()
FROM monitoring_case c, generate_series(1, 3) n WHERE hashtext(c.case_no) % 3 <> n - 1;
INSERT INTO support_plan (county_code, id, region_code, household_id, year, case_id, aims, helper, agreed_on, signer, made_by, made_by_name, made_at)
SELECT c.county_code, gen_random_uuid(), c.region_code, c.household_id, 2026, c.id, 'A', 'A', DATE '$today' - 85, 'A', c.id, 'A', now() FROM monitoring_case c WHERE hashtext(c.case_no) % 4 = 0;
UPDATE monitoring_case SET risks = '{ILLNESS,UNSTABLE_EMPLOYMENT}', status = (ARRAY['MONITORED', 'SUPPORTED', 'REMOVAL_PROPOSED'])[1 + abs(hashtext(case_no)) % 3]::"CaseStatus";
INSERT INTO visit (county_code, id, region_code, household_id, visited_on, recorded_at, received_at, visitor_id, visitor_name, visitor_role, people_met, guarantees)
SELECT h.county_code, gen_random_uuid(), h.region_code, h.id, d.day, d.day, d.day, md5('user')::uuid, 'x', 'FIRST_SECRETARY', '{HEAD}', '{"FOOD":{},"CLOTHING":{},"EDUCATION":{},"MEDICAL":{},"HOUSING":{},"WATER":{}}'
FROM household h, LATERAL (SELECT DATE '$today' - abs(hashtext(h.id::text)) % 120 AS day) d;
ALTER TABLE support_measure ENABLE TRIGGER USER;
ALTER TABLE support_plan ENABLE TRIGGER USER;
ALTER TABLE monitoring_case ENABLE TRIGGER USER;
ALTER TABLE visit ENABLE TRIGGER USER;
