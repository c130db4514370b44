-- 劳务输出 as a village reports it: three areas, two of which may stand as one figure; the total is always the sum of its parts.

CREATE TABLE "labour_report" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "plan_id" UUID NOT NULL,
  "as_of" DATE NOT NULL,
  "total" INTEGER NOT NULL,
  "outside" INTEGER NOT NULL,
  "province" INTEGER,
  "county" INTEGER,
  "combined" INTEGER,
  "source" VARCHAR(120) NOT NULL,
  "supersedes" UUID,
  "reason" VARCHAR(300) NOT NULL DEFAULT '',
  "recorded_by" UUID NOT NULL,
  "recorded_by_name" VARCHAR(60) NOT NULL,
  "recorded_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "labour_report_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT labour_report_parts CHECK ("outside" >= 0 AND coalesce("province", 0) >= 0 AND coalesce("county", 0) >= 0 AND coalesce("combined", 0) >= 0
    AND ("province" IS NULL) = ("county" IS NULL) AND ("combined" IS NULL) = ("province" IS NOT NULL)),
  CONSTRAINT labour_report_adds_up CHECK ("total" = "outside" + coalesce("combined", "province" + "county")),
  CONSTRAINT labour_report_day CHECK ("as_of" <= ("recorded_at" AT TIME ZONE 'Asia/Shanghai')::date AND "source" <> ''),
  CONSTRAINT labour_report_reason CHECK (("supersedes" IS NULL) = ("reason" = ''))
);
CREATE UNIQUE INDEX "labour_report_county_code_supersedes_key" ON "labour_report"("county_code", "supersedes");
CREATE INDEX "labour_report_county_code_plan_id_as_of_id_idx" ON "labour_report"("county_code", "plan_id", "as_of", "id");
CREATE UNIQUE INDEX labour_report_once_a_day ON labour_report (county_code, plan_id, as_of) WHERE supersedes IS NULL;

ALTER TABLE "labour_report" ADD CONSTRAINT "labour_report_county_code_plan_id_region_code_fkey" FOREIGN KEY ("county_code", "plan_id", "region_code") REFERENCES "village_plan"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "labour_report" ADD CONSTRAINT "labour_report_county_code_supersedes_fkey" FOREIGN KEY ("county_code", "supersedes") REFERENCES "labour_report"("county_code", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

SELECT guard_table('labour_report', 'county_code,id', 'none');

CREATE FUNCTION guard_labour_report() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.supersedes IS NOT NULL AND NOT EXISTS (SELECT FROM labour_report o WHERE o.county_code = NEW.county_code AND o.id = NEW.supersedes
    AND o.plan_id = NEW.plan_id AND o.as_of = NEW.as_of) THEN
    RAISE EXCEPTION 'labour_report: puts right a report of the same day' USING ERRCODE = 'check_violation';
  END IF;
  IF NOT EXISTS (SELECT FROM village_plan p WHERE p.county_code = NEW.county_code AND p.id = NEW.plan_id AND p.year = extract(year FROM NEW.as_of)) THEN
    RAISE EXCEPTION 'labour_report: a day of the year of the plan' USING ERRCODE = 'check_violation';
  END IF;
  IF current_user = 'fangxian_app' THEN NEW.recorded_by := app_actor(); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER labour_report_begins BEFORE INSERT ON labour_report FOR EACH ROW EXECUTE FUNCTION guard_labour_report();
COMMENT ON TRIGGER labour_report_begins ON labour_report IS 'One report a day of the year; a correction is a later row.';
CREATE TRIGGER labour_report_is_final BEFORE UPDATE OR DELETE ON labour_report FOR EACH ROW EXECUTE FUNCTION refuse_change();

REVOKE ALL ON FUNCTION guard_labour_report() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard_labour_report() TO fangxian_app;
GRANT SELECT, INSERT ON labour_report TO fangxian_app;
