-- Help: what kinds of measures there are, who was promised and got what, the plan of each household, one measure for many, projects and their money.

CREATE TYPE "MeasureStatus" AS ENUM ('PLANNED', 'IN_PROGRESS', 'DELIVERED', 'CONFIRMED_BY_HOUSEHOLD', 'CANCELLED');

CREATE TYPE "ProjectStatus" AS ENUM ('POOL', 'APPROVED', 'FUNDED', 'TENDERED', 'STARTED', 'COMPLETED', 'ACCEPTED', 'HANDED_OVER', 'OPERATING');

CREATE TABLE "measure_type" (
  "code" VARCHAR(24) NOT NULL,
  "applies_to" VARCHAR(12) COLLATE "C" NOT NULL DEFAULT '',
  "category" VARCHAR(20) NOT NULL,
  "name_zh" VARCHAR(60) NOT NULL,
  "name_en" VARCHAR(120) NOT NULL,
  "mode" VARCHAR(12) NOT NULL,
  "risks" TEXT[],
  "form" VARCHAR(10) NOT NULL,
  "valid_from" DATE NOT NULL,
  "valid_to" DATE,
  "sort_no" INTEGER NOT NULL,
  CONSTRAINT "measure_type_pkey" PRIMARY KEY ("code"),
  CONSTRAINT measure_type_prefix CHECK ("applies_to" ~ '^([0-9]{6})?$'),
  CONSTRAINT measure_type_category CHECK ("category" IN ('INDUSTRY', 'EMPLOYMENT', 'FINANCE', 'WELFARE_POST', 'HOUSING', 'WATER', 'HEALTH', 'EDUCATION', 'OTHER_EDUCATION', 'SAFETY_NET', 'SOCIAL', 'RELOCATION', 'LIVING_CONDITIONS', 'INFRASTRUCTURE')),
  CONSTRAINT measure_type_mode CHECK ("mode" IN ('DEVELOPMENT', 'PROTECTION')),
  CONSTRAINT measure_type_form CHECK ("form" IN ('CASH', 'GOODS', 'SERVICE')),
  CONSTRAINT measure_type_dates CHECK ("valid_to" IS NULL OR "valid_to" >= "valid_from")
);

CREATE TABLE "support_measure" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "household_id" UUID NOT NULL,
  "person_id" UUID,
  "type_code" VARCHAR(24) NOT NULL,
  "title" VARCHAR(80) NOT NULL,
  "scale" VARCHAR(60) NOT NULL DEFAULT '',
  "unit" VARCHAR(60) NOT NULL,
  "responsible" VARCHAR(40) NOT NULL,
  "planned_on" DATE NOT NULL,
  "finish_by" DATE NOT NULL,
  "started_on" DATE,
  "delivered_on" DATE,
  "counts_on" DATE NOT NULL,
  "form" VARCHAR(10) NOT NULL,
  "amount_fen" BIGINT NOT NULL DEFAULT 0,
  "fund_source" VARCHAR(10),
  "case_id" UUID,
  "clue_id" UUID,
  "plan_id" UUID,
  "project_id" UUID,
  "batch_id" UUID,
  "effect" VARCHAR(300) NOT NULL DEFAULT '',
  "status" "MeasureStatus" NOT NULL,
  "recorded_by" UUID NOT NULL,
  "recorded_by_name" VARCHAR(60) NOT NULL,
  "recorded_at" TIMESTAMPTZ(3) NOT NULL,
  "started_by" UUID,
  "started_by_name" VARCHAR(60),
  "delivered_by" UUID,
  "delivered_by_name" VARCHAR(60),
  "confirmed_on" DATE,
  "confirmed_by" UUID,
  "confirmed_by_name" VARCHAR(60),
  "signer" VARCHAR(60),
  "cancelled_on" DATE,
  "cancelled_by" UUID,
  "cancelled_by_name" VARCHAR(60),
  "cancel_reason" VARCHAR(20),
  "cancel_note" VARCHAR(300),
  "version" INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT "support_measure_pkey" PRIMARY KEY ("county_code","id"),
  CONSTRAINT support_measure_form CHECK ("form" IN ('CASH', 'GOODS', 'SERVICE')),
  CONSTRAINT support_measure_source CHECK ("fund_source" IN ('CENTRAL', 'PROVINCE', 'CITY', 'COUNTY', 'EAST_WEST', 'SOCIAL', 'OTHER')),
  CONSTRAINT support_measure_amount CHECK ("amount_fen" >= 0 AND ("amount_fen" = 0 OR "fund_source" IS NOT NULL)),
  CONSTRAINT support_measure_cash_has_amount CHECK ("form" <> 'CASH' OR "amount_fen" > 0 OR "status" NOT IN ('DELIVERED', 'CONFIRMED_BY_HOUSEHOLD')),
  CONSTRAINT support_measure_counts CHECK ("counts_on" = coalesce("delivered_on", "started_on", "planned_on")),
  CONSTRAINT support_measure_days CHECK ("finish_by" >= "planned_on" AND "delivered_on" >= "started_on" AND "confirmed_on" >= "delivered_on"),
  CONSTRAINT support_measure_started CHECK (("started_on" IS NULL) = ("started_by" IS NULL) AND CASE "status" WHEN 'PLANNED' THEN "started_on" IS NULL WHEN 'CANCELLED' THEN true ELSE "started_on" IS NOT NULL END),
  CONSTRAINT support_measure_delivered CHECK (("delivered_on" IS NULL) = ("delivered_by" IS NULL) AND CASE "status" WHEN 'CANCELLED' THEN true ELSE ("delivered_on" IS NOT NULL) = ("status" IN ('DELIVERED', 'CONFIRMED_BY_HOUSEHOLD')) END),
  CONSTRAINT support_measure_confirmed CHECK (("status" = 'CONFIRMED_BY_HOUSEHOLD') = ("confirmed_on" IS NOT NULL) AND num_nulls("confirmed_on", "confirmed_by", "signer") IN (0, 3)),
  CONSTRAINT support_measure_cancelled CHECK (("status" = 'CANCELLED') = ("cancelled_on" IS NOT NULL) AND num_nulls("cancelled_on", "cancelled_by", "cancel_reason") IN (0, 3)),
  CONSTRAINT support_measure_four_eyes CHECK ("confirmed_by" <> "delivered_by")
);

