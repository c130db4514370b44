-- Reported facts and targets: what a place reports of itself with its source, never edited, corrected by a row that stands in its place;
-- and what it has to reach, by when, by which document.

-- 上报指标 · What may be reported. One row adds an input for everybody; names and units are no personal data.
CREATE TABLE "fact_input" (
  "code" VARCHAR(60) COLLATE "C" NOT NULL,
  "applies_to" VARCHAR(12) COLLATE "C" NOT NULL DEFAULT '',
  "name_zh" VARCHAR(80) NOT NULL,
  "name_en" VARCHAR(160) NOT NULL,
  "unit" VARCHAR(16) NOT NULL,
  "unit_en" VARCHAR(40) NOT NULL DEFAULT '',
  "is_summed" BOOLEAN NOT NULL DEFAULT false,
  "sort_no" INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT "fact_input_pkey" PRIMARY KEY ("code"),
  CONSTRAINT fact_input_code CHECK ("code" ~ '^[a-z][a-z0-9_]*$'),
  CONSTRAINT fact_input_prefix CHECK ("applies_to" ~ '^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})?$'),
  CONSTRAINT fact_input_named CHECK ("name_zh" <> '' AND "name_en" <> '' AND "unit" <> '')
);

CREATE TABLE "reported_fact" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "input_code" VARCHAR(60) COLLATE "C" NOT NULL,
  "value" DECIMAL(24,6),
  "unit" VARCHAR(16) NOT NULL,
  "qualifiers" TEXT[] NOT NULL DEFAULT '{}',
  "as_of" DATE,
  "period_start" DATE,
  "period_end" DATE,
  "fact_on" DATE NOT NULL,
  "source" VARCHAR(200) NOT NULL,
  "source_ref" VARCHAR(60) NOT NULL DEFAULT '',
  "note" VARCHAR(1000) NOT NULL DEFAULT '',
  "supersedes" UUID,
  "version" INTEGER NOT NULL DEFAULT 1,
  "reason" VARCHAR(300) NOT NULL DEFAULT '',
  "reported_by" UUID NOT NULL,
  "reported_by_name" VARCHAR(60) NOT NULL,
  "reported_unit" VARCHAR(60) NOT NULL DEFAULT '',
  "recorded_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "reported_fact_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT reported_fact_day CHECK ("fact_on" = coalesce("as_of", "period_end")),
  CONSTRAINT reported_fact_period CHECK ("period_start" IS NULL OR "period_end" IS NULL OR "period_start" <= "period_end"),
  CONSTRAINT reported_fact_source CHECK ("source" <> ''),
  CONSTRAINT reported_fact_qualifiers CHECK ("qualifiers" <@ ARRAY['SURPLUS', 'MORE', 'OVER', 'ABOVE', 'AT_LEAST', 'NEARLY', 'UNDER', 'ABOUT', 'ROUNDED', 'PRELIMINARY', 'EXPECTED', 'PLANNED', 'STRIVEN', 'CUMULATED', 'DERIVED']),
  CONSTRAINT reported_fact_corrects CHECK (CASE WHEN "supersedes" IS NULL THEN "version" = 1 AND "value" IS NOT NULL ELSE "version" > 1 AND "reason" <> '' END)
);
CREATE INDEX "reported_fact_county_code_region_code_input_code_fact_on_idx" ON "reported_fact"("county_code", "region_code", "input_code", "fact_on");
CREATE INDEX "reported_fact_region_code_fact_on_id_idx" ON "reported_fact"("region_code", "fact_on", "id");
CREATE INDEX "reported_fact_input_code_fact_on_idx" ON "reported_fact"("input_code", "fact_on");
CREATE UNIQUE INDEX reported_fact_one_follows ON reported_fact (county_code, supersedes) WHERE supersedes IS NOT NULL;
CREATE UNIQUE INDEX reported_fact_told_once ON reported_fact (county_code, region_code, input_code, source, as_of, period_start, period_end) NULLS NOT DISTINCT WHERE supersedes IS NULL;

