-- Payouts through the bank (发放批次): what was approved is collected, the bank's answer pays it or sends it back to the queue, and a sample of
-- the households is called back.

CREATE TABLE "payout_cycle" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "cycle_no" VARCHAR(20) NOT NULL,
  "status" VARCHAR(10) NOT NULL,
  "payouts" INTEGER NOT NULL,
  "total_fen" BIGINT NOT NULL,
  "collected_on" DATE NOT NULL,
  "collected_by" UUID NOT NULL,
  "collected_by_name" VARCHAR(60) NOT NULL,
  "version" INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT "payout_cycle_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT payout_cycle_status_known CHECK ("status" IN ('AT_BANK', 'ANSWERED')),
  CONSTRAINT payout_cycle_not_empty CHECK ("payouts" > 0 AND "total_fen" > 0)
);
CREATE UNIQUE INDEX "payout_cycle_county_code_cycle_no_key" ON "payout_cycle"("county_code", "cycle_no");
CREATE INDEX "payout_cycle_county_code_region_code_collected_on_idx" ON "payout_cycle"("county_code", "region_code", "collected_on");

CREATE TABLE "payout_item" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "cycle_id" UUID NOT NULL,
  "item_no" INTEGER NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "household_id" UUID NOT NULL,
  "application_id" UUID NOT NULL,
  "amount_fen" BIGINT NOT NULL,
  "status" VARCHAR(10) NOT NULL,
  "reason" VARCHAR(200) NOT NULL DEFAULT '',
  "answered_on" DATE,
  "answered_by" UUID,
  "answered_by_name" VARCHAR(60),
  "sampled_on" DATE,
  "called_on" DATE,
  "called_by" UUID,
  "called_by_name" VARCHAR(60),
  "call_result" VARCHAR(20),
  "call_note" VARCHAR(300) NOT NULL DEFAULT '',
  CONSTRAINT "payout_item_pkey" PRIMARY KEY ("county_code", "cycle_id", "item_no"),
  CONSTRAINT payout_item_status_known CHECK ("status" IN ('WAITING', 'PAID', 'FAILED')),
  CONSTRAINT payout_item_pays_something CHECK ("amount_fen" > 0),
  CONSTRAINT payout_item_failed_has_reason CHECK (("status" = 'FAILED') = ("reason" <> '')),
  CONSTRAINT payout_item_answered CHECK (("status" = 'WAITING') = ("answered_on" IS NULL) AND num_nulls("answered_on", "answered_by", "answered_by_name") IN (0, 3)),
  CONSTRAINT payout_item_sampled_of_paid CHECK ("sampled_on" IS NULL OR "status" = 'PAID'),
  CONSTRAINT payout_item_called_of_sampled CHECK (num_nulls("called_on", "called_by", "called_by_name", "call_result") IN (0, 4) AND ("called_on" IS NULL OR "called_on" >= "sampled_on")),
  CONSTRAINT payout_item_call_result_known CHECK ("call_result" IN ('RECEIVED', 'OTHER_AMOUNT', 'NOT_RECEIVED', 'NOT_REACHED')),
  CONSTRAINT payout_item_four_eyes CHECK ("called_by" <> "answered_by")
);
CREATE INDEX "payout_item_county_code_application_id_idx" ON "payout_item"("county_code", "application_id");
CREATE INDEX "payout_item_county_code_household_id_idx" ON "payout_item"("county_code", "household_id");
CREATE UNIQUE INDEX payout_item_once_unless_failed ON payout_item (county_code, application_id) WHERE status <> 'FAILED';

ALTER TABLE "payout_cycle" ADD CONSTRAINT "payout_cycle_region_code_fkey" FOREIGN KEY ("region_code") REFERENCES "region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "payout_item" ADD CONSTRAINT "payout_item_county_code_cycle_id_fkey" FOREIGN KEY ("county_code", "cycle_id")
  REFERENCES "payout_cycle"("county_code", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "payout_item" ADD CONSTRAINT "payout_item_county_code_application_id_household_id_region_fkey" FOREIGN KEY ("county_code", "application_id", "household_id", "region_code")
  REFERENCES "relief_application"("county_code", "id", "household_id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;

SELECT guard_table('payout_cycle', 'county_code,id', 'none');
SELECT guard_table('payout_item', 'county_code,cycle_id,item_no', 'own');

CREATE FUNCTION refuse_payout_cycle() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE may_change text[] := ARRAY['status', 'version'];
BEGIN
  IF to_jsonb(OLD) - may_change <> to_jsonb(NEW) - may_change OR (OLD.status = 'ANSWERED' AND NEW.status <> 'ANSWERED') THEN
    RAISE EXCEPTION 'payout_cycle: what was collected stays' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payout_cycle_stays BEFORE UPDATE ON payout_cycle FOR EACH ROW EXECUTE FUNCTION refuse_payout_cycle();
CREATE TRIGGER payout_cycle_never_deleted BEFORE DELETE ON payout_cycle FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- What was approved in cash is collected as it was granted; the bank answers once; a call is asked again only where nobody was reached.
CREATE FUNCTION refuse_payout_item() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  moves text[] := ARRAY['region_code', 'household_id'];
  answer text[] := ARRAY['status', 'reason', 'answered_on', 'answered_by', 'answered_by_name'];
  call text[] := ARRAY['sampled_on', 'called_on', 'called_by', 'called_by_name', 'call_result', 'call_note'];
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.status <> 'WAITING' OR NOT EXISTS (SELECT FROM relief_application a WHERE a.county_code = NEW.county_code AND a.id = NEW.application_id
      AND a.status = 'APPROVED' AND a.manner = 'CASH' AND a.granted_fen = NEW.amount_fen) THEN
      RAISE EXCEPTION 'payout_item: is not what was approved' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF to_jsonb(OLD) - moves = to_jsonb(NEW) - moves THEN RETURN NEW; END IF;
  IF to_jsonb(OLD) - moves - answer - call <> to_jsonb(NEW) - moves - answer - call
    OR (OLD.status <> 'WAITING' AND to_jsonb(OLD) - moves - call <> to_jsonb(NEW) - moves - call)
    OR (OLD.call_result IS NOT NULL AND OLD.call_result <> 'NOT_REACHED') OR (OLD.sampled_on IS NOT NULL AND NEW.sampled_on IS DISTINCT FROM OLD.sampled_on) THEN
    RAISE EXCEPTION 'payout_item: what was answered stays' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payout_item_stays BEFORE INSERT OR UPDATE ON payout_item FOR EACH ROW EXECUTE FUNCTION refuse_payout_item();
CREATE TRIGGER payout_item_never_deleted BEFORE DELETE ON payout_item FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE FUNCTION refuse_while_at_bank() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM payout_item i WHERE i.county_code = NEW.county_code AND i.application_id = NEW.id AND i.status = 'WAITING') THEN
    RAISE EXCEPTION 'relief_application: is with the bank' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER relief_application_at_bank BEFORE UPDATE ON relief_application FOR EACH ROW WHEN (OLD.status = 'APPROVED' AND NEW.status <> 'APPROVED')
  EXECUTE FUNCTION refuse_while_at_bank();
COMMENT ON TRIGGER relief_application_at_bank ON relief_application IS 'What is with the bank is neither paid by hand nor revoked before the bank answers.';

REVOKE ALL ON FUNCTION refuse_payout_cycle(), refuse_payout_item(), refuse_while_at_bank() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION refuse_payout_cycle(), refuse_payout_item(), refuse_while_at_bank() TO fangxian_app;
GRANT SELECT, INSERT, UPDATE ON payout_cycle, payout_item TO fangxian_app;