CREATE TABLE "support_plan" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "household_id" UUID NOT NULL,
  "year" INTEGER NOT NULL,
  "case_id" UUID,
  "aims" VARCHAR(500) NOT NULL,
  "helper" VARCHAR(60) NOT NULL,
  "agreed_on" DATE NOT NULL,
  "signer" VARCHAR(60) NOT NULL,
  "made_by" UUID NOT NULL,
  "made_by_name" VARCHAR(60) NOT NULL,
  "made_at" TIMESTAMPTZ(3) NOT NULL,
  "version" INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT "support_plan_pkey" PRIMARY KEY ("county_code","id"),
  CONSTRAINT support_plan_year CHECK ("year" BETWEEN 2014 AND 2100)
);

CREATE TABLE "support_batch" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "type_code" VARCHAR(24) NOT NULL,
  "title" VARCHAR(80) NOT NULL,
  "households" INTEGER NOT NULL,
  "left_out" INTEGER NOT NULL,
  "made_by" UUID NOT NULL,
  "made_by_name" VARCHAR(60) NOT NULL,
  "made_at" TIMESTAMPTZ(3) NOT NULL,
  "undone_at" TIMESTAMPTZ(3),
  "undone_by" UUID,
  CONSTRAINT "support_batch_pkey" PRIMARY KEY ("county_code","id"),
  CONSTRAINT support_batch_undone CHECK (("undone_at" IS NULL) = ("undone_by" IS NULL)),
  CONSTRAINT support_batch_counts CHECK ("households" > 0 AND "left_out" >= 0)
);

