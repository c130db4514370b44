-- Counted past days of the places above the village, added up when they are counted: what the records say now of the months that were frozen.

CREATE TABLE "place_tally_day" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "region_code" VARCHAR(9) COLLATE "C" NOT NULL,
  "day" DATE NOT NULL,
  "indicator" VARCHAR(60) NOT NULL,
  "numerator_households" BIGINT NOT NULL,
  "numerator_persons" BIGINT NOT NULL,
  "denominator_households" BIGINT NOT NULL,
  "denominator_persons" BIGINT NOT NULL,
  "villages" INTEGER NOT NULL,
  "oldest_version" INTEGER NOT NULL,
  "newest_version" INTEGER NOT NULL,
  "counted_at" TIMESTAMPTZ(6) NOT NULL,
  CONSTRAINT "place_tally_day_pkey" PRIMARY KEY ("county_code", "indicator", "day", "region_code")
);
COMMENT ON COLUMN "place_tally_day"."counted_at" IS 'The earliest of its villages.';
-- A trend of a city reads one figure of its counties.
CREATE INDEX place_tally_day_counties ON place_tally_day (indicator, day, county_code) WHERE length(region_code) = 6;

SELECT guard_table('place_tally_day', '', 'none');
ALTER TABLE place_tally_day DROP CONSTRAINT place_tally_day_region_code_and_county_agree,
  ADD CONSTRAINT place_tally_day_region_code_and_county_agree CHECK (region_code ~ '^[0-9]{6}([0-9]{3})?$' AND county_code = left(region_code, 6));
ALTER POLICY region_scope ON place_tally_day USING (region_code >= (SELECT app_lo()) AND region_code < (SELECT app_hi()))
  WITH CHECK (region_code >= (SELECT app_lo()) AND region_code < (SELECT app_hi()));
ALTER POLICY not_for_helpers ON place_tally_day USING (NOT (SELECT app_own_only()));

-- Six digits: the county, nine: its townships. Both from the villages, and only the days and figures that were touched.
CREATE FUNCTION sum_place_days(p_places text[], p_days date[], p_indicators text[]) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE county text;
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'village_tally_day: written in read committed transactions only' USING ERRCODE = 'invalid_transaction_state';
  END IF;
  FOR county IN SELECT DISTINCT left(k, 6) FROM unnest(p_places) AS k ORDER BY 1 LOOP
    PERFORM pg_advisory_xact_lock(hashtextextended('place-tally-day:' || county, 0));
  END LOOP;
  EXECUTE $q$
    INSERT INTO place_tally_day AS old (county_code, region_code, day, indicator, numerator_households, numerator_persons,
      denominator_households, denominator_persons, villages, oldest_version, newest_version, counted_at)
    SELECT left(a.k, 6), a.k, a.day, a.indicator, s.* FROM unnest($1, $2, $3) AS a (k, day, indicator) CROSS JOIN LATERAL (
      SELECT sum(t.numerator_households), sum(t.numerator_persons), sum(t.denominator_households), sum(t.denominator_persons),
        count(*), min(t.definition_version), max(t.definition_version), min(t.counted_at)
      FROM village_tally_day t WHERE t.county_code = left(a.k, 6) AND t.indicator = a.indicator AND t.day = a.day
        AND t.region_code >= a.k AND t.region_code < a.k || ':' HAVING count(*) > 0 OFFSET 0) s
    ORDER BY a.k, a.day, a.indicator
    ON CONFLICT (county_code, indicator, day, region_code) DO UPDATE SET numerator_households = EXCLUDED.numerator_households,
      numerator_persons = EXCLUDED.numerator_persons, denominator_households = EXCLUDED.denominator_households,
      denominator_persons = EXCLUDED.denominator_persons, villages = EXCLUDED.villages, oldest_version = EXCLUDED.oldest_version, newest_version = EXCLUDED.newest_version,
      counted_at = EXCLUDED.counted_at$q$ USING p_places, p_days, p_indicators;
  EXECUTE $q$
    DELETE FROM place_tally_day p USING unnest($1, $2, $3) AS a (k, day, indicator)
    WHERE p.county_code = left(a.k, 6) AND p.region_code = a.k AND p.day = a.day AND p.indicator = a.indicator AND NOT EXISTS (
      SELECT FROM village_tally_day t WHERE t.county_code = p.county_code AND t.indicator = p.indicator AND t.day = p.day
        AND t.region_code >= p.region_code AND t.region_code < p.region_code || ':' OFFSET 0)$q$ USING p_places, p_days, p_indicators;
END $$;

CREATE FUNCTION keep_place_tally_day() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE places text[]; days date[]; indicators text[];
BEGIN
  IF TG_OP = 'UPDATE' THEN
    SELECT array_agg(k), array_agg(day), array_agg(indicator) INTO places, days, indicators FROM (
      SELECT left(c.region_code, n) AS k, c.day, c.indicator FROM changed c CROSS JOIN (VALUES (6), (9)) AS d (n)
      UNION SELECT left(c.region_code, n), c.day, c.indicator FROM changed_from c CROSS JOIN (VALUES (6), (9)) AS d (n)) x;
  ELSE
    SELECT array_agg(k), array_agg(day), array_agg(indicator) INTO places, days, indicators FROM (
      SELECT DISTINCT left(c.region_code, n) AS k, c.day, c.indicator FROM changed c CROSS JOIN (VALUES (6), (9)) AS d (n)) x;
  END IF;
  IF places IS NOT NULL THEN PERFORM sum_place_days(places, days, indicators); END IF;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION sum_place_days(text[], date[], text[]), keep_place_tally_day() FROM PUBLIC;

CREATE TRIGGER keep_place_tally_day_insert AFTER INSERT ON village_tally_day REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_place_tally_day();
CREATE TRIGGER keep_place_tally_day_update AFTER UPDATE ON village_tally_day REFERENCING NEW TABLE AS changed OLD TABLE AS changed_from FOR EACH STATEMENT EXECUTE FUNCTION keep_place_tally_day();
CREATE TRIGGER keep_place_tally_day_delete AFTER DELETE ON village_tally_day REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_place_tally_day();
COMMENT ON TRIGGER keep_place_tally_day_insert ON village_tally_day IS 'Sums of townships and counties always equal their villages.';

DO $$
BEGIN
  PERFORM sum_place_days(array_agg(k), array_agg(day), array_agg(indicator)) FROM (
    SELECT DISTINCT left(t.region_code, n) AS k, t.day, t.indicator FROM village_tally_day t CROSS JOIN (VALUES (6), (9)) AS d (n)) x HAVING count(*) > 0;
END $$;

GRANT SELECT ON place_tally_day TO fangxian_app;
