-- Finding a household by a fragment of a name.
-- Array containment is not leakproof, so under row-level security it can never be an index condition: the app role would read the whole
-- county. This function asks the index as the owner, cuts by the scope itself, and hands out keys only; the caller reads the rows under
-- his own policies. One county at a time and the scope behind
-- OFFSET 0, because otherwise the planner prefers a walk through the regions.

CREATE FUNCTION household_by_name(p_counties text[], p_grams text[])
RETURNS TABLE (county_code text, id uuid)
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER ROWS 200
SET search_path = pg_catalog, public SET plan_cache_mode = force_custom_plan AS $$
DECLARE
  county text;
  -- Without a collation of its own it takes the caller's, and then the index does not fit.
  grams text[] COLLATE "default";
BEGIN
  IF cardinality(p_grams) = 0 THEN RETURN; END IF;
  FOREACH county IN ARRAY p_counties LOOP
    grams := ARRAY(SELECT county || gram FROM unnest(p_grams) AS gram);
    RETURN QUERY SELECT h.county_code::text, h.id
      FROM (SELECT x.county_code, x.id, x.region_code FROM household x WHERE x.name_grams @> grams OFFSET 0) h
      WHERE h.region_code >= app_lo() AND h.region_code < app_hi();
  END LOOP;
END $$;
COMMENT ON FUNCTION household_by_name(text[], text[]) IS
  'Keys of the households within the scope whose members'' names hold all the one- and two-character pieces given.';
REVOKE ALL ON FUNCTION household_by_name(text[], text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION household_by_name(text[], text[]) TO fangxian_app;
