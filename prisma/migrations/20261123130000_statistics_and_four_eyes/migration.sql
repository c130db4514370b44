-- Who opened a clue may not decide it.
ALTER TABLE clue ADD CONSTRAINT clue_four_eyes CHECK (decided_by <> opened_by);

-- Checks of foreign keys on a table without statistics must not walk a whole village.
DROP INDEX person_county_code_region_code_idx;
CREATE INDEX person_county_code_region_code_id_idx ON person (county_code, region_code, id);

-- After a large import the planner must know the new sizes at once, not at the next autovacuum.
CREATE FUNCTION refresh_statistics() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  ANALYZE household, person, membership, household_income, guarantee_state, visit, clue, monitoring_case, village_tally;
END $$;
REVOKE ALL ON FUNCTION refresh_statistics() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION refresh_statistics() TO fangxian_app;
