-- The six lines of defence (六道防线): hardship events and what each line pays, applications with their steps, the filial fund, and the
-- funds as a double-entry journal.

-- ───── hardship events ─────

CREATE TABLE "relief_event" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "household_id" UUID NOT NULL,
  "person_id" UUID,
  "event_no" VARCHAR(20) NOT NULL,
  "cause" VARCHAR(20) NOT NULL,
  "happened_on" DATE NOT NULL,
  "total_fen" BIGINT NOT NULL,
  "policy_fen" BIGINT,
  "note" VARCHAR(300) NOT NULL DEFAULT '',
  "recorded_by" UUID NOT NULL,
  "recorded_by_name" VARCHAR(60) NOT NULL,
  "recorded_at" TIMESTAMPTZ(3) NOT NULL,
  "version" INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT "relief_event_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT relief_event_cause_known CHECK ("cause" IN ('ILLNESS', 'SCHOOLING', 'DISASTER', 'ACCIDENT')),
  CONSTRAINT relief_event_costs_something CHECK ("total_fen" > 0),
  CONSTRAINT relief_event_policy_scope_within_cost CHECK ("policy_fen" BETWEEN 0 AND "total_fen"),
  CONSTRAINT relief_event_not_of_tomorrow CHECK ("happened_on" <= ("recorded_at" AT TIME ZONE 'Asia/Shanghai')::date)
);
CREATE UNIQUE INDEX "relief_event_county_code_event_no_key" ON "relief_event"("county_code", "event_no");
CREATE UNIQUE INDEX "relief_event_county_code_id_household_id_region_code_key" ON "relief_event"("county_code", "id", "household_id", "region_code");
CREATE INDEX "relief_event_county_code_household_id_happened_on_idx" ON "relief_event"("county_code", "household_id", "happened_on");
CREATE INDEX "relief_event_county_code_region_code_happened_on_idx" ON "relief_event"("county_code", "region_code", "happened_on");

CREATE TABLE "relief_settlement" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "household_id" UUID NOT NULL,
  "event_id" UUID NOT NULL,
  "kind" VARCHAR(20) NOT NULL,
  "amount_fen" BIGINT NOT NULL,
  "settled_on" DATE NOT NULL,
  "document" VARCHAR(120) NOT NULL DEFAULT '',
  "reverses" UUID,
  "recorded_by" UUID NOT NULL,
  "recorded_by_name" VARCHAR(60) NOT NULL,
  "recorded_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "relief_settlement_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT relief_settlement_kind_known CHECK ("kind" IN ('BASIC', 'CRITICAL', 'AID')),
  CONSTRAINT relief_settlement_sign CHECK (CASE WHEN "reverses" IS NULL THEN "amount_fen" > 0 ELSE "amount_fen" < 0 END)
);
CREATE UNIQUE INDEX "relief_settlement_county_code_reverses_key" ON "relief_settlement"("county_code", "reverses");
CREATE INDEX "relief_settlement_county_code_event_id_idx" ON "relief_settlement"("county_code", "event_id");
CREATE INDEX "relief_settlement_county_code_household_id_idx" ON "relief_settlement"("county_code", "household_id");

CREATE TABLE "relief_line_mark" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "event_id" UUID NOT NULL,
  "line" INTEGER NOT NULL,
  "mark_no" INTEGER NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "household_id" UUID NOT NULL,
  "state" VARCHAR(20) NOT NULL,
  "reason" VARCHAR(200) NOT NULL,
  "marked_on" DATE NOT NULL,
  "marked_by" UUID NOT NULL,
  "marked_by_name" VARCHAR(60) NOT NULL,
  CONSTRAINT "relief_line_mark_pkey" PRIMARY KEY ("county_code", "event_id", "mark_no"),
  CONSTRAINT relief_line_mark_line CHECK ("line" BETWEEN 1 AND 5),
  CONSTRAINT relief_line_mark_state CHECK ("state" IN ('USED', 'NOT_APPLICABLE', 'OPEN')),
  CONSTRAINT relief_line_mark_has_reason CHECK ("reason" <> '')
);
CREATE INDEX "relief_line_mark_county_code_household_id_idx" ON "relief_line_mark"("county_code", "household_id");

-- ───── applications ─────

