-- 扶贫小额信贷: loans to members of registered households, and the extensions (展期) that alone move the day on which one is due.

CREATE TABLE "microcredit_loan" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "household_id" UUID NOT NULL,
  "person_id" UUID NOT NULL,
  "bank" VARCHAR(60) NOT NULL,
  "contract_no" VARCHAR(40) NOT NULL DEFAULT '',
  "amount_fen" BIGINT NOT NULL,
  "lent_on" DATE NOT NULL,
  "first_due_on" DATE NOT NULL,
  "due_on" DATE NOT NULL,
  "purpose" VARCHAR(12) NOT NULL,
  "purpose_note" VARCHAR(120) NOT NULL DEFAULT '',
  "recorded_by" UUID NOT NULL,
  "recorded_by_name" VARCHAR(60) NOT NULL,
  "recorded_at" TIMESTAMPTZ(3) NOT NULL,
  "repaid_on" DATE,
  "repaid_fen" BIGINT,
  "repaid_by" UUID,
  "repaid_by_name" VARCHAR(60) NOT NULL DEFAULT '',
  "withdrawn_on" DATE,
  "withdrawn_reason" VARCHAR(300) NOT NULL DEFAULT '',
  "withdrawn_by" UUID,
  "withdrawn_by_name" VARCHAR(60) NOT NULL DEFAULT '',
  CONSTRAINT "microcredit_loan_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT microcredit_loan_amount CHECK ("amount_fen" BETWEEN 10000 AND 100000000),
  CONSTRAINT microcredit_loan_days CHECK ("first_due_on" > "lent_on" AND "due_on" >= "first_due_on" AND "due_on" <= "lent_on" + 3660
    AND "lent_on" <= ("recorded_at" AT TIME ZONE 'Asia/Shanghai')::date),
  CONSTRAINT microcredit_loan_purpose CHECK ("purpose" IN ('PLANTING', 'BREEDING', 'PROCESSING', 'TRADE', 'TRANSPORT', 'TOURISM', 'OTHER')
    AND ("purpose" <> 'OTHER' OR "purpose_note" <> '')),
  CONSTRAINT microcredit_loan_bank CHECK ("bank" <> ''),
  CONSTRAINT microcredit_loan_repaid CHECK (("repaid_on" IS NULL) = ("repaid_fen" IS NULL) AND ("repaid_on" IS NULL) = ("repaid_by" IS NULL)
    AND "repaid_on" >= "lent_on" AND "repaid_fen" >= "amount_fen"),
  CONSTRAINT microcredit_loan_withdrawn CHECK (("withdrawn_on" IS NULL) = ("withdrawn_reason" = '') AND ("withdrawn_on" IS NULL) = ("withdrawn_by" IS NULL)
    AND ("withdrawn_on" IS NULL OR "repaid_on" IS NULL))
);
CREATE UNIQUE INDEX "microcredit_loan_county_code_id_household_id_region_code_key" ON "microcredit_loan"("county_code", "id", "household_id", "region_code");
CREATE INDEX "microcredit_loan_county_code_household_id_idx" ON "microcredit_loan"("county_code", "household_id");
CREATE INDEX "microcredit_loan_county_code_person_id_idx" ON "microcredit_loan"("county_code", "person_id");
CREATE INDEX "microcredit_loan_county_code_region_code_due_on_id_idx" ON "microcredit_loan"("county_code", "region_code", "due_on", "id");
CREATE INDEX "microcredit_loan_county_code_due_on_id_idx" ON "microcredit_loan"("county_code", "due_on", "id");

