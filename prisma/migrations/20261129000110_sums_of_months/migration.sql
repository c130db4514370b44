-- Frozen months of the places above the village, added up when they are frozen. A place is named by its digits: nine for a township, six for a county.

CREATE TABLE "place_tally_month" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "region_code" VARCHAR(9) COLLATE "C" NOT NULL,
  "month" DATE NOT NULL,
  "indicator" VARCHAR(60) NOT NULL,
  "numerator_households" BIGINT NOT NULL,
  "numerator_persons" BIGINT NOT NULL,
  "denominator_households" BIGINT NOT NULL,
  "denominator_persons" BIGINT NOT NULL,
  "oldest_version" INTEGER NOT NULL,
  "newest_version" INTEGER NOT NULL,
  "frozen_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "place_tally_month_pkey" PRIMARY KEY ("county_code", "indicator", "month", "region_code")
);
COMMENT ON COLUMN "place_tally_month"."frozen_at" IS 'The latest of its villages.';
-- A trend of a city reads one figure of its counties.
CREATE INDEX place_tally_month_counties ON place_tally_month (indicator, month, county_code) WHERE length(region_code) = 6;

SELECT guard_table('place_tally_month', '', 'none');
ALTER TABLE place_tally_month DROP CONSTRAINT place_tally_month_region_code_and_county_agree,
  ADD CONSTRAINT place_tally_month_region_code_and_county_agree CHECK (region_code ~ '^[0-9]{6}([0-9]{3})?$' AND county_code = left(region_code, 6));
ALTER POLICY region_scope ON place_tally_month USING (region_code >= (SELECT app_lo()) AND region_code < (SELECT app_hi()))
  WITH CHECK (region_code >= (SELECT app_lo()) AND region_code < (SELECT app_hi()));
ALTER POLICY not_for_helpers ON place_tally_month USING (NOT (SELECT app_own_only()));

-- Six digits: the county, nine: its townships. Both from the villages, and only the months and figures that were touched.
CREATE FUNCTION sum_place_months(p_places text[], p_months date[], p_indicators text[]) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE county text;
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'village_tally_month: written in read committed transactions only' USING ERRCODE = 'invalid_transaction_state';
  END IF;
  FOR county IN SELECT DISTINCT left(k, 6) FROM unnest(p_places) AS k ORDER BY 1 LOOP
    PERFORM pg_advisory_xact_lock(hashtextextended('place-tally-month:' || county, 0));
  END LOOP;
  EXECUTE $q$
    INSERT INTO place_tally_month AS old (county_code, region_code, month, indicator, numerator_households, numerator_persons,
      denominator_households, denominator_persons, oldest_version, newest_version, frozen_at)
    SELECT left(a.k, 6), a.k, a.month, a.indicator, s.* FROM unnest($1, $2, $3) AS a (k, month, indicator) CROSS JOIN LATERAL (
      SELECT sum(t.numerator_households), sum(t.numerator_persons), sum(t.denominator_households), sum(t.denominator_persons),
        min(t.definition_version), max(t.definition_version), max(t.frozen_at)
      FROM village_tally_month t WHERE t.county_code = left(a.k, 6) AND t.indicator = a.indicator AND t.month = a.month
        AND t.region_code >= a.k AND t.region_code < a.k || ':' HAVING count(*) > 0 OFFSET 0) s
    ORDER BY a.k, a.month, a.indicator
    ON CONFLICT (county_code, indicator, month, region_code) DO UPDATE SET numerator_households = EXCLUDED.numerator_households,
      numerator_persons = EXCLUDED.numerator_persons, denominator_households = EXCLUDED.denominator_households,
      denominator_persons = EXCLUDED.denominator_persons, oldest_version = EXCLUDED.oldest_version, newest_version = EXCLUDED.newest_version,
      frozen_at = EXCLUDED.frozen_at$q$ USING p_places, p_months, p_indicators;
  EXECUTE $q$
    DELETE FROM place_tally_month p USING unnest($1, $2, $3) AS a (k, month, indicator)
    WHERE p.county_code = left(a.k, 6) AND p.region_code = a.k AND p.month = a.month AND p.indicator = a.indicator AND NOT EXISTS (
      SELECT FROM village_tally_month t WHERE t.county_code = p.county_code AND t.indicator = p.indicator AND t.month = p.month
        AND t.region_code >= p.region_code AND t.region_code < p.region_code || ':' OFFSET 0)$q$ USING p_places, p_months, p_indicators;
END $$;

-- A frozen month only ever grows by villages; the owner's repairs are followed all the same.
CREATE FUNCTION keep_place_tally_month() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE places text[]; months date[]; indicators text[];
BEGIN
  IF TG_OP = 'UPDATE' THEN
    SELECT array_agg(k), array_agg(month), array_agg(indicator) INTO places, months, indicators FROM (
      SELECT left(c.region_code, n) AS k, c.month, c.indicator FROM changed c CROSS JOIN (VALUES (6), (9)) AS d (n)
      UNION SELECT left(c.region_code, n), c.month, c.indicator FROM changed_from c CROSS JOIN (VALUES (6), (9)) AS d (n)) x;
  ELSE
    SELECT array_agg(k), array_agg(month), array_agg(indicator) INTO places, months, indicators FROM (
      SELECT DISTINCT left(c.region_code, n) AS k, c.month, c.indicator FROM changed c CROSS JOIN (VALUES (6), (9)) AS d (n)) x;
  END IF;
  IF places IS NOT NULL THEN PERFORM sum_place_months(places, months, indicators); END IF;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION sum_place_months(text[], date[], text[]), keep_place_tally_month() FROM PUBLIC;

CREATE TRIGGER keep_place_tally_month_insert AFTER INSERT ON village_tally_month REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_place_tally_month();
CREATE TRIGGER keep_place_tally_month_update AFTER UPDATE ON village_tally_month REFERENCING NEW TABLE AS changed OLD TABLE AS changed_from FOR EACH STATEMENT EXECUTE FUNCTION keep_place_tally_month();
CREATE TRIGGER keep_place_tally_month_delete AFTER DELETE ON village_tally_month REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_place_tally_month();
COMMENT ON TRIGGER keep_place_tally_month_insert ON village_tally_month IS 'Sums of townships and counties always equal their villages.';

DO $$
BEGIN
  PERFORM sum_place_months(array_agg(k), array_agg(month), array_agg(indicator)) FROM (
    SELECT DISTINCT left(t.region_code, n) AS k, t.month, t.indicator FROM village_tally_month t CROSS JOIN (VALUES (6), (9)) AS d (n)) x HAVING count(*) > 0;
END $$;

GRANT SELECT ON place_tally_month TO fangxian_app;
