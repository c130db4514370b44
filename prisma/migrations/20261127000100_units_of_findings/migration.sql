-- 责任单位 · The responsible unit is compared by what its name says, not by how it is written: no spaces, no punctuation, one width, one case.

CREATE FUNCTION unit_key(p_unit text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  -- Letters by their code points and not by a locale's classes: every supported server then keeps the same ones.
  SELECT regexp_replace(lower(normalize(p_unit, NFKC) COLLATE "C"),
    '[^0-9a-z\u00C0-\u024F\u0370-\u052F\u0F00-\u0FFF\u1800-\u18AF\u3005-\u3007\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF\U00020000-\U0003FFFF]', '', 'g')
$$;
COMMENT ON FUNCTION unit_key(text) IS 'A unit''s name by its letters and digits alone; the same stands in lib/findings/rules/units.ts.';
REVOKE ALL ON FUNCTION unit_key(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION unit_key(text) TO fangxian_app;

ALTER TABLE finding
  ADD COLUMN "unit_key" TEXT GENERATED ALWAYS AS (unit_key("unit")) STORED,
  ADD COLUMN "submitted_unit_key" TEXT GENERATED ALWAYS AS (unit_key("submitted_unit")) STORED;

-- Lines that were verified or closed under the old comparison stay as they are; every line that is written from now on is held to the new one.
ALTER TABLE finding DROP CONSTRAINT finding_other_unit,
  ADD CONSTRAINT finding_other_unit CHECK (unit_key("verified_unit") <> unit_key("unit") AND unit_key("verified_unit") <> unit_key("submitted_unit")
    AND unit_key("closed_unit") <> unit_key("unit") AND unit_key("closed_unit") <> unit_key("submitted_unit")) NOT VALID,
  ADD CONSTRAINT finding_unit_named CHECK (unit_key("unit") <> '' AND unit_key("submitted_unit") <> '' AND unit_key("verified_unit") <> '' AND unit_key("closed_unit") <> '')
    NOT VALID;

DROP POLICY own_unit ON finding;
CREATE POLICY own_unit ON finding AS RESTRICTIVE TO fangxian_app
  USING ((SELECT app_department()) IS NULL OR unit_key = (SELECT unit_key(app_department())) OR found_by = app_actor())
  WITH CHECK ((SELECT app_department()) IS NULL OR unit_key = (SELECT unit_key(app_department())) OR found_by = app_actor());
COMMENT ON POLICY own_unit ON finding IS 'A line department sees the lines it must put right and those it found.';

-- Units somebody is posted for today in a region, below it, and above it within the county: from whom a line can be put right.
CREATE FUNCTION units_around(p_region text) RETURNS TABLE (unit text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  WITH r AS (SELECT g.code, left(g.code, CASE g.level WHEN 'COUNTY' THEN 6 WHEN 'TOWNSHIP' THEN 9 ELSE 12 END) AS prefix FROM region g
    WHERE g.code = p_region AND g.level IN ('COUNTY', 'TOWNSHIP', 'VILLAGE') AND g.code >= app_lo() AND g.code < app_hi())
  SELECT DISTINCT u.unit FROM r JOIN posting p ON p.county_code = left(r.code, 6)
    AND (starts_with(p.region_code, r.prefix) OR p.region_code IN (left(r.code, 6) || '000000', left(r.code, 9) || '000'))
  JOIN app_user u ON u.id = p.user_id AND u.is_active
  WHERE p.valid_from <= app_today() AND (p.valid_to IS NULL OR p.valid_to >= app_today()) AND (p.proposed_by IS NULL OR p.decision = 'CONFIRMED')
    AND p.acting_for IS NULL AND unit_key(u.unit) <> ''
$$;
COMMENT ON FUNCTION units_around(text) IS 'Names of units only, of open posts around a region of the actor; nobody''s name.';
REVOKE ALL ON FUNCTION units_around(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION units_around(text) TO fangxian_app;