CREATE TABLE "relief_application" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "household_id" UUID NOT NULL,
  "event_id" UUID NOT NULL,
  "application_no" VARCHAR(20) NOT NULL,
  "line" INTEGER NOT NULL,
  "status" VARCHAR(20) NOT NULL,
  "applicant_name" VARCHAR(60) NOT NULL,
  "manner" VARCHAR(10) NOT NULL,
  "claimed_fen" BIGINT NOT NULL,
  "granted_fen" BIGINT,
  "goods" VARCHAR(200) NOT NULL DEFAULT '',
  "post_title" VARCHAR(60) NOT NULL DEFAULT '',
  "post_review_on" DATE,
  "post_ended_on" DATE,
  "level" VARCHAR(10),
  "drafted_by" UUID NOT NULL,
  "applied_by" UUID,
  "reviewed_by" UUID,
  "approved_by" UUID,
  "disbursed_by" UUID,
  "applied_on" DATE,
  "approved_on" DATE,
  "disbursed_on" DATE,
  "paid_last4" VARCHAR(4),
  "last_step_on" DATE NOT NULL,
  "may_go_on_from" DATE,
  "ended_on" DATE,
  "reject_reason" VARCHAR(30),
  "recovered_fen" BIGINT,
  "measure_id" UUID,
  "version" INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT "relief_application_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT relief_application_line_known CHECK ("line" IN (2, 3, 4, 6)),
  CONSTRAINT relief_application_status_known CHECK ("status" IN ('DRAFT', 'APPLIED', 'ACCEPTED', 'REVIEWED', 'PUBLISHED', 'APPROVED', 'REJECTED',
    'DISBURSED', 'CONFIRMED', 'REVOKED')),
  CONSTRAINT relief_application_manner CHECK (CASE "manner" WHEN 'CASH' THEN true WHEN 'GOODS' THEN "line" = 3 AND "goods" <> ''
    WHEN 'POST' THEN "line" = 6 AND "post_title" <> '' ELSE false END),
  CONSTRAINT relief_application_claims_something CHECK (("manner" = 'POST') = ("claimed_fen" = 0) AND "claimed_fen" >= 0),
  CONSTRAINT relief_application_granted_within_claim CHECK ("granted_fen" BETWEEN 0 AND "claimed_fen" AND ("granted_fen" > 0 OR "manner" = 'POST')),
  CONSTRAINT relief_application_four_eyes CHECK ("approved_by" <> "drafted_by" AND "approved_by" <> "applied_by" AND "approved_by" <> "reviewed_by"),
  CONSTRAINT relief_application_approver_does_not_pay CHECK ("disbursed_by" <> "approved_by"),
  CONSTRAINT relief_application_applied_by_someone CHECK ("status" IN ('DRAFT', 'REJECTED') OR ("applied_by" IS NOT NULL AND "applied_on" IS NOT NULL)),
  CONSTRAINT relief_application_decided CHECK ("status" NOT IN ('APPROVED', 'DISBURSED', 'CONFIRMED', 'REVOKED') OR
    ("granted_fen" IS NOT NULL AND "approved_by" IS NOT NULL AND "approved_on" IS NOT NULL AND "level" IN ('TOWNSHIP', 'COUNTY'))),
  CONSTRAINT relief_application_paid_by_someone CHECK ("status" NOT IN ('DISBURSED', 'CONFIRMED') OR ("disbursed_by" IS NOT NULL AND "disbursed_on" IS NOT NULL)),
  CONSTRAINT relief_application_rejected_has_reason CHECK (("status" = 'REJECTED') = ("reject_reason" IS NOT NULL)),
  CONSTRAINT relief_application_recovery CHECK (("status" = 'REVOKED') = ("recovered_fen" IS NOT NULL) AND "recovered_fen" BETWEEN 0 AND "granted_fen"),
  CONSTRAINT relief_application_ended CHECK (("status" IN ('REJECTED', 'CONFIRMED', 'REVOKED')) = ("ended_on" IS NOT NULL)),
  CONSTRAINT relief_application_measure_of_a_payout CHECK ("measure_id" IS NULL OR "disbursed_on" IS NOT NULL)
);
COMMENT ON COLUMN relief_application.measure_id IS 'The measure of the household that its payout became: one, and of this payout only.';
CREATE UNIQUE INDEX "relief_application_county_code_measure_id_key" ON "relief_application"("county_code", "measure_id");
CREATE UNIQUE INDEX "relief_application_county_code_application_no_key" ON "relief_application"("county_code", "application_no");
CREATE UNIQUE INDEX "relief_application_county_code_id_household_id_region_code_key" ON "relief_application"("county_code", "id", "household_id", "region_code");
CREATE INDEX "relief_application_county_code_event_id_idx" ON "relief_application"("county_code", "event_id");
CREATE INDEX "relief_application_county_code_household_id_idx" ON "relief_application"("county_code", "household_id");
CREATE INDEX "relief_application_county_code_region_code_status_last_step_idx" ON "relief_application"("county_code", "region_code", "status", "last_step_on");
CREATE UNIQUE INDEX relief_application_one_open_per_line ON relief_application (county_code, event_id, line)
  WHERE status NOT IN ('REJECTED', 'DISBURSED', 'CONFIRMED', 'REVOKED');

CREATE TABLE "relief_step" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "application_id" UUID NOT NULL,
  "step_no" INTEGER NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "household_id" UUID NOT NULL,
  "step" VARCHAR(20) NOT NULL,
  "to_status" VARCHAR(20) NOT NULL,
  "step_on" DATE NOT NULL,
  "recorded_at" TIMESTAMPTZ(3) NOT NULL,
  "actor_id" UUID NOT NULL,
  "actor_name" VARCHAR(60) NOT NULL,
  "record" JSONB NOT NULL,
  CONSTRAINT "relief_step_pkey" PRIMARY KEY ("county_code", "application_id", "step_no")
);
CREATE INDEX "relief_step_county_code_household_id_idx" ON "relief_step"("county_code", "household_id");

-- Which type of measure a payout becomes, line by line and manner by manner; of several the first that is in force.
CREATE TABLE "relief_measure_type" (
  "line" INTEGER NOT NULL,
  "manner" VARCHAR(10) NOT NULL,
  "rank" INTEGER NOT NULL,
  "type_code" VARCHAR(24) NOT NULL,
  "fund_source" VARCHAR(10) NOT NULL,
  CONSTRAINT "relief_measure_type_pkey" PRIMARY KEY ("line", "manner", "rank"),
  CONSTRAINT relief_measure_type_line_known CHECK ("line" IN (2, 3, 4, 6)),
  CONSTRAINT relief_measure_type_manner_known CHECK ("manner" IN ('CASH', 'GOODS', 'POST')),
  CONSTRAINT relief_measure_type_source CHECK ("fund_source" IN ('CENTRAL', 'PROVINCE', 'CITY', 'COUNTY', 'EAST_WEST', 'SOCIAL', 'OTHER'))
);
REVOKE ALL ON relief_measure_type FROM PUBLIC;
CREATE TRIGGER audit_change AFTER UPDATE OR DELETE ON relief_measure_type FOR EACH ROW EXECUTE FUNCTION audit_change('relief_measure_type', 'line,manner,rank');
CREATE TRIGGER audit_insert AFTER INSERT ON relief_measure_type REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit_insert('relief_measure_type', 'line,manner,rank');

-- ───── filial fund ─────

