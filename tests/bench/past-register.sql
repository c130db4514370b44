-- The dated records behind the register of wall-register.sql: states since 2014, three members each, a visit a month for three years,
-- guarantees that were once not met, cases and clues.
INSERT INTO household_state (county_code, household_id, valid_from, region_code, village_code, household_type, poverty_status, is_active)
SELECT county_code, id, DATE '2014-01-01', region_code, region_code, household_type, poverty_status, is_active FROM household;
ALTER TABLE membership DISABLE TRIGGER USER;
ALTER TABLE person DISABLE TRIGGER USER;
INSERT INTO person (county_code, id, region_code, name, sex, birth_date)
SELECT h.county_code, md5(h.id || n::text)::uuid, h.region_code, '王守田', 'M', DATE '1960-01-01' FROM household h, generate_series(1, 3) n;
INSERT INTO membership (county_code, id, region_code, household_id, person_id, relation, valid_from)
SELECT h.county_code, md5(h.id || n::text)::uuid, h.region_code, h.id, md5(h.id || n::text)::uuid, CASE n WHEN 1 THEN 'HEAD' ELSE 'CHILD' END, DATE '2014-01-01'
FROM household h, generate_series(1, 3) n;
INSERT INTO household_visit_day (county_code, household_id, visited_on, region_code)
SELECT h.county_code, h.id, h.last_visited_on - 30 * n, h.region_code FROM household h, generate_series(0, 35) n;
INSERT INTO guarantee_span (county_code, household_id, item, valid_from, valid_to, region_code, result)
SELECT g.county_code, g.household_id, g.item, g.checked_on - 400, g.checked_on - 100, g.region_code, 'FAIL' FROM guarantee_state g
UNION ALL SELECT g.county_code, g.household_id, g.item, g.checked_on - 100, NULL, g.region_code, g.result FROM guarantee_state g;
INSERT INTO monitoring_state (county_code, subject_id, valid_from, region_code, village_code, household_id, status, clue_id)
SELECT county_code, id, opened_on - 60, region_code, region_code, household_id, 'OPEN', id FROM clue;
INSERT INTO monitoring_state (county_code, subject_id, valid_from, region_code, village_code, household_id, status, case_id)
SELECT county_code, id, identified_on, region_code, region_code, household_id, 'MONITORED', id FROM monitoring_case;
INSERT INTO clue_due (county_code, clue_id, valid_from, region_code, verify_by) SELECT county_code, id, opened_on, region_code, verify_by FROM clue;
ALTER TABLE membership ENABLE TRIGGER USER;
ALTER TABLE person ENABLE TRIGGER USER;
