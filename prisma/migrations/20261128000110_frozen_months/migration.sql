-- Months that are over: what the records said then, once and for all. What they say later stands beside it as a difference.

CREATE TABLE "village_tally_month" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "month" DATE NOT NULL,
  "indicator" VARCHAR(60) NOT NULL,
  "numerator_households" INTEGER NOT NULL,
  "numerator_persons" INTEGER NOT NULL,
  "denominator_households" INTEGER NOT NULL,
  "denominator_persons" INTEGER NOT NULL,
  "definition_version" INTEGER NOT NULL,
  "frozen_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "village_tally_month_pkey" PRIMARY KEY ("county_code", "indicator", "month", "region_code"),
  CONSTRAINT village_tally_month_first_day CHECK ("month" = date_trunc('month', "month"::timestamp)::date),
  CONSTRAINT village_tally_month_counts CHECK ("numerator_households" >= 0 AND "numerator_persons" >= 0 AND "denominator_households" >= 0 AND "denominator_persons" >= 0)
);
-- A trend reads one figure on the last days of many months.
CREATE INDEX "village_tally_day_county_code_indicator_day_region_code_idx" ON "village_tally_day"("county_code", "indicator", "day", "region_code");
SELECT guard_table('village_tally_month', '', 'none');
ALTER POLICY region_scope ON village_tally_month USING (region_code >= (SELECT app_lo()) AND region_code < (SELECT app_hi()))
  WITH CHECK (region_code >= (SELECT app_lo()) AND region_code < (SELECT app_hi()));
ALTER POLICY not_for_helpers ON village_tally_month USING (NOT (SELECT app_own_only()));

-- A month is frozen when it is over, for a county as a whole, and never touched again.
CREATE FUNCTION refuse_open_month() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.month + interval '1 month' > app_today() THEN
    RAISE EXCEPTION 'village_tally_month: the month is not over' USING ERRCODE = 'check_violation';
  END IF;
  IF length(app_lo()) > 6 THEN
    RAISE EXCEPTION 'village_tally_month: whoever freezes sees the whole county' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION refuse_frozen_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'village_tally_month: a frozen month never changes' USING ERRCODE = 'check_violation';
END $$;
REVOKE ALL ON FUNCTION refuse_open_month(), refuse_frozen_change() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION refuse_open_month(), refuse_frozen_change() TO fangxian_app;
CREATE TRIGGER month_is_over BEFORE INSERT ON village_tally_month FOR EACH ROW EXECUTE FUNCTION refuse_open_month();
CREATE TRIGGER month_is_frozen BEFORE UPDATE OR DELETE ON village_tally_month FOR EACH ROW EXECUTE FUNCTION refuse_frozen_change();
COMMENT ON TRIGGER month_is_over ON village_tally_month IS 'No month is frozen before it is over, and none by a reader of a part of the county.';
COMMENT ON TRIGGER month_is_frozen ON village_tally_month IS 'Later corrections are shown as a difference; what was known stays.';
GRANT SELECT, INSERT ON village_tally_month TO fangxian_app;