CREATE TABLE "region_target" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "measure" VARCHAR(60) COLLATE "C" NOT NULL,
  "kind" VARCHAR(8) NOT NULL,
  "value" DECIMAL(24,6),
  "baseline" DECIMAL(24,6),
  "unit" VARCHAR(16) NOT NULL,
  "qualifiers" TEXT[] NOT NULL DEFAULT '{}',
  "as_of" DATE,
  "period_start" DATE,
  "period_end" DATE,
  "starts_on" DATE NOT NULL,
  "schedule" VARCHAR(10) NOT NULL DEFAULT 'LINEAR',
  "milestones" JSONB NOT NULL DEFAULT '[]',
  "source" VARCHAR(200) NOT NULL,
  "source_ref" VARCHAR(60) NOT NULL DEFAULT '',
  "responsible" VARCHAR(60) NOT NULL DEFAULT '',
  "note" VARCHAR(1000) NOT NULL DEFAULT '',
  "supersedes" UUID,
  "version" INTEGER NOT NULL DEFAULT 1,
  "reason" VARCHAR(300) NOT NULL DEFAULT '',
  "set_by" UUID NOT NULL,
  "set_by_name" VARCHAR(60) NOT NULL,
  "recorded_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "region_target_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT region_target_kind CHECK (CASE "kind" WHEN 'AT_LEAST' THEN true WHEN 'AT_MOST' THEN true WHEN 'ZERO' THEN "value" = 0 OR "value" IS NULL WHEN 'VALUE' THEN true ELSE false END),
  CONSTRAINT region_target_days CHECK ("starts_on" = coalesce("period_start", "as_of") AND ("period_end" IS NULL) = ("period_start" IS NULL) AND "period_start" <= "period_end"),
  CONSTRAINT region_target_period CHECK ("kind" = 'VALUE' OR "period_end" IS NOT NULL),
  CONSTRAINT region_target_schedule CHECK ("schedule" IN ('LINEAR', 'MILESTONES') AND jsonb_typeof("milestones") = 'array' AND ("schedule" = 'MILESTONES') = (jsonb_array_length("milestones") > 0)),
  CONSTRAINT region_target_source CHECK ("source" <> ''),
  CONSTRAINT region_target_qualifiers CHECK ("qualifiers" <@ ARRAY['SURPLUS', 'MORE', 'OVER', 'ABOVE', 'AT_LEAST', 'NEARLY', 'UNDER', 'ABOUT', 'ROUNDED', 'PRELIMINARY', 'EXPECTED', 'PLANNED', 'STRIVEN', 'CUMULATED', 'DERIVED']),
  CONSTRAINT region_target_corrects CHECK (CASE WHEN "supersedes" IS NULL THEN "version" = 1 AND "value" IS NOT NULL ELSE "version" > 1 AND "reason" <> '' END)
);
CREATE INDEX "region_target_county_code_region_code_measure_starts_on_idx" ON "region_target"("county_code", "region_code", "measure", "starts_on");
CREATE INDEX "region_target_region_code_starts_on_id_idx" ON "region_target"("region_code", "starts_on", "id");
CREATE UNIQUE INDEX region_target_one_follows ON region_target (county_code, supersedes) WHERE supersedes IS NOT NULL;
CREATE UNIQUE INDEX region_target_set_once ON region_target (county_code, region_code, measure, source, as_of, period_start, period_end) NULLS NOT DISTINCT WHERE supersedes IS NULL;

ALTER TABLE "reported_fact" ADD CONSTRAINT "reported_fact_region_code_fkey" FOREIGN KEY ("region_code") REFERENCES "region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "reported_fact" ADD CONSTRAINT "reported_fact_input_code_fkey" FOREIGN KEY ("input_code") REFERENCES "fact_input"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "region_target" ADD CONSTRAINT "region_target_region_code_fkey" FOREIGN KEY ("region_code") REFERENCES "region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

SELECT guard_table('reported_fact', 'county_code,id', 'none');
SELECT guard_table('region_target', 'county_code,id', 'none');

-- ───── who sees what ─────

