-- Relapse-risk monitoring goes the same way as identification: from a clue to a case and from a case to its removal, step by step.

ALTER TYPE "ProcedureKind" ADD VALUE 'MONITORING';
ALTER TYPE "ProcedureKind" ADD VALUE 'RISK_REMOVAL';
ALTER TYPE "ProcedureStatus" ADD VALUE 'COMPARED' AFTER 'VERIFIED';

ALTER TABLE "status_procedure"
  ADD COLUMN "clue_id" UUID,
  ADD COLUMN "case_id" UUID,
  ADD COLUMN "earlier_case_id" UUID,
  ADD COLUMN "opened_by" UUID,
  ADD COLUMN "assignee_id" UUID,
  ADD COLUMN "assignee_name" VARCHAR(60),
  ADD COLUMN "green_reason" VARCHAR(300),
  ADD COLUMN "identify_by" DATE,
  ADD COLUMN "monitored_type" "MonitoredType",
  ADD COLUMN "risks" TEXT[],
  ADD COLUMN "no_labour" BOOLEAN,
  ADD COLUMN "removal_mode" VARCHAR(10),
  ADD CONSTRAINT "status_procedure_county_code_clue_id_region_code_fkey" FOREIGN KEY ("county_code", "clue_id", "region_code")
    REFERENCES "clue"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE,
  ADD CONSTRAINT "status_procedure_county_code_case_id_region_code_fkey" FOREIGN KEY ("county_code", "case_id", "region_code")
    REFERENCES "monitoring_case"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE,
  ADD CONSTRAINT "status_procedure_county_code_earlier_case_id_region_code_fkey" FOREIGN KEY ("county_code", "earlier_case_id", "region_code")
    REFERENCES "monitoring_case"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
CREATE INDEX "status_procedure_county_code_clue_id_idx" ON "status_procedure"("county_code", "clue_id");
CREATE INDEX "status_procedure_county_code_case_id_idx" ON "status_procedure"("county_code", "case_id");

-- The new values of the kinds are compared as text: within this transaction they cannot be used as values yet.
ALTER TABLE "status_procedure" DROP CONSTRAINT status_procedure_starts_where_it_can,
  ADD CONSTRAINT status_procedure_starts_where_it_can CHECK (CASE "kind"::text
    WHEN 'IDENTIFICATION' THEN "was_status" = 'NEVER_POOR'
    WHEN 'EXIT' THEN "was_status" IN ('NOT_EXITED', 'EXIT_PLANNED', 'RELAPSED')
    WHEN 'IDENTIFICATION_REVOKED' THEN "was_status" IN ('NOT_EXITED', 'RELAPSED', 'EXIT_PLANNED')
    WHEN 'MONITORING' THEN true
    WHEN 'RISK_REMOVAL' THEN true
    ELSE "was_status" IN ('EXITED', 'EXITED_STABLE') END),
  ADD CONSTRAINT status_procedure_monitoring_has_clue CHECK (("kind"::text = 'MONITORING') = ("clue_id" IS NOT NULL)),
  ADD CONSTRAINT status_procedure_removal_has_case CHECK ("kind"::text <> 'RISK_REMOVAL' OR ("case_id" IS NOT NULL AND "removal_mode" IN ('SUPPORT', 'NATURAL'))),
  ADD CONSTRAINT status_procedure_case_of_monitoring CHECK ("case_id" IS NULL OR "kind"::text = 'RISK_REMOVAL' OR ("kind"::text = 'MONITORING' AND "status" = 'DONE')),
  ADD CONSTRAINT status_procedure_monitored_says_what CHECK ("kind"::text <> 'MONITORING' OR "status"::text IN ('APPLIED', 'REJECTED')
    OR ("monitored_type" IS NOT NULL AND cardinality("risks") BETWEEN 1 AND 5 AND "no_labour" IS NOT NULL)),
  ADD CONSTRAINT status_procedure_identified_has_case CHECK ("kind"::text <> 'MONITORING' OR "status" <> 'DONE' OR "case_id" IS NOT NULL),
  ADD CONSTRAINT status_procedure_clue_four_eyes CHECK ("reviewed_by" <> "opened_by" AND "approved_by" <> "opened_by");

-- A household's poverty status and its monitoring go their ways side by side, one of each at a time.
DROP INDEX status_procedure_one_open_per_household;
CREATE UNIQUE INDEX status_procedure_one_open_per_household ON status_procedure (county_code, household_id, (clue_id IS NULL AND case_id IS NULL))
  WHERE status NOT IN ('DONE', 'REJECTED');

