-- How a household's poverty status changes: identification, exit and their corrections, each a procedure with steps that stay as they were written.

CREATE TYPE "ProcedureKind" AS ENUM ('IDENTIFICATION', 'EXIT', 'RELAPSE', 'EXIT_REVOKED', 'IDENTIFICATION_REVOKED');
CREATE TYPE "ProcedureStatus" AS ENUM ('APPLIED', 'PLANNED', 'PROPOSED', 'VERIFIED', 'AGREED', 'APPRAISED', 'PUBLISHED_1', 'TOWNSHIP_REVIEWED',
  'PUBLISHED_2', 'APPROVED', 'ANNOUNCED', 'DONE', 'REJECTED');

CREATE TABLE "status_procedure" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "household_id" UUID NOT NULL,
  "procedure_no" VARCHAR(20) NOT NULL,
  "kind" "ProcedureKind" NOT NULL,
  "status" "ProcedureStatus" NOT NULL,
  "was_status" "PovertyStatus" NOT NULL,
  "wanted_type" "HouseholdType",
  "wanted_cause" VARCHAR(30),
  "wanted_other_causes" TEXT[],
  "wanted_standard" VARCHAR(20),
  "plan_year" INTEGER,
  "basis" VARCHAR(20),
  "basis_text" VARCHAR(300),
  "started_on" DATE NOT NULL,
  "started_by" UUID NOT NULL,
  "verified_by" UUID,
  "reviewed_by" UUID,
  "approved_by" UUID,
  "last_step_on" DATE NOT NULL,
  "may_go_on_from" DATE,
  "ended_on" DATE,
  "reject_reason" VARCHAR(30),
  "reject_note" VARCHAR(300),
  "version" INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT "status_procedure_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT status_procedure_ended_has_day CHECK (("status" IN ('DONE', 'REJECTED')) = ("ended_on" IS NOT NULL)),
  CONSTRAINT status_procedure_rejected_has_reason CHECK (("status" = 'REJECTED') = ("reject_reason" IS NOT NULL)),
  CONSTRAINT status_procedure_four_eyes CHECK ("reviewed_by" <> "verified_by" AND "reviewed_by" <> "started_by"
    AND "approved_by" <> "reviewed_by" AND "approved_by" <> "started_by"),
  CONSTRAINT status_procedure_identification_says_what CHECK ("kind" <> 'IDENTIFICATION' OR
    ("wanted_type" IS NOT NULL AND "wanted_type" <> 'GENERAL_RURAL' AND "wanted_cause" IS NOT NULL AND "wanted_standard" IS NOT NULL)),
  CONSTRAINT status_procedure_exit_has_year CHECK (("kind" = 'EXIT') = ("plan_year" IS NOT NULL)),
  CONSTRAINT status_procedure_correction_has_basis CHECK (("kind" IN ('RELAPSE', 'EXIT_REVOKED', 'IDENTIFICATION_REVOKED')) = ("basis" IS NOT NULL AND "basis_text" IS NOT NULL)),
  CONSTRAINT status_procedure_starts_where_it_can CHECK (CASE "kind"
    WHEN 'IDENTIFICATION' THEN "was_status" = 'NEVER_POOR'
    WHEN 'EXIT' THEN "was_status" IN ('NOT_EXITED', 'EXIT_PLANNED', 'RELAPSED')
    WHEN 'IDENTIFICATION_REVOKED' THEN "was_status" IN ('NOT_EXITED', 'RELAPSED', 'EXIT_PLANNED')
    ELSE "was_status" IN ('EXITED', 'EXITED_STABLE') END)
);
CREATE UNIQUE INDEX "status_procedure_county_code_procedure_no_key" ON "status_procedure"("county_code", "procedure_no");
CREATE UNIQUE INDEX "status_procedure_county_code_id_region_code_key" ON "status_procedure"("county_code", "id", "region_code");
CREATE INDEX "status_procedure_county_code_household_id_idx" ON "status_procedure"("county_code", "household_id");
CREATE INDEX "status_procedure_county_code_region_code_status_last_step_o_idx" ON "status_procedure"("county_code", "region_code", "status", "last_step_on");
CREATE UNIQUE INDEX status_procedure_one_open_per_household ON status_procedure (county_code, household_id) WHERE status NOT IN ('DONE', 'REJECTED');

CREATE TABLE "status_procedure_step" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "procedure_id" UUID NOT NULL,
  "step_no" INTEGER NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "household_id" UUID NOT NULL,
  "step" VARCHAR(20) NOT NULL,
  "to_status" "ProcedureStatus" NOT NULL,
  "step_on" DATE NOT NULL,
  "recorded_at" TIMESTAMPTZ(3) NOT NULL,
  "actor_id" UUID NOT NULL,
  "actor_name" VARCHAR(60) NOT NULL,
  "record" JSONB NOT NULL,
  CONSTRAINT "status_procedure_step_pkey" PRIMARY KEY ("county_code", "procedure_id", "step_no")
);
CREATE INDEX "status_procedure_step_county_code_household_id_idx" ON "status_procedure_step"("county_code", "household_id");