CREATE TABLE "filial_list" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "list_no" VARCHAR(20) NOT NULL,
  "year" INTEGER NOT NULL,
  "half" INTEGER NOT NULL,
  "status" VARCHAR(10) NOT NULL,
  "contributions" INTEGER NOT NULL,
  "total_fen" BIGINT NOT NULL,
  "bonus_fen" BIGINT NOT NULL,
  "county_fen" BIGINT NOT NULL,
  "township_fen" BIGINT NOT NULL,
  "village_fen" BIGINT NOT NULL,
  "donation_fen" BIGINT NOT NULL,
  "prepared_by" UUID NOT NULL,
  "prepared_by_name" VARCHAR(60) NOT NULL,
  "prepared_on" DATE NOT NULL,
  "checked_by" UUID,
  "checked_by_name" VARCHAR(60),
  "checked_on" DATE,
  "paid_by" UUID,
  "paid_by_name" VARCHAR(60),
  "paid_on" DATE,
  "version" INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT "filial_list_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT filial_list_half CHECK ("half" IN (1, 2)),
  CONSTRAINT filial_list_status_known CHECK ("status" IN ('PREPARED', 'CHECKED', 'PAID', 'CANCELLED')),
  CONSTRAINT filial_list_shares_are_the_bonus CHECK ("county_fen" + "township_fen" + "village_fen" + "donation_fen" = "bonus_fen"
    AND least("county_fen", "township_fen", "village_fen", "donation_fen") >= 0),
  CONSTRAINT filial_list_not_empty CHECK (CASE "status" WHEN 'CANCELLED' THEN "contributions" = 0 AND "total_fen" = 0 ELSE "contributions" > 0 AND "total_fen" > 0 END),
  CONSTRAINT filial_list_four_eyes CHECK ("checked_by" <> "prepared_by" AND "paid_by" <> "checked_by"),
  CONSTRAINT filial_list_checked_by_someone CHECK (("status" IN ('PREPARED', 'CANCELLED')) = ("checked_by" IS NULL) AND num_nulls("checked_by", "checked_on") IN (0, 2)),
  CONSTRAINT filial_list_paid_by_someone CHECK (("status" = 'PAID') = ("paid_by" IS NOT NULL) AND num_nulls("paid_by", "paid_on") IN (0, 2))
);
CREATE UNIQUE INDEX "filial_list_county_code_list_no_key" ON "filial_list"("county_code", "list_no");
CREATE INDEX "filial_list_county_code_region_code_year_half_idx" ON "filial_list"("county_code", "region_code", "year", "half");

CREATE TABLE "filial_contribution" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "household_id" UUID NOT NULL,
  "parent_id" UUID NOT NULL,
  "child_name" VARCHAR(60) NOT NULL,
  "year" INTEGER NOT NULL,
  "half" INTEGER NOT NULL,
  "paid_on" DATE NOT NULL,
  "amount_fen" BIGINT NOT NULL,
  "bonus_fen" BIGINT NOT NULL,
  "list_id" UUID,
  "reverses" UUID,
  "reversed_on" DATE,
  "reason" VARCHAR(200) NOT NULL DEFAULT '',
  "collected_by" UUID NOT NULL,
  "collected_by_name" VARCHAR(60) NOT NULL,
  "collected_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "filial_contribution_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT filial_contribution_amounts CHECK (CASE WHEN "reverses" IS NULL THEN "amount_fen" > 0 AND "bonus_fen" >= 0 ELSE "amount_fen" < 0 AND "bonus_fen" <= 0 END),
  CONSTRAINT filial_contribution_contrary_has_reason CHECK (("reverses" IS NULL) = ("reversed_on" IS NULL) AND ("reverses" IS NULL) = ("reason" = '')),
  CONSTRAINT filial_contribution_half_of_its_day CHECK ("year" = extract(year FROM "paid_on") AND "half" = CASE WHEN extract(month FROM "paid_on") <= 6 THEN 1 ELSE 2 END),
  CONSTRAINT filial_contribution_not_of_tomorrow CHECK ("paid_on" <= ("collected_at" AT TIME ZONE 'Asia/Shanghai')::date)
);
COMMENT ON COLUMN filial_contribution.list_id IS 'The one list on which it is passed on with its bonus: a contribution is never on two.';
COMMENT ON COLUMN filial_contribution.reverses IS 'The contribution that this one takes back, with the contrary amount and bonus, on the same list.';
CREATE UNIQUE INDEX "filial_contribution_county_code_reverses_key" ON "filial_contribution"("county_code", "reverses");
CREATE INDEX "filial_contribution_county_code_parent_id_child_name_year_h_idx" ON "filial_contribution"("county_code", "parent_id", "child_name", "year", "half");
CREATE INDEX "filial_contribution_county_code_region_code_year_half_idx" ON "filial_contribution"("county_code", "region_code", "year", "half");
CREATE INDEX "filial_contribution_county_code_household_id_idx" ON "filial_contribution"("county_code", "household_id");
CREATE INDEX "filial_contribution_county_code_list_id_idx" ON "filial_contribution"("county_code", "list_id");

-- ───── funds: a journal whose entries are reversed, never edited ─────

CREATE TABLE "fund_account" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "line" INTEGER NOT NULL,
  "source" VARCHAR(10) NOT NULL,
  "year" INTEGER NOT NULL,
  CONSTRAINT "fund_account_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT fund_account_line_known CHECK ("line" IN (3, 5, 6)),
  CONSTRAINT fund_account_source_known CHECK ("source" IN ('BUDGET', 'DONATION', 'DEPOSIT', 'OUTSIDE', 'PAID'))
);
COMMENT ON COLUMN fund_account.source IS 'BUDGET, DONATION and DEPOSIT hold money and are never below zero; OUTSIDE is where it comes from, PAID where it went.';
CREATE UNIQUE INDEX "fund_account_county_code_region_code_line_source_year_key" ON "fund_account"("county_code", "region_code", "line", "source", "year");
CREATE UNIQUE INDEX "fund_account_county_code_id_region_code_key" ON "fund_account"("county_code", "id", "region_code");

CREATE TABLE "fund_entry" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "entry_no" VARCHAR(20) NOT NULL,
  "kind" VARCHAR(10) NOT NULL,
  "entry_on" DATE NOT NULL,
  "note" VARCHAR(200) NOT NULL DEFAULT '',
  "document" VARCHAR(120) NOT NULL DEFAULT '',
  "reverses" UUID,
  "application_id" UUID,
  "list_id" UUID,
  "contribution_id" UUID,
  "recorded_by" UUID NOT NULL,
  "recorded_by_name" VARCHAR(60) NOT NULL,
  "recorded_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "fund_entry_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT fund_entry_kind_known CHECK ("kind" IN ('PAY_IN', 'DEPOSIT', 'PAY_OUT', 'RECOVER', 'ROLL_OVER', 'REVERSE')),
  CONSTRAINT fund_entry_reverses_one CHECK (("kind" = 'REVERSE') = ("reverses" IS NOT NULL))
);
CREATE UNIQUE INDEX "fund_entry_county_code_entry_no_key" ON "fund_entry"("county_code", "entry_no");
CREATE UNIQUE INDEX "fund_entry_county_code_reverses_key" ON "fund_entry"("county_code", "reverses");
CREATE INDEX "fund_entry_county_code_region_code_entry_on_idx" ON "fund_entry"("county_code", "region_code", "entry_on");
CREATE UNIQUE INDEX fund_entry_one_payout_per_application ON fund_entry (county_code, application_id) WHERE kind = 'PAY_OUT';
CREATE UNIQUE INDEX fund_entry_one_deposit_per_contribution ON fund_entry (county_code, contribution_id) WHERE kind = 'DEPOSIT';
CREATE UNIQUE INDEX fund_entry_one_payout_per_list ON fund_entry (county_code, list_id) WHERE kind = 'PAY_OUT';