CREATE TABLE "support_project" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "project_no" VARCHAR(20) NOT NULL,
  "name" VARCHAR(120) NOT NULL,
  "batch" VARCHAR(60) NOT NULL,
  "kind" VARCHAR(20) NOT NULL,
  "unit" VARCHAR(60) NOT NULL,
  "responsible" VARCHAR(40) NOT NULL,
  "link" VARCHAR(300) NOT NULL DEFAULT '',
  "status" "ProjectStatus" NOT NULL DEFAULT 'POOL',
  "progress" INTEGER NOT NULL DEFAULT 0,
  "planned_fen" BIGINT NOT NULL DEFAULT 0,
  "arrived_fen" BIGINT NOT NULL DEFAULT 0,
  "disbursed_fen" BIGINT NOT NULL DEFAULT 0,
  "wanted_households" INTEGER NOT NULL DEFAULT 0,
  "wanted_persons" INTEGER NOT NULL DEFAULT 0,
  "entered_on" DATE NOT NULL,
  "started_on" DATE,
  "completed_on" DATE,
  "last_step_on" DATE NOT NULL,
  "version" INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT "support_project_pkey" PRIMARY KEY ("county_code","id"),
  CONSTRAINT support_project_kind CHECK ("kind" IN ('INDUSTRY', 'EMPLOYMENT', 'INFRASTRUCTURE', 'PUBLIC_SERVICE', 'OTHER')),
  CONSTRAINT support_project_progress CHECK ("progress" BETWEEN 0 AND 100 AND ("status" NOT IN ('POOL', 'APPROVED', 'FUNDED', 'TENDERED') OR "progress" = 0) AND ("status" NOT IN ('COMPLETED', 'ACCEPTED', 'HANDED_OVER', 'OPERATING') OR "progress" = 100)),
  CONSTRAINT support_project_days CHECK (("started_on" IS NULL) = ("status" IN ('POOL', 'APPROVED', 'FUNDED', 'TENDERED')) AND ("completed_on" IS NOT NULL) = ("status" IN ('COMPLETED', 'ACCEPTED', 'HANDED_OVER', 'OPERATING')) AND "completed_on" >= "started_on"),
  CONSTRAINT support_project_counts CHECK ("wanted_households" >= 0 AND "wanted_persons" >= 0)
);

CREATE TABLE "support_project_fund" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "project_id" UUID NOT NULL,
  "source" VARCHAR(10) NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "planned_fen" BIGINT NOT NULL,
  "arrived_fen" BIGINT NOT NULL,
  "disbursed_fen" BIGINT NOT NULL,
  CONSTRAINT "support_project_fund_pkey" PRIMARY KEY ("county_code","project_id","source"),
  CONSTRAINT support_project_fund_source CHECK ("source" IN ('CENTRAL', 'PROVINCE', 'CITY', 'COUNTY', 'EAST_WEST', 'SOCIAL', 'OTHER')),
  CONSTRAINT support_project_fund_order CHECK (0 <= "disbursed_fen" AND "disbursed_fen" <= "arrived_fen" AND "arrived_fen" <= "planned_fen")
);

CREATE TABLE "support_project_step" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "project_id" UUID NOT NULL,
  "step_no" INTEGER NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "to_status" "ProjectStatus" NOT NULL,
  "step_on" DATE NOT NULL,
  "recorded_at" TIMESTAMPTZ(3) NOT NULL,
  "actor_id" UUID NOT NULL,
  "actor_name" VARCHAR(60) NOT NULL,
  "progress" INTEGER NOT NULL,
  "document" VARCHAR(120) NOT NULL DEFAULT '',
  "note" VARCHAR(300) NOT NULL DEFAULT '',
  CONSTRAINT "support_project_step_pkey" PRIMARY KEY ("county_code","project_id","step_no")
);

CREATE UNIQUE INDEX "measure_type_applies_to_name_zh_key" ON "measure_type"("applies_to", "name_zh");

CREATE INDEX "support_measure_county_code_household_id_counts_on_idx" ON "support_measure"("county_code", "household_id", "counts_on");

CREATE INDEX "support_measure_county_code_region_code_counts_on_id_idx" ON "support_measure"("county_code", "region_code", "counts_on", "id");

CREATE INDEX "support_measure_county_code_counts_on_id_idx" ON "support_measure"("county_code", "counts_on", "id");

CREATE INDEX "support_measure_county_code_project_id_idx" ON "support_measure"("county_code", "project_id");

CREATE INDEX "support_plan_county_code_household_id_year_idx" ON "support_plan"("county_code", "household_id", "year");

CREATE UNIQUE INDEX "support_plan_county_code_id_region_code_key" ON "support_plan"("county_code", "id", "region_code");

CREATE INDEX "support_batch_county_code_region_code_made_at_idx" ON "support_batch"("county_code", "region_code", "made_at");

CREATE INDEX "support_project_county_code_region_code_last_step_on_id_idx" ON "support_project"("county_code", "region_code", "last_step_on", "id");