ALTER TABLE "status_procedure" ADD CONSTRAINT "status_procedure_county_code_household_id_region_code_fkey" FOREIGN KEY ("county_code", "household_id", "region_code")
  REFERENCES "household"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "status_procedure_step" ADD CONSTRAINT "status_procedure_step_county_code_procedure_id_region_code_fkey" FOREIGN KEY ("county_code", "procedure_id", "region_code")
  REFERENCES "status_procedure"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "status_procedure_step" ADD CONSTRAINT "status_procedure_step_county_code_household_id_region_code_fkey" FOREIGN KEY ("county_code", "household_id", "region_code")
  REFERENCES "household"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;

SELECT guard_table('status_procedure', 'county_code,id', 'own');
SELECT guard_table('status_procedure_step', 'county_code,procedure_id,step_no', 'own');

-- The same table stands in lib/identification/lifecycle.ts.
CREATE FUNCTION refuse_procedure_step() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE allowed text;
BEGIN
  IF OLD.status IN ('DONE', 'REJECTED') THEN
    IF to_jsonb(OLD) - 'region_code' IS DISTINCT FROM to_jsonb(NEW) - 'region_code' THEN
      RAISE EXCEPTION 'status_procedure: an ended procedure never changes' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF (OLD.kind, OLD.household_id, OLD.started_by, OLD.was_status) IS DISTINCT FROM (NEW.kind, NEW.household_id, NEW.started_by, NEW.was_status) THEN
    RAISE EXCEPTION 'status_procedure: what it is about never changes' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.status = NEW.status THEN RETURN NEW; END IF;
  allowed := CASE OLD.kind
    WHEN 'IDENTIFICATION' THEN 'APPLIED>VERIFIED,VERIFIED>APPRAISED,APPRAISED>PUBLISHED_1,PUBLISHED_1>VERIFIED,PUBLISHED_1>TOWNSHIP_REVIEWED,TOWNSHIP_REVIEWED>PUBLISHED_2,PUBLISHED_2>VERIFIED,PUBLISHED_2>APPROVED,APPROVED>ANNOUNCED,ANNOUNCED>DONE,VERIFIED>APPLIED,APPRAISED>APPLIED,PUBLISHED_1>APPLIED,TOWNSHIP_REVIEWED>APPLIED,PUBLISHED_2>APPLIED'
    WHEN 'EXIT' THEN 'PLANNED>VERIFIED,VERIFIED>AGREED,AGREED>APPRAISED,APPRAISED>PUBLISHED_1,PUBLISHED_1>VERIFIED,PUBLISHED_1>TOWNSHIP_REVIEWED,TOWNSHIP_REVIEWED>APPROVED,APPROVED>DONE,VERIFIED>PLANNED,AGREED>PLANNED,APPRAISED>PLANNED,PUBLISHED_1>PLANNED,TOWNSHIP_REVIEWED>PLANNED'
    ELSE 'PROPOSED>TOWNSHIP_REVIEWED,TOWNSHIP_REVIEWED>PROPOSED,TOWNSHIP_REVIEWED>DONE' END;
  IF NEW.status <> 'REJECTED' AND NOT ((OLD.status::text || '>' || NEW.status::text) = ANY (string_to_array(allowed, ','))) THEN
    RAISE EXCEPTION 'status_procedure: no step from % to %', OLD.status, NEW.status USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.last_step_on < OLD.last_step_on THEN
    RAISE EXCEPTION 'status_procedure: the steps of a procedure follow each other' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.may_go_on_from > NEW.last_step_on AND NEW.status IN ('TOWNSHIP_REVIEWED', 'APPROVED') THEN
    RAISE EXCEPTION 'status_procedure: the publicity still runs' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION refuse_procedure_step() FROM PUBLIC;
CREATE TRIGGER status_procedure_lifecycle BEFORE UPDATE ON status_procedure FOR EACH ROW EXECUTE FUNCTION refuse_procedure_step();
COMMENT ON TRIGGER status_procedure_lifecycle ON status_procedure IS 'Steps in order, publicity for its full days, an ended procedure never changes.';

CREATE TRIGGER status_procedure_step_is_final BEFORE UPDATE ON status_procedure_step FOR EACH ROW
  WHEN (to_jsonb(OLD) - 'region_code' IS DISTINCT FROM to_jsonb(NEW) - 'region_code') EXECUTE FUNCTION refuse_change();
COMMENT ON TRIGGER status_procedure_step_is_final ON status_procedure_step IS 'What was recorded stays; only a household that moves takes it along.';
CREATE TRIGGER status_procedure_step_never_deleted BEFORE DELETE ON status_procedure_step FOR EACH ROW EXECUTE FUNCTION refuse_change();

GRANT EXECUTE ON FUNCTION refuse_procedure_step() TO fangxian_app;
GRANT SELECT, INSERT, UPDATE ON status_procedure TO fangxian_app;
GRANT SELECT, INSERT ON status_procedure_step TO fangxian_app;