CREATE TABLE "fund_line" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "entry_id" UUID NOT NULL,
  "line_no" INTEGER NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "account_id" UUID NOT NULL,
  "debit_fen" BIGINT NOT NULL,
  "credit_fen" BIGINT NOT NULL,
  CONSTRAINT "fund_line_pkey" PRIMARY KEY ("county_code", "entry_id", "line_no"),
  CONSTRAINT fund_line_one_side CHECK (least("debit_fen", "credit_fen") = 0 AND greatest("debit_fen", "credit_fen") > 0)
);
CREATE INDEX "fund_line_county_code_account_id_debit_fen_credit_fen_idx" ON "fund_line"("county_code", "account_id", "debit_fen", "credit_fen");

-- ───── policies, and figures of a period that have no persons behind them ─────

CREATE TABLE "insurance_policy" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "line" INTEGER NOT NULL,
  "policy_no" VARCHAR(40) NOT NULL DEFAULT '',
  "insurer" VARCHAR(60) NOT NULL,
  "from_on" DATE NOT NULL,
  "to_on" DATE NOT NULL,
  "premium_fen" BIGINT NOT NULL,
  "insured_persons" INTEGER,
  "is_approximate" BOOLEAN NOT NULL DEFAULT false,
  "source" VARCHAR(200) NOT NULL,
  "recorded_by" UUID NOT NULL,
  "recorded_by_name" VARCHAR(60) NOT NULL,
  "recorded_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "insurance_policy_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT insurance_policy_line_known CHECK ("line" IN (2, 4)),
  CONSTRAINT insurance_policy_term CHECK ("from_on" <= "to_on"),
  CONSTRAINT insurance_policy_costs_something CHECK ("premium_fen" > 0 AND "insured_persons" > 0),
  CONSTRAINT insurance_policy_has_source CHECK ("source" <> '')
);
CREATE INDEX "insurance_policy_county_code_region_code_line_idx" ON "insurance_policy"("county_code", "region_code", "line");

CREATE TABLE "relief_figure" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "line" INTEGER NOT NULL,
  "measure" VARCHAR(20) NOT NULL,
  "from_on" DATE NOT NULL,
  "to_on" DATE NOT NULL,
  "value" BIGINT NOT NULL,
  "is_approximate" BOOLEAN NOT NULL DEFAULT false,
  "source" VARCHAR(200) NOT NULL,
  "recorded_by" UUID NOT NULL,
  "recorded_by_name" VARCHAR(60) NOT NULL,
  "recorded_at" TIMESTAMPTZ(3) NOT NULL,
  "withdrawn_by" UUID,
  "withdrawn_on" DATE,
  "withdrawn_reason" VARCHAR(200),
  CONSTRAINT "relief_figure_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT relief_figure_line_known CHECK ("line" BETWEEN 1 AND 6),
  CONSTRAINT relief_figure_measure_known CHECK ("measure" IN ('VISITS', 'TOTAL', 'POLICY', 'REIMBURSED', 'TIMES', 'HOUSEHOLDS', 'PERSONS', 'PAID', 'CONTRIBUTED', 'BONUS')),
  CONSTRAINT relief_figure_term CHECK ("from_on" <= "to_on"),
  CONSTRAINT relief_figure_counts CHECK ("value" >= 0),
  CONSTRAINT relief_figure_has_source CHECK ("source" <> ''),
  CONSTRAINT relief_figure_withdrawn_whole CHECK (num_nulls("withdrawn_by", "withdrawn_on", "withdrawn_reason") IN (0, 3) AND "withdrawn_reason" <> '')
);
CREATE INDEX "relief_figure_county_code_region_code_line_idx" ON "relief_figure"("county_code", "region_code", "line");
CREATE UNIQUE INDEX relief_figure_one_per_period ON relief_figure (county_code, region_code, line, measure, from_on, to_on) WHERE withdrawn_on IS NULL;

-- ───── who belongs to whom: a household that moves or is merged takes its events along, and they all that hangs on them ─────

