-- CreateEnum
CREATE TYPE "RegionLevel" AS ENUM ('PROVINCE', 'CITY', 'COUNTY', 'TOWNSHIP', 'VILLAGE');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('PROVINCE_CITY_VIEWER', 'COUNTY_OFFICE', 'COUNTY_LEADER', 'LINE_DEPARTMENT', 'TOWNSHIP', 'FIRST_SECRETARY', 'VILLAGE_CADRE', 'PAIRED_HELPER', 'SUPERVISOR', 'AUDITOR', 'ADMINISTRATOR');

-- CreateEnum
CREATE TYPE "HouseholdType" AS ENUM ('GENERAL_RURAL', 'POOR_GENERAL', 'POOR_SUBSISTENCE', 'POOR_DESTITUTE');

-- CreateEnum
CREATE TYPE "PovertyStatus" AS ENUM ('NEVER_POOR', 'NOT_EXITED', 'EXIT_PLANNED', 'EXITED', 'EXITED_STABLE', 'RELAPSED');

-- CreateEnum
CREATE TYPE "MonitoredType" AS ENUM ('UNSTABLE_EXITED', 'MARGINAL', 'SUDDEN_HARDSHIP');

-- CreateEnum
CREATE TYPE "GuaranteeItem" AS ENUM ('FOOD', 'CLOTHING', 'EDUCATION', 'MEDICAL', 'HOUSING', 'WATER');

-- CreateEnum
CREATE TYPE "GuaranteeResult" AS ENUM ('PASS', 'FAIL', 'NOT_APPLICABLE');

-- CreateEnum
CREATE TYPE "IncomeChange" AS ENUM ('NONE', 'UP', 'DOWN', 'LOST_MOST');

-- CreateEnum
CREATE TYPE "PromiseStatus" AS ENUM ('OPEN', 'KEPT', 'CANCELLED');

-- CreateEnum
CREATE TYPE "ClueSource" AS ENUM ('VISIT', 'SELF_REPORT', 'DEPARTMENT', 'SUPERVISION', 'HOTLINE');

-- CreateEnum
CREATE TYPE "ClueStatus" AS ENUM ('OPEN', 'CONFIRMED', 'DISMISSED');

-- CreateEnum
CREATE TYPE "CaseStatus" AS ENUM ('MONITORED', 'SUPPORTED', 'REMOVAL_PROPOSED', 'RISK_REMOVED');

-- CreateEnum
CREATE TYPE "ImportStatus" AS ENUM ('CHECKED', 'RUNNING', 'DONE', 'FAILED');

-- CreateTable
CREATE TABLE "installation" (
    "is_demo" BOOLEAN NOT NULL,
    "singleton" BOOLEAN NOT NULL DEFAULT true,
    "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "installation_pkey" PRIMARY KEY ("is_demo")
);