CREATE TABLE "loan_extension" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "household_id" UUID NOT NULL,
  "loan_id" UUID NOT NULL,
  "reason" VARCHAR(12) NOT NULL,
  "reason_note" VARCHAR(300) NOT NULL DEFAULT '',
  "asked_on" DATE NOT NULL,
  "from_due_on" DATE NOT NULL,
  "new_due_on" DATE NOT NULL,
  "asked_by" UUID NOT NULL,
  "asked_by_name" VARCHAR(60) NOT NULL,
  "asked_at" TIMESTAMPTZ(3) NOT NULL,
  "decision" VARCHAR(8),
  "decided_on" DATE,
  "decision_note" VARCHAR(300) NOT NULL DEFAULT '',
  "decided_by" UUID,
  "decided_by_name" VARCHAR(60) NOT NULL DEFAULT '',
  CONSTRAINT "loan_extension_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT loan_extension_reason CHECK ("reason" IN ('EPIDEMIC', 'ILLNESS', 'DISASTER', 'MARKET', 'NO_WORK', 'OTHER')
    AND ("reason" <> 'OTHER' OR "reason_note" <> '')),
  CONSTRAINT loan_extension_days CHECK ("new_due_on" > "from_due_on" AND "asked_on" <= ("asked_at" AT TIME ZONE 'Asia/Shanghai')::date),
  CONSTRAINT loan_extension_decided CHECK (("decision" IS NULL) = ("decided_on" IS NULL) AND ("decision" IS NULL) = ("decided_by" IS NULL)
    AND "decision" IN ('GRANTED', 'REFUSED') AND "decided_on" >= "asked_on" AND ("decision" IS DISTINCT FROM 'REFUSED' OR "decision_note" <> '')),
  CONSTRAINT loan_extension_four_eyes CHECK ("decided_by" <> "asked_by")
);
CREATE INDEX "loan_extension_county_code_loan_id_asked_on_id_idx" ON "loan_extension"("county_code", "loan_id", "asked_on", "id");
CREATE UNIQUE INDEX loan_extension_one_undecided ON loan_extension (county_code, loan_id) WHERE decision IS NULL;
CREATE UNIQUE INDEX loan_extension_never_overlap ON loan_extension (county_code, loan_id, from_due_on) WHERE decision = 'GRANTED';

