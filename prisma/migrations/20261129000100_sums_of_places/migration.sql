-- Sums of the places above the village, kept by the database beside the tallies of the villages: a wall reads its children only,
-- however many villages they have. A place is named by its digits: nine for a township, six for a county.

CREATE TABLE "place_tally" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "region_code" VARCHAR(9) COLLATE "C" NOT NULL,
  "indicator" VARCHAR(60) NOT NULL,
  "numerator_households" BIGINT NOT NULL,
  "numerator_persons" BIGINT NOT NULL,
  "denominator_households" BIGINT NOT NULL,
  "denominator_persons" BIGINT NOT NULL,
  "villages" INTEGER NOT NULL,
  "stale_on" DATE NOT NULL,
  "as_of_day" DATE NOT NULL,
  "oldest_version" INTEGER NOT NULL,
  "newest_version" INTEGER NOT NULL,
  "recounted_at" TIMESTAMPTZ(6) NOT NULL,
  CONSTRAINT "place_tally_pkey" PRIMARY KEY ("county_code", "region_code", "indicator")
);
COMMENT ON COLUMN "place_tally"."stale_on" IS 'The earliest of its villages; as_of_day and recounted_at are the latest.';
-- A city reads its counties and none of their townships.
CREATE INDEX place_tally_counties ON place_tally (county_code, indicator) WHERE length(region_code) = 6;

SELECT guard_table('place_tally', '', 'none');
-- A reader of a township sees no row of its county: its six digits come before the lower end of his scope.
ALTER TABLE place_tally DROP CONSTRAINT place_tally_region_code_and_county_agree,
  ADD CONSTRAINT place_tally_region_code_and_county_agree CHECK (region_code ~ '^[0-9]{6}([0-9]{3})?$' AND county_code = left(region_code, 6));
ALTER POLICY region_scope ON place_tally USING (region_code >= (SELECT app_lo()) AND region_code < (SELECT app_hi()))
  WITH CHECK (region_code >= (SELECT app_lo()) AND region_code < (SELECT app_hi()));
ALTER POLICY not_for_helpers ON place_tally USING (NOT (SELECT app_own_only()));

-- The touched townships from their villages, then their counties from the townships. The lock of a county comes after the rows of its
-- villages are written and before they are added up: whoever comes second adds up what the first has committed. It is not the lock of
-- a recount, which takes its own before it writes. EXECUTE: a plan kept from a first load would read the whole table each time.
CREATE FUNCTION sum_places(p_townships text[]) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  county text;
  figures constant text := 'numerator_households, numerator_persons, denominator_households, denominator_persons, villages, stale_on, as_of_day, oldest_version, newest_version, recounted_at';
  overwrite constant text := format('ON CONFLICT (county_code, region_code, indicator) DO UPDATE SET (%1$s) = ROW (EXCLUDED.%2$s) WHERE (old.%3$s) IS DISTINCT FROM (EXCLUDED.%2$s)',
    figures, replace(figures, ', ', ', EXCLUDED.'), replace(figures, ', ', ', old.'));