-- CreateTable
CREATE TABLE "region" (
    "code" VARCHAR(12) COLLATE "C" NOT NULL,
    "level" "RegionLevel" NOT NULL,
    "name" VARCHAR(60) NOT NULL,
    "name_en" VARCHAR(80),
    "parent_code" VARCHAR(12) COLLATE "C",
    "pinyin" VARCHAR(200) NOT NULL DEFAULT '',
    "initials" VARCHAR(60) NOT NULL DEFAULT '',
    "rural_population" INTEGER,
    "sort_no" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "region_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "policy_parameter" (
    "id" UUID NOT NULL,
    "code" VARCHAR(60) COLLATE "C" NOT NULL,
    "applies_to" VARCHAR(12) COLLATE "C" NOT NULL DEFAULT '',
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,
    "value" DECIMAL(14,4),
    "unit" VARCHAR(20) NOT NULL,
    "source" VARCHAR(300) NOT NULL,
    "certainty" VARCHAR(20) NOT NULL,

    CONSTRAINT "policy_parameter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "indicator_target" (
    "id" UUID NOT NULL,
    "indicator" VARCHAR(60) NOT NULL,
    "applies_to" VARCHAR(12) COLLATE "C" NOT NULL DEFAULT '',
    "period_start" DATE NOT NULL,
    "period_end" DATE NOT NULL,
    "baseline" DECIMAL(14,4),
    "value" DECIMAL(14,4) NOT NULL,
    "issued_by" VARCHAR(120) NOT NULL,
    "document" VARCHAR(200) NOT NULL,

    CONSTRAINT "indicator_target_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "app_user" (
    "id" UUID NOT NULL,
    "username" VARCHAR(64) NOT NULL,
    "name" VARCHAR(60) NOT NULL,
    "unit" VARCHAR(120) NOT NULL DEFAULT '',
    "password_hash" VARCHAR(200),
    "locale" VARCHAR(10),
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "is_demo" BOOLEAN NOT NULL DEFAULT installation_is_demo(),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "posting" (
    "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" "Role" NOT NULL,
    "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
    "title" VARCHAR(60) NOT NULL DEFAULT '',
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,

    CONSTRAINT "posting_pkey" PRIMARY KEY ("county_code","id")
);

-- CreateTable
CREATE TABLE "session" (
    "sid_hash" CHAR(64) NOT NULL,
    "user_id" UUID NOT NULL,
    "posting_id" UUID NOT NULL,
    "is_phone" BOOLEAN NOT NULL DEFAULT false,
    "user_agent" VARCHAR(200) NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "stepped_up_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "end_reason" VARCHAR(30),

    CONSTRAINT "session_pkey" PRIMARY KEY ("sid_hash")
);

-- CreateTable
CREATE TABLE "invitation" (
    "token_hash" CHAR(64) NOT NULL,
    "user_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "household" (
    "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
    "id" UUID NOT NULL,
    "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
    "household_no" VARCHAR(20) NOT NULL,
    "national_household_no" VARCHAR(20),
    "group_name" VARCHAR(40) NOT NULL DEFAULT '',
    "address" VARCHAR(120) NOT NULL DEFAULT '',
    "household_type" "HouseholdType" NOT NULL,
    "poverty_status" "PovertyStatus" NOT NULL,
    "identified_on" DATE,
    "exit_year" INTEGER,
    "main_cause" VARCHAR(30),
    "monitored_type" "MonitoredType",
    "housing_grade" CHAR(1),
    "phone_enc" BYTEA,
    "phone_bidx" BYTEA,
    "bank_name" VARCHAR(60),
    "bank_account_enc" BYTEA,
    "bank_account_bidx" BYTEA,
    "head_name" VARCHAR(60) NOT NULL DEFAULT '',
    "head_pinyin" VARCHAR(120) NOT NULL DEFAULT '',
    "head_initials" VARCHAR(20) NOT NULL DEFAULT '',
    "name_grams" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "member_count" INTEGER NOT NULL DEFAULT 0,
    "per_capita_income_fen" BIGINT,
    "income_year" INTEGER,
    "last_visited_on" DATE,
    "next_visit_on" DATE,
    "is_demo" BOOLEAN NOT NULL DEFAULT installation_is_demo(),
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "household_pkey" PRIMARY KEY ("county_code","id")
);

-- CreateTable
CREATE TABLE "person" (
    "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
    "id" UUID NOT NULL,
    "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
    "national_person_no" VARCHAR(20),
    "name" VARCHAR(60) NOT NULL,
    "name_pinyin" VARCHAR(120) NOT NULL DEFAULT '',
    "name_initials" VARCHAR(20) NOT NULL DEFAULT '',
    "sex" CHAR(1) NOT NULL,
    "birth_date" DATE NOT NULL,
    "id_type" VARCHAR(20) NOT NULL DEFAULT 'RESIDENT_ID',
    "id_number_enc" BYTEA,
    "id_number_bidx" BYTEA,
    "ethnicity" VARCHAR(20),
    "political_status" VARCHAR(20),
    "education" VARCHAR(20),
    "schooling" VARCHAR(20),
    "health" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "labour" VARCHAR(20),
    "work_area" VARCHAR(20),
    "work_months" INTEGER,
    "medical_insured" BOOLEAN,
    "is_demo" BOOLEAN NOT NULL DEFAULT installation_is_demo(),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "person_pkey" PRIMARY KEY ("county_code","id")
);

-- CreateTable
CREATE TABLE "membership" (
    "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
    "id" UUID NOT NULL,
    "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
    "household_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "relation" VARCHAR(20) NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,
    "cause" VARCHAR(20),

    CONSTRAINT "membership_pkey" PRIMARY KEY ("county_code","id")
);

-- CreateTable
CREATE TABLE "household_income" (
    "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
    "household_id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
    "per_capita_income_fen" BIGINT NOT NULL,
    "source" VARCHAR(20) NOT NULL,

    CONSTRAINT "household_income_pkey" PRIMARY KEY ("county_code","household_id","year")
);

-- CreateTable
CREATE TABLE "household_helper" (
    "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
    "id" UUID NOT NULL,
    "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
    "household_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,

    CONSTRAINT "household_helper_pkey" PRIMARY KEY ("county_code","id")
);

-- CreateTable
CREATE TABLE "guarantee_state" (
    "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
    "household_id" UUID NOT NULL,
    "item" "GuaranteeItem" NOT NULL,
    "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
    "result" "GuaranteeResult" NOT NULL,
    "fail_reason" VARCHAR(300) NOT NULL DEFAULT '',
    "checked_on" DATE NOT NULL,
    "visit_id" UUID,

    CONSTRAINT "guarantee_state_pkey" PRIMARY KEY ("county_code","household_id","item")
);

-- CreateTable
CREATE TABLE "visit" (
    "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
    "id" UUID NOT NULL,
    "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
    "household_id" UUID NOT NULL,
    "visited_on" DATE NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "visitor_id" UUID NOT NULL,
    "visitor_name" VARCHAR(60) NOT NULL,
    "visitor_role" "Role" NOT NULL,
    "people_met" TEXT[],
    "guarantees" JSONB NOT NULL,
    "income_change" "IncomeChange" NOT NULL DEFAULT 'NONE',
    "expected_per_capita_fen" BIGINT,
    "demands" VARCHAR(1000) NOT NULL DEFAULT '',
    "note" VARCHAR(1000) NOT NULL DEFAULT '',
    "next_visit_on" DATE,

    CONSTRAINT "visit_pkey" PRIMARY KEY ("county_code","id")
);

-- CreateTable
CREATE TABLE "visit_shock" (
    "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
    "id" UUID NOT NULL,
    "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
    "visit_id" UUID NOT NULL,
    "household_id" UUID NOT NULL,
    "kind" VARCHAR(20) NOT NULL,
    "total_fen" BIGINT,
    "self_paid_fen" BIGINT,
    "note" VARCHAR(300) NOT NULL DEFAULT '',

    CONSTRAINT "visit_shock_pkey" PRIMARY KEY ("county_code","id")
);

-- CreateTable
CREATE TABLE "visit_promise" (
    "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
    "id" UUID NOT NULL,
    "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
    "household_id" UUID NOT NULL,
    "visit_id" UUID NOT NULL,
    "content" VARCHAR(200) NOT NULL,
    "due_on" DATE NOT NULL,
    "promised_by" UUID NOT NULL,
    "promised_by_name" VARCHAR(60) NOT NULL,
    "status" "PromiseStatus" NOT NULL DEFAULT 'OPEN',
    "kept_on" DATE,
    "kept_visit_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "visit_promise_pkey" PRIMARY KEY ("county_code","id")
);

-- CreateTable
CREATE TABLE "clue" (
    "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
    "id" UUID NOT NULL,
    "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
    "household_id" UUID NOT NULL,
    "clue_no" VARCHAR(20) NOT NULL,
    "source" "ClueSource" NOT NULL,
    "status" "ClueStatus" NOT NULL DEFAULT 'OPEN',
    "opened_on" DATE NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "opened_by" UUID NOT NULL,
    "verify_by" DATE NOT NULL,
    "identify_by" DATE NOT NULL,
    "summary" VARCHAR(300) NOT NULL DEFAULT '',
    "dismiss_reason" VARCHAR(30),
    "decision_note" VARCHAR(500) NOT NULL DEFAULT '',
    "decided_on" DATE,
    "decided_by" UUID,
    "decided_by_name" VARCHAR(60),
    "case_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "clue_pkey" PRIMARY KEY ("county_code","id")
);

-- CreateTable
CREATE TABLE "clue_signal" (
    "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
    "id" UUID NOT NULL,
    "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
    "clue_id" UUID NOT NULL,
    "household_id" UUID NOT NULL,
    "visit_id" UUID,
    "rule_id" VARCHAR(60) NOT NULL,
    "figures" JSONB NOT NULL,
    "fired_on" DATE NOT NULL,

    CONSTRAINT "clue_signal_pkey" PRIMARY KEY ("county_code","id")
);

-- CreateTable
CREATE TABLE "monitoring_case" (
    "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
    "id" UUID NOT NULL,
    "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
    "household_id" UUID NOT NULL,
    "case_no" VARCHAR(20) NOT NULL,
    "monitored_type" "MonitoredType" NOT NULL,
    "risks" TEXT[],
    "channel" "ClueSource" NOT NULL,
    "episode" INTEGER NOT NULL DEFAULT 1,
    "status" "CaseStatus" NOT NULL DEFAULT 'MONITORED',
    "identified_on" DATE NOT NULL,
    "plan_by" DATE NOT NULL,
    "removed_on" DATE,
    "removal_mode" VARCHAR(10),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "monitoring_case_pkey" PRIMARY KEY ("county_code","id")
);

-- CreateTable
CREATE TABLE "running_number" (
    "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
    "kind" VARCHAR(10) NOT NULL,
    "year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "running_number_pkey" PRIMARY KEY ("county_code","kind","year")
);

-- CreateTable
CREATE TABLE "village_tally" (
    "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
    "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
    "indicator" VARCHAR(60) NOT NULL,
    "numerator_households" INTEGER NOT NULL,
    "numerator_persons" INTEGER NOT NULL,
    "denominator_households" INTEGER NOT NULL,
    "denominator_persons" INTEGER NOT NULL,
    "as_of" TIMESTAMPTZ(3) NOT NULL,
    "as_of_day" DATE NOT NULL,
    "definition_version" INTEGER NOT NULL,

    CONSTRAINT "village_tally_pkey" PRIMARY KEY ("county_code","region_code","indicator")
);

-- CreateTable
CREATE TABLE "tally_mark" (
    "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
    "marked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tally_mark_pkey" PRIMARY KEY ("county_code","id")
);

-- CreateTable
CREATE TABLE "import_batch" (
    "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
    "id" UUID NOT NULL,
    "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
    "file_name" VARCHAR(200) NOT NULL,
    "file_hash" BYTEA NOT NULL,
    "status" "ImportStatus" NOT NULL,
    "mode" VARCHAR(20),
    "uploaded_by" UUID NOT NULL,
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "row_count" INTEGER NOT NULL DEFAULT 0,
    "good_rows" INTEGER NOT NULL DEFAULT 0,
    "fault_count" INTEGER NOT NULL DEFAULT 0,
    "done_rows" INTEGER NOT NULL DEFAULT 0,
    "new_households" INTEGER NOT NULL DEFAULT 0,
    "changed_households" INTEGER NOT NULL DEFAULT 0,
    "new_persons" INTEGER NOT NULL DEFAULT 0,
    "changed_persons" INTEGER NOT NULL DEFAULT 0,
    "failure" VARCHAR(200),

    CONSTRAINT "import_batch_pkey" PRIMARY KEY ("county_code","id")
);

-- CreateTable
CREATE TABLE "import_upload" (
    "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
    "batch_id" UUID NOT NULL,
    "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
    "body" BYTEA NOT NULL,

    CONSTRAINT "import_upload_pkey" PRIMARY KEY ("county_code","batch_id")
);

-- CreateTable
CREATE TABLE "import_fault" (
    "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
    "batch_id" UUID NOT NULL,
    "fault_no" INTEGER NOT NULL,
    "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
    "sheet" VARCHAR(60) NOT NULL,
    "row_no" INTEGER NOT NULL,
    "column_name" VARCHAR(60) NOT NULL,
    "masked_value" VARCHAR(120) NOT NULL,
    "code" VARCHAR(60) COLLATE "C" NOT NULL,
    "params" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "import_fault_pkey" PRIMARY KEY ("county_code","batch_id","fault_no")
);

-- CreateTable
CREATE TABLE "command_receipt" (
    "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
    "actor_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "command" VARCHAR(60) NOT NULL,
    "payload_hash" CHAR(64) NOT NULL,
    "answer" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "command_receipt_pkey" PRIMARY KEY ("county_code","actor_id","id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
    "tx" xid8 NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "actor_id" UUID,
    "command" VARCHAR(60) NOT NULL,
    "table_name" VARCHAR(60) NOT NULL,
    "row_id" VARCHAR(120) NOT NULL,
    "action" VARCHAR(10) NOT NULL,
    "old_values" JSONB,
    "new_values" JSONB,
    "row_digest" BYTEA,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("county_code","id")
);

-- CreateTable
CREATE TABLE "audit_seal" (
    "seal_no" INTEGER NOT NULL,
    "from_tx" BIGINT NOT NULL,
    "to_tx" BIGINT NOT NULL,
    "entry_count" INTEGER NOT NULL,
    "last_id" BIGINT NOT NULL,
    "sealed_at" TIMESTAMPTZ(3) NOT NULL,
    "hmac" CHAR(64) NOT NULL,

    CONSTRAINT "audit_seal_pkey" PRIMARY KEY ("seal_no")
);

-- CreateIndex
CREATE UNIQUE INDEX "installation_singleton_key" ON "installation"("singleton");

-- CreateIndex
CREATE INDEX "region_parent_code_sort_no_code_idx" ON "region"("parent_code", "sort_no", "code");

-- CreateIndex
CREATE UNIQUE INDEX "policy_parameter_code_applies_to_valid_from_key" ON "policy_parameter"("code", "applies_to", "valid_from");

-- CreateIndex
CREATE UNIQUE INDEX "indicator_target_indicator_applies_to_period_start_key" ON "indicator_target"("indicator", "applies_to", "period_start");

-- CreateIndex
CREATE UNIQUE INDEX "app_user_username_key" ON "app_user"("username");

-- CreateIndex
CREATE INDEX "posting_user_id_idx" ON "posting"("user_id");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "household_county_code_region_code_id_idx" ON "household"("county_code", "region_code", "id");

-- CreateIndex
CREATE UNIQUE INDEX "household_county_code_household_no_key" ON "household"("county_code", "household_no");

-- CreateIndex
CREATE UNIQUE INDEX "household_county_code_id_region_code_key" ON "household"("county_code", "id", "region_code");

-- CreateIndex
CREATE INDEX "person_county_code_region_code_idx" ON "person"("county_code", "region_code");

-- CreateIndex
CREATE UNIQUE INDEX "person_county_code_id_number_bidx_key" ON "person"("county_code", "id_number_bidx");

-- CreateIndex
CREATE UNIQUE INDEX "person_county_code_id_region_code_key" ON "person"("county_code", "id", "region_code");

-- CreateIndex
CREATE INDEX "membership_county_code_household_id_idx" ON "membership"("county_code", "household_id");

-- CreateIndex
CREATE INDEX "membership_county_code_person_id_idx" ON "membership"("county_code", "person_id");

-- CreateIndex
CREATE INDEX "household_helper_county_code_household_id_idx" ON "household_helper"("county_code", "household_id");

-- CreateIndex
CREATE INDEX "household_helper_user_id_idx" ON "household_helper"("user_id");

-- CreateIndex
CREATE INDEX "visit_county_code_household_id_visited_on_idx" ON "visit"("county_code", "household_id", "visited_on" DESC);

-- CreateIndex
CREATE INDEX "visit_county_code_region_code_visited_on_idx" ON "visit"("county_code", "region_code", "visited_on" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "visit_county_code_id_region_code_key" ON "visit"("county_code", "id", "region_code");

-- CreateIndex
CREATE INDEX "visit_shock_county_code_visit_id_idx" ON "visit_shock"("county_code", "visit_id");

-- CreateIndex
CREATE INDEX "visit_shock_county_code_household_id_idx" ON "visit_shock"("county_code", "household_id");

-- CreateIndex
CREATE INDEX "visit_promise_county_code_household_id_idx" ON "visit_promise"("county_code", "household_id");

-- CreateIndex
CREATE INDEX "visit_promise_county_code_region_code_due_on_idx" ON "visit_promise"("county_code", "region_code", "due_on");

-- CreateIndex
CREATE INDEX "clue_county_code_household_id_idx" ON "clue"("county_code", "household_id");

-- CreateIndex
CREATE INDEX "clue_county_code_region_code_status_verify_by_idx" ON "clue"("county_code", "region_code", "status", "verify_by");

-- CreateIndex
CREATE UNIQUE INDEX "clue_county_code_clue_no_key" ON "clue"("county_code", "clue_no");

-- CreateIndex
CREATE UNIQUE INDEX "clue_county_code_id_region_code_key" ON "clue"("county_code", "id", "region_code");

-- CreateIndex
CREATE INDEX "clue_signal_county_code_clue_id_idx" ON "clue_signal"("county_code", "clue_id");

-- CreateIndex
CREATE INDEX "clue_signal_county_code_visit_id_idx" ON "clue_signal"("county_code", "visit_id");

-- CreateIndex
CREATE INDEX "monitoring_case_county_code_household_id_idx" ON "monitoring_case"("county_code", "household_id");

-- CreateIndex
CREATE INDEX "monitoring_case_county_code_region_code_status_idx" ON "monitoring_case"("county_code", "region_code", "status");

-- CreateIndex
CREATE UNIQUE INDEX "monitoring_case_county_code_case_no_key" ON "monitoring_case"("county_code", "case_no");

-- CreateIndex
CREATE UNIQUE INDEX "monitoring_case_county_code_id_region_code_key" ON "monitoring_case"("county_code", "id", "region_code");

-- CreateIndex
CREATE INDEX "tally_mark_county_code_region_code_idx" ON "tally_mark"("county_code", "region_code");

-- CreateIndex
CREATE INDEX "import_batch_county_code_uploaded_at_idx" ON "import_batch"("county_code", "uploaded_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "import_batch_county_code_id_region_code_key" ON "import_batch"("county_code", "id", "region_code");

-- CreateIndex
CREATE INDEX "command_receipt_created_at_idx" ON "command_receipt"("created_at");

-- CreateIndex
CREATE INDEX "audit_entry_table_name_row_id_idx" ON "audit_entry"("table_name", "row_id");

-- AddForeignKey
ALTER TABLE "region" ADD CONSTRAINT "region_parent_code_fkey" FOREIGN KEY ("parent_code") REFERENCES "region"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app_user" ADD CONSTRAINT "app_user_is_demo_fkey" FOREIGN KEY ("is_demo") REFERENCES "installation"("is_demo") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "posting" ADD CONSTRAINT "posting_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "posting" ADD CONSTRAINT "posting_region_code_fkey" FOREIGN KEY ("region_code") REFERENCES "region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "household" ADD CONSTRAINT "household_is_demo_fkey" FOREIGN KEY ("is_demo") REFERENCES "installation"("is_demo") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "household" ADD CONSTRAINT "household_region_code_fkey" FOREIGN KEY ("region_code") REFERENCES "region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_is_demo_fkey" FOREIGN KEY ("is_demo") REFERENCES "installation"("is_demo") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_county_code_household_id_region_code_fkey" FOREIGN KEY ("county_code", "household_id", "region_code") REFERENCES "household"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_county_code_person_id_region_code_fkey" FOREIGN KEY ("county_code", "person_id", "region_code") REFERENCES "person"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "household_income" ADD CONSTRAINT "household_income_county_code_household_id_region_code_fkey" FOREIGN KEY ("county_code", "household_id", "region_code") REFERENCES "household"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "household_helper" ADD CONSTRAINT "household_helper_county_code_household_id_region_code_fkey" FOREIGN KEY ("county_code", "household_id", "region_code") REFERENCES "household"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "household_helper" ADD CONSTRAINT "household_helper_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "guarantee_state" ADD CONSTRAINT "guarantee_state_county_code_household_id_region_code_fkey" FOREIGN KEY ("county_code", "household_id", "region_code") REFERENCES "household"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "guarantee_state" ADD CONSTRAINT "guarantee_state_county_code_visit_id_region_code_fkey" FOREIGN KEY ("county_code", "visit_id", "region_code") REFERENCES "visit"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit" ADD CONSTRAINT "visit_county_code_household_id_region_code_fkey" FOREIGN KEY ("county_code", "household_id", "region_code") REFERENCES "household"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit_shock" ADD CONSTRAINT "visit_shock_county_code_household_id_region_code_fkey" FOREIGN KEY ("county_code", "household_id", "region_code") REFERENCES "household"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit_shock" ADD CONSTRAINT "visit_shock_county_code_visit_id_region_code_fkey" FOREIGN KEY ("county_code", "visit_id", "region_code") REFERENCES "visit"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit_promise" ADD CONSTRAINT "visit_promise_county_code_household_id_region_code_fkey" FOREIGN KEY ("county_code", "household_id", "region_code") REFERENCES "household"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit_promise" ADD CONSTRAINT "visit_promise_county_code_visit_id_region_code_fkey" FOREIGN KEY ("county_code", "visit_id", "region_code") REFERENCES "visit"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clue" ADD CONSTRAINT "clue_county_code_household_id_region_code_fkey" FOREIGN KEY ("county_code", "household_id", "region_code") REFERENCES "household"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clue" ADD CONSTRAINT "clue_county_code_case_id_region_code_fkey" FOREIGN KEY ("county_code", "case_id", "region_code") REFERENCES "monitoring_case"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clue_signal" ADD CONSTRAINT "clue_signal_county_code_household_id_region_code_fkey" FOREIGN KEY ("county_code", "household_id", "region_code") REFERENCES "household"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clue_signal" ADD CONSTRAINT "clue_signal_county_code_visit_id_region_code_fkey" FOREIGN KEY ("county_code", "visit_id", "region_code") REFERENCES "visit"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clue_signal" ADD CONSTRAINT "clue_signal_county_code_clue_id_region_code_fkey" FOREIGN KEY ("county_code", "clue_id", "region_code") REFERENCES "clue"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "monitoring_case" ADD CONSTRAINT "monitoring_case_county_code_household_id_region_code_fkey" FOREIGN KEY ("county_code", "household_id", "region_code") REFERENCES "household"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_upload" ADD CONSTRAINT "import_upload_county_code_batch_id_region_code_fkey" FOREIGN KEY ("county_code", "batch_id", "region_code") REFERENCES "import_batch"("county_code", "id", "region_code") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_fault" ADD CONSTRAINT "import_fault_county_code_batch_id_region_code_fkey" FOREIGN KEY ("county_code", "batch_id", "region_code") REFERENCES "import_batch"("county_code", "id", "region_code") ON DELETE CASCADE ON UPDATE CASCADE;