ALTER TABLE "monitoring_case"
  ADD COLUMN "no_labour" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "green_reason" VARCHAR(300),
  ADD COLUMN "earlier_case_id" UUID,
  ADD CONSTRAINT "monitoring_case_county_code_earlier_case_id_region_code_fkey" FOREIGN KEY ("county_code", "earlier_case_id", "region_code")
    REFERENCES "monitoring_case"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;

CREATE TABLE "monitoring_contact" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "household_id" UUID NOT NULL,
  "case_id" UUID NOT NULL,
  "name" VARCHAR(60) NOT NULL,
  "phone_enc" BYTEA NOT NULL,
  "named_on" DATE NOT NULL,
  "named_by" UUID NOT NULL,
  CONSTRAINT "monitoring_contact_pkey" PRIMARY KEY ("county_code", "id")
);
CREATE UNIQUE INDEX "monitoring_contact_county_code_case_id_key" ON "monitoring_contact"("county_code", "case_id");
CREATE INDEX "monitoring_contact_county_code_household_id_idx" ON "monitoring_contact"("county_code", "household_id");

CREATE TABLE "case_assessment" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "case_id" UUID NOT NULL,
  "quarter" VARCHAR(6) NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "household_id" UUID NOT NULL,
  "risk_level" VARCHAR(6) NOT NULL,
  "per_capita_fen" BIGINT,
  "failing" TEXT[],
  "opinion" VARCHAR(500) NOT NULL DEFAULT '',
  "assessed_on" DATE NOT NULL,
  "assessed_by" UUID NOT NULL,
  "assessed_by_name" VARCHAR(60) NOT NULL,
  "recorded_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "case_assessment_pkey" PRIMARY KEY ("county_code", "case_id", "quarter"),
  CONSTRAINT case_assessment_quarter_is_of_its_day CHECK ("quarter" = to_char("assessed_on", 'YYYY"Q"Q')),
  CONSTRAINT case_assessment_level_is_known CHECK ("risk_level" IN ('RED', 'YELLOW', 'GREEN')),
  CONSTRAINT case_assessment_failing_is_known CHECK ("failing" <@ ARRAY['FOOD', 'CLOTHING', 'EDUCATION', 'MEDICAL', 'HOUSING', 'WATER']),
  CONSTRAINT case_assessment_green_fails_nothing CHECK ("risk_level" <> 'GREEN' OR cardinality("failing") = 0)
);
CREATE INDEX "case_assessment_county_code_household_id_idx" ON "case_assessment"("county_code", "household_id");

ALTER TABLE "monitoring_contact"
  ADD CONSTRAINT "monitoring_contact_county_code_household_id_region_code_fkey" FOREIGN KEY ("county_code", "household_id", "region_code")
    REFERENCES "household"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE,
  ADD CONSTRAINT "monitoring_contact_county_code_case_id_region_code_fkey" FOREIGN KEY ("county_code", "case_id", "region_code")
    REFERENCES "monitoring_case"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "case_assessment"
  ADD CONSTRAINT "case_assessment_county_code_household_id_region_code_fkey" FOREIGN KEY ("county_code", "household_id", "region_code")
    REFERENCES "household"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE,
  ADD CONSTRAINT "case_assessment_county_code_case_id_region_code_fkey" FOREIGN KEY ("county_code", "case_id", "region_code")
    REFERENCES "monitoring_case"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;

SELECT guard_table('monitoring_contact', 'county_code,id', 'own');
SELECT guard_table('case_assessment', 'county_code,case_id,quarter', 'own');

