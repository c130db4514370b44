-- Deadlines as rows: what must be done for a household, by when, by which level, and whether it was done in time.

CREATE TYPE "DeadlineKind" AS ENUM ('CLUE_ASSIGN', 'HOME_CHECK', 'COMPARISON', 'PUBLICITY', 'IDENTIFY', 'PLAN', 'REASSESSMENT',
  'REMOVAL_CONTACT_VISIT', 'MEASURE_FINISH', 'RELIEF_DECISION', 'RELIEF_PAYOUT', 'WELFARE_POST_REVIEW', 'MOVE_ANSWER', 'PROMISE');
CREATE TYPE "DeadlineClock" AS ENUM ('CALENDAR', 'WORKING');
CREATE TYPE "DeadlineLevel" AS ENUM ('VILLAGE', 'TOWNSHIP', 'COUNTY');
CREATE TYPE "DeadlineStatus" AS ENUM ('OPEN', 'MET', 'CANCELLED');

CREATE TABLE "deadline" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "household_id" UUID,
  "kind" "DeadlineKind" NOT NULL,
  "subject_kind" VARCHAR(20) NOT NULL,
  "subject_id" UUID NOT NULL,
  "starts_on" DATE NOT NULL,
  "due_on" DATE NOT NULL,
  "amber_on" DATE NOT NULL,
  "clock" "DeadlineClock" NOT NULL,
  "days" INTEGER NOT NULL,
  "level" "DeadlineLevel" NOT NULL,
  "status" "DeadlineStatus" NOT NULL DEFAULT 'OPEN',
  "met_on" DATE,
  "met_by" UUID,
  "late_reason" VARCHAR(300),
  "is_late" BOOLEAN GENERATED ALWAYS AS ("met_on" > "due_on") STORED,
  CONSTRAINT "deadline_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT deadline_met_has_day CHECK (("status" = 'MET') = ("met_on" IS NOT NULL)),
  CONSTRAINT deadline_met_by_with_day CHECK ("met_by" IS NULL OR "met_on" IS NOT NULL),
  CONSTRAINT deadline_reason_of_a_late_one CHECK ("late_reason" IS NULL OR ("late_reason" <> '' AND "met_on" IS NOT NULL AND "met_on" > "due_on")),
  CONSTRAINT deadline_days_in_order CHECK ("due_on" >= "starts_on" AND "amber_on" BETWEEN "starts_on" AND "due_on" AND "days" >= 0),
  CONSTRAINT deadline_subject_named CHECK ("subject_kind" ~ '^[A-Z][A-Z_]+$'),
  -- 移交 · The asked village answers for a household that it does not see.
  CONSTRAINT deadline_of_a_household CHECK (("household_id" IS NULL) = ("kind" = 'MOVE_ANSWER'))
);
CREATE UNIQUE INDEX deadline_one_open ON deadline (county_code, subject_id, kind) WHERE status = 'OPEN';
CREATE INDEX deadline_open_by_day ON deadline (county_code, region_code, due_on) WHERE status = 'OPEN';
CREATE INDEX "deadline_county_code_household_id_idx" ON "deadline"("county_code", "household_id");
CREATE INDEX "deadline_county_code_subject_id_idx" ON "deadline"("county_code", "subject_id");
ALTER TABLE "deadline" ADD CONSTRAINT "deadline_county_code_household_id_region_code_fkey" FOREIGN KEY ("county_code", "household_id", "region_code")
  REFERENCES "household"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;

SELECT guard_table('deadline', 'county_code,id', 'own');
SELECT journal_table('deadline', 'county_code,id');

-- What follows from others is no reason against undoing, and cannot be written back.
CREATE OR REPLACE FUNCTION journal_ignored_in(p_table text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE p_table WHEN 'household' THEN journal_ignored() WHEN 'deadline' THEN ARRAY['region_code', 'version', 'updated_at', 'is_late']
    ELSE ARRAY['region_code', 'version', 'updated_at'] END
$$;

CREATE FUNCTION refuse_deadline_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE free text[];
BEGIN
  IF (OLD.kind, OLD.subject_kind, OLD.subject_id, OLD.starts_on) IS DISTINCT FROM (NEW.kind, NEW.subject_kind, NEW.subject_id, NEW.starts_on) THEN
    RAISE EXCEPTION 'deadline: what it is about never changes' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.status = 'OPEN' THEN RETURN NEW; END IF;
  -- A reason may be given once, afterwards; a household that moves takes its rows along.
  free := ARRAY['region_code', 'is_late'] || (CASE WHEN OLD.late_reason IS NULL THEN ARRAY['late_reason'] ELSE '{}' END);
  IF to_jsonb(OLD) - free IS DISTINCT FROM to_jsonb(NEW) - free THEN
    RAISE EXCEPTION 'deadline: what was met or cancelled never changes' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION refuse_deadline_change() FROM PUBLIC;
CREATE TRIGGER deadline_is_final BEFORE UPDATE ON deadline FOR EACH ROW EXECUTE FUNCTION refuse_deadline_change();
COMMENT ON TRIGGER deadline_is_final ON deadline IS 'Open, then met or cancelled for good; why it was late may be said once.';

-- 节假日安排 · Days on which the country rests or works other than by the day of the week, as the State Council's office arranged them.
CREATE TYPE "CalendarDayKind" AS ENUM ('HOLIDAY', 'WORKDAY');
CREATE TABLE "calendar_day" (
  "day" DATE NOT NULL,
  "kind" "CalendarDayKind" NOT NULL,
  "name" VARCHAR(30) NOT NULL,
  "source" VARCHAR(300) NOT NULL,
  "certainty" VARCHAR(20) NOT NULL,
  CONSTRAINT "calendar_day_pkey" PRIMARY KEY ("day"),
  -- A working day is set only where nobody would work.
  CONSTRAINT calendar_day_workday_at_weekend CHECK ("kind" <> 'WORKDAY' OR extract(isodow FROM "day") > 5)
);
REVOKE ALL ON calendar_day FROM PUBLIC;
CREATE TRIGGER audit_change AFTER UPDATE OR DELETE ON calendar_day FOR EACH ROW EXECUTE FUNCTION audit_change('calendar_day', 'day');
CREATE TRIGGER audit_insert AFTER INSERT ON calendar_day REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit_insert('calendar_day', 'day');

GRANT EXECUTE ON FUNCTION refuse_deadline_change() TO fangxian_app;
GRANT SELECT, INSERT ON deadline TO fangxian_app;
-- The day by which something is due is nobody's to move.
GRANT UPDATE (region_code, household_id, status, met_on, met_by, late_reason) ON deadline TO fangxian_app;
GRANT SELECT ON calendar_day TO fangxian_app;