ALTER TABLE "relief_event" ADD CONSTRAINT "relief_event_county_code_household_id_region_code_fkey" FOREIGN KEY ("county_code", "household_id", "region_code")
  REFERENCES "household"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "relief_event" ADD CONSTRAINT "relief_event_county_code_person_id_fkey" FOREIGN KEY ("county_code", "person_id")
  REFERENCES "person"("county_code", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "relief_settlement" ADD CONSTRAINT "relief_settlement_county_code_event_id_household_id_region_fkey" FOREIGN KEY ("county_code", "event_id", "household_id", "region_code")
  REFERENCES "relief_event"("county_code", "id", "household_id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "relief_line_mark" ADD CONSTRAINT "relief_line_mark_county_code_event_id_household_id_region__fkey" FOREIGN KEY ("county_code", "event_id", "household_id", "region_code")
  REFERENCES "relief_event"("county_code", "id", "household_id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "relief_application" ADD CONSTRAINT "relief_application_county_code_event_id_household_id_regio_fkey" FOREIGN KEY ("county_code", "event_id", "household_id", "region_code")
  REFERENCES "relief_event"("county_code", "id", "household_id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "relief_step" ADD CONSTRAINT "relief_step_county_code_application_id_household_id_region_fkey" FOREIGN KEY ("county_code", "application_id", "household_id", "region_code")
  REFERENCES "relief_application"("county_code", "id", "household_id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "filial_contribution" ADD CONSTRAINT "filial_contribution_county_code_household_id_region_code_fkey" FOREIGN KEY ("county_code", "household_id", "region_code")
  REFERENCES "household"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "filial_contribution" ADD CONSTRAINT "filial_contribution_county_code_parent_id_fkey" FOREIGN KEY ("county_code", "parent_id")
  REFERENCES "person"("county_code", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "filial_contribution" ADD CONSTRAINT "filial_contribution_county_code_list_id_fkey" FOREIGN KEY ("county_code", "list_id")
  REFERENCES "filial_list"("county_code", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "filial_contribution" ADD CONSTRAINT "filial_contribution_county_code_reverses_fkey" FOREIGN KEY ("county_code", "reverses")
  REFERENCES "filial_contribution"("county_code", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "filial_list" ADD CONSTRAINT "filial_list_region_code_fkey" FOREIGN KEY ("region_code") REFERENCES "region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "fund_account" ADD CONSTRAINT "fund_account_region_code_fkey" FOREIGN KEY ("region_code") REFERENCES "region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "fund_line" ADD CONSTRAINT "fund_line_county_code_entry_id_fkey" FOREIGN KEY ("county_code", "entry_id")
  REFERENCES "fund_entry"("county_code", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "fund_line" ADD CONSTRAINT "fund_line_county_code_account_id_region_code_fkey" FOREIGN KEY ("county_code", "account_id", "region_code")
  REFERENCES "fund_account"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;

ALTER TABLE "relief_application" ADD CONSTRAINT "relief_application_county_code_measure_id_fkey" FOREIGN KEY ("county_code", "measure_id")
  REFERENCES "support_measure"("county_code", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "relief_measure_type" ADD CONSTRAINT "relief_measure_type_type_code_fkey" FOREIGN KEY ("type_code") REFERENCES "measure_type"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

SELECT guard_table('relief_event', 'county_code,id', 'own');
SELECT guard_table('relief_settlement', 'county_code,id', 'own');
SELECT guard_table('relief_line_mark', 'county_code,event_id,mark_no', 'own');
SELECT guard_table('relief_application', 'county_code,id', 'own');
SELECT guard_table('relief_step', 'county_code,application_id,step_no', 'own');
SELECT guard_table('filial_contribution', 'county_code,id', 'own');
SELECT guard_table('filial_list', 'county_code,id', 'none');
SELECT guard_table('fund_account', 'county_code,id', 'none');
SELECT guard_table('fund_entry', 'county_code,id', 'none');
SELECT guard_table('fund_line', 'county_code,entry_id,line_no', 'none');
SELECT guard_table('insurance_policy', 'county_code,id', 'none');
SELECT guard_table('relief_figure', 'county_code,id', 'none');
SELECT journal_table('relief_event', 'county_code,id');
SELECT journal_table('filial_contribution', 'county_code,id');

-- ───── figures that rules and triggers share ─────

CREATE FUNCTION relief_parameter(p_code text, p_region text, p_day date, p_otherwise numeric) RETURNS numeric LANGUAGE sql STABLE AS $$
  SELECT coalesce((policy_in_force(p_code, p_region, p_day)).value, p_otherwise)
$$;
COMMENT ON FUNCTION relief_parameter(text, text, date, numeric) IS 'A policy value in force, or what holds where none is entered.';
GRANT EXECUTE ON FUNCTION policy_in_force(text, text, date) TO fangxian_app;

CREATE FUNCTION relief_self_paid(p_county text, p_event uuid) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT e.total_fen - coalesce((SELECT sum(s.amount_fen) FROM relief_settlement s WHERE s.county_code = e.county_code AND s.event_id = e.id), 0)
  FROM relief_event e WHERE e.county_code = p_county AND e.id = p_event
$$;
COMMENT ON FUNCTION relief_self_paid(text, uuid) IS 'What the household really pays itself: the cost less what basic insurance, critical-illness insurance and medical aid settled.';

CREATE FUNCTION relief_granted(p_county text, p_event uuid, p_without uuid) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(a.granted_fen - coalesce(a.recovered_fen, 0)), 0)::bigint FROM relief_application a
  WHERE a.county_code = p_county AND a.event_id = p_event AND a.line IN (2, 3, 4) AND a.id IS DISTINCT FROM p_without
    AND (a.status IN ('APPROVED', 'DISBURSED', 'CONFIRMED') OR (a.status = 'REVOKED' AND a.disbursed_on IS NOT NULL))
$$;
COMMENT ON FUNCTION relief_granted(text, uuid, uuid) IS 'What lines 2, 3 and 4 granted to an event, less what was recovered, without one application.';

CREATE FUNCTION relief_unanswered(p_county text, p_event uuid) RETURNS int[] LANGUAGE sql STABLE AS $$
  SELECT coalesce(array_agg(l ORDER BY l), '{}') FROM generate_series(1, 5) l WHERE NOT (
    coalesce((SELECT m.state <> 'OPEN' FROM relief_line_mark m WHERE m.county_code = p_county AND m.event_id = p_event AND m.line = l
      ORDER BY m.mark_no DESC LIMIT 1), false)
    OR (l = 1 AND coalesce((SELECT sum(s.amount_fen) FROM relief_settlement s WHERE s.county_code = p_county AND s.event_id = p_event), 0) > 0)
    OR (l IN (2, 3, 4) AND EXISTS (SELECT FROM relief_application a WHERE a.county_code = p_county AND a.event_id = p_event AND a.line = l
      AND a.status IN ('DISBURSED', 'CONFIRMED', 'REJECTED') AND a.reject_reason IS DISTINCT FROM 'WITHDRAWN')))
$$;
COMMENT ON FUNCTION relief_unanswered(text, uuid) IS 'Lines 1 to 5 of which it is not recorded whether they were used or do not apply.';

-- ───── what may be written ─────

CREATE FUNCTION refuse_relief_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE may_change text[] := ARRAY['region_code', 'household_id', 'happened_on', 'total_fen', 'policy_fen', 'note', 'version'];
BEGIN
  IF to_jsonb(OLD) - may_change <> to_jsonb(NEW) - may_change THEN
    RAISE EXCEPTION 'relief_event: what it is about never changes' USING ERRCODE = 'check_violation';
  END IF;
  IF (NEW.total_fen, NEW.policy_fen) IS DISTINCT FROM (OLD.total_fen, OLD.policy_fen)
    AND NEW.total_fen - OLD.total_fen + relief_self_paid(OLD.county_code, OLD.id) < relief_granted(OLD.county_code, OLD.id, NULL) THEN
    RAISE EXCEPTION 'relief_event: more is granted than would be left to pay' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.total_fen - relief_self_paid(OLD.county_code, OLD.id) > coalesce(NEW.policy_fen, NEW.total_fen) THEN
    RAISE EXCEPTION 'relief_event: more is settled than the cost within policy' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER relief_event_stays BEFORE UPDATE ON relief_event FOR EACH ROW EXECUTE FUNCTION refuse_relief_event();

CREATE FUNCTION refuse_relief_settlement() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE most bigint;
BEGIN
  SELECT coalesce(e.policy_fen, e.total_fen) INTO most FROM relief_event e WHERE e.county_code = NEW.county_code AND e.id = NEW.event_id FOR NO KEY UPDATE;
  IF NEW.reverses IS NOT NULL AND NOT EXISTS (SELECT FROM relief_settlement s WHERE s.county_code = NEW.county_code AND s.id = NEW.reverses
    AND s.event_id = NEW.event_id AND s.kind = NEW.kind AND s.amount_fen = -NEW.amount_fen) THEN
    RAISE EXCEPTION 'relief_settlement: reverses another amount' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.amount_fen + coalesce((SELECT sum(s.amount_fen) FROM relief_settlement s WHERE s.county_code = NEW.county_code AND s.event_id = NEW.event_id), 0) > most THEN
    RAISE EXCEPTION 'relief_settlement: more is settled than the cost within policy' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER relief_settlement_within_cost BEFORE INSERT ON relief_settlement FOR EACH ROW EXECUTE FUNCTION refuse_relief_settlement();

-- The same table stands in lib/relief/lifecycle.ts.
CREATE FUNCTION refuse_relief_step() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  allowed text := 'DRAFT>APPLIED,DRAFT>REJECTED,APPLIED>ACCEPTED,APPLIED>DRAFT,APPLIED>REJECTED,ACCEPTED>REVIEWED,ACCEPTED>DRAFT,ACCEPTED>REJECTED,'
    'REVIEWED>DRAFT,REVIEWED>REJECTED,APPROVED>DISBURSED,APPROVED>REVOKED,DISBURSED>CONFIRMED,DISBURSED>REVOKED,CONFIRMED>REVOKED';
  moves text[] := ARRAY['region_code', 'household_id'];
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF current_user = 'fangxian_app' AND NEW.status <> 'DRAFT' THEN
      RAISE EXCEPTION 'relief_application: begins as a draft' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF to_jsonb(OLD) - moves = to_jsonb(NEW) - moves THEN RETURN NEW; END IF;
  IF OLD.status IN ('REJECTED', 'REVOKED') THEN
    RAISE EXCEPTION 'relief_application: an ended application never changes' USING ERRCODE = 'check_violation';
  END IF;
  IF (OLD.event_id, OLD.line, OLD.application_no, OLD.drafted_by) IS DISTINCT FROM (NEW.event_id, NEW.line, NEW.application_no, NEW.drafted_by) THEN
    RAISE EXCEPTION 'relief_application: what it is about never changes' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.status IN ('APPROVED', 'DISBURSED', 'CONFIRMED') AND (OLD.granted_fen, OLD.claimed_fen, OLD.manner, OLD.approved_by, OLD.approved_on, OLD.level, OLD.applied_by)
    IS DISTINCT FROM (NEW.granted_fen, NEW.claimed_fen, NEW.manner, NEW.approved_by, NEW.approved_on, NEW.level, NEW.applied_by) THEN
    RAISE EXCEPTION 'relief_application: what was decided never changes' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.measure_id IS DISTINCT FROM OLD.measure_id AND (OLD.measure_id IS NOT NULL OR NOT EXISTS (SELECT FROM support_measure m
    WHERE m.county_code = NEW.county_code AND m.id = NEW.measure_id AND m.household_id = NEW.household_id)) THEN
    RAISE EXCEPTION 'relief_application: its measure is one of this household and stays' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.last_step_on < OLD.last_step_on THEN
    RAISE EXCEPTION 'relief_application: the steps of an application follow each other' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.status = NEW.status THEN RETURN NEW; END IF;
  allowed := allowed || CASE WHEN NEW.line IN (4, 6) THEN ',REVIEWED>PUBLISHED,PUBLISHED>ACCEPTED,PUBLISHED>APPROVED,PUBLISHED>DRAFT,PUBLISHED>REJECTED'
    ELSE ',REVIEWED>APPROVED' END;
  IF NOT ((OLD.status || '>' || NEW.status) = ANY (string_to_array(allowed, ','))) THEN
    RAISE EXCEPTION 'relief_application: no step from % to %', OLD.status, NEW.status USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.may_go_on_from > NEW.last_step_on AND NEW.status = 'APPROVED' THEN
    RAISE EXCEPTION 'relief_application: the publicity still runs' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER relief_application_lifecycle BEFORE INSERT OR UPDATE ON relief_application FOR EACH ROW EXECUTE FUNCTION refuse_relief_step();
COMMENT ON TRIGGER relief_application_lifecycle ON relief_application IS 'Steps in order, publicity for its full days, what was decided never changes.';

CREATE FUNCTION refuse_relief_money() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE most bigint; others bigint; border bigint; missing int[];
BEGIN
  IF TG_OP = 'UPDATE' AND (OLD.status, OLD.granted_fen, OLD.claimed_fen) IS NOT DISTINCT FROM (NEW.status, NEW.granted_fen, NEW.claimed_fen) THEN RETURN NEW; END IF;
  IF NEW.line = 6 AND NEW.status IN ('APPLIED', 'APPROVED') THEN
    missing := relief_unanswered(NEW.county_code, NEW.event_id);
    IF cardinality(missing) > 0 THEN
      RAISE EXCEPTION 'relief_application: lines % come first', missing USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  IF NEW.status NOT IN ('APPROVED', 'DISBURSED', 'CONFIRMED') THEN RETURN NEW; END IF;
  IF NEW.line = 3 THEN
    border := round(relief_parameter('relief.townshipLimitYuan', NEW.region_code, NEW.approved_on, 3000) * 100);
    IF (NEW.granted_fen <= border) <> (NEW.level = 'TOWNSHIP') THEN
      RAISE EXCEPTION 'relief_application: % fen are not decided by the %', NEW.granted_fen, NEW.level USING ERRCODE = 'check_violation';
    END IF;
  ELSIF NEW.line = 6 THEN
    IF NEW.level <> 'TOWNSHIP' THEN
      RAISE EXCEPTION 'relief_application: line 6 is decided by the township' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.manner = 'CASH' AND NEW.granted_fen NOT IN (
      round(relief_parameter('preventionFund.smallGrantYuan', NEW.region_code, NEW.approved_on, 500) * 100),
      round(relief_parameter('preventionFund.mediumGrantYuan', NEW.region_code, NEW.approved_on, 1000) * 100),
      round(relief_parameter('preventionFund.largeGrantYuan', NEW.region_code, NEW.approved_on, 2000) * 100)) THEN
      RAISE EXCEPTION 'relief_application: % fen is no grant of line 6', NEW.granted_fen USING ERRCODE = 'check_violation';
    END IF;
  ELSIF NEW.level <> 'COUNTY' THEN
    RAISE EXCEPTION 'relief_application: lines 2 and 4 are decided by the county' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.line IN (2, 3, 4) THEN
    -- Two that are granted at once wait for each other here.
    PERFORM 1 FROM relief_event e WHERE e.county_code = NEW.county_code AND e.id = NEW.event_id FOR NO KEY UPDATE;
    most := relief_self_paid(NEW.county_code, NEW.event_id);
    others := relief_granted(NEW.county_code, NEW.event_id, NEW.id);
    IF others + NEW.granted_fen > most THEN
      RAISE EXCEPTION 'relief_application: % fen beside % fen are more than the self-paid cost of % fen', NEW.granted_fen, others, most USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER relief_application_money BEFORE INSERT OR UPDATE ON relief_application FOR EACH ROW EXECUTE FUNCTION refuse_relief_money();
COMMENT ON TRIGGER relief_application_money ON relief_application IS 'Who decides which amount, the grants of line 6, and never more than an event really cost.';

-- A parent of 60 or more who lives in the household; the half-year's list takes it once.
CREATE FUNCTION refuse_filial_contribution() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  may_change text[] := ARRAY['region_code', 'household_id', 'list_id'];
  taken filial_contribution;
BEGIN
  IF TG_OP = 'INSERT' AND NEW.reverses IS NOT NULL THEN
    SELECT * INTO taken FROM filial_contribution c WHERE c.county_code = NEW.county_code AND c.id = NEW.reverses FOR NO KEY UPDATE;
    IF (taken.reverses, taken.household_id, taken.parent_id, taken.child_name, taken.paid_on, taken.list_id, -taken.amount_fen, -taken.bonus_fen) IS DISTINCT FROM
      (NULL, NEW.household_id, NEW.parent_id, NEW.child_name, NEW.paid_on, NEW.list_id, NEW.amount_fen, NEW.bonus_fen) THEN
      RAISE EXCEPTION 'filial_contribution: is not the contrary of the one it takes back' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT FROM filial_list l WHERE l.county_code = NEW.county_code AND l.id = NEW.list_id AND l.status = 'PAID') THEN
      RAISE EXCEPTION 'filial_contribution: its half-year is paid out' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'INSERT' THEN
    -- One of a child, parent and half-year at a time: two wait for each other here.
    PERFORM pg_advisory_xact_lock(hashtextextended('filial:' || NEW.county_code || NEW.parent_id || NEW.year || NEW.half, 0));
    IF EXISTS (SELECT FROM filial_contribution c WHERE c.county_code = NEW.county_code AND c.parent_id = NEW.parent_id AND c.child_name = NEW.child_name
      AND c.year = NEW.year AND c.half = NEW.half AND c.reverses IS NULL
      AND NOT EXISTS (SELECT FROM filial_contribution r WHERE r.county_code = c.county_code AND r.reverses = c.id)) THEN
      RAISE EXCEPTION 'filial_contribution: this child paid for this parent and half-year' USING ERRCODE = 'unique_violation';
    END IF;
    IF NOT EXISTS (SELECT FROM person p JOIN membership m ON m.county_code = p.county_code AND m.person_id = p.id
      WHERE p.county_code = NEW.county_code AND p.id = NEW.parent_id AND m.household_id = NEW.household_id
        AND (p.birth_date + interval '60 years')::date <= NEW.paid_on) THEN
      RAISE EXCEPTION 'filial_contribution: no parent of 60 or more of this household' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.bonus_fen <> round(NEW.amount_fen * relief_parameter('filialFund.bonusRate', NEW.region_code, NEW.paid_on, 0.1)) THEN
      RAISE EXCEPTION 'filial_contribution: the bonus is another share of the contribution' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF to_jsonb(OLD) - may_change <> to_jsonb(NEW) - may_change OR (OLD.list_id IS NOT NULL AND OLD.list_id IS DISTINCT FROM NEW.list_id) THEN
    RAISE EXCEPTION 'filial_contribution: stays as it was written and on its list' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.list_id IS NULL AND NEW.list_id IS NOT NULL AND (NEW.reverses IS NOT NULL OR EXISTS (SELECT FROM filial_contribution r
    WHERE r.county_code = NEW.county_code AND r.reverses = NEW.id)) THEN
    RAISE EXCEPTION 'filial_contribution: what was taken back is on no list' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER filial_contribution_stays BEFORE INSERT OR UPDATE ON filial_contribution FOR EACH ROW EXECUTE FUNCTION refuse_filial_contribution();

-- A list loses a contribution that is taken back, and is then checked anew; one that has none left is cancelled.
CREATE FUNCTION refuse_filial_list() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  steps text[] := ARRAY['status', 'checked_by', 'checked_by_name', 'checked_on', 'paid_by', 'paid_by_name', 'paid_on', 'version'];
  sums text[] := ARRAY['contributions', 'total_fen', 'bonus_fen', 'county_fen', 'township_fen', 'village_fen', 'donation_fen'];
  shrinks boolean := NEW.contributions = OLD.contributions - 1 AND NEW.total_fen < OLD.total_fen;
BEGIN
  IF to_jsonb(OLD) - steps - sums <> to_jsonb(NEW) - steps - sums OR (to_jsonb(OLD) - steps <> to_jsonb(NEW) - steps AND NOT shrinks)
    OR NOT ((OLD.status || '>' || NEW.status) = ANY (CASE WHEN shrinks THEN ARRAY['PREPARED>PREPARED', 'CHECKED>PREPARED', 'PREPARED>CANCELLED', 'CHECKED>CANCELLED']
      ELSE ARRAY['PREPARED>CHECKED', 'CHECKED>PAID'] END)) THEN
    RAISE EXCEPTION 'filial_list: no step from % to %', OLD.status, NEW.status USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER filial_list_lifecycle BEFORE UPDATE ON filial_list FOR EACH ROW EXECUTE FUNCTION refuse_filial_list();

CREATE FUNCTION filial_list_adds_up() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  list uuid := CASE TG_TABLE_NAME WHEN 'filial_list' THEN to_jsonb(NEW) ->> 'id' ELSE to_jsonb(NEW) ->> 'list_id' END;
  n int; total bigint; bonus bigint;
BEGIN
  SELECT count(*) FILTER (WHERE c.reverses IS NULL) - count(c.reverses), coalesce(sum(c.amount_fen), 0), coalesce(sum(c.bonus_fen), 0) INTO n, total, bonus
  FROM filial_contribution c WHERE c.county_code = NEW.county_code AND c.list_id = list;
  IF EXISTS (SELECT FROM filial_list l WHERE l.county_code = NEW.county_code AND l.id = list
    AND (l.contributions, l.total_fen, l.bonus_fen) IS DISTINCT FROM (n, total, bonus)) THEN
    RAISE EXCEPTION 'filial_list: is not the sum of its contributions' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER filial_list_adds_up AFTER INSERT OR UPDATE ON filial_list DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION filial_list_adds_up();
CREATE CONSTRAINT TRIGGER filial_list_adds_up AFTER INSERT OR UPDATE OF list_id ON filial_contribution DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.list_id IS NOT NULL) EXECUTE FUNCTION filial_list_adds_up();

-- Lines of one account wait for each other; at the end of the transaction every entry is whole and no fund is below zero.
CREATE FUNCTION await_fund_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('fund:' || NEW.county_code || NEW.account_id, 0));
  RETURN NEW;
END $$;
CREATE TRIGGER fund_line_in_turn BEFORE INSERT ON fund_line FOR EACH ROW EXECUTE FUNCTION await_fund_account();

CREATE FUNCTION fund_balance(p_county text, p_account uuid) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(l.debit_fen - l.credit_fen), 0)::bigint FROM fund_line l WHERE l.county_code = p_county AND l.account_id = p_account
$$;
COMMENT ON FUNCTION fund_balance(text, uuid) IS 'The balance of an account is the sum of its lines; it is kept nowhere.';

CREATE FUNCTION refuse_odd_entry() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE own record; kind_of text;
BEGIN
  SELECT count(*) AS n, coalesce(sum(l.debit_fen - l.credit_fen), 0) AS rest INTO own FROM fund_line l
  WHERE l.county_code = NEW.county_code AND l.entry_id = NEW.entry_id;
  IF own.rest <> 0 OR own.n < 2 THEN
    RAISE EXCEPTION 'fund_entry: debit and credit differ by % fen', own.rest USING ERRCODE = 'check_violation';
  END IF;
  SELECT a.source INTO kind_of FROM fund_account a WHERE a.county_code = NEW.county_code AND a.id = NEW.account_id;
  IF kind_of <> 'OUTSIDE' AND fund_balance(NEW.county_code, NEW.account_id) < 0 THEN
    RAISE EXCEPTION 'fund_account: below zero' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER fund_line_whole AFTER INSERT ON fund_line DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_odd_entry();
COMMENT ON TRIGGER fund_line_whole ON fund_line IS 'Every entry sums to zero and no fund is below zero, at the end of the transaction that wrote it.';

CREATE FUNCTION refuse_empty_entry() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM fund_line l WHERE l.county_code = NEW.county_code AND l.entry_id = NEW.id) THEN
    RAISE EXCEPTION 'fund_entry: has no lines' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.reverses IS NOT NULL AND EXISTS (
    SELECT account_id, sum(debit_fen - credit_fen) FROM fund_line WHERE county_code = NEW.county_code AND entry_id IN (NEW.id, NEW.reverses)
    GROUP BY 1 HAVING sum(debit_fen - credit_fen) <> 0) THEN
    RAISE EXCEPTION 'fund_entry: is not the contrary of the entry it reverses' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER fund_entry_has_lines AFTER INSERT ON fund_entry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_empty_entry();

CREATE FUNCTION refuse_figure_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE may_change text[] := ARRAY['withdrawn_by', 'withdrawn_on', 'withdrawn_reason'];
BEGIN
  IF to_jsonb(OLD) - may_change <> to_jsonb(NEW) - may_change OR OLD.withdrawn_on IS NOT NULL THEN
    RAISE EXCEPTION 'relief_figure: is withdrawn, not changed' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER relief_figure_stays BEFORE UPDATE ON relief_figure FOR EACH ROW EXECUTE FUNCTION refuse_figure_change();

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['relief_settlement', 'relief_line_mark', 'relief_step'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE ON %I FOR EACH ROW WHEN (to_jsonb(OLD) - ARRAY[''region_code'', ''household_id''] IS DISTINCT FROM to_jsonb(NEW) - ARRAY[''region_code'', ''household_id'']) EXECUTE FUNCTION refuse_change()', t || '_is_final', t);
    EXECUTE format('COMMENT ON TRIGGER %I ON %I IS ''What was recorded stays; only a household that moves or is merged takes it along.''', t || '_is_final', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['fund_entry', 'fund_line', 'fund_account', 'insurance_policy'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t || '_is_final', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['relief_event', 'relief_settlement', 'relief_line_mark', 'relief_application', 'relief_step', 'filial_contribution', 'filial_list',
    'fund_account', 'fund_entry', 'fund_line', 'insurance_policy', 'relief_figure'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t || '_never_deleted', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['relief_parameter(text, text, date, numeric)', 'relief_self_paid(text, uuid)', 'relief_granted(text, uuid, uuid)',
    'relief_unanswered(text, uuid)', 'refuse_relief_event()', 'refuse_relief_settlement()', 'refuse_relief_step()', 'refuse_relief_money()',
    'refuse_filial_contribution()', 'refuse_filial_list()', 'filial_list_adds_up()', 'await_fund_account()', 'fund_balance(text, uuid)', 'refuse_odd_entry()',
    'refuse_empty_entry()', 'refuse_figure_change()'] LOOP
    EXECUTE 'REVOKE ALL ON FUNCTION ' || t || ' FROM PUBLIC';
    EXECUTE 'GRANT EXECUTE ON FUNCTION ' || t || ' TO fangxian_app';
  END LOOP;
END $$;

GRANT SELECT, INSERT, UPDATE ON relief_event, relief_application, filial_list TO fangxian_app;
GRANT SELECT, INSERT ON relief_settlement, relief_line_mark, relief_step, filial_contribution, fund_account, fund_entry, fund_line, insurance_policy, relief_figure TO fangxian_app;
GRANT SELECT ON relief_measure_type TO fangxian_app;
GRANT UPDATE (region_code, household_id, list_id) ON filial_contribution TO fangxian_app;
GRANT UPDATE (withdrawn_by, withdrawn_on, withdrawn_reason) ON relief_figure TO fangxian_app;