-- The same table stands in lib/identification/lifecycle.ts.
CREATE OR REPLACE FUNCTION refuse_procedure_step() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE allowed text;
BEGIN
  IF OLD.status IN ('DONE', 'REJECTED') THEN
    IF to_jsonb(OLD) - 'region_code' IS DISTINCT FROM to_jsonb(NEW) - 'region_code' THEN
      RAISE EXCEPTION 'status_procedure: an ended procedure never changes' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.household_id <> NEW.household_id AND NOT EXISTS (SELECT FROM clue c WHERE c.county_code = NEW.county_code AND c.id = NEW.clue_id AND c.household_id = NEW.household_id)
    AND NOT EXISTS (SELECT FROM monitoring_case c WHERE c.county_code = NEW.county_code AND c.id = NEW.case_id AND c.household_id = NEW.household_id) THEN
    RAISE EXCEPTION 'status_procedure: what it is about never changes' USING ERRCODE = 'check_violation';
  END IF;
  IF (OLD.kind, OLD.started_by, OLD.was_status, OLD.clue_id, OLD.earlier_case_id, OLD.opened_by)
    IS DISTINCT FROM (NEW.kind, NEW.started_by, NEW.was_status, NEW.clue_id, NEW.earlier_case_id, NEW.opened_by)
    OR (OLD.case_id IS NOT NULL AND OLD.case_id IS DISTINCT FROM NEW.case_id) THEN
    RAISE EXCEPTION 'status_procedure: what it is about never changes' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.status = NEW.status THEN RETURN NEW; END IF;
  allowed := CASE OLD.kind
    WHEN 'IDENTIFICATION' THEN 'APPLIED>VERIFIED,VERIFIED>APPRAISED,APPRAISED>PUBLISHED_1,PUBLISHED_1>VERIFIED,PUBLISHED_1>TOWNSHIP_REVIEWED,TOWNSHIP_REVIEWED>PUBLISHED_2,PUBLISHED_2>VERIFIED,PUBLISHED_2>APPROVED,APPROVED>ANNOUNCED,ANNOUNCED>DONE,VERIFIED>APPLIED,APPRAISED>APPLIED,PUBLISHED_1>APPLIED,TOWNSHIP_REVIEWED>APPLIED,PUBLISHED_2>APPLIED'
    WHEN 'EXIT' THEN 'PLANNED>VERIFIED,VERIFIED>AGREED,AGREED>APPRAISED,APPRAISED>PUBLISHED_1,PUBLISHED_1>VERIFIED,PUBLISHED_1>TOWNSHIP_REVIEWED,TOWNSHIP_REVIEWED>APPROVED,APPROVED>DONE,VERIFIED>PLANNED,AGREED>PLANNED,APPRAISED>PLANNED,PUBLISHED_1>PLANNED,TOWNSHIP_REVIEWED>PLANNED'
    WHEN 'MONITORING' THEN 'APPLIED>VERIFIED,VERIFIED>COMPARED,COMPARED>APPRAISED,APPRAISED>PUBLISHED_1,PUBLISHED_1>VERIFIED,PUBLISHED_1>TOWNSHIP_REVIEWED,TOWNSHIP_REVIEWED>DONE,VERIFIED>APPLIED,COMPARED>APPLIED,APPRAISED>APPLIED,PUBLISHED_1>APPLIED,TOWNSHIP_REVIEWED>APPLIED'
    WHEN 'RISK_REMOVAL' THEN 'PROPOSED>VERIFIED,VERIFIED>APPRAISED,APPRAISED>PUBLISHED_1,PUBLISHED_1>VERIFIED,PUBLISHED_1>TOWNSHIP_REVIEWED,TOWNSHIP_REVIEWED>DONE,VERIFIED>PROPOSED,APPRAISED>PROPOSED,PUBLISHED_1>PROPOSED,TOWNSHIP_REVIEWED>PROPOSED'
    ELSE 'PROPOSED>TOWNSHIP_REVIEWED,TOWNSHIP_REVIEWED>PROPOSED,TOWNSHIP_REVIEWED>DONE' END;
  IF NEW.status <> 'REJECTED' AND NOT ((OLD.status::text || '>' || NEW.status::text) = ANY (string_to_array(allowed, ','))) THEN
    RAISE EXCEPTION 'status_procedure: no step from % to %', OLD.status, NEW.status USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.last_step_on < OLD.last_step_on THEN
    RAISE EXCEPTION 'status_procedure: the steps of a procedure follow each other' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.may_go_on_from > NEW.last_step_on AND NEW.status IN ('TOWNSHIP_REVIEWED', 'APPROVED', 'DONE') THEN
    RAISE EXCEPTION 'status_procedure: the publicity still runs' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

-- A clue becomes a case, and a case is removed, only with the county's decision at the end of a procedure.
CREATE FUNCTION refuse_without_procedure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'clue' THEN
    IF NOT EXISTS (SELECT FROM status_procedure p WHERE p.county_code = NEW.county_code AND p.clue_id = NEW.id AND p.kind = 'MONITORING'
      AND p.status = 'DONE' AND p.case_id = NEW.case_id) THEN
      RAISE EXCEPTION 'clue: only a finished procedure confirms it' USING ERRCODE = 'check_violation';
    END IF;
  ELSE
    IF NOT EXISTS (SELECT FROM status_procedure p WHERE p.county_code = NEW.county_code AND p.case_id = NEW.id AND p.kind = 'RISK_REMOVAL' AND p.status = 'DONE') THEN
      RAISE EXCEPTION 'monitoring_case: only a finished procedure removes it' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.no_labour THEN
      RAISE EXCEPTION 'monitoring_case: a household without labour stays' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.removal_mode IS NULL OR NOT EXISTS (SELECT FROM monitoring_contact c WHERE c.county_code = NEW.county_code AND c.case_id = NEW.id) THEN
      RAISE EXCEPTION 'monitoring_case: a removal says how, and names who watches' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION refuse_without_procedure() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION refuse_without_procedure() TO fangxian_app;