CREATE UNIQUE INDEX "support_project_county_code_project_no_key" ON "support_project"("county_code", "project_no");

CREATE UNIQUE INDEX "support_project_county_code_id_region_code_key" ON "support_project"("county_code", "id", "region_code");

ALTER TABLE "support_measure" ADD CONSTRAINT "support_measure_county_code_household_id_region_code_fkey" FOREIGN KEY ("county_code", "household_id", "region_code") REFERENCES "household"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;

ALTER TABLE "support_measure" ADD CONSTRAINT "support_measure_county_code_person_id_fkey" FOREIGN KEY ("county_code", "person_id") REFERENCES "person"("county_code", "id") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;

ALTER TABLE "support_measure" ADD CONSTRAINT "support_measure_type_code_fkey" FOREIGN KEY ("type_code") REFERENCES "measure_type"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "support_measure" ADD CONSTRAINT "support_measure_county_code_case_id_region_code_fkey" FOREIGN KEY ("county_code", "case_id", "region_code") REFERENCES "monitoring_case"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;

ALTER TABLE "support_measure" ADD CONSTRAINT "support_measure_county_code_clue_id_region_code_fkey" FOREIGN KEY ("county_code", "clue_id", "region_code") REFERENCES "clue"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;

ALTER TABLE "support_measure" ADD CONSTRAINT "support_measure_county_code_plan_id_region_code_fkey" FOREIGN KEY ("county_code", "plan_id", "region_code") REFERENCES "support_plan"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;

ALTER TABLE "support_measure" ADD CONSTRAINT "support_measure_county_code_project_id_fkey" FOREIGN KEY ("county_code", "project_id") REFERENCES "support_project"("county_code", "id") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;

ALTER TABLE "support_measure" ADD CONSTRAINT "support_measure_county_code_batch_id_fkey" FOREIGN KEY ("county_code", "batch_id") REFERENCES "support_batch"("county_code", "id") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;

ALTER TABLE "support_plan" ADD CONSTRAINT "support_plan_county_code_household_id_region_code_fkey" FOREIGN KEY ("county_code", "household_id", "region_code") REFERENCES "household"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;

ALTER TABLE "support_plan" ADD CONSTRAINT "support_plan_county_code_case_id_region_code_fkey" FOREIGN KEY ("county_code", "case_id", "region_code") REFERENCES "monitoring_case"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;

ALTER TABLE "support_batch" ADD CONSTRAINT "support_batch_type_code_fkey" FOREIGN KEY ("type_code") REFERENCES "measure_type"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "support_project" ADD CONSTRAINT "support_project_region_code_fkey" FOREIGN KEY ("region_code") REFERENCES "region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "support_project_fund" ADD CONSTRAINT "support_project_fund_county_code_project_id_region_code_fkey" FOREIGN KEY ("county_code", "project_id", "region_code") REFERENCES "support_project"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;

ALTER TABLE "support_project_step" ADD CONSTRAINT "support_project_step_county_code_project_id_region_code_fkey" FOREIGN KEY ("county_code", "project_id", "region_code") REFERENCES "support_project"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;

CREATE UNIQUE INDEX support_plan_one_a_year ON support_plan (county_code, household_id, year) WHERE case_id IS NULL;
CREATE UNIQUE INDEX support_plan_one_a_case_and_year ON support_plan (county_code, case_id, year) WHERE case_id IS NOT NULL;
CREATE INDEX support_measure_batch_idx ON support_measure (county_code, batch_id) WHERE batch_id IS NOT NULL;
CREATE INDEX support_measure_case_idx ON support_measure (county_code, case_id) WHERE case_id IS NOT NULL;
CREATE INDEX support_measure_plan_idx ON support_measure (county_code, plan_id) WHERE plan_id IS NOT NULL;
CREATE INDEX support_measure_person_idx ON support_measure (county_code, person_id) WHERE person_id IS NOT NULL;

SELECT guard_table('support_measure', 'county_code,id', 'own');
SELECT guard_table('support_plan', 'county_code,id', 'own');
SELECT guard_table('support_batch', 'county_code,id', 'none');
SELECT guard_table('support_project', 'county_code,id', 'none');
SELECT guard_table('support_project_fund', 'county_code,project_id,source', 'none');
SELECT guard_table('support_project_step', 'county_code,project_id,step_no', 'none');
SELECT journal_table('support_measure', 'county_code,id');
SELECT journal_table('support_plan', 'county_code,id');