BEGIN
  -- Under a snapshot from before the lock, what others have committed since would be missing in the sums.
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'village_tally: written in read committed transactions only' USING ERRCODE = 'invalid_transaction_state';
  END IF;
  FOR county IN SELECT DISTINCT left(k, 6) FROM unnest(p_townships) AS k ORDER BY 1 LOOP
    PERFORM pg_advisory_xact_lock(hashtextextended('place-tally:' || county, 0));
  END LOOP;
  EXECUTE format($q$
    INSERT INTO place_tally AS old (county_code, region_code, indicator, %s)
    SELECT left(k, 6), k, s.* FROM unnest($1) AS k CROSS JOIN LATERAL (
      SELECT t.indicator, sum(t.numerator_households), sum(t.numerator_persons), sum(t.denominator_households), sum(t.denominator_persons),
        count(*), min(t.stale_on), max(t.as_of_day), min(t.definition_version), max(t.definition_version), max(t.recounted_at)
      FROM village_tally t WHERE t.county_code = left(k, 6) AND t.region_code >= k AND t.region_code < k || ':' GROUP BY t.indicator OFFSET 0) s
    ORDER BY k, s.indicator %s$q$, figures, overwrite) USING p_townships;
  EXECUTE $q$
    DELETE FROM place_tally p USING unnest($1) AS k WHERE p.county_code = left(k, 6) AND p.region_code = k AND NOT EXISTS (
      SELECT FROM village_tally t WHERE t.county_code = p.county_code AND t.region_code >= p.region_code AND t.region_code < p.region_code || ':'
        AND t.indicator = p.indicator OFFSET 0)$q$ USING p_townships;
  EXECUTE format($q$
    INSERT INTO place_tally AS old (county_code, region_code, indicator, %s)
    SELECT c.county, c.county, s.* FROM (SELECT DISTINCT left(k, 6) AS county FROM unnest($1) AS k) c CROSS JOIN LATERAL (
      SELECT t.indicator, sum(t.numerator_households), sum(t.numerator_persons), sum(t.denominator_households), sum(t.denominator_persons),
        sum(t.villages), min(t.stale_on), max(t.as_of_day), min(t.oldest_version), max(t.newest_version), max(t.recounted_at)
      FROM place_tally t WHERE t.county_code = c.county AND t.region_code > c.county GROUP BY t.indicator OFFSET 0) s
    ORDER BY c.county, s.indicator %s$q$, figures, overwrite) USING p_townships;
  EXECUTE $q$
    DELETE FROM place_tally p USING (SELECT DISTINCT left(k, 6) AS county FROM unnest($1) AS k) c
    WHERE p.county_code = c.county AND p.region_code = c.county AND NOT EXISTS (
      SELECT FROM place_tally t WHERE t.county_code = p.county_code AND t.region_code > p.region_code AND t.indicator = p.indicator OFFSET 0)$q$ USING p_townships;
END $$;

CREATE FUNCTION keep_place_tally() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE townships text[];
BEGIN
  IF TG_OP = 'UPDATE' THEN
    SELECT array_agg(k) INTO townships FROM (SELECT left(region_code, 9) AS k FROM changed UNION SELECT left(region_code, 9) FROM changed_from) x;
  ELSE
    SELECT array_agg(k) INTO townships FROM (SELECT DISTINCT left(region_code, 9) AS k FROM changed) x;
  END IF;
  IF townships IS NOT NULL THEN PERFORM sum_places(townships); END IF;
  RETURN NULL;
END $$;
CREATE FUNCTION empty_place_tally() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  DELETE FROM place_tally;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION sum_places(text[]), keep_place_tally(), empty_place_tally() FROM PUBLIC;

CREATE TRIGGER keep_place_tally_insert AFTER INSERT ON village_tally REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_place_tally();
CREATE TRIGGER keep_place_tally_update AFTER UPDATE ON village_tally REFERENCING NEW TABLE AS changed OLD TABLE AS changed_from FOR EACH STATEMENT EXECUTE FUNCTION keep_place_tally();
CREATE TRIGGER keep_place_tally_delete AFTER DELETE ON village_tally REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_place_tally();
CREATE TRIGGER keep_place_tally_truncate AFTER TRUNCATE ON village_tally FOR EACH STATEMENT EXECUTE FUNCTION empty_place_tally();
COMMENT ON TRIGGER keep_place_tally_update ON village_tally IS 'Sums of townships and counties always equal their villages.';

DO $$
BEGIN
  PERFORM sum_places(array_agg(k)) FROM (SELECT DISTINCT left(region_code, 9) AS k FROM village_tally) x HAVING count(*) > 0;
END $$;

-- The villages of a county are counted at every reading.
CREATE INDEX region_villages ON region (code) WHERE level = 'VILLAGE';

CREATE OR REPLACE FUNCTION tally_changes(p_lo text, p_hi text) RETURNS TABLE (county_code text, changed_at timestamptz, is_marked boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT t.county_code, max(t.recounted_at), EXISTS (SELECT FROM tally_mark k WHERE k.county_code = t.county_code)
  FROM place_tally t WHERE length(t.region_code) = 6 AND t.county_code >= p_lo AND t.county_code <= p_hi
    AND t.county_code >= left(app_lo(), 6) AND t.county_code <= left(app_hi(), 6)
  GROUP BY t.county_code
$$;

GRANT SELECT ON place_tally TO fangxian_app;