CREATE TRIGGER clue_confirmed_by_procedure BEFORE UPDATE ON clue FOR EACH ROW
  WHEN (OLD.status = 'OPEN' AND NEW.status = 'CONFIRMED') EXECUTE FUNCTION refuse_without_procedure();
COMMENT ON TRIGGER clue_confirmed_by_procedure ON clue IS 'A clue becomes a case only with the county''s decision.';
CREATE TRIGGER monitoring_case_removed_by_procedure BEFORE UPDATE ON monitoring_case FOR EACH ROW
  WHEN (OLD.status = 'REMOVAL_PROPOSED' AND NEW.status = 'RISK_REMOVED') EXECUTE FUNCTION refuse_without_procedure();
COMMENT ON TRIGGER monitoring_case_removed_by_procedure ON monitoring_case IS 'A case is removed only with the county''s decision, with the way it went and who watches on.';

CREATE TRIGGER case_assessment_is_final BEFORE UPDATE ON case_assessment FOR EACH ROW
  WHEN (to_jsonb(OLD) - 'region_code' - 'household_id' IS DISTINCT FROM to_jsonb(NEW) - 'region_code' - 'household_id') EXECUTE FUNCTION refuse_change();
COMMENT ON TRIGGER case_assessment_is_final ON case_assessment IS 'What was assessed stays; only its household may move or be merged.';

-- An open clue or case that goes to another household (a merge, a split, or one of them taken back) takes along what belongs to it.
CREATE FUNCTION carry_monitoring() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  WITH carried AS (UPDATE status_procedure p SET household_id = NEW.household_id
    WHERE p.county_code = NEW.county_code AND p.status NOT IN ('DONE', 'REJECTED')
      AND CASE TG_TABLE_NAME WHEN 'clue' THEN p.clue_id ELSE p.case_id END = NEW.id RETURNING p.id)
  UPDATE status_procedure_step s SET household_id = NEW.household_id FROM carried WHERE s.county_code = NEW.county_code AND s.procedure_id = carried.id;
  IF TG_TABLE_NAME = 'monitoring_case' THEN
    UPDATE monitoring_contact c SET household_id = NEW.household_id WHERE c.county_code = NEW.county_code AND c.case_id = NEW.id;
    UPDATE case_assessment a SET household_id = NEW.household_id WHERE a.county_code = NEW.county_code AND a.case_id = NEW.id;
  END IF;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION carry_monitoring() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION carry_monitoring() TO fangxian_app;
CREATE TRIGGER clue_carries_along AFTER UPDATE OF household_id ON clue FOR EACH ROW
  WHEN (OLD.household_id <> NEW.household_id) EXECUTE FUNCTION carry_monitoring();
CREATE TRIGGER monitoring_case_carries_along AFTER UPDATE OF household_id ON monitoring_case FOR EACH ROW
  WHEN (OLD.household_id <> NEW.household_id) EXECUTE FUNCTION carry_monitoring();
COMMENT ON TRIGGER clue_carries_along ON clue IS 'Its procedure goes where the clue goes.';
COMMENT ON TRIGGER monitoring_case_carries_along ON monitoring_case IS 'Its procedure, contact and assessments go where the case goes.';

DROP TRIGGER status_procedure_step_is_final ON status_procedure_step;
CREATE TRIGGER status_procedure_step_is_final BEFORE UPDATE ON status_procedure_step FOR EACH ROW
  WHEN (to_jsonb(OLD) - 'region_code' - 'household_id' IS DISTINCT FROM to_jsonb(NEW) - 'region_code' - 'household_id') EXECUTE FUNCTION refuse_change();
COMMENT ON TRIGGER status_procedure_step_is_final ON status_procedure_step IS 'What was recorded stays; only a household that moves or is merged takes it along.';

GRANT SELECT, INSERT, UPDATE ON monitoring_contact TO fangxian_app;
GRANT SELECT, INSERT ON case_assessment TO fangxian_app;