-- ───── the catalogue: shipped types everywhere, a county's own types within it ─────

ALTER TABLE measure_type ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY types_of_here ON measure_type FOR SELECT TO fangxian_app
  USING (applies_to = '' OR applies_to = left(app_lo(), 6) OR (applies_to >= app_lo() AND applies_to < app_hi()));
COMMENT ON POLICY types_of_here ON measure_type IS 'Shipped types for everybody; a county''s own types for whoever works in it or above it.';
CREATE POLICY own_county_adds ON measure_type FOR INSERT TO fangxian_app WITH CHECK (applies_to <> '' AND applies_to = app_lo());
COMMENT ON POLICY own_county_adds ON measure_type IS 'A county adds types for itself.';
CREATE POLICY own_county_changes ON measure_type FOR UPDATE TO fangxian_app USING (applies_to <> '' AND applies_to = app_lo())
  WITH CHECK (applies_to <> '' AND applies_to = app_lo());
COMMENT ON POLICY own_county_changes ON measure_type IS 'A county ends the types that it added itself.';
DO $$ BEGIN
  EXECUTE format('CREATE POLICY owner_maintains ON measure_type TO %I USING (true) WITH CHECK (true)', current_user);
END $$;
COMMENT ON POLICY owner_maintains ON measure_type IS 'The owner migrates, seeds, seals and verifies; the app never connects as the owner.';
CREATE TRIGGER audit_change AFTER UPDATE OR DELETE ON measure_type FOR EACH ROW EXECUTE FUNCTION audit_change('measure_type', 'code');
CREATE TRIGGER audit_insert AFTER INSERT ON measure_type REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit_insert('measure_type', 'code');
REVOKE ALL ON measure_type FROM PUBLIC;

-- ───── the life of a measure; the same table stands in lib/support/lifecycle.ts ─────

CREATE FUNCTION refuse_measure_step() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE moves text[] := ARRAY['region_code', 'version'];
BEGIN
  IF OLD.status IN ('CONFIRMED_BY_HOUSEHOLD', 'CANCELLED') THEN
    IF to_jsonb(OLD) - moves IS DISTINCT FROM to_jsonb(NEW) - moves THEN
      RAISE EXCEPTION 'support_measure: a confirmed or cancelled measure never changes' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF (OLD.recorded_by, OLD.recorded_at, OLD.batch_id) IS DISTINCT FROM (NEW.recorded_by, NEW.recorded_at, NEW.batch_id) THEN
    RAISE EXCEPTION 'support_measure: who recorded it and when never changes' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.status = NEW.status THEN
    IF OLD.status = 'DELIVERED' AND (OLD.type_code, OLD.amount_fen, OLD.form, OLD.delivered_on, OLD.delivered_by) IS DISTINCT FROM
      (NEW.type_code, NEW.amount_fen, NEW.form, NEW.delivered_on, NEW.delivered_by) THEN
      RAISE EXCEPTION 'support_measure: what was delivered is cancelled, not rewritten' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF NOT ((OLD.status::text || '>' || NEW.status::text) = ANY (ARRAY['PLANNED>IN_PROGRESS', 'PLANNED>DELIVERED', 'IN_PROGRESS>DELIVERED',
    'DELIVERED>CONFIRMED_BY_HOUSEHOLD', 'PLANNED>CANCELLED', 'IN_PROGRESS>CANCELLED', 'DELIVERED>CANCELLED'])) THEN
    RAISE EXCEPTION 'support_measure: no step from % to %', OLD.status, NEW.status USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER support_measure_lifecycle BEFORE UPDATE ON support_measure FOR EACH ROW EXECUTE FUNCTION refuse_measure_step();
COMMENT ON TRIGGER support_measure_lifecycle ON support_measure IS 'Steps in order; what was delivered is not rewritten; what ended never changes.';

CREATE FUNCTION refuse_lost_measure() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF EXISTS (SELECT FROM evidence e WHERE e.county_code = OLD.county_code AND e.household_id = OLD.household_id AND e.subject_kind = 'MEASURE' AND e.subject_id = OLD.id) THEN
    RAISE EXCEPTION 'support_measure: evidence hangs on it' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER support_measure_keeps_evidence BEFORE DELETE ON support_measure FOR EACH ROW EXECUTE FUNCTION refuse_lost_measure();
