-- A tally row says itself until when it holds; guarantees can be counted village by village.

DELETE FROM "village_tally";
ALTER TABLE "village_tally" ADD COLUMN "stale_on" DATE NOT NULL;
COMMENT ON COLUMN "village_tally"."stale_on" IS 'First day on which the figures may differ without any write: a new month, a passed deadline, a parameter''s first day.';

CREATE INDEX "guarantee_state_county_code_region_code_idx" ON "guarantee_state"("county_code", "region_code");

-- The visit intervals decide which visits count, so a changed interval leaves a mark in every counted village.
CREATE FUNCTION mark_tally_for_interval() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF coalesce(NEW.code, OLD.code) LIKE 'visit.periodMonths.%' THEN
    INSERT INTO tally_mark (county_code, region_code) SELECT DISTINCT county_code, region_code FROM village_tally;
  END IF;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION mark_tally_for_interval() FROM PUBLIC;
CREATE TRIGGER mark_tally_change AFTER INSERT OR UPDATE OR DELETE ON policy_parameter FOR EACH ROW EXECUTE FUNCTION mark_tally_for_interval();
COMMENT ON TRIGGER mark_tally_change ON policy_parameter IS 'Visit intervals are part of the coverage figure.';