ALTER TABLE "microcredit_loan" ADD CONSTRAINT "microcredit_loan_county_code_household_id_region_code_fkey" FOREIGN KEY ("county_code", "household_id", "region_code") REFERENCES "household"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "microcredit_loan" ADD CONSTRAINT "microcredit_loan_county_code_person_id_fkey" FOREIGN KEY ("county_code", "person_id") REFERENCES "person"("county_code", "id") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "loan_extension" ADD CONSTRAINT "loan_extension_county_code_loan_id_household_id_region_cod_fkey" FOREIGN KEY ("county_code", "loan_id", "household_id", "region_code") REFERENCES "microcredit_loan"("county_code", "id", "household_id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;

SELECT guard_table('microcredit_loan', 'county_code,id', 'own');
SELECT guard_table('loan_extension', 'county_code,id', 'own');
SELECT journal_table('microcredit_loan', 'county_code,id');

-- ───── the life of a loan: lent, extended, then repaid or withdrawn as a mistake; after that it never changes ─────

CREATE FUNCTION guard_microcredit_loan() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  goes text[] := ARRAY['region_code', 'household_id'];
  ends text[] := ARRAY['repaid_on', 'repaid_fen', 'repaid_by', 'repaid_by_name', 'withdrawn_on', 'withdrawn_reason', 'withdrawn_by', 'withdrawn_by_name'];
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NOT EXISTS (SELECT FROM membership m WHERE m.county_code = NEW.county_code AND m.household_id = NEW.household_id AND m.person_id = NEW.person_id
      AND m.valid_to IS NULL) THEN
      RAISE EXCEPTION 'microcredit_loan: who borrows is a member of the household' USING ERRCODE = 'check_violation';
    END IF;
    IF current_user = 'fangxian_app' THEN
      IF (NEW.due_on, NEW.repaid_on, NEW.withdrawn_on) IS DISTINCT FROM (NEW.first_due_on, NULL, NULL) THEN
        RAISE EXCEPTION 'microcredit_loan: a loan begins open, with the day that was agreed' USING ERRCODE = 'check_violation';
      END IF;
      NEW.recorded_by := app_actor();
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.repaid_on IS NOT NULL OR OLD.withdrawn_on IS NOT NULL THEN
    IF to_jsonb(OLD) - goes IS DISTINCT FROM to_jsonb(NEW) - goes THEN
      RAISE EXCEPTION 'microcredit_loan: a loan that is repaid or withdrawn never changes' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF to_jsonb(OLD) - goes - ends - 'due_on'::text IS DISTINCT FROM to_jsonb(NEW) - goes - ends - 'due_on'::text THEN
    RAISE EXCEPTION 'microcredit_loan: to whom, how much and for what it was lent stays' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.due_on <> OLD.due_on AND NOT EXISTS (SELECT FROM loan_extension e WHERE e.county_code = NEW.county_code AND e.loan_id = NEW.id
    AND e.decision = 'GRANTED' AND e.from_due_on = OLD.due_on AND e.new_due_on = NEW.due_on) THEN
    RAISE EXCEPTION 'microcredit_loan: only a granted extension moves the day on which it is due' USING ERRCODE = 'check_violation';
  END IF;
  IF current_user = 'fangxian_app' AND NEW.repaid_on IS NOT NULL THEN NEW.repaid_by := app_actor(); END IF;
  IF current_user = 'fangxian_app' AND NEW.withdrawn_on IS NOT NULL THEN NEW.withdrawn_by := app_actor(); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER microcredit_loan_life BEFORE INSERT OR UPDATE ON microcredit_loan FOR EACH ROW EXECUTE FUNCTION guard_microcredit_loan();
COMMENT ON TRIGGER microcredit_loan_life ON microcredit_loan IS 'What was lent stays; it is due later only by a granted extension, and closed once.';
CREATE TRIGGER microcredit_loan_never_deleted BEFORE DELETE ON microcredit_loan FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE FUNCTION guard_loan_extension() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  moves text[] := ARRAY['region_code', 'household_id'];
  decides text[] := ARRAY['decision', 'decided_on', 'decision_note', 'decided_by', 'decided_by_name'];
  loan microcredit_loan;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF to_jsonb(OLD) - moves = to_jsonb(NEW) - moves THEN RETURN NEW; END IF;
    IF OLD.decision IS NOT NULL OR to_jsonb(OLD) - moves - decides IS DISTINCT FROM to_jsonb(NEW) - moves - decides THEN
      RAISE EXCEPTION 'loan_extension: what was asked stays, and it is decided once' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  SELECT * INTO loan FROM microcredit_loan l WHERE l.county_code = NEW.county_code AND l.id = NEW.loan_id FOR NO KEY UPDATE;
  IF loan.id IS NULL OR loan.repaid_on IS NOT NULL OR loan.withdrawn_on IS NOT NULL OR loan.due_on <> NEW.from_due_on THEN
    RAISE EXCEPTION 'loan_extension: of a loan that is open, from the day on which it is due' USING ERRCODE = 'check_violation';
  END IF;
  IF current_user = 'fangxian_app' AND TG_OP = 'INSERT' THEN
    IF NEW.decision IS NOT NULL THEN
      RAISE EXCEPTION 'loan_extension: asked first, decided later' USING ERRCODE = 'check_violation';
    END IF;
    NEW.asked_by := app_actor();
  ELSIF current_user = 'fangxian_app' THEN
    NEW.decided_by := app_actor();
    IF NEW.asked_by = app_acting() THEN
      RAISE EXCEPTION 'loan_extension: decided by another than who asked' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION take_loan_extension() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  UPDATE microcredit_loan SET due_on = NEW.new_due_on WHERE county_code = NEW.county_code AND id = NEW.loan_id;
  RETURN NULL;
END $$;
CREATE TRIGGER loan_extension_life BEFORE INSERT OR UPDATE ON loan_extension FOR EACH ROW EXECUTE FUNCTION guard_loan_extension();
CREATE TRIGGER loan_extension_moves_due AFTER UPDATE ON loan_extension FOR EACH ROW WHEN (OLD.decision IS NULL AND NEW.decision = 'GRANTED')
  EXECUTE FUNCTION take_loan_extension();
CREATE TRIGGER loan_extension_carried_moves_due AFTER INSERT ON loan_extension FOR EACH ROW WHEN (NEW.decision = 'GRANTED')
  EXECUTE FUNCTION take_loan_extension();
COMMENT ON TRIGGER loan_extension_life ON loan_extension IS 'Asked for an open loan, decided once and by another person.';
COMMENT ON TRIGGER loan_extension_moves_due ON loan_extension IS 'A loan is due when its last granted extension says.';
CREATE TRIGGER loan_extension_never_deleted BEFORE DELETE ON loan_extension FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- ───── rights ─────

REVOKE ALL ON FUNCTION guard_microcredit_loan(), guard_loan_extension(), take_loan_extension() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard_microcredit_loan(), guard_loan_extension(), take_loan_extension() TO fangxian_app;
GRANT SELECT, INSERT, UPDATE (region_code, household_id, repaid_on, repaid_fen, repaid_by, repaid_by_name, withdrawn_on, withdrawn_reason, withdrawn_by,
  withdrawn_by_name) ON microcredit_loan TO fangxian_app;
GRANT SELECT, INSERT, UPDATE (decision, decided_on, decision_note, decided_by, decided_by_name) ON loan_extension TO fangxian_app;