COMMENT ON TRIGGER support_measure_keeps_evidence ON support_measure IS 'Undoing a deed stops where somebody added a photo or a paper to what it recorded.';

-- A deed that is taken back takes back that a case was supported by it.
DROP TRIGGER monitoring_case_lifecycle ON monitoring_case;
CREATE TRIGGER monitoring_case_lifecycle BEFORE UPDATE ON monitoring_case FOR EACH ROW
  EXECUTE FUNCTION refuse_step('monitoring_case', 'closed', 'MONITORED,SUPPORTED,REMOVAL_PROPOSED',
    'MONITORED>SUPPORTED,SUPPORTED>MONITORED,SUPPORTED>REMOVAL_PROPOSED,REMOVAL_PROPOSED>SUPPORTED,REMOVAL_PROPOSED>RISK_REMOVED');
COMMENT ON TRIGGER monitoring_case_lifecycle ON monitoring_case IS 'MONITORED, SUPPORTED, REMOVAL_PROPOSED, RISK_REMOVED in order; back to MONITORED only when its only help is taken back; a removed episode never changes.';

-- ───── the life of a project; the same table stands in lib/support/lifecycle.ts ─────

CREATE FUNCTION refuse_project_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.last_step_on < OLD.last_step_on THEN
    RAISE EXCEPTION 'support_project: the steps of a project follow each other' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.progress < OLD.progress THEN
    RAISE EXCEPTION 'support_project: progress does not go back' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.status = NEW.status THEN RETURN NEW; END IF;
  IF NOT ((OLD.status::text || '>' || NEW.status::text) = ANY (ARRAY['POOL>APPROVED', 'APPROVED>FUNDED', 'FUNDED>TENDERED', 'TENDERED>STARTED', 'STARTED>COMPLETED',
    'COMPLETED>ACCEPTED', 'ACCEPTED>HANDED_OVER', 'HANDED_OVER>OPERATING'])) THEN
    RAISE EXCEPTION 'support_project: no step from % to %', OLD.status, NEW.status USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER support_project_lifecycle BEFORE UPDATE ON support_project FOR EACH ROW EXECUTE FUNCTION refuse_project_step();
COMMENT ON TRIGGER support_project_lifecycle ON support_project IS 'From the pool to operation, step by step; progress and days do not go back.';
CREATE TRIGGER support_project_step_is_final BEFORE UPDATE ON support_project_step FOR EACH ROW
  WHEN (to_jsonb(OLD) - 'region_code' IS DISTINCT FROM to_jsonb(NEW) - 'region_code') EXECUTE FUNCTION refuse_change();
CREATE TRIGGER support_project_step_never_deleted BEFORE DELETE ON support_project_step FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- The sums of a project are the sums of its sources, at the end of every transaction.
CREATE FUNCTION check_project_sums() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  p support_project; wanted record; project uuid; county text;
BEGIN
  IF TG_TABLE_NAME = 'support_project' THEN county := NEW.county_code; project := NEW.id;
  ELSIF TG_OP = 'DELETE' THEN county := OLD.county_code; project := OLD.project_id;
  ELSE county := NEW.county_code; project := NEW.project_id; END IF;
  SELECT * INTO p FROM support_project x WHERE x.county_code = county AND x.id = project;
  IF NOT FOUND THEN RETURN NULL; END IF;
  SELECT coalesce(sum(planned_fen), 0) AS planned, coalesce(sum(arrived_fen), 0) AS arrived, coalesce(sum(disbursed_fen), 0) AS disbursed INTO wanted
    FROM support_project_fund f WHERE f.county_code = county AND f.project_id = project;
  IF (p.planned_fen, p.arrived_fen, p.disbursed_fen) IS DISTINCT FROM (wanted.planned, wanted.arrived, wanted.disbursed) THEN
    RAISE EXCEPTION 'support_project: its sums are not the sums of its sources' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER support_project_sums AFTER INSERT OR UPDATE ON support_project DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_project_sums();
CREATE CONSTRAINT TRIGGER support_project_fund_sums AFTER INSERT OR UPDATE OR DELETE ON support_project_fund DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_project_sums();

