-- How many villages a county has: whether all of them are counted is asked at every reading of a wall and a trend.

CREATE TABLE "county_villages" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "villages" INTEGER NOT NULL,
  CONSTRAINT "county_villages_pkey" PRIMARY KEY ("county_code")
);
REVOKE ALL ON county_villages FROM PUBLIC;

-- The row of a county is written every time and never deleted, so of two transactions with old snapshots one fails.
CREATE FUNCTION keep_county_villages() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  counties text[];
  county text;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    SELECT array_agg(k ORDER BY k) INTO counties FROM (SELECT left(code, 6) AS k FROM changed WHERE level = 'VILLAGE'
      UNION SELECT left(code, 6) FROM changed_from WHERE level = 'VILLAGE') x;
  ELSE
    SELECT array_agg(k ORDER BY k) INTO counties FROM (SELECT DISTINCT left(code, 6) AS k FROM changed WHERE level = 'VILLAGE') x;
  END IF;
  FOREACH county IN ARRAY coalesce(counties, '{}') LOOP
    PERFORM pg_advisory_xact_lock(hashtextextended('county-villages:' || county, 0));
    EXECUTE $q$INSERT INTO county_villages (county_code, villages)
      SELECT $1, count(*) FROM region WHERE level = 'VILLAGE' AND code >= $1 AND code < $1 || ':'
      ON CONFLICT (county_code) DO UPDATE SET villages = EXCLUDED.villages$q$ USING county;
  END LOOP;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION keep_county_villages() FROM PUBLIC;

CREATE TRIGGER keep_county_villages_insert AFTER INSERT ON region REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_county_villages();
CREATE TRIGGER keep_county_villages_update AFTER UPDATE ON region REFERENCING NEW TABLE AS changed OLD TABLE AS changed_from FOR EACH STATEMENT EXECUTE FUNCTION keep_county_villages();
CREATE TRIGGER keep_county_villages_delete AFTER DELETE ON region REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_county_villages();
COMMENT ON TRIGGER keep_county_villages_insert ON region IS 'The number of villages of a county always equals its villages.';

INSERT INTO county_villages (county_code, villages) SELECT left(code, 6), count(*) FROM region WHERE level = 'VILLAGE' GROUP BY 1;
GRANT SELECT ON county_villages TO fangxian_app;