-- 占全省比重 · A share of the city or the province needs the figure of the place above; figures of places are no personal data.
CREATE FUNCTION app_above(p_region text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(p_region IN (rpad(left(app_lo(), 2), 12, '0'), rpad(left(app_lo(), 4), 12, '0'), rpad(left(app_lo(), 6), 12, '0'), rpad(left(app_lo(), 9), 12, '0')), false)
$$;
COMMENT ON FUNCTION app_above(text) IS 'Whether a region is the actor''s own or one that it lies in; no scope, none.';
CREATE POLICY of_places_above ON reported_fact FOR SELECT TO fangxian_app USING (app_above(region_code));
CREATE POLICY of_places_above ON region_target FOR SELECT TO fangxian_app USING (app_above(region_code));
COMMENT ON POLICY of_places_above ON reported_fact IS 'Figures of the township, county, city and province that the actor''s region lies in; reading only.';
COMMENT ON POLICY of_places_above ON region_target IS 'Targets of the township, county, city and province that the actor''s region lies in; reading only.';

ALTER TABLE fact_input ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY inputs_for_all ON fact_input FOR SELECT TO fangxian_app USING (app_lo() IS NOT NULL);
CREATE POLICY own_region_adds ON fact_input FOR INSERT TO fangxian_app WITH CHECK (applies_to <> '' AND applies_to = app_lo());
DO $$ BEGIN EXECUTE format('CREATE POLICY owner_maintains ON fact_input TO %I USING (true) WITH CHECK (true)', current_user); END $$;
COMMENT ON POLICY inputs_for_all ON fact_input IS 'What may be reported is the same for everybody who works somewhere.';
COMMENT ON POLICY own_region_adds ON fact_input IS 'An added input says who added it.';
COMMENT ON POLICY owner_maintains ON fact_input IS 'The owner migrates, seeds, seals and verifies; the app never connects as the owner.';
CREATE TRIGGER audit_change AFTER UPDATE OR DELETE ON fact_input FOR EACH ROW EXECUTE FUNCTION audit_change('fact_input', 'code');
CREATE TRIGGER audit_insert AFTER INSERT ON fact_input REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit_insert('fact_input', 'code');
REVOKE ALL ON fact_input FROM PUBLIC;

-- ───── what never changes ─────

CREATE TRIGGER reported_fact_is_final BEFORE UPDATE OR DELETE ON reported_fact FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER region_target_is_final BEFORE UPDATE OR DELETE ON region_target FOR EACH ROW EXECUTE FUNCTION refuse_change();
COMMENT ON TRIGGER reported_fact_is_final ON reported_fact IS 'A fact stays as it was reported; a correction is a row of its own that stands in its place.';
COMMENT ON TRIGGER region_target_is_final ON region_target IS 'A target stays as it was set; a change is a row of its own that stands in its place.';

-- A correction speaks of the same thing in the same place, takes the next number, and is written by who is signed in.
CREATE FUNCTION follow_reported() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE last record; subject text := CASE TG_TABLE_NAME WHEN 'reported_fact' THEN 'input_code' ELSE 'measure' END;
BEGIN
  IF current_user = 'fangxian_app' THEN
    IF TG_TABLE_NAME = 'reported_fact' THEN NEW.reported_by := app_actor(); ELSE NEW.set_by := app_actor(); END IF;
  END IF;
  IF left(NEW.region_code, 6) <> NEW.county_code THEN
    RAISE EXCEPTION '%: the county is that of the region', TG_TABLE_NAME USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.supersedes IS NULL THEN RETURN NEW; END IF;
  IF TG_TABLE_NAME = 'reported_fact' THEN
    SELECT f.region_code, f.version, f.value, to_jsonb(f) ->> subject AS subject INTO last FROM reported_fact f WHERE f.county_code = NEW.county_code AND f.id = NEW.supersedes;
  ELSE
    SELECT f.region_code, f.version, f.value, to_jsonb(f) ->> subject AS subject INTO last FROM region_target f WHERE f.county_code = NEW.county_code AND f.id = NEW.supersedes;
  END IF;
  IF last.region_code IS DISTINCT FROM NEW.region_code OR last.subject IS DISTINCT FROM to_jsonb(NEW) ->> subject OR last.version IS DISTINCT FROM NEW.version - 1 OR last.value IS NULL THEN
    RAISE EXCEPTION '%: a correction follows the last row of the same thing in the same place', TG_TABLE_NAME USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER reported_fact_follows BEFORE INSERT ON reported_fact FOR EACH ROW EXECUTE FUNCTION follow_reported();
CREATE TRIGGER region_target_follows BEFORE INSERT ON region_target FOR EACH ROW EXECUTE FUNCTION follow_reported();

-- ───── rights ─────

REVOKE ALL ON FUNCTION app_above(text), follow_reported() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app_above(text), follow_reported() TO fangxian_app;
GRANT SELECT, INSERT ON fact_input, reported_fact, region_target TO fangxian_app;