-- ───── evidence and hand-overs know measures ─────

CREATE OR REPLACE FUNCTION evidence_subject_exists(p_county text, p_household uuid, p_kind text, p_id uuid) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE
  found boolean; later text;
BEGIN
  CASE p_kind
    WHEN 'HOUSEHOLD' THEN RETURN p_id = p_household;
    WHEN 'MEMBER' THEN RETURN EXISTS (SELECT FROM membership m WHERE m.county_code = p_county AND m.household_id = p_household AND m.person_id = p_id);
    WHEN 'VISIT' THEN later := 'visit';
    WHEN 'CLUE' THEN later := 'clue';
    WHEN 'CASE' THEN later := 'monitoring_case';
    WHEN 'EVENT' THEN later := 'household_event';
    WHEN 'IDENTIFICATION' THEN later := 'status_procedure';
    WHEN 'MEASURE' THEN later := 'support_measure';
    ELSE RETURN false;
  END CASE;
  IF to_regclass('public.' || later) IS NULL THEN RETURN false; END IF;
  EXECUTE format('SELECT EXISTS (SELECT FROM %I x WHERE x.county_code = $1 AND x.household_id = $2 AND x.id = $3)', later)
    INTO found USING p_county, p_household, p_id;
  RETURN found;
END $$;

-- Help that was recorded since a household moved is a reason against moving it back.
CREATE OR REPLACE FUNCTION event_followers(p_county text, p_event uuid) RETURNS TABLE (what text, day date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  WITH e AS (SELECT * FROM household_event x WHERE x.county_code = p_county AND x.id = p_event AND x.status = 'APPLIED' AND event_here(x.region_code))
  SELECT 'visit', v.visited_on FROM e JOIN visit v ON v.county_code = e.county_code AND v.household_id = e.household_id AND v.received_at > e.applied_at
    WHERE e.kind = 'MOVE'
  UNION ALL SELECT 'clue', c.opened_on FROM e JOIN clue c ON c.county_code = e.county_code AND c.household_id = e.household_id AND c.opened_at > e.applied_at
    WHERE e.kind = 'MOVE'
  UNION ALL SELECT 'support_measure', m.counts_on FROM e JOIN support_measure m ON m.county_code = e.county_code AND m.household_id = e.household_id
    AND m.recorded_at > e.applied_at WHERE e.kind = 'MOVE'
  UNION ALL SELECT 'support_plan', p.agreed_on FROM e JOIN support_plan p ON p.county_code = e.county_code AND p.household_id = e.household_id
    AND p.made_at > e.applied_at WHERE e.kind = 'MOVE'
  UNION ALL SELECT 'household_event', o.effective_on FROM e JOIN household_event o ON o.county_code = e.county_code AND o.household_id = e.household_id AND o.id <> e.id
    AND o.proposed_at > e.applied_at AND o.status IN ('PROPOSED', 'CHECKED', 'OFFERED', 'APPLIED') WHERE e.kind = 'MOVE'
$$;

ALTER TABLE evidence DROP CONSTRAINT evidence_subject_known,
  ADD CONSTRAINT evidence_subject_known CHECK ("subject_kind" IN ('HOUSEHOLD', 'MEMBER', 'VISIT', 'CLUE', 'CASE', 'EVENT', 'IDENTIFICATION', 'MEASURE'));

ALTER TABLE handover_item DROP CONSTRAINT handover_item_kind_known,
  ADD CONSTRAINT handover_item_kind_known CHECK ("kind" IN ('CLUE', 'PROMISE', 'VISIT', 'PAIRING', 'MEASURE'));

-- ───── rights ─────

REVOKE ALL ON FUNCTION refuse_measure_step(), refuse_lost_measure(), refuse_project_step(), check_project_sums() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION refuse_measure_step(), refuse_lost_measure(), refuse_project_step(), check_project_sums() TO fangxian_app;
GRANT SELECT, INSERT, UPDATE (valid_to) ON measure_type TO fangxian_app;
GRANT SELECT, INSERT, UPDATE ON support_measure, support_plan, support_project, support_project_fund TO fangxian_app;
GRANT SELECT, INSERT, UPDATE (undone_at, undone_by) ON support_batch TO fangxian_app;
GRANT SELECT, INSERT ON support_project_step TO fangxian_app;
