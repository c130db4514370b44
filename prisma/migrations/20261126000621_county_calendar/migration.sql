-- 本县节假日更正 · Days that a county counts otherwise than the country's arrangement says, or before that is entered.

CREATE TABLE "county_calendar_day" (
  "applies_to" VARCHAR(6) COLLATE "C" NOT NULL,
  "day" DATE NOT NULL,
  "kind" VARCHAR(10) NOT NULL,
  "name" VARCHAR(30) NOT NULL,
  "reason" VARCHAR(300) NOT NULL,
  "set_by" UUID NOT NULL,
  "set_by_name" VARCHAR(60) NOT NULL,
  "set_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "county_calendar_day_pkey" PRIMARY KEY ("applies_to", "day"),
  CONSTRAINT county_calendar_day_county CHECK ("applies_to" ~ '^[0-9]{6}$'),
  CONSTRAINT county_calendar_day_kind CHECK ("kind" IN ('HOLIDAY', 'WORKDAY', 'ORDINARY')),
  CONSTRAINT county_calendar_day_workday_at_weekend CHECK ("kind" <> 'WORKDAY' OR extract(isodow FROM "day") > 5),
  CONSTRAINT county_calendar_day_has_reason CHECK (length(trim("reason")) >= 4 AND trim("name") <> '')
);
COMMENT ON COLUMN county_calendar_day.kind IS 'ORDINARY: as the day of the week says, whatever the country arranged.';

ALTER TABLE county_calendar_day ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY days_of_here ON county_calendar_day FOR SELECT TO fangxian_app
  USING (applies_to = left(app_lo(), 6) OR (applies_to >= app_lo() AND applies_to < app_hi()));
COMMENT ON POLICY days_of_here ON county_calendar_day IS 'A county''s days for whoever works in it or above it.';
CREATE POLICY own_county_adds ON county_calendar_day FOR INSERT TO fangxian_app WITH CHECK (applies_to = app_lo() AND set_by = app_actor());
COMMENT ON POLICY own_county_adds ON county_calendar_day IS 'A county sets days for itself, and who did it says so.';
CREATE POLICY own_county_changes ON county_calendar_day FOR UPDATE TO fangxian_app USING (applies_to = app_lo())
  WITH CHECK (applies_to = app_lo() AND set_by = app_actor());
COMMENT ON POLICY own_county_changes ON county_calendar_day IS 'A county corrects the days that it set.';
DO $$ BEGIN
  EXECUTE format('CREATE POLICY owner_maintains ON county_calendar_day TO %I USING (true) WITH CHECK (true)', current_user);
END $$;
COMMENT ON POLICY owner_maintains ON county_calendar_day IS 'The owner migrates, seeds, seals and verifies; the app never connects as the owner.';
CREATE TRIGGER audit_change AFTER UPDATE OR DELETE ON county_calendar_day FOR EACH ROW EXECUTE FUNCTION audit_change('county_calendar_day', 'applies_to,day');
CREATE TRIGGER audit_insert AFTER INSERT ON county_calendar_day REFERENCING NEW TABLE AS added FOR EACH STATEMENT
  EXECUTE FUNCTION audit_insert('county_calendar_day', 'applies_to,day');
REVOKE ALL ON county_calendar_day FROM PUBLIC;
GRANT SELECT, INSERT ON county_calendar_day TO fangxian_app;
GRANT UPDATE (kind, name, reason, set_by, set_by_name, set_at) ON county_calendar_day TO fangxian_app;
